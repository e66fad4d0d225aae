"""The same day of another month: at the end of short months, in leap years, against a slow judge."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolespor.calendar.rules.months import add_months
from skolespor.calendar.tests import obvious

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        (date(2026, 10, 5), 0, date(2026, 10, 5)),
        (date(2026, 10, 5), 12, date(2027, 10, 5)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
    ],
)
def test_month_without_such_a_day_gives_its_last(day, months, there):
    assert add_months(day, months) == there


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2096, 2, 29), 48, date(2100, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_leap_day_is_there_only_in_leap_years(day, months, there):
    assert add_months(day, months) == there


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 12, 15), 13, date(2028, 1, 15)),
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 1, 1), -12, date(2025, 1, 1)),
    ],
)
def test_months_go_over_new_year_and_back(day, months, there):
    assert add_months(day, months) == there


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(-60, 60))
def test_months_are_those_of_the_slow_judge(day, months):
    assert add_months(day, months) == obvious.add_months(day, months)
