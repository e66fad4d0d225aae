"""Which class comes after which, and which school year is prepared. No database."""

from datetime import date

import pytest

from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.rules import (
    LONGEST_CLASS,
    InClass,
    check_class,
    check_summer,
    is_expected,
    next_class,
    year_to_prepare,
)
from skolespor.core.errors import RuleBroken

THIS_YEAR = SchoolYear(2026)


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 5, 31), 2025),
        (date(2026, 6, 1), 2026),
        (date(2026, 7, 31), 2026),
        (date(2026, 8, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_from_june_the_coming_school_year_is_prepared(day, begins):
    assert year_to_prepare(day) == SchoolYear(begins)


@pytest.mark.parametrize(
    ("grade", "name", "after"),
    [
        (5, "5.B", "6.B"),
        (0, "0.A", "1.A"),
        (9, "9.A", "10.A"),
        (5, "5B", "6B"),
        (5, "05b", "6b"),
        (5, "5. klasse", "6. klasse"),
        (5, "5", "6"),
        (5, "5.B2", "6.B2"),
        (7, "7-x", "8-x"),
    ],
)
def test_class_that_is_called_by_its_grade_moves_up(grade, name, after):
    assert next_class(InClass(grade, name)) == InClass(grade + 1, after)


@pytest.mark.parametrize("name", ["", "Blå gruppe", "4.-6.", "4/5", "6.B", "B5", "2019A", "Æble"])
def test_other_names_stay_and_the_grade_goes_up(name):
    assert next_class(InClass(5, name)) == InClass(6, name)


@pytest.mark.parametrize("now", [InClass(10, "10.X"), InClass(None, "Blå gruppe"), InClass(None)])
def test_nothing_is_proposed_after_the_tenth_or_where_nobody_has_said_the_grade(now):
    assert next_class(now) is None


def test_name_that_grows_still_fits():
    long_name = "9." + "x" * (LONGEST_CLASS - 2)
    assert len(next_class(InClass(9, long_name)).class_name) == LONGEST_CLASS


@pytest.mark.parametrize(
    ("grade", "since", "expected"),
    [
        (0, date(2025, 8, 1), True),
        (8, date(2026, 7, 31), True),
        (9, date(2025, 8, 1), False),
        (10, date(2025, 8, 1), False),
        (None, date(2025, 8, 1), False),
        (3, date(2025, 7, 31), False),
        (3, date(2026, 8, 1), False),
    ],
)
def test_ticked_beforehand_after_one_summer_and_where_there_is_no_choice(grade, since, expected):
    assert is_expected(InClass(grade), since, THIS_YEAR) is expected


def test_what_began_in_the_school_year_has_its_class():
    check_summer(date(2026, 7, 31), THIS_YEAR)
    with pytest.raises(RuleBroken) as broken:
        check_summer(date(2026, 8, 1), THIS_YEAR)
    assert broken.value.code == "class.new_already"


@pytest.mark.parametrize("given", [InClass(0), InClass(10, "x"), InClass(None, "Blå gruppe")])
def test_grade_or_name_is_enough(given):
    check_class(given)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (InClass(None), "class.missing"),
        (InClass(None, "  "), "class.missing"),
        (InClass(11), "enrolment.grade"),
    ],
)
def test_neither_grade_nor_name_is_refused(given, code):
    with pytest.raises(RuleBroken) as broken:
        check_class(given)
    assert (broken.value.code, broken.value.field) == (code, "grade")
