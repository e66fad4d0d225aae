"""Public holidays, working days and the assumed calendar, against known facts and a slow judge."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolespor.calendar.rules.days import (
    add_working_days,
    assumed_school_days,
    is_working_day,
    public_holidays,
    why_no_school,
    working_days_between,
)
from skolespor.calendar.rules.years import SchoolYear
from skolespor.calendar.tests import obvious

pytestmark = pytest.mark.once

DAYS = st.dates(date(1995, 1, 1), date(2090, 12, 31))
EASTER = {
    2020: (4, 12),
    2021: (4, 4),
    2022: (4, 17),
    2023: (4, 9),
    2024: (3, 31),
    2025: (4, 20),
    2026: (4, 5),
    2027: (3, 28),
    2028: (4, 16),
    2029: (4, 1),
    2030: (4, 21),
}


@pytest.mark.parametrize(("year", "sunday"), EASTER.items())
def test_easter_stands_in_the_almanac(year, sunday):
    easter = date(year, *sunday)
    names = public_holidays(year)
    assert names[easter] == "Påskedag"
    assert names[easter - timedelta(days=3)] == "Skærtorsdag"
    assert names[easter + timedelta(days=50)] == "Anden pinsedag"
    assert obvious.easter(year) == easter


@pytest.mark.parametrize("year", range(1990, 2100))
def test_public_holidays_are_those_of_the_slow_judge(year):
    assert set(public_holidays(year)) == obvious.public_holidays(year)


def test_store_bededag_is_a_public_holiday_for_the_last_time_in_2023():
    assert public_holidays(2023)[date(2023, 5, 5)] == "Store bededag"
    assert "Store bededag" not in public_holidays(2024).values()
    assert not is_working_day(date(2023, 5, 5))
    assert is_working_day(date(2024, 4, 26))
    assert date(2024, 4, 26) in assumed_school_days(SchoolYear(2023))
    assert date(2023, 5, 5) not in assumed_school_days(SchoolYear(2022))


def test_public_holidays_have_english_names():
    assert public_holidays(2026, "en")[date(2026, 4, 2)] == "Maundy Thursday"


@pytest.mark.parametrize("day", [date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31)])
def test_days_that_are_free_by_custom_are_working_days(day):
    assert is_working_day(day)


def test_receipt_within_six_working_days_passes_over_easter():
    assert add_working_days(date(2026, 4, 1), 6) == date(2026, 4, 14)
    assert add_working_days(date(2026, 4, 14), -6) == date(2026, 4, 1)
    assert add_working_days(date(2026, 4, 5), 0) == date(2026, 4, 5)


@given(DAYS, st.integers(-60, 60))
def test_working_days_are_added_as_one_counts_on_ones_fingers(day, n):
    assert add_working_days(day, n) == obvious.add_working_days(day, n)


@given(DAYS, st.integers(-5, 90))
def test_working_days_between_are_those_that_one_crosses_off(first, length):
    last = first + timedelta(days=length)
    expected = [day for day in obvious.days_from(first, last) if obvious.is_working_day(day)]
    assert list(working_days_between(first, last)) == expected


@pytest.mark.parametrize("begins", range(2000, 2060))
def test_assumed_calendar_is_the_sentence_of_the_counting_rules(begins):
    assert assumed_school_days(SchoolYear(begins)) == obvious.assumed(begins)


CLOSED = st.lists(st.tuples(st.dates(date(2025, 7, 1), date(2026, 8, 30)), st.integers(0, 40)))


@given(CLOSED)
def test_holiday_table_is_left_out_of_the_assumed_calendar(spells):
    closed = [(since, since + timedelta(days=length)) for since, length in spells]
    table = [SimpleNamespace(since=since, until=until) for since, until in closed]
    found = assumed_school_days(SchoolYear(2025), table)
    assert found == obvious.assumed(2025, closed)


def test_assumed_year_begins_on_12_august_and_ends_on_26_june():
    days = assumed_school_days(SchoolYear(2025))
    assert (days[0], days[-1]) == (date(2025, 8, 12), date(2026, 6, 26))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 8, 11), "summer"),
        (date(2025, 8, 12), ""),
        (date(2026, 6, 26), ""),
        (date(2026, 6, 29), "summer"),
        (date(2025, 12, 19), ""),
        (date(2025, 12, 22), "christmas"),
        (date(2026, 1, 2), "christmas"),
        (date(2026, 1, 5), ""),
        (date(2026, 6, 5), "constitution_day"),
        (date(2026, 5, 14), "public_holiday"),
        (date(2024, 2, 29), ""),
        (date(2025, 9, 6), "weekend"),
    ],
)
def test_every_free_day_has_its_reason(day, why):
    assert why_no_school(day) == why


@pytest.mark.parametrize(
    ("monday", "why"),
    [
        (date(2026, 10, 12), "week_42"),  # 2026 has 53 ISO weeks
        (date(2021, 2, 15), "week_7"),  # the year after 53 weeks: 1 January lies in week 53
        (date(2021, 10, 18), "week_42"),
        (date(2024, 10, 14), "week_42"),  # 2024 began on a Monday
        (date(2027, 2, 15), "week_7"),
    ],
)
def test_weeks_42_and_7_are_those_of_the_calendar_on_the_wall(monday, why):
    week = [why_no_school(monday + timedelta(days=number)) for number in range(5)]
    assert week == [why] * 5
    assert why_no_school(monday - timedelta(days=3)) == ""
    assert why_no_school(monday + timedelta(days=7)) == ""
