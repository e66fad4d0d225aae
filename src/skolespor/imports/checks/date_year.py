from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="date.year",
    reads=("date",),
    bad="{typed} NOT BETWEEN DATE '1900-01-01' AND DATE '2199-12-31'",
    message=_("Årstallet skal ligge mellem 1900 og 2199."),
    good=[{"day": "21-11-2025"}],
    refused=[{"day": "21-11-0205"}],
)
