"""Where pupils live and learn: placements, and enrolments grade by grade."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from skolespor.calendar.rules.years import SchoolYear
from skolespor.demo.registers.days import municipal_days, municipal_days_between
from skolespor.demo.registers.decisions import LAST_GRADE
from skolespor.demo.registers.dice import Throw, one_of, whole
from skolespor.demo.registers.places import Home, School

DAY = timedelta(days=1)
SETTLED = 30 * DAY
"""At least so long between two changes of school."""
TRIES = 60
LEAST_GAP = 4
"""School days; three are no gap (shared counting rules)."""
NEW_YEAR_SHARE = 0.4
"""Of the changes of school, those that happen in August."""


@dataclass(frozen=True)
class Grades:
    """The grade in each school year: grade 0 begins in August of `first`, one grade may be repeated."""

    first: int
    repeated: int = 99

    def at(self, year: SchoolYear) -> int:
        grade = year.begins - self.first
        return grade - (grade > self.repeated)

    @property
    def begins(self) -> date:
        return date(self.first, 8, 1)

    @property
    def youth_begins(self) -> date:
        """The first day after grade 10."""
        return date(self.first + LAST_GRADE + 1 + (self.repeated <= LAST_GRADE), 8, 1)


@dataclass(frozen=True)
class Residence:
    home: Home
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Stay:
    """At one school, for any number of grades. `cause`: why it ended."""

    school: School
    since: date
    until: date | None = None
    cause: str = ""


@dataclass(frozen=True)
class Enrolment:
    """At one school in one grade, as files say it."""

    school: School
    grade: int
    since: date
    until: date | None
    cause: str


@dataclass(frozen=True)
class Move:
    """The last day at one school and the first at the next; between them may lie a gap."""

    ends: date
    begins: date


def enrolments(stays: Sequence[Stay], grades: Grades, last: SchoolYear) -> Iterator[Enrolment]:
    """A row for each school and grade, up to the school year of today."""
    for stay in stays:
        until = stay.until or last.last_day
        year = SchoolYear.of(stay.since)
        while year.first_day <= until:
            is_end = until <= year.last_day
            yield Enrolment(
                school=stay.school,
                grade=min(grades.at(year), LAST_GRADE),
                since=max(stay.since, year.first_day),
                until=stay.until if is_end else year.last_day,
                cause=stay.cause if is_end else "",
            )
            year = year.next


def moves(
    throw: Throw, first: date, last: date, *, count: int, gap_weeks: float, gap_before: date
) -> list[Move]:
    """Changes of school between the first and the last day, in order: `count` of them, fewer where
    there is no room. One has a gap when `gap_weeks` is not 0; it ends before `gap_before`."""
    found = []
    if gap_weeks and (gap := _gap(throw, first, min(last, gap_before), gap_weeks)):
        found.append(gap)
    for _try in range(TRIES * count):
        if len(found) >= count:
            break
        begins = _some_day(throw, first + SETTLED, last - SETTLED / 2)
        if begins and all(_is_apart(begins, other) for other in found):
            found.append(Move(begins - DAY, begins))
    return sorted(found, key=lambda move: move.begins)


def _gap(throw: Throw, first: date, last: date, weeks: float) -> Move | None:
    """A break of so many weeks, shorter where there is no room, with enough school days in it."""
    length = min(round(weeks * 7), (last - first).days - 75)
    for _try in range(TRIES):
        begins = _some_day(throw, first + SETTLED + length * DAY, last - SETTLED / 2)
        ends = begins and begins - (length + 1) * DAY
        if begins and ends and municipal_days_between(ends + DAY, begins - DAY) >= LEAST_GAP:
            return Move(ends, begins)
    return None


def _some_day(throw: Throw, first: date, last: date) -> date | None:
    """A school day in the period, often the first after the summer; none where there is none."""
    if last <= first:
        return None
    day = first + whole(throw, 0, (last - first).days) * DAY
    august = SchoolYear.of(day).first_day
    if throw() < NEW_YEAR_SHARE and august >= first:
        return august
    days = municipal_days(SchoolYear.of(day))
    return next((later for later in days if day <= later <= last), None)


def _is_apart(begins: date, other: Move) -> bool:
    return not other.ends - SETTLED < begins < other.begins + SETTLED


def residences(throw: Throw, homes: Sequence[Home], starts: Sequence[date]) -> list[Residence]:
    """One home after the other: some moves happen on one day, and some children were at their
    parents' in between."""
    found = []
    for place, (home, since) in enumerate(zip(homes, starts, strict=True)):
        until = None
        if place + 1 < len(starts):
            following = starts[place + 1]
            between = (following - since).days * 2 // 5 if throw() < 0.1 else 0
            until = following - max(between, one_of(throw, (0, 1))) * DAY
        found.append(Residence(home, since, until))
    return found
