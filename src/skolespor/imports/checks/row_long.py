from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="row.long",
    across="is_long IS NOT NULL",
    message=_("Rækken har flere celler end overskrifterne. Mangler der et anførselstegn?"),
    good=[{"is_long": ""}],
    refused=[{"is_long": "1"}],
)
