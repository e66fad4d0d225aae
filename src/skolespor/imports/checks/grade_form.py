from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="grade.form",
    reads=("grade",),
    bad="{raw} IS NOT NULL AND {typed} IS NULL",
    message=_("Klassetrinet skal være et tal fra 0 til 10."),
    good=[{"grade": "0"}],
    refused=[{"grade": "11"}],
)
