"""A spell may begin on the day the one before it ends; any more is an overlap. All rows of an overlap
are refused, because nobody can know which one is right."""

from django.utils.translation import gettext_lazy as _

from skolespor.imports.checks.check import Check

CHECK = Check(
    code="spell.overlap",
    field="since",
    kinds=("placements", "enrolments"),
    among=(
        "SELECT row FROM good_rows WINDOW "
        "earlier AS (PARTITION BY {one_at_a_time} ORDER BY since, row "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), "
        "later AS (PARTITION BY {one_at_a_time} ORDER BY since, row) "
        "QUALIFY coalesce(since < max(coalesce(until, DATE '9999-12-31')) OVER earlier, FALSE) "
        "OR coalesce(lead(since) OVER later < coalesce(until, DATE '9999-12-31'), FALSE)"
    ),
    message=_("Datoerne overlapper med en anden række om det samme barn."),
    good=[
        {"since": "12-08-2025", "until": "25-06-2026"},
        {"since": "25-06-2026"},
    ],
    refused=[
        {"since": "12-08-2025", "until": "25-06-2026"},
        {"since": "24-06-2026"},
    ],
)
