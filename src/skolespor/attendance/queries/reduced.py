"""Agreements on a reduced timetable."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import fields_of, grants, roles_with
from skolespor.attendance.models import ReducedTimetable
from skolespor.attendance.queries.attended import enrolments_in, school_days_in
from skolespor.attendance.queries.gaps import FOLLOW_UP, knowing
from skolespor.attendance.queries.page import TOTAL, sees
from skolespor.attendance.rules.reduced import REVIEW, missing_hours, next_review, review_every
from skolespor.children import access
from skolespor.children.models import Child
from skolespor.children.queries.page import Header
from skolespor.deadlines.queries.done import own_cadences
from skolespor.deadlines.rules.keeping import own_number

LATELY = timedelta(days=60)
"""For so long the night looks back: a municipality that begins is not told of years ago."""


@dataclass(frozen=True)
class Agreement:
    """One that stands: of a child that was created twice `child_id` is the one that is kept.
    `next_review` is the next day on which to look at it, none when there is no more."""

    row: ReducedTimetable
    child_id: int
    since: date
    until: date
    next_review: date | None

    @property
    def is_ended_early(self) -> bool:
        return bool(self.row.end_reason)


def running(children: QuerySet[Child], on: date) -> list[Agreement]:
    """Those of the children's agreements that hold on the day; one query."""
    rows = standing().filter(kept__in=children.values("pk"), since__lte=on, until__gte=on)
    return _agreements(rows.order_by("kept", "since", "pk"), on)


def agreements_of(child: Child, *, on: date) -> list[Agreement]:
    """All that stands about a child, the newest first."""
    return _agreements(standing().filter(kept=child.pk).order_by("-since", "-pk"), on)


def over_without_another(today: date) -> list[ReducedTimetable]:
    """The newest of each child whose last day has lately passed as planned, with no agreement about any
    day after it."""
    later = standing().filter(until__gte=today).values("kept")
    over = standing().filter(until__lt=today, until__gte=today - LATELY, end_reason="")
    newest: dict[int, ReducedTimetable] = {}
    children = ("child__acting_municipality", "child__merged_into__acting_municipality")
    for row in over.exclude(kept__in=later).select_related(*children).order_by("until", "pk"):
        newest[row.kept] = row
    return list(newest.values())


def standing() -> QuerySet[Any]:
    """What is not withdrawn, each with `kept`: the child, of one that was created twice the one that is
    kept."""
    rows = ReducedTimetable.objects.filter(withdrawn_at=None)
    return rows.annotate(kept=Coalesce("child__merged_into", "child"))


def looked_at_every(child: Child, since: date) -> int:
    """Days between two looks at what was agreed on the day, as the child's municipality has it."""
    return _every(own_cadences(), child, since)


def _every(own: Mapping[int, Any], child: Child, since: date) -> int:
    local = own_number(own.get(child.acting_municipality_id, {}), REVIEW, since)
    return local or review_every()


def _agreements(rows: QuerySet[Any], on: date) -> list[Agreement]:
    own = own_cadences()
    return [
        _agreement(row, on, _every(own, row.child, row.since))
        for row in rows.select_related("child")
    ]


def _agreement(row: Any, on: date, every: int) -> Agreement:
    review = next_review(row, on, ended_early=bool(row.end_reason), every=every)
    return Agreement(row, row.kept, row.since, row.until, review)


# Hours


@dataclass(frozen=True)
class Span:
    """Days, both included."""

    first_day: date
    last_day: date


def missing_in(span: Span, children: Collection[int]) -> dict[int, Decimal]:
    """The missing hours of each child with an agreement about a day of the span, by the children that are
    kept. Five queries at most."""
    rows = standing().filter(kept__in=children, since__lte=span.last_day, until__gte=span.first_day)
    by_child: dict[int, list[Any]] = {}
    for row in rows:
        by_child.setdefault(row.kept, []).append(row)
    days = school_days_of(span, by_child)
    return {pk: missing_hours(found, days[pk]) for pk, found in by_child.items()}


def school_days_of(span: Span, children: Collection[int]) -> dict[int, set[date]]:
    """The school days of each child at any of its schools; a date counts once."""
    enrolled = enrolments_in(span, children)
    spells = [one for schools in enrolled.values() for some in schools.values() for one in some]
    days = school_days_in(span, spells).of
    return {
        pk: {
            day
            for some in enrolled.get(pk, {}).values()
            for spell in some
            for day in days[spell.pk]
        }
        for pk in children
    }


# For people


def may_write(child: Child) -> list[User]:
    """Who around the child can make an agreement today, and may know where it is."""
    return knowing(child, roles_with(Permission.REDUCED_TIMETABLE_WRITE))


@dataclass(frozen=True)
class Shown:
    """An agreement on the page: its school days, and the hours that are missing on them."""

    agreement: Agreement
    school_days: int
    missing: Decimal


@dataclass(frozen=True)
class OnPage:
    """The agreements that run or lie ahead, and those that are over, the newest first."""

    now: Sequence[Shown]
    before: Sequence[Shown]
    sees_follow_up: bool


def on_page(head: Header) -> OnPage | None:
    """For readers who see how much the child is at school."""
    if not sees(head, TOTAL):
        return None
    today = timezone.localdate()
    found = agreements_of(head.child, on=today)
    shown = _shown(head.child, found)
    return OnPage(
        now=[one for one in shown if one.agreement.until >= today],
        before=[one for one in shown if one.agreement.until < today],
        sees_follow_up=sees(head, FOLLOW_UP),
    )


def _shown(child: Child, found: Sequence[Agreement]) -> list[Shown]:
    if not found:
        return []
    span = Span(min(one.since for one in found), max(one.until for one in found))
    days = school_days_of(span, [child.pk])[child.pk]
    shown = []
    for one in found:
        there = [day for day in days if one.since <= day <= one.until]
        shown.append(Shown(one, len(there), missing_hours([one.row], there)))
    return shown


def agreement_of(child: Child, number: int, *, reader: User) -> Agreement | None:
    """What stands with the child, if that is its number."""
    if access.sight_of(reader, child).is_masked:
        return None
    found = agreements_of(child, on=timezone.localdate())
    return next((one for one in found if one.row.pk == number), None)


@dataclass(frozen=True)
class Readers:
    """The roles around the child today: who reads everything, and who reads days and hours alone."""

    all: Sequence[str]
    hours: Sequence[str]


def readers_of(head: Header) -> Readers:
    """Said before anything is saved."""
    fields = {
        person.role: fields_of(person.acting, "absence")
        for person in head.seeing
        if Permission.ATTENDANCE_VIEW in grants(person.acting)
    }
    everything = {role for role, seen in fields.items() if FOLLOW_UP in seen}
    hours = {role for role, seen in fields.items() if TOTAL in seen}
    return Readers(sorted(everything), sorted(hours - everything))
