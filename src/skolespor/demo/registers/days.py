"""When there is school in Solvang, and who is absent."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from skolespor.calendar.rules.days import assumed_school_days
from skolespor.calendar.rules.school_days import school_days_between
from skolespor.calendar.rules.years import SchoolYear
from skolespor.demo.registers.dice import Throw, gamma
from skolespor.demo.registers.recipe import (
    ABSENCE_SHAPE,
    AT_HOME_ABSENCE_MEAN,
    AT_HOME_SPLIT,
    distribution,
)

MONDAY, FRIDAY, SATURDAY = 1, 5, 6
OPEN_HOUSE_WEEK, TEACHERS_WEEK, MUNICIPAL_WEEK = 38, 45, 11
CATEGORIES = {"sickness": "sygdom", "permitted": "tilladelse", "unlawful": "ulovligt"}
LONGEST_RUN = {"sygdom": 3, "tilladelse": 4, "ulovligt": 1}
"""School days in a row; a run is of any length up to it."""
HALF, BOTH_HALVES = 0.12, 0.14
"""Of the days with absence: up to the first only half a day, up to the second half a day each of two
categories."""
OFTEN_ABSENT, SKIPS, SKIPS_SHARE, STAYS_SHARE = 0.12, 0.4, 62.0, 5.5
"""Unlawful absence gathers with some of those who are often absent, so that a few reach the thresholds
of a quarter: over all placed children it keeps about the share of the yaml (18 %)."""


@cache
def municipal_days(year: SchoolYear) -> tuple[date, ...]:
    """Solvang's school days: those one would assume, without a day for the teachers in March."""
    closed = date.fromisocalendar(year.begins + 1, MUNICIPAL_WEEK, MONDAY)
    return tuple(day for day in assumed_school_days(year) if day != closed)


@cache
def own_days(number: int, year: SchoolYear) -> tuple[date, ...]:
    """Of the schools with a list of their own the one with this number, from 0: open house on a
    Saturday, and other days for its teachers."""
    open_house = date.fromisocalendar(year.begins, OPEN_HOUSE_WEEK + number, SATURDAY)
    closed = {
        date.fromisocalendar(year.begins, TEACHERS_WEEK + number, MONDAY),
        date.fromisocalendar(year.begins, OPEN_HOUSE_WEEK + number + 1, FRIDAY),
    }
    return tuple(sorted({*municipal_days(year), open_house} - closed))


def nth_last_municipal_day(last: date, count: int) -> date:
    """The day from which there have been `count` school days up to the last day, itself included."""
    days = municipal_days(SchoolYear.of(last))
    return days[bisect_right(days, last) - count]


def municipal_days_between(first: date, last: date) -> int:
    """How many school days lie in the period, both ends included."""
    years = range(SchoolYear.of(first).begins, SchoolYear.of(last).begins + 1)
    return sum(
        len(school_days_between(municipal_days(SchoolYear(year)), first, last)) for year in years
    )


class Calendar:
    """The school days of each school in the years that the files are about."""

    def __init__(self, years: Sequence[SchoolYear], with_own: Sequence[str], as_of: date):
        self.years, self.as_of, self.with_own = years, as_of, with_own
        self._municipal = self._listed(municipal_days(year) for year in years)
        self._own = {
            school: self._listed(own_days(number, year) for year in years)
            for number, school in enumerate(with_own)
        }

    def days(self, school: str, since: date, until: date | None) -> Sequence[date]:
        """The school days up to today on which a pupil went to the school."""
        days = self._own.get(school, self._municipal)
        return days[bisect_left(days, since) : bisect_right(days, until or self.as_of)]

    def lists(self) -> Iterator[tuple[str, date]]:
        """Every listed day: the school's number, empty for the municipality."""
        for year in self.years:
            for day in municipal_days(year):
                yield "", day
        for number, school in enumerate(self.with_own):
            for year in self.years:
                for day in own_days(number, year):
                    yield school, day

    def note(self, day: date) -> str:
        """What the lists say about a day."""
        if day.weekday() + 1 == SATURDAY:
            return "Åbent hus"
        return "Første skoledag" if day == municipal_days(SchoolYear.of(day))[0] else ""

    def _listed(self, lists: Iterator[tuple[date, ...]]) -> Sequence[date]:
        return [day for days in lists for day in days if day <= self.as_of]


@dataclass(frozen=True)
class Habit:
    """How much somebody is absent: a share of the school days, and the weights of the categories."""

    share: float
    weights: Mapping[str, float]


def habit_of(group: str, throw: Throw) -> Habit:
    """Of a child in a group of the yaml, or of a pupil who lives at home."""
    if not group:
        share = gamma(throw, mean=AT_HOME_ABSENCE_MEAN, shape=ABSENCE_SHAPE) / 100
        return Habit(min(share, 0.8), AT_HOME_SPLIT)
    told = distribution("absence_percent")
    curve = told["by_group"][group]
    share = gamma(throw, mean=curve["mean"], shape=curve["shape"]) / 100
    weights = {CATEGORIES[category]: float(part) for category, part in told["split"].items()}
    is_skipping = throw() < SKIPS and share > OFTEN_ABSENT
    return Habit(min(share, told["max"] / 100), _gathered(weights, is_skipping))


def _gathered(weights: Mapping[str, float], is_skipping: bool) -> Mapping[str, float]:
    unlawful = SKIPS_SHARE if is_skipping else STAYS_SHARE
    others = (100 - unlawful) / (100 - weights["ulovligt"])
    return {c: unlawful if c == "ulovligt" else others * w for c, w in weights.items()}


def absences(days: Sequence[date], habit: Habit, throw: Throw) -> Iterator[tuple[date, str, str]]:
    """Day, category and share of the day for one pupil at one school, in the order of the days."""
    taken: dict[int, str] = {}
    runs = [(c, w / (LONGEST_RUN[c] + 1) * 2) for c, w in habit.weights.items()]
    all_runs = sum(weight for _category, weight in runs)
    wanted = int(habit.share * len(days) / (1 - HALF / 2) + throw())
    while (left := min(wanted, len(days)) - len(taken)) > 0:
        category = _category(runs, throw() * all_runs)
        first = int(throw() * len(days))
        length = min(left, 1 + int(throw() * LONGEST_RUN[category]))
        for place in range(first, min(first + length, len(days))):
            taken.setdefault(place, category)
    for place in sorted(taken):
        yield from _told(days[place], taken[place], throw())


def _category(runs: Sequence[tuple[str, float]], left: float) -> str:
    for category, weight in runs:
        left -= weight
        if left < 0:
            return category
    return runs[0][0]


def _told(day: date, category: str, part: float) -> Iterator[tuple[date, str, str]]:
    if part >= BOTH_HALVES:
        yield day, category, "1"
        return
    yield day, category, "0,5"
    if part >= HALF:
        yield day, "tilladelse" if category == "ulovligt" else "ulovligt", "0,5"
