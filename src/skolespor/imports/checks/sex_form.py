from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="sex.form",
    reads=("sex",),
    bad="{raw} IS NOT NULL AND {typed} IS NULL",
    message=_("Skriv k eller m, eller lad cellen være tom."),
    good=[{"sex": "K"}],
    refused=[{"sex": "pige"}],
)
