"""Which days a picture of a child's school life shows, and what stands on its axis."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS_3

from skolespor.calendar.rules.years import SchoolYear, school_years
from skolespor.children.timeline import Part

DAY = timedelta(days=1)
YEAR = timedelta(days=366)
SHORTEST = timedelta(days=45)
A_WHILE = timedelta(days=60)
"""What is planned must be seen to go on."""
LONG = 550
"""Days from which on the axis counts in school years; below it counts in months."""
YEARS_AT_ONCE = 2
"""School years that can be read beside each other on a telephone."""


@dataclass(frozen=True)
class Window:
    """First and last day of a picture, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_long(self) -> bool:
        return self.days > LONG


@dataclass(frozen=True)
class Tick:
    """A day on the axis from which something begins; without a label where there is no room."""

    day: date
    label: str = ""


def whole_life(part: Part, today: date) -> Window:
    """From the first day that is known to today, and to what is planned: whole school years, or whole
    months when it is not long yet. Of what ends far away a year is shown."""
    first = min([*_beginnings(part), today])
    to_come = [day + A_WHILE for day in _beginnings(part) if day > today]
    last = max([*to_come, min(_last_planned(part), today + YEAR), today])
    if (last - first).days > LONG:
        return Window(SchoolYear.of(first).first_day, SchoolYear.of(last).last_day)
    first = first.replace(day=1)
    return Window(first, _end_of_month(max(last, first + SHORTEST)))


def _beginnings(part: Part) -> list[date]:
    since = [stretch.since for stretch in part.stretches if stretch.since]
    return since + [dot.day for dot in part.dots] + [week.monday for week in part.weeks]


def _last_planned(part: Part) -> date:
    return max((one.until for one in part.stretches if one.until), default=date.min)


def _end_of_month(day: date) -> date:
    return _next_month(day.replace(day=1)) - DAY


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def last_years(life: Window, today: date) -> Window:
    """This school year and the one before it."""
    this = SchoolYear.of(today)
    return Window(max(this.previous.first_day, life.first), this.last_day)


def bands(life: Window) -> list[Window]:
    """A long life in pieces that a telephone can show, the newest first."""
    if not life.is_long:
        return [life]
    years = school_years(life.first, life.last)[::-1]
    pieces = [years[at : at + YEARS_AT_ONCE] for at in range(0, len(years), YEARS_AT_ONCE)]
    return [Window(piece[-1].first_day, piece[0].last_day) for piece in pieces]


def ticks(window: Window, fits: Callable[[str, int], bool]) -> Iterator[Tick]:
    """School years, or months. `fits` says whether a text has room on so many days; where it has
    not, only some of them are written."""
    days = list(_years(window) if window.is_long else _months(window))
    step = next(
        (n for n in (1, 2, 3, 6) if fits(_label(window, days[0]), _days_of(window, n))), len(days)
    )
    for number, day in enumerate(days):
        left = (window.last - day).days + 1
        label = _label(window, day)
        yield Tick(day, label if number % step == 0 and fits(label, left) else "")


def _days_of(window: Window, steps: int) -> int:
    return steps * (365 if window.is_long else 30)


def _label(window: Window, day: date) -> str:
    return str(SchoolYear.of(day)) if window.is_long else f"{MONTHS_3[day.month]} {day.year}"


def _years(window: Window) -> Iterator[date]:
    for year in school_years(window.first, window.last):
        if year.first_day in window:
            yield year.first_day


def _months(window: Window) -> Iterator[date]:
    day = window.first
    while day in window:
        yield day
        day = _next_month(day)
