from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="share.form",
    reads=("share",),
    bad="{raw} IS NOT NULL AND coalesce({typed} <= 0 OR {typed} > 1, TRUE)",
    message=_("Andelen skal være et tal over 0 og højst 1, fx 0,5."),
    good=[{"share": "0.5"}],
    refused=[{"share": "1,5"}],
)
