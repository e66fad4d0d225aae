from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="cpr.form",
    reads=("cpr",),
    bad="{raw} IS NOT NULL AND NOT is_cpr",
    message=_("CPR-nummeret skal have 10 cifre, med eller uden bindestreg."),
    good=[{"pupil": "710415-0002"}],
    refused=[{"pupil": "71041500"}],
)
