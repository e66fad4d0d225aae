"""What an earlier file of the same municipality has told still stands, unless the new file has a row
with the same first day."""

from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="spell.overlap_earlier",
    field="since",
    kinds=("placements", "enrolments"),
    among=(
        "SELECT DISTINCT row FROM good_rows AS now "
        "JOIN earlier_spells AS earlier USING ({one_at_a_time}) "
        "WHERE now.since < coalesce(earlier.until, DATE '9999-12-31') "
        "AND earlier.since < coalesce(now.until, DATE '9999-12-31')"
    ),
    message=_(
        "Datoerne overlapper med en række i en tidligere fil. Send også den række, med en slutdato."
    ),
    earlier=({"since": "12-08-2025"},),
    good=[{"since": "12-08-2025", "until": "25-06-2026"}, {"since": "12-08-2026"}],
    refused=[{"since": "12-08-2026"}],
)
