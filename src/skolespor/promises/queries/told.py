"""How many answers reached the child in time: a number for those who lead, without a word of any."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, DateField, ExpressionWrapper, F, Q, When

from skolespor.accounts.access import permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import LEADS
from skolespor.promises import access
from skolespor.promises.rules import IN_TIME, SMALLEST

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Told:
    """Of the `answers` that should have reached a child between `since` and `until`, both included, so
    many did by their day (`in_time`); they belong to so many `children`."""

    since: date
    until: date
    answers: int
    in_time: int
    children: int

    @property
    def is_hidden(self) -> bool:
        """Too few children behind it to be shown (small numbers, formats of the indicators)."""
        return self.children < SMALLEST

    @property
    def share(self) -> float:
        """Between 0 and 1; ask only when there are answers."""
        return self.in_time / self.answers


def told_in_time(*, reader: User, today: date) -> Told | None:
    """Of everything that the children of the reader's municipalities asked for or were promised, how much
    they were told about within 14 days, or by the day that was agreed on with the child when that is
    later. Each counts on the day by which it was to be told, in the year up to yesterday; what was a
    mistake counts nowhere. `None` for those who do not lead. One query."""
    if not permissions_of(reader) & LEADS:
        return None
    since, until = today - YEAR, today - timedelta(days=1)
    by_rule = ExpressionWrapper(F("asked_on") + IN_TIME, output_field=DateField())
    by = Case(When(agreed_for__gt=by_rule, then=F("agreed_for")), default=by_rule)
    rows = access.answers_overseen_by(reader).annotate(by=by).filter(by__range=(since, until))
    found = rows.aggregate(
        answers=Count("pk"),
        in_time=Count("pk", filter=Q(told_on__lte=F("by"))),
        children=Count("child", distinct=True),
    )
    return Told(since, until, **found)
