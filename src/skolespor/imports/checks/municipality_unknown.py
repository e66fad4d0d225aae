from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="municipality.unknown",
    reads=("municipality",),
    bad="{raw} IS NOT NULL AND {typed} IS NULL",
    message=_("Kommunekoden findes ikke. Skriv de tre eller fire cifre, fx 0851."),
    good=[{"municipality": "9001"}],
    refused=[{"municipality": "9999"}],
)
