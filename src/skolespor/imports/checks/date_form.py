from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="date.form",
    reads=("date",),
    bad="{raw} IS NOT NULL AND {typed} IS NULL",
    message=_("Datoen kan ikke læses. Skriv den som 21-11-2026."),
    good=[{"day": "2025-11-21"}],
    refused=[{"day": "31-02-2026"}],
)
