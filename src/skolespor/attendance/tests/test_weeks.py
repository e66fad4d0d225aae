"""Absence week by week: counting, without a database."""

from datetime import date
from decimal import Decimal

from skolespor.attendance.rules.weeks import Away, absence_by_week

MONDAY, TUESDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 7)
NEXT_MONDAY = date(2026, 3, 9)
SCHOOL, OTHER = "900201", "900001"
WEEK = {SCHOOL: {MONDAY, TUESDAY, NEXT_MONDAY}, OTHER: {MONDAY}}


def away(day=MONDAY, share="1", category="sick", school=SCHOOL):
    return Away(school, day, category, Decimal(share))


def weeks(*lines, school_days=WEEK):
    return [(monday, float(days)) for monday, days in absence_by_week(lines, school_days)]


def test_days_of_a_week_are_summed():
    assert weeks(away(), away(TUESDAY, "0.5")) == [(MONDAY, 1.5)]


def test_each_week_stands_alone_in_order():
    assert weeks(away(NEXT_MONDAY), away()) == [(MONDAY, 1.0), (NEXT_MONDAY, 1.0)]


def test_all_reasons_count_together_but_a_day_only_once():
    assert weeks(away(share="0.5"), away(share="0.25", category="unlawful")) == [(MONDAY, 0.75)]
    assert weeks(away(), away(category="unlawful")) == [(MONDAY, 1.0)]


def test_of_two_who_tell_of_one_day_the_larger_share_counts():
    assert weeks(away(share="0.25"), away(share="0.5")) == [(MONDAY, 0.5)]


def test_a_day_at_two_schools_is_one_day():
    assert weeks(away(share="0.5"), away(school=OTHER)) == [(MONDAY, 1.0)]


def test_days_that_are_no_school_days_do_not_count():
    assert weeks(away(SATURDAY), away(TUESDAY, school=OTHER)) == []


def test_of_a_school_that_is_not_known_the_weekdays_count():
    assert weeks(away(), away(SATURDAY), school_days={}) == [(MONDAY, 1.0)]


def test_no_absence_is_no_week():
    assert weeks() == []
