from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="yes_no.form",
    reads=("yes_no",),
    bad="{raw} IS NOT NULL AND {typed} IS NULL",
    message=_("Skriv ja eller nej."),
    good=[{"is_protected": "Ja"}],
    refused=[{"is_protected": "måske"}],
)
