from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="code.unknown",
    reads=("code",),
    bad="{raw} IS NOT NULL AND {typed} IS NULL",
    message=_("Ordet findes ikke på listen. Ordene står i vejledningen til filen."),
    good=[{"category": "Sygdom"}],
    refused=[{"category": "nedsat skema"}],
)
