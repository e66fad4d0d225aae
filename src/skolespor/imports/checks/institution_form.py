from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="institution.form",
    reads=("institution",),
    bad="{raw} IS NOT NULL AND {typed} IS NULL",
    message=_("Institutionsnummeret skal have seks tegn: tal eller bogstaver fra a til z."),
    good=[{"institution": "900001"}],
    refused=[{"institution": "90001"}],
)
