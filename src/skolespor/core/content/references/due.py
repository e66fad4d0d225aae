"""When a deadline falls, by the rule's own offset and the model school calendar."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from skolespor.core.content.shapes.law import Rule
from skolespor.core.content.shapes.scenarios import SchoolYear

DAY = timedelta(days=1)
PUBLIC = holidays.country_holidays("DK")


def school_days(years: Sequence[SchoolYear]) -> tuple[date, ...]:
    """Weekdays from the first school day to the last that are in no holiday, in order."""
    return tuple(day for year in years for day in _days_of(year))


def _days_of(year: SchoolYear) -> list[date]:
    length = (year.last_school_day - year.first_school_day).days + 1
    days = [year.first_school_day + DAY * number for number in range(length)]
    return [day for day in days if day.weekday() < 5 and not _closed(day, year)]


def _closed(day: date, year: SchoolYear) -> bool:
    return any(holiday.first <= day <= holiday.last for holiday in year.closed)


def months_after(day: date, months: int) -> date:
    """The same day of the month, or the last one it has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def working_day_after(day: date, number: int) -> date:
    """Monday to Friday, without public holidays."""
    while number:
        day += DAY
        number -= day.weekday() < 5 and day not in PUBLIC
    return day


@dataclass(frozen=True)
class Calendar:
    """The school days that rules are counted in."""

    days: tuple[date, ...]

    def between(self, first: date, last: date) -> tuple[date, ...]:
        return tuple(day for day in self.days if first <= day <= last)

    def due(self, rule: Rule, start: date, times: int = 1) -> date:
        """The day a rule falls that begins to count at `start`; later turns of one that repeats."""
        number = (rule.offset.n or 0) * times
        match rule.offset.calendar:
            case "months":
                return months_after(start, -number if rule.relation == "before" else number)
            case "school_days":
                return self._school_day(rule.relation == "before", start, number)
            case "working_days":
                return working_day_after(start, number)
            case _:
                return start - DAY * number if rule.relation == "before" else start + DAY * number

    def _school_day(self, before: bool, start: date, number: int) -> date:
        if before:
            return [day for day in self.days if day < start][-number]
        return [day for day in self.days if day > start][number - 1]
