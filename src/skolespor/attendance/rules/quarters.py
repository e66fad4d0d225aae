"""Unlawful absence in a calendar quarter, and the limits that make it somebody's task.

By the counting rules: unlawful days on the pupil's school days, over all school days of the pupil's
enrolments in the quarter, also those to come. At two schools at once the pupil has the school days and
the absence of both; at one school a date counts once. Limits are reached when `>=`, compared exactly.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from skolespor.attendance.rules.sums import day_reached, together
from skolespor.core.content import kept, read_yaml

LIMITS = ("dl_absence_unlawful_10", "dl_absence_unlawful_15")
NO_TYPE = "folkeskole_general"
"""What a school counts as when nobody has said what kind of school it is."""


@dataclass(frozen=True)
class Limit:
    """`percent` of the quarter's school days, for some kinds of schools, valid from the first day to
    the last (`None`: still)."""

    rule: str
    percent: int
    school_types: frozenset[str]
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Attended:
    """One school in the quarter: its school days on which the pupil was enrolled there, and on which of
    them the pupil was away unlawfully, with the share of each day (above 0 to 1)."""

    school_type: str
    school_days: frozenset[date]
    unlawful: Mapping[date, Decimal]
    name: str = ""

    @property
    def counted(self) -> dict[date, Decimal]:
        """The unlawful absence that counts: on school days."""
        return {day: share for day, share in self.unlawful.items() if day in self.school_days}


@dataclass(frozen=True)
class Sum:
    """All schools of a pupil in a quarter: unlawful days, and school days."""

    unlawful: Decimal
    school_days: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.unlawful) / self.school_days


def sum_of(schools: Collection[Attended]) -> Sum:
    """Absence on a day that is no school day of the pupil's does not count."""
    unlawful = sum(
        (share for one in schools for share in one.counted.values()),
        Decimal(0),
    )
    return Sum(unlawful, sum(len(one.school_days) for one in schools))


def reached_on(percent: int, schools: Collection[Attended]) -> date | None:
    """The day on which unlawful absence reached so many per cent of the quarter's school days; none
    while it has not."""
    base = sum_of(schools).school_days
    return day_reached(together(one.counted for one in schools), Fraction(percent * base, 100))


def days_to(limit: Limit, found: Sum) -> int:
    """How many whole unlawful days reach the limit in a quarter with so many school days."""
    return ceil(Fraction(limit.percent * found.school_days, 100))


def limits_for(schools: Collection[Attended], *, on: date) -> list[Limit]:
    """The limits that apply on the day at one of the schools, by its kind."""
    types = {one.school_type or NO_TYPE for one in schools if one.school_days}
    return [
        limit
        for limit in limits()
        if limit.valid_from <= on <= (limit.valid_to or date.max) and types & limit.school_types
    ]


def level(found: Sum, schools: Collection[Attended], *, on: date) -> int:
    """The highest limit in per cent that is reached; else 0."""
    applying = limits_for(schools, on=on)
    reached = [limit.percent for limit in applying if found.share * 100 >= limit.percent]
    return max(reached, default=0)


@kept
def limits() -> tuple[Limit, ...]:
    """The two limits as content/deadlines.yaml has them, those that are switched on."""
    rules = {rule["id"]: rule for rule in read_yaml("deadlines.yaml")["rules"]}
    return tuple(
        Limit(
            rule=rule["id"],
            percent=rule["threshold"]["value"],
            school_types=frozenset(rule["applies_to_school_types"]),
            valid_from=rule["valid_from"],
            valid_to=rule["valid_to"],
        )
        for rule in (rules[name] for name in LIMITS)
        if rule["active"]
    )
