"""The last digit of a CPR number is even for girls and odd for boys."""

from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="sex.contradicts",
    reads=("sex",),
    across="{typed} <> by_cpr",
    message=_("Kønnet passer ikke med CPR-nummerets sidste ciffer."),
    good=[{"pupil": "7104150002", "sex": "k"}, {"pupil": "71041500", "sex": "k"}],
    refused=[{"pupil": "7104150002", "sex": "m"}],
)
