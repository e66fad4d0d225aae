from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="spell.order",
    field="until",
    kinds=("placements", "enrolments"),
    across="until < since",
    message=_("Slutdatoen ligger før startdatoen."),
    good=[{"since": "12-08-2025", "until": "12-08-2025"}],
    refused=[{"since": "12-08-2025", "until": "11-08-2025"}],
)
