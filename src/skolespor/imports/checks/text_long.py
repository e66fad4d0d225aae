from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="text.long",
    reads=("text", "name"),
    bad="length({raw}) > {longest}",
    message=_("Teksten er for lang til feltet."),
    good=[{"class_name": "Den lange klasse 3.B"}],
    refused=[{"class_name": "Den alt for lange klasse 3.B"}],
)
