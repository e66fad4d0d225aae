"""Things with a first and a last day. Both days count; no `until` means still open."""

from datetime import date

from django.db.models import Q


def active_on(day: date, prefix: str = "") -> Q:
    """Rows whose period holds the day and which nobody has closed before its end.

    For models with `since`, `until` and `closed_at`; `prefix` reaches them over a relation.
    """
    return Q(
        Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gte": day}),
        **{f"{prefix}since__lte": day, f"{prefix}closed_at": None},
    )


def holds(day: date, *, since: date, until: date | None) -> bool:
    """The same rule for values in hand."""
    return since <= day and (until is None or day <= until)


def overlap(since: date, until: date | None, other_since: date, other_until: date | None) -> bool:
    """Whether two spells share more than a change-over day.

    A spell may start on the day the one before it ends; any more is an overlap.
    """
    last, other_last = until or date.max, other_until or date.max
    return since < other_last and other_since < last or since == other_since
