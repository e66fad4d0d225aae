"""Absence of a pupil, week by week."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

WHOLE = Decimal(1)
SATURDAY = 5


@dataclass(frozen=True)
class Away:
    """One line of a register: a share of a day, at one school, for one reason."""

    school: str
    day: date
    category: str
    share: Decimal


def absence_by_week(
    lines: Iterable[Away], school_days: Mapping[str, Collection[date]]
) -> Iterator[tuple[date, Decimal]]:
    """Each week with absence by its Monday, and how many days the pupil was away in it, for all
    reasons together. Only the school's own school days count, each at most once: also at two schools,
    and when two municipalities tell of it. Of a school that is not known the weekdays count."""
    shares: dict[tuple[str, date], dict[str, Decimal]] = {}
    for line in lines:
        if _counts(line, school_days.get(line.school)):
            told = shares.setdefault((line.school, line.day), {})
            told[line.category] = max(told.get(line.category, Decimal(0)), line.share)
    days: dict[date, Decimal] = {}
    for (_school, day), told in shares.items():
        days[day] = max(days.get(day, Decimal(0)), min(sum(told.values(), Decimal(0)), WHOLE))
    weeks: dict[date, Decimal] = {}
    for day, share in sorted(days.items()):
        weeks[monday_of(day)] = weeks.get(monday_of(day), Decimal(0)) + share
    yield from weeks.items()


def _counts(line: Away, days: Collection[date] | None) -> bool:
    return line.day.weekday() < SATURDAY if days is None else line.day in days


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
