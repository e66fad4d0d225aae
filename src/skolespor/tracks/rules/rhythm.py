"""When a track's owner is to write a status (`dl_action_track_status` in content/deadlines.yaml). Pure."""

from datetime import date, timedelta

from skolespor.calendar.rules.months import add_months
from skolespor.tracks.states import ANCHORED, FOLLOWED

RULE = "dl_action_track_status"
LATE_AFTER = timedelta(days=14)
"""So long after the day it was due, those who lead the work are told."""
SOON_BEFORE = timedelta(days=7)
A_YEAR = 12
"""What is fixed practice is looked at once a year (`fc_measure`)."""


def due_on(
    state: str, *, agreed: date | None, last: date | None, months: int, review: date | None
) -> date | None:
    """`last` is the day of the latest status. None where nobody owes one: a draft, or what was stopped."""
    if state == ANCHORED:
        return _next_review(review, last)
    since = max((day for day in (agreed, last) if day), default=None)
    return add_months(since, months) if state in FOLLOWED and since else None


def _next_review(review: date | None, last: date | None) -> date | None:
    """The agreed day; when a status has been written on it or later, a year after that."""
    if last and (review is None or last >= review):
        return add_months(last, A_YEAR)
    return review


def is_soon(due: date | None, *, today: date) -> bool:
    """In good time before it is due, so that the owner finds an hour for it."""
    return due is not None and due - SOON_BEFORE <= today < due


def is_due(due: date | None, *, today: date) -> bool:
    return due is not None and due <= today


def is_late(due: date | None, *, today: date) -> bool:
    """Too late for the owner alone to know."""
    return due is not None and due + LATE_AFTER <= today
