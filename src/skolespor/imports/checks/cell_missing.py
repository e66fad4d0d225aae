from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="cell.missing",
    reads=("cpr", "institution", "date", "code", "grade", "municipality"),
    bad="{required} AND {raw} IS NULL",
    message=_("Cellen er tom. Den skal udfyldes."),
    good=[{"day": "21-11-2025"}],
    refused=[{"day": ""}],
)
