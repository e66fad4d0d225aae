"""Months, counted in the calendar."""

from calendar import monthrange
from datetime import date


def add_months(day: date, n: int) -> date:
    """So many months later, or earlier; the last day of a month that has no such day."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
