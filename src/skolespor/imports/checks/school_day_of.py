from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="school_day.of",
    field="municipality",
    kinds=("school-days",),
    across="raw_municipality IS NULL AND raw_institution IS NULL",
    message=_("Skriv kommunen eller institutionsnummeret."),
    good=[{"municipality": "9001", "institution": ""}],
    refused=[{"municipality": "", "institution": ""}],
)
