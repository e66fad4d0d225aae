"""When preparedness is too old (content/deadlines.yaml: `dl_preparedness_yearly`). Pure."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from skolespor.calendar.rules.years import AUGUST, SchoolYear
from skolespor.core.errors import RuleBroken

RULE = "dl_preparedness_yearly"
PARTS = ("roles", "contacts", "steps")
"""What is gone through: who does what, whom to call, what is done when a pupil comes or leaves."""


class Status(StrEnum):
    """The ids of the list `preparedness_statuses` in content/code_lists.yaml."""

    VALID = "valid"
    EXPIRED = "expired"
    MISSING = "missing"


def due_on(year: SchoolYear, months: int) -> date:
    """The last day to go it through in a school year, `months` after its first day."""
    later, month = divmod(AUGUST - 1 + months, 12)
    return date(year.begins + later, month + 1, 1)


def status_of(last: SchoolYear | None, *, today: date, months: int) -> Status:
    """`last` is the latest school year in which it was gone through. It holds until it is due in the
    next one, that day included."""
    if last is None:
        return Status.MISSING
    return Status.VALID if today <= due_on(last.next, months) else Status.EXPIRED


def check_parts(ticked: Collection[str]) -> None:
    """Half a review is none."""
    if set(ticked) != set(PARTS):
        raise RuleBroken(
            "review.half",
            _(
                "Sæt kryds ved alle tre, når I har set dem igennem. Mangler I noget, så kom tilbage."
            ),
            "parts",
        )
