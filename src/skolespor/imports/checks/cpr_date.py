from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="cpr.date",
    reads=("cpr",),
    bad="is_cpr AND born_early IS NULL AND born_late IS NULL",
    message=_("CPR-nummeret har ikke en mulig fødselsdato."),
    good=[{"pupil": "7104150002"}],
    refused=[{"pupil": "7113150002"}],
)
