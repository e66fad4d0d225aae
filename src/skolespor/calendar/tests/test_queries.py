"""Whose days count for a place, in the order of the counting rules."""

from datetime import date, timedelta

import pytest

from skolespor.calendar import queries
from skolespor.calendar.models import Holiday, SchoolDayList
from skolespor.calendar.rules.days import assumed_school_days
from skolespor.calendar.rules.school_days import Source
from skolespor.calendar.rules.years import SchoolYear

YEAR = SchoolYear(2025)
SATURDAY, EASTER_MONDAY = date(2025, 9, 6), date(2026, 4, 6)


def calendar(place, year=YEAR):
    return queries.calendar_of(place, year)


def test_without_any_list_the_calendar_is_assumed_and_says_so(engskolen):
    found = calendar(engskolen)
    assert (found.source, found.is_assumed) == (Source.ASSUMED, True)
    assert found.days == assumed_school_days(YEAR)


def test_municipalitys_days_are_its_schools_days(sends, solvang, engskolen):
    sends(solvang, solvang, YEAR, [date(2025, 9, 1)])
    assert calendar(engskolen).days == (date(2025, 9, 1),)
    assert calendar(engskolen).source is Source.MUNICIPALITY
    assert calendar(solvang).source is Source.OWN


def test_schools_own_days_come_before_the_municipalitys(sends, solvang, engskolen):
    sends(solvang, solvang, YEAR, [date(2025, 9, 1)])
    sends(solvang, engskolen, YEAR, [date(2025, 9, 3), date(2025, 9, 2)])
    found = calendar(engskolen)
    assert found.days == (date(2025, 9, 2), date(2025, 9, 3))
    assert (found.source, found.is_assumed) == (Source.OWN, False)


def test_one_schools_days_are_not_its_neighbours(sends, house, solvang, engskolen):
    bakkeskolen = house("school", "Bakkeskolen", solvang, code="900002")
    sends(solvang, engskolen, YEAR, [date(2025, 9, 2)])
    assert calendar(bakkeskolen).is_assumed


def test_own_days_in_one_year_say_nothing_about_the_next(sends, solvang, engskolen):
    sends(solvang, engskolen, YEAR, [date(2025, 9, 2)])
    assert calendar(engskolen, YEAR.next).is_assumed


def test_other_municipalitys_days_do_not_count_here(sends, ellevang, engskolen):
    sends(ellevang, ellevang, YEAR, [date(2025, 9, 1)])
    assert calendar(engskolen).is_assumed


def test_listed_day_is_a_school_day_also_on_a_saturday_or_a_holiday(sends, solvang, engskolen):
    sends(solvang, engskolen, YEAR, [SATURDAY, EASTER_MONDAY])
    assert SATURDAY in calendar(engskolen)
    assert EASTER_MONDAY in calendar(engskolen)
    assert date(2025, 9, 8) not in calendar(engskolen)


@pytest.fixture
def writes(solvang, admin_inge):
    """A holiday as it stands in the table, however long ago."""

    def write(since, until, place=solvang):
        facts = {"name": "Ferie", "since": since, "until": until, "set_by": admin_inge}
        return Holiday.objects.create(municipality=place, **facts)

    return write


def test_assumed_calendar_is_without_the_holiday_table(writes, engskolen):
    writes(date(2025, 9, 1), date(2025, 9, 5))
    expected = [
        day for day in assumed_school_days(YEAR) if not date(2025, 9, 1) <= day <= date(2025, 9, 5)
    ]
    assert list(calendar(engskolen).days) == expected


def test_other_municipalitys_holidays_do_not_count_here(writes, ellevang, engskolen):
    writes(date(2025, 9, 1), date(2025, 9, 5), place=ellevang)
    assert date(2025, 9, 1) in calendar(engskolen)


def test_holiday_table_does_not_change_listed_days(writes, sends, solvang, engskolen):
    writes(date(2025, 9, 1), date(2025, 9, 5))
    sends(solvang, solvang, YEAR, [date(2025, 9, 1)])
    assert date(2025, 9, 1) in calendar(engskolen)


def test_holiday_over_the_turn_of_the_school_year_counts_in_both(writes, engskolen):
    writes(date(2025, 6, 20), date(2025, 8, 15))
    assert calendar(engskolen, YEAR.previous).days[-1] == date(2025, 6, 19)
    assert calendar(engskolen, YEAR).days[0] == date(2025, 8, 18)


def test_school_that_has_moved_has_the_days_of_both_municipalities(
    sends, solvang, ellevang, engskolen
):
    sends(solvang, engskolen, YEAR, [date(2025, 9, 1)])
    engskolen.municipality = ellevang
    engskolen.save()
    sends(ellevang, engskolen, YEAR, [date(2025, 9, 1), date(2026, 3, 2)])
    assert calendar(engskolen).days == (date(2025, 9, 1), date(2026, 3, 2))


def test_place_without_a_municipality_has_the_assumed_calendar(agency):
    assert calendar(agency).days == assumed_school_days(YEAR)


def test_school_days_run_on_across_school_years(sends, solvang, engskolen):
    sends(solvang, engskolen, YEAR, [date(2025, 8, 13), date(2025, 8, 14)])
    found = queries.school_days_of(engskolen, date(2025, 6, 25), date(2025, 8, 13))
    assert found == (date(2025, 6, 25), date(2025, 6, 26), date(2025, 8, 13))


def test_nothing_asked_is_nothing_answered(db):
    assert queries.calendars_of([]) == {}


def test_thirty_schools_in_three_years_take_as_many_queries_as_one(
    house, solvang, sends, count_queries, django_assert_num_queries
):
    schools = [house("school", f"Skole {n}", solvang, code=f"9100{n:02d}") for n in range(30)]
    for school in schools[::2]:
        sends(solvang, school, YEAR, [date(2025, 9, 1)])
    years = [YEAR.previous, YEAR, YEAR.next]
    with django_assert_num_queries(2):
        found = queries.calendars_of((school, year) for school in schools for year in years)
    assert len(found) == 90
    own = [pair for pair, calendar in found.items() if calendar.source is Source.OWN]
    assert own == [(school.pk, YEAR) for school in schools[::2]]
    assert count_queries(lambda: calendar(schools[0])) == 2


def test_many_together_are_answered_as_one_by_one(
    sends, writes, solvang, ellevang, engskolen, lindeskolen
):
    sends(ellevang, ellevang, YEAR, assumed_school_days(YEAR)[:50])
    sends(solvang, engskolen, YEAR.next, assumed_school_days(YEAR.next)[3:])
    writes(date(2025, 9, 1), date(2025, 9, 5))
    places, years = [solvang, ellevang, engskolen, lindeskolen], [YEAR, YEAR.next]
    pairs = [(place, year) for place in places for year in years]
    together = queries.calendars_of(pairs)
    assert together == {(p.pk, y): queries.calendar_of(p, y) for p, y in pairs}


def test_days_are_in_order_and_each_once(sends, solvang, engskolen):
    day = date(2025, 9, 1)
    sends(solvang, engskolen, YEAR, [day + timedelta(days=1), day, day])
    assert calendar(engskolen).days == (day, day + timedelta(days=1))
    assert SchoolDayList.objects.get().count == 2
