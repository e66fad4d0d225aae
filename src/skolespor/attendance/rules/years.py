"""Absence in a school year so far, by reason, and the limits that make it somebody's task.

By the counting rules: absence on the pupil's school days, over these school days. At two schools at once
the pupil has the school days and the absence of both; at one school a date counts once. A school counts
only in a school year in which it has registered any pupil's absence, and while the year runs up to the
last day on which it has: missing is not zero. All compared exactly.

Parts of days are added as they are: three half days of illness are one and a half. No date is more than
one day of illness, however many schools tell of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from skolespor.attendance.rules.sums import WHOLE, Shares, day_reached, sum_over, together
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.content import kept, read_yaml

CONCERNING, SICK_TEACHING = "dl_absence_concerning", "dl_sick_teaching"
CATEGORIES = ("sickness", "permitted", "unlawful")
SICKNESS = CATEGORIES[0]


@dataclass(frozen=True)
class Threshold:
    """More than `value` per cent of at least `minimum_base` school days; or `value` school days. Valid
    from the first day to the last (`None`: still)."""

    value: int
    minimum_base: int
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day <= (self.valid_to or date.max)


@dataclass(frozen=True)
class YearAt:
    """One school in the school year: its school days so far on which the pupil was enrolled there and
    which count, and the absence told of, by reason and day. `told_by` are the municipalities that have
    told of the school's absence; none: it has registered nothing, and nothing counts."""

    school_days: frozenset[date]
    told: Mapping[str, Shares]
    name: str = ""
    told_by: tuple[str, ...] = ()
    is_assumed: bool = False

    def counted(self, category: str) -> dict[date, Decimal]:
        """The absence that counts: on school days."""
        told = self.told.get(category, {})
        return {day: share for day, share in told.items() if day in self.school_days}

    @property
    def away(self) -> dict[date, Decimal]:
        """For whatever reason. Two municipalities that give two reasons for one day give one day."""
        return together((self.counted(category) for category in CATEGORIES), at_most=WHOLE)

    @property
    def last_day(self) -> date | None:
        return max(self.school_days, default=None)


@dataclass(frozen=True)
class YearSum:
    """All schools of a pupil in a school year so far: days away by reason and in all, and school days."""

    by_category: Mapping[str, Decimal]
    total: Decimal
    school_days: int

    @property
    def share(self) -> Fraction | None:
        """None without a school day: nothing is known, which is not zero."""
        return Fraction(self.total) / self.school_days if self.school_days else None


def days_that_count(
    school_days: Collection[date], registered: Collection[date], year: SchoolYear, today: date
) -> frozenset[date]:
    """Of a school's days in the year. `registered` are those on which it has registered absence."""
    known = [day for day in registered if day in year and day <= today]
    if not known:
        return frozenset()
    last = max(known) if today in year else year.last_day
    return frozenset(day for day in school_days if day in year and day <= last)


def sum_of(schools: Collection[YearAt]) -> YearSum:
    """Absence on a day that is no school day of the pupil's does not count."""
    by_category = {
        category: sum((sum_over(one.counted(category)) for one in schools), Decimal(0))
        for category in CATEGORIES
    }
    total = sum((sum_over(one.away) for one in schools), Decimal(0))
    return YearSum(by_category, total, sum(len(one.school_days) for one in schools))


def concerning_since(schools: Collection[YearAt], *, on: date) -> date | None:
    """The day from which on the absence so far has been concerning, up to the last day that counts;
    none when it is not now. Exactly the limit is not more than the limit."""
    limit = threshold(CONCERNING)
    if limit is None or not limit.holds_on(on):
        return None
    away = together(one.away for one in schools)
    base, total, since = 0, Fraction(0), None
    for day in sorted(set().union(*(one.school_days for one in schools))):
        base += sum(day in one.school_days for one in schools)
        total += Fraction(away.get(day, 0))
        is_over = base >= limit.minimum_base and total * 100 > limit.value * base
        since = (since or day) if is_over else None
    return since


def sickness(schools: Collection[YearAt]) -> dict[date, Decimal]:
    """How much of each school day the pupil was ill: at all schools together one day at most."""
    return together((one.counted(SICKNESS) for one in schools), at_most=WHOLE)


def sick_teaching_on(schools: Collection[YearAt], *, on: date) -> date | None:
    """The school day on which the days of illness reached the limit, consecutive or added up."""
    limit = threshold(SICK_TEACHING)
    if limit is None or not limit.holds_on(on):
        return None
    return day_reached(sickness(schools), limit.value)


def threshold(rule: str) -> Threshold | None:
    """As content/deadlines.yaml has it; none when it is switched off."""
    return _thresholds().get(rule)


@kept
def _thresholds() -> dict[str, Threshold]:
    rules = {rule["id"]: rule for rule in read_yaml("deadlines.yaml")["rules"]}
    return {
        name: Threshold(
            value=rules[name]["threshold"]["value"],
            minimum_base=rules[name]["threshold"].get("minimum_base") or 0,
            valid_from=rules[name]["valid_from"],
            valid_to=rules[name]["valid_to"],
        )
        for name in (CONCERNING, SICK_TEACHING)
        if rules[name]["active"]
    }
