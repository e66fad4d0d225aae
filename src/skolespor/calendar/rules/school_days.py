"""Counting in school days. `days` is always the school days themselves, in order, each once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from skolespor.calendar.rules.years import SchoolYear


class Source(StrEnum):
    """Where a school year's school days come from."""

    OWN = auto()
    """Listed for the place itself."""
    MUNICIPALITY = auto()
    """Listed for the place's municipality."""
    ASSUMED = auto()
    """Nobody has listed any; every page that uses them says so."""


@dataclass(frozen=True)
class SchoolCalendar:
    """The school days of a place in one school year, in order, and where they come from."""

    year: SchoolYear
    days: tuple[date, ...]
    source: Source

    @property
    def is_assumed(self) -> bool:
        return self.source is Source.ASSUMED

    def __contains__(self, day: date) -> bool:
        return is_school_day(self.days, day)

    def __len__(self) -> int:
        return len(self.days)


def is_school_day(days: Sequence[date], day: date) -> bool:
    place = bisect_left(days, day)
    return place < len(days) and days[place] == day


def school_days_between(days: Sequence[date], first: date, last: date) -> tuple[date, ...]:
    """The school days from the first day to the last, both included."""
    return tuple(days[bisect_left(days, first) : bisect_right(days, last)])


def nth_school_day(days: Sequence[date], n: int, *, since: date) -> date:
    """The n-th school day from a day on; that day is number 1 if it is a school day.

    LookupError where the calendar does not reach so far.
    """
    place = bisect_left(days, since) + n - 1
    if n < 1 or place >= len(days):
        raise LookupError(f"the calendar has no school day number {n} from {since}")
    return days[place]


def add_school_days(days: Sequence[date], day: date, n: int) -> date:
    """The n-th school day after the day, before it when n is negative; the day itself for 0.

    The day itself never counts. LookupError where the calendar does not reach so far.
    """
    if n == 0:
        return day
    place = bisect_right(days, day) + n - 1 if n > 0 else bisect_left(days, day) + n
    if not 0 <= place < len(days):
        raise LookupError(f"the calendar does not reach {n} school days from {day}")
    return days[place]


def runs(days: Sequence[date], chosen: Iterable[date]) -> tuple[tuple[date, ...], ...]:
    """The chosen days cut into runs of consecutive school days.

    Consecutive in the calendar of school days: a Friday and the Monday after it, the last day of
    June and the first of August. Days without school do not count and break nothing.
    """
    wanted, found, run = set(chosen), [], list[date]()
    for day in days:
        if day in wanted:
            run.append(day)
        elif run:
            found.append(tuple(run))
            run = []
    return (*found, tuple(run)) if run else tuple(found)
