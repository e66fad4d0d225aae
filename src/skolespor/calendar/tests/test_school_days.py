"""Counting in school days, with a slow judge beside."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolespor.calendar.rules.days import assumed_school_days
from skolespor.calendar.rules.school_days import (
    add_school_days,
    is_school_day,
    nth_school_day,
    runs,
    school_days_between,
)
from skolespor.calendar.rules.years import SchoolYear
from skolespor.calendar.tests import obvious

TWO_YEARS = (*assumed_school_days(SchoolYear(2024)), *assumed_school_days(SchoolYear(2025)))
DAYS = st.dates(date(2024, 7, 1), date(2026, 8, 31))


def test_day_of_moving_in_is_day_one():
    moved_in = date(2025, 10, 9)
    assert nth_school_day(TWO_YEARS, 1, since=moved_in) == moved_in
    assert nth_school_day(TWO_YEARS, 4, since=moved_in) == date(2025, 10, 21)


def test_moving_in_on_a_saturday_is_counted_from_monday():
    assert nth_school_day(TWO_YEARS, 1, since=date(2025, 9, 6)) == date(2025, 9, 8)


def test_five_school_days_before_the_first_day_of_school_lie_in_june():
    assert add_school_days(TWO_YEARS, date(2025, 8, 12), -5) == date(2025, 6, 20)


@given(DAYS, st.integers(1, 30))
def test_nth_school_day_is_the_one_that_one_counts_to(since, n):
    later = [day for day in TWO_YEARS if day >= since]
    if n <= len(later):
        assert nth_school_day(TWO_YEARS, n, since=since) == later[n - 1]
    else:
        with pytest.raises(LookupError, match="no school day number"):
            nth_school_day(TWO_YEARS, n, since=since)


@pytest.mark.parametrize("n", [0, -1])
def test_there_is_no_school_day_number_nought(n):
    with pytest.raises(LookupError):
        nth_school_day(TWO_YEARS, n, since=date(2025, 9, 1))


@given(DAYS, st.integers(1, 40))
def test_school_days_are_added_without_the_day_itself(day, n):
    later = [d for d in TWO_YEARS if d > day]
    earlier = [d for d in reversed(TWO_YEARS) if d < day]
    for reach, steps in ((later, n), (earlier, -n)):
        if n <= len(reach):
            assert add_school_days(TWO_YEARS, day, steps) == reach[n - 1]
        else:
            with pytest.raises(LookupError, match="does not reach"):
                add_school_days(TWO_YEARS, day, steps)


def test_no_school_days_added_is_the_day_itself():
    assert add_school_days(TWO_YEARS, date(2025, 12, 24), 0) == date(2025, 12, 24)


@given(DAYS, st.integers(-3, 120))
def test_school_days_between_are_those_in_the_period(first, length):
    last = first + timedelta(days=length)
    expected = tuple(day for day in TWO_YEARS if first <= day <= last)
    assert school_days_between(TWO_YEARS, first, last) == expected


@given(DAYS)
def test_school_day_is_one_that_is_listed(day):
    assert is_school_day(TWO_YEARS, day) == (day in set(TWO_YEARS))


def test_two_days_in_june_and_two_in_august_are_one_run():
    chosen = [date(2025, 6, 25), date(2025, 6, 26), date(2025, 8, 12), date(2025, 8, 13)]
    assert runs(TWO_YEARS, chosen) == (tuple(chosen),)


def test_one_day_in_school_cuts_a_run():
    first, second = [date(2025, 9, 1), date(2025, 9, 2)], [date(2025, 9, 4)]
    assert runs(TWO_YEARS, [*first, *second]) == (tuple(first), tuple(second))


def test_nothing_chosen_is_no_run():
    assert runs(TWO_YEARS, []) == ()


@given(st.sets(st.sampled_from(TWO_YEARS)))
def test_runs_hold_every_chosen_day_and_are_as_long_as_they_can_be(chosen):
    found = runs(TWO_YEARS, chosen)
    assert [day for run in found for day in run] == sorted(chosen)
    for run in found:
        assert all(obvious.is_consecutive(TWO_YEARS, *pair) for pair in pairwise(run))
    for before, after in pairwise(found):
        assert not obvious.is_consecutive(TWO_YEARS, before[-1], after[0])
