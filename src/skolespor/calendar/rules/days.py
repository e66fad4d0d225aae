"""Danish public holidays, working days, and the school days that are assumed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Protocol

from holidays import country_holidays

from skolespor.calendar.rules.years import SchoolYear

DAY = timedelta(days=1)
FRIDAY = 4
FIRST_SCHOOL_DAY, LAST_SCHOOL_DAY = (8, 12), (6, 26)
"""Month and day. Outside of them the assumed calendar has its summer."""
CHRISTMAS, NEW_YEAR = (12, 22), (1, 2)
CONSTITUTION_DAY = (6, 5)
AUTUMN_WEEK, WINTER_WEEK = 42, 7


class Spell(Protocol):
    """Something with a first and a last day, both included."""

    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date: ...


def days_of(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


@cache
def public_holidays(year: int, language: str = "da") -> Mapping[date, str]:
    """The public holidays of a calendar year, with their names; store bededag up to 2023.

    Grundlovsdag, juleaftensdag and nytårsaftensdag are no public holidays. Known up to 2100.
    """
    names = "en_US" if language == "en" else "da"
    return dict(country_holidays("DK", years=year, language=names))


def is_weekend(day: date) -> bool:
    return day.weekday() > FRIDAY


def is_public_holiday(day: date) -> bool:
    return day in public_holidays(day.year)


def is_working_day(day: date) -> bool:
    """A hverdag as content/code_lists.yaml says: Monday to Friday, no public holidays."""
    return not is_weekend(day) and not is_public_holiday(day)


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after the day, before it when n is negative; the day itself for 0.

    The day itself never counts: received on a Monday, the sixth working day is the Tuesday of the
    week after.
    """
    step = DAY if n > 0 else -DAY
    for _number in range(abs(n)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(first: date, last: date) -> tuple[date, ...]:
    """The working days from the first day to the last, both included."""
    return tuple(day for day in days_of(first, last) if is_working_day(day))


def _is_summer(day: date) -> bool:
    here = (day.month, day.day)
    return LAST_SCHOOL_DAY < here < FIRST_SCHOOL_DAY


def _is_christmas(day: date) -> bool:
    here = (day.month, day.day)
    return here >= CHRISTMAS or here <= NEW_YEAR


def _is_week(number: int) -> Callable[[date], bool]:
    return lambda day: day.isocalendar().week == number


NO_SCHOOL: Mapping[str, Callable[[date], bool]] = {
    "weekend": is_weekend,
    "summer": _is_summer,
    "christmas": _is_christmas,
    "public_holiday": is_public_holiday,
    "constitution_day": lambda day: (day.month, day.day) == CONSTITUTION_DAY,
    "week_42": _is_week(AUTUMN_WEEK),
    "week_7": _is_week(WINTER_WEEK),
}
"""Why the assumed calendar has no school on a day; the first that holds is the reason."""


def why_no_school(day: date) -> str:
    """A code of NO_SCHOOL, or nothing on a day with school in the assumed calendar."""
    return next((code for code, holds in NO_SCHOOL.items() if holds(day)), "")


@cache
def _ordinary_days(year: SchoolYear) -> tuple[date, ...]:
    days = days_of(year.first_day, year.last_day)
    return tuple(day for day in days if not why_no_school(day))


def assumed_school_days(year: SchoolYear, holidays: Iterable[Spell] = ()) -> tuple[date, ...]:
    """The school days of a school year for which nobody has listed any, in order.

    Weekdays from 12 August to 26 June without public holidays, 5 June, weeks 42 and 7 and 22
    December to 2 January, and without the municipality's holiday table.
    """
    return _assumed(year, tuple(sorted((spell.since, spell.until) for spell in holidays)))


@lru_cache(maxsize=512)
def _assumed(year: SchoolYear, closed: tuple[tuple[date, date], ...]) -> tuple[date, ...]:
    ordinary = _ordinary_days(year)
    return tuple(d for d in ordinary if not any(since <= d <= until for since, until in closed))
