"""Which children are without school on a day, and for how many school days."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from skolespor.accounts.models import Organisation
from skolespor.attendance.models import NotAttending
from skolespor.attendance.rules.clock import (
    LASTS,
    STARTS_AT,
    Clock,
    Home,
    Life,
    Spell,
    Stay,
    clock_on,
    days_of_life,
    only_there,
    pauses,
)
from skolespor.calendar.queries import calendars_of
from skolespor.calendar.rules.years import SchoolYear, school_years
from skolespor.children.models import Child, Enrolment, Placement
from skolespor.core.content import code_list


@dataclass(frozen=True)
class WithoutSchool:
    """A child without school on a day, and its clock. `is_assumed`: the school days that were counted
    are assumed, because nobody has listed them."""

    child: Child
    clock: Clock
    is_assumed: bool


def without_school(day: date, *, children: QuerySet[Child]) -> list[WithoutSchool]:
    """Those of the children who are placed, under the duty of education and without school on the
    day, with at least one school day counted; by what is known now. Seven queries at most."""
    found = {child.pk: child for child in _candidates(day, children)}
    lives = lives_of(found.values())
    calendar = _Calendar(lives.values(), day)
    clocks = {pk: clock_on(life, day, calendar.days) for pk, life in lives.items()}
    return [
        WithoutSchool(found[pk], clock, calendar.is_assumed(lives[pk], clock.days))
        for pk, clock in clocks.items()
        if clock
    ]


@dataclass(frozen=True)
class Course:
    """All the pauses of a child up to a day, short ones too, and the clock as it stands that day.
    `is_assumed`: some of the days are assumed to be school days."""

    pauses: tuple[tuple[date, ...], ...]
    clock: Clock | None
    is_assumed: bool


def course_of(child: Child, day: date) -> Course:
    """One child's; five queries."""
    life = lives_of([child])[child.pk]
    calendar = _Calendar([life], day)
    days = days_of_life(life, day, calendar.days)
    found = pauses(life, days)
    is_assumed = calendar.is_assumed(life, (one for run in found for one in run))
    return Course(found, clock_on(life, day, calendar.days), is_assumed)


def _candidates(day: date, children: QuerySet[Child]) -> QuerySet[Child]:
    """Who can be without school on the day at all: the clock itself says the rest."""
    begins = SchoolYear.of(day).begins
    enrolled = _on(day, schooling()).filter(child=OuterRef("pk"))
    away = _on(day, not_attending()).filter(kept=OuterRef("pk"))
    placed = _on(day, Placement.objects.filter(withdrawn_at=None)).filter(child=OuterRef("pk"))
    return children.filter(
        Exists(placed),
        ~Exists(enrolled) | Exists(away),
        birth_year__gt=begins - STARTS_AT - LASTS,
        birth_year__lte=begins - STARTS_AT,
        merged_into=None,
    ).select_related("acting_municipality")


def schooling() -> QuerySet[Enrolment]:
    """Enrolments that are school: interim teaching, and "no school at the moment", are none."""
    types = code_list("school_types").values()
    gaps = [item["id"] for item in types if item["counts_as_gap"]]
    return Enrolment.objects.filter(withdrawn_at=None).exclude(
        Q(school_type__in=gaps) | Q(school_type="", school__school_type__in=gaps)
    )


def not_attending() -> QuerySet[Any]:
    """What stands, each with `kept`: the child, of one that was created twice the one that is kept."""
    rows = NotAttending.objects.filter(withdrawn_at=None)
    return rows.annotate(kept=Coalesce("child__merged_into", "child"))


def lives_of(children: Collection[Child]) -> dict[int, Life]:
    """What the clock needs to know of each child, in three queries."""
    pks = [child.pk for child in children]
    homes: dict[int, list[Home]] = {pk: [] for pk in pks}
    places = Placement.objects.filter(withdrawn_at=None, child__in=pks)
    places = places.only("child", "since", "until", "municipality").order_by("since", "pk")
    for place in places:
        homes[place.child_id].append(Home(place.since, place.until, place.municipality_id))
    enrolled: dict[int, list[Stay]] = {pk: [] for pk in pks}
    for spell in schooling().filter(child__in=pks).order_by("since", "pk"):
        enrolled[spell.child_id].append(Stay(spell.since, spell.until, spell.school_id))
    away: dict[int, list[Spell]] = {pk: [] for pk in pks}
    for row in not_attending().filter(kept__in=pks).order_by("since", "pk"):
        away[row.kept].append(only_there(Spell(row.since, row.until), enrolled[row.kept]))
    return {
        child.pk: Life(
            child.birth_year,
            tuple(homes[child.pk]),
            tuple(enrolled[child.pk]),
            tuple(away[child.pk]),
        )
        for child in children
    }


@dataclass(frozen=True)
class Away:
    """A row of *Går ikke i skole*, and the days it is about: it ends with the school."""

    row: NotAttending
    since: date
    until: date | None

    def is_over(self, today: date) -> bool:
        return self.until is not None and self.until < today


def away_of(child: Child) -> list[Away]:
    """All that stands about a child, the newest first."""
    stays = [Stay(s.since, s.until, s.school_id) for s in schooling().filter(child=child)]
    found = []
    for row in not_attending().filter(kept=child.pk).order_by("-since", "-pk"):
        cut = only_there(Spell(row.since, row.until), stays)
        found.append(Away(row, cut.since, cut.until))
    return found


def _on(day: date, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class _Calendar:
    """School days of the municipalities in which children have lived, up to a day; two queries."""

    def __init__(self, lives: Iterable[Life], last: date):
        homes = [home for life in lives for home in life.homes if home.since <= last]
        first = min((home.since for home in homes), default=last)
        places = Organisation.objects.in_bulk({home.municipality for home in homes})
        years = school_years(first, last)
        self.known = calendars_of((place, year) for place in places.values() for year in years)
        self.days: Mapping[int, Sequence[date]] = {
            pk: [day for year in years for day in self.known[pk, year].days] for pk in places
        }

    def is_assumed(self, life: Life, counted: Iterable[date]) -> bool:
        """Whether any of the counted days is one that nobody has listed."""
        return any(
            self.known[home.municipality, SchoolYear.of(day)].is_assumed
            for day in counted
            for home in life.homes
            if day in home
        )
