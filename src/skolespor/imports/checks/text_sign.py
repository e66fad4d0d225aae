from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="text.sign",
    reads=("text", "name"),
    bad="contains({raw}, '\ufffd')",
    message=_("Cellen har et tegn, der ikke kan læses. Gem filen som UTF-8, og prøv igen."),
    good=[{"class_name": "3.Æ"}],
    refused=[{"class_name": "3.\ufffd"}],
)
