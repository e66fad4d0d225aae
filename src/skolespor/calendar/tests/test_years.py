"""School years and quarters, as they are written and read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolespor.calendar.rules.years import Quarter, SchoolYear, school_years
from skolespor.core.errors import RuleBroken

DAYS = st.dates(date(1901, 1, 1), date(2199, 7, 31))


def test_school_year_runs_from_august_to_july():
    year = SchoolYear.parse("2025/26")
    assert (year.first_day, year.last_day) == (date(2025, 8, 1), date(2026, 7, 31))


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 7, 31), "2025/26"),
        (date(2026, 8, 1), "2026/27"),
        (date(2025, 12, 31), "2025/26"),
        (date(1999, 9, 1), "1999/00"),
        (date(2024, 2, 29), "2023/24"),
    ],
)
def test_every_day_lies_in_a_school_year(day, written):
    assert str(SchoolYear.of(day)) == written


@pytest.mark.parametrize(
    "text",
    ["", "2025", "2025/27", "2025/2026", "25/26", "2025-26", "2025/26x", "٢٠٢٥/٢٦", "2025/25"],
)
def test_text_that_is_no_school_year_is_refused_in_words(text):
    with pytest.raises(RuleBroken, match=r"school_year\.text") as broken:
        SchoolYear.parse(text)
    assert broken.value.message == "Skriv skoleåret med begge år, for eksempel 2025/26."


@pytest.mark.parametrize("text", ["0000/01", "9999/00", "1899/00", "2200/01"])
def test_school_year_that_nobody_goes_to_school_in_is_refused(text):
    with pytest.raises(RuleBroken, match=r"school_year\.range"):
        SchoolYear.parse(text)


def test_outer_spaces_do_not_count():
    assert SchoolYear.parse(" 2025/26 ") == SchoolYear(2025)


def test_school_years_stand_in_order():
    year = SchoolYear(2025)
    assert year.previous < year < year.next
    assert min([year.next, year.previous, year]) == SchoolYear(2024)


@given(DAYS)
def test_what_is_written_is_read_again(day):
    year = SchoolYear.of(day)
    assert SchoolYear.parse(str(year)) == year
    assert day in year
    assert day not in year.next


def test_period_has_every_school_year_that_it_touches():
    found = school_years(date(2024, 7, 31), date(2025, 8, 1))
    assert [str(year) for year in found] == ["2023/24", "2024/25", "2025/26"]
    assert school_years(date(2025, 8, 2), date(2025, 8, 1)) == ()


def test_quarter_is_three_months():
    quarter = Quarter.parse("2026-1")
    assert (quarter.first_day, quarter.last_day) == (date(2026, 1, 1), date(2026, 3, 31))
    assert Quarter.parse("2026-4").last_day == date(2026, 12, 31)
    assert Quarter.parse("2026-4").next == Quarter.parse("2027-1")


@given(DAYS)
def test_every_day_lies_in_one_quarter(day):
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert Quarter.parse(str(quarter)) == quarter
    assert day not in quarter.next


@pytest.mark.parametrize("text", ["2026-0", "2026-5", "2026/1", "2026", "26-1", "2026-11"])
def test_text_that_is_no_quarter_is_refused_in_words(text):
    with pytest.raises(RuleBroken, match=r"quarter\.text") as broken:
        Quarter.parse(text)
    assert broken.value.message == "Skriv kvartalet som år og nummer, for eksempel 2026-1."
