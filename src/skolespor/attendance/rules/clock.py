"""The school-gap clock: unbroken school days without school, counted from facts alone.

By the counting rules of the contract: a school day counts when the child is placed, under the duty of
education, and enrolled nowhere, or enrolled but *Går ikke i skole* is written down. School days are
those of the municipality where the child lives that day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from skolespor.calendar.rules.school_days import runs, school_days_between
from skolespor.children.rules import SUMMER
from skolespor.core.periods import holds

STARTS_AT, LASTS = 6, 10
"""The duty of education begins on 1 August of the year in which a child turns six, and lasts ten
school years (folkeskoleloven kapitel 5, as the counting rules read it)."""
SHORT = 3
"""A pause of so many school days is not a gap yet (VIVE's definition: more than 3 days)."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Spell:
    """First and last day, both included; no last day means still."""

    since: date
    until: date | None

    def __contains__(self, day: date) -> bool:
        return holds(day, since=self.since, until=self.until)


@dataclass(frozen=True)
class Home(Spell):
    """The child lives in a municipality; `municipality` is its number."""

    municipality: int


@dataclass(frozen=True)
class Stay(Spell):
    """The child is enrolled at a school; `school` is its number."""

    school: int


@dataclass(frozen=True)
class Life:
    """What the clock needs to know of a child. `enrolments` are those that count as school: interim
    teaching and "no school" are none. In the days of `not_attending` the child does not go there."""

    birth_year: int
    homes: tuple[Home, ...]
    enrolments: tuple[Spell, ...] = ()
    not_attending: tuple[Spell, ...] = ()


@dataclass(frozen=True)
class Clock:
    """The school days without school up to today, in order, at least one."""

    days: tuple[date, ...]

    @property
    def since(self) -> date:
        return self.days[0]

    @property
    def count(self) -> int:
        return len(self.days)

    @property
    def is_gap(self) -> bool:
        """More than three days: somebody owns it, and deadlines run."""
        return self.count > SHORT


SchoolDays = Mapping[int, Sequence[date]]
"""The school days of each municipality, in order, as far as they are asked for."""


def only_there(away: Spell, stays: Sequence[Stay]) -> Spell:
    """*Går ikke i skole* is about the schools at which the child was enrolled when it began: it ends with
    them, and says nothing of a new one. The next grade at the same school goes on."""
    until = date.min
    for stay in (one for one in stays if away.since in one):
        last = stay.until or date.max
        for after in sorted(stays, key=lambda one: one.since):
            is_next = after.school == stay.school and after.since <= _plus(last, SUMMER)
            if is_next and (after.until or date.max) > last:
                last = after.until or date.max
        until = max(until, last)
    if until in (date.min, date.max):
        return away
    return Spell(away.since, max(away.since, min(until, away.until or date.max)))


def _plus(day: date, more: timedelta) -> date:
    return day if date.max - day < more else day + more


def duty_of_education(birth_year: int) -> Spell:
    begins = birth_year + STARTS_AT
    return Spell(date(begins, 8, 1), date(begins + LASTS, 7, 31))


def is_without_school(life: Life, day: date) -> bool:
    is_due = day in duty_of_education(life.birth_year) and _in_any(day, life.homes)
    return is_due and (not _in_any(day, life.enrolments) or _in_any(day, life.not_attending))


def clock_on(life: Life, day: date, school_days: SchoolDays) -> Clock | None:
    """The clock as it stands on a day; none when the child has school, or no school day has gone."""
    if not is_without_school(life, day):
        return None
    days = days_of_life(life, day, school_days)
    counted = pauses(life, days)
    return Clock(counted[-1]) if counted and counted[-1][-1] == days[-1] else None


def pauses(life: Life, days: Sequence[date]) -> tuple[tuple[date, ...], ...]:
    """All the runs of school days without school among the days, short ones too."""
    return runs(days, [day for day in days if is_without_school(life, day)])


def days_of_life(life: Life, last: date, school_days: SchoolDays) -> list[date]:
    """The school days where the child lives, from its first home to the last day. Between two homes,
    and after the last, those of where it lived before."""
    return [
        day
        for home, since, until in _in_order(life.homes, last)
        for day in school_days_between(school_days[home.municipality], since, until)
    ]


def _in_order(homes: Sequence[Home], last: date) -> Iterator[tuple[Home, date, date]]:
    """Each home with the days whose calendar it decides: on a day of moving, where the child moves to."""
    begun = sorted((home for home in homes if home.since <= last), key=lambda home: home.since)
    for home, following in pairwise(begun):
        yield home, home.since, following.since - DAY
    if begun:
        yield begun[-1], begun[-1].since, last


def _in_any(day: date, spells: Sequence[Spell]) -> bool:
    return any(day in spell for spell in spells)
