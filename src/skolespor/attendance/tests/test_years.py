"""Absence in a school year so far: by hand, and from the database."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from skolespor.attendance.models import AbsenceDay, Registered
from skolespor.attendance.queries.quarters import unlawful_in
from skolespor.attendance.queries.years import absence_of_year
from skolespor.attendance.rules import years
from skolespor.attendance.rules.quarters import Attended, reached_on
from skolespor.attendance.rules.sums import day_reached
from skolespor.attendance.rules.years import (
    YearAt,
    concerning_since,
    days_that_count,
    sick_teaching_on,
    sickness,
    sum_of,
)
from skolespor.calendar.actions import replace_school_days
from skolespor.calendar.rules.years import Quarter, SchoolYear
from skolespor.children.models import Child
from tests.model_calendar import model_days

YEAR = SchoolYear(2026)
DAYS = model_days()
WHOLE, HALF = Decimal(1), Decimal("0.5")
FRIDAY = date(2026, 11, 20)
SO_FAR = [day for day in DAYS if day <= FRIDAY]


def school(days=SO_FAR, **away):
    """A school with its days, and those on which the pupil was away for each reason."""
    return YearAt(
        frozenset(days), {reason: dict.fromkeys(on, WHOLE) for reason, on in away.items()}
    )


def concerning(*schools, on=FRIDAY):
    return concerning_since(schools, on=on)


# By hand


def test_sc_30_much_sickness_and_nothing_unlawful():
    """69 school days, nine of illness and one permitted: 14.5 %, which is concerning, and no more."""
    assert len(SO_FAR) == 69
    saras = school(sickness=SO_FAR[20:29], permitted=SO_FAR[60:61])
    found = sum_of([saras])
    assert (found.total, found.school_days) == (10, 69)
    assert round(float(found.share) * 100, 1) == 14.5
    assert concerning(saras)
    assert found.by_category == {"sickness": 9, "permitted": 1, "unlawful": 0}
    assert sick_teaching_on([saras], on=FRIDAY) is None


def test_sc_31_ill_for_fifteen_school_days():
    ill = [day for day in DAYS if date(2026, 10, 19) <= day <= date(2026, 11, 6)]
    assert sum(sickness([school(sickness=ill)]).values()) == 15
    assert sick_teaching_on([school(sickness=ill)], on=FRIDAY) == date(2026, 11, 6)
    assert sick_teaching_on([school(sickness=ill[:14])], on=FRIDAY) is None


def test_short_spells_of_illness_are_added_together():
    spells = [*SO_FAR[:5], *SO_FAR[20:25], *SO_FAR[40:45], SO_FAR[60]]
    assert sick_teaching_on([school(sickness=spells)], on=FRIDAY) == SO_FAR[44]


def test_three_half_days_of_illness_are_one_and_a_half():
    ill = {day: HALF for day in SO_FAR[:29]}
    assert sick_teaching_on([YearAt(frozenset(SO_FAR), {"sickness": ill})], on=FRIDAY) is None
    ill[SO_FAR[29]] = HALF
    found = sick_teaching_on([YearAt(frozenset(SO_FAR), {"sickness": ill})], on=FRIDAY)
    assert found == SO_FAR[29]


def test_a_day_of_illness_at_two_schools_is_one_day_of_illness():
    two = [school(sickness=SO_FAR[:8]), school(sickness=SO_FAR[:8])]
    assert sum(sickness(two).values()) == 8
    assert sum_of(two).total == 16


def test_exactly_the_limit_is_not_concerning():
    """7 of 70 is 10 %; one half day more, or one school day less, is more."""
    seventy = DAYS[:70]
    assert concerning(school(seventy, sickness=seventy[:7])) is None
    more = YearAt(frozenset(seventy), {"sickness": dict.fromkeys(seventy[63:], WHOLE)})
    more.told["permitted"] = {seventy[0]: HALF}
    assert concerning(more) == seventy[69]
    assert concerning(school(seventy[:69], sickness=seventy[:7])) == seventy[19]


def test_nothing_is_concerning_before_twenty_school_days():
    assert concerning(school(DAYS[:19], sickness=DAYS[:19])) is None
    assert concerning(school(DAYS[:20], sickness=DAYS[:20])) == DAYS[19]


def test_it_is_concerning_since_it_last_became_so():
    """Ill at the start, then long at school; and ill again."""
    there = school(DAYS[:60], sickness=[*DAYS[:3], *DAYS[50:54]])
    assert concerning(school(DAYS[:49], sickness=DAYS[:3])) is None
    assert concerning(there) == DAYS[52]


def test_limits_hold_from_their_first_day(monkeypatch):
    ill = school(sickness=SO_FAR[:20])
    assert concerning(ill, on=date(2025, 7, 31)) is None
    assert sick_teaching_on([ill], on=date(2014, 7, 31)) is None
    monkeypatch.setattr(years, "_thresholds", dict)
    assert concerning(ill) is None
    assert sick_teaching_on([ill], on=FRIDAY) is None


def test_without_a_school_day_nothing_is_known_which_is_not_zero():
    assert sum_of([]).share is None
    assert sum_of([school([], sickness=SO_FAR)]).share is None
    assert concerning(school([], sickness=SO_FAR)) is None
    assert school([]).last_day is None


def test_two_reasons_for_one_day_are_one_day_in_all():
    both = school(sickness=SO_FAR[:1], unlawful=SO_FAR[:1])
    found = sum_of([both])
    assert found.total == 1
    assert (found.by_category["sickness"], found.by_category["unlawful"]) == (1, 1)


def test_two_schools_at_once_have_the_days_and_the_absence_of_both():
    found = sum_of([school(SO_FAR, sickness=SO_FAR[:4]), school(SO_FAR[:20], permitted=SO_FAR[:4])])
    assert (found.total, found.school_days) == (8, 89)
    assert found.share == Fraction(8, 89)


@pytest.mark.parametrize(
    ("registered", "today", "expected"),
    [
        ([], FRIDAY, []),
        ([DAYS[9]], FRIDAY, DAYS[:10]),
        ([DAYS[9], DAYS[3]], FRIDAY, DAYS[:10]),
        ([DAYS[9]], DAYS[8], []),
        ([DAYS[3], DAYS[100]], DAYS[8], DAYS[:4]),
        ([DAYS[9]], date(2027, 7, 31), DAYS[:10]),
        ([DAYS[9]], date(2027, 8, 1), DAYS),
        ([date(2026, 7, 31)], FRIDAY, []),
        ([date(2026, 9, 6)], FRIDAY, [day for day in DAYS if day < date(2026, 9, 6)]),
    ],
)
def test_a_running_year_counts_up_to_the_last_registered_day_and_one_that_is_over_counts_whole(
    registered, today, expected
):
    """Nothing registered is nothing known; what is registered ahead does not count yet; a Sunday does."""
    assert days_that_count(DAYS, registered, YEAR, today) == frozenset(expected)


def test_a_limit_of_the_quarter_is_reached_on_the_day_that_fills_it():
    """37 school days: 10 % is 3.7 days, 15 % is 5.55."""
    days = DAYS[:37]
    away = dict.fromkeys(days[10:16], WHOLE)
    there = [Attended("", frozenset(days), away)]
    assert reached_on(10, there) == days[13]
    assert reached_on(15, there) == days[15]
    fewer = [Attended("", frozenset(days), dict.fromkeys(days[:3], WHOLE))]
    assert reached_on(10, fewer) is None
    assert day_reached({}, 1) is None


# From the database


@pytest.fixture
def model(engskolen, solvang, admin_inge):
    """Engskolen has the school days of the model calendar."""
    told = {"sender": solvang, "by": admin_inge}
    replace_school_days(organisation=engskolen, school_year=YEAR, days=DAYS, **told)


@pytest.fixture
def registers(solvang):
    """A school has registered absence on some days: `registers(FRIDAY)`."""

    def write(*days, institution="900001", sender=solvang, year=YEAR):
        Registered.objects.create(
            sender=sender,
            institution=institution,
            school_year=year.begins,
            days=sorted(map(str, days)),
        )

    return write


@pytest.fixture
def away(solvang):
    def write(child, *days, category="sickness", share=1, sender=solvang, institution="900001"):
        for day in days:
            AbsenceDay.objects.create(
                child=child,
                day=day,
                share=share,
                category=category,
                institution=institution,
                sender=sender,
            )

    return write


def of(child, today=FRIDAY, year=YEAR):
    found = absence_of_year(year, children=Child.objects.all(), today=today)
    return next((one for one in found if one.child == child), None)


def counted(child, **more):
    one = of(child, **more)
    return one.sum.total, one.sum.school_days


def test_sc_30_from_the_database(emil, model, registers, away):
    registers(FRIDAY)
    away(emil, *SO_FAR[20:29])
    away(emil, SO_FAR[60], category="permitted")
    one = of(emil)
    assert (one.sum.total, one.sum.school_days, one.sick_days) == (10, 69, 9)
    assert one.is_concerning
    assert one.sick_teaching_on is None
    quarters = [Quarter(2026, 3), Quarter(2026, 4)]
    found = [one for q in quarters for one in unlawful_in(q, children=Child.objects.all())]
    assert {(one.level, one.reached_on(10)) for one in found} == {(0, None)}


def test_sc_31_from_the_database(emil, model, registers, away):
    ill = [day for day in DAYS if date(2026, 10, 19) <= day <= date(2026, 11, 6)]
    registers(date(2026, 11, 6))
    away(emil, *ill)
    assert (of(emil).sick_days, of(emil).sick_teaching_on) == (15, date(2026, 11, 6))
    day_before = of(emil, today=date(2026, 11, 5))
    assert (day_before.sick_days, day_before.sick_teaching_on) == (0, None)


def test_a_school_that_has_registered_nothing_is_not_one_without_absence(emil, model, registers):
    registers(FRIDAY, year=SchoolYear(2025))
    one = of(emil)
    assert (one.sum.school_days, one.sum.share, one.schools[0].told_by) == (0, None, ())


def test_absence_on_days_after_the_last_registered_one_waits(emil, model, registers, away):
    registers(DAYS[29])
    away(emil, DAYS[0], DAYS[40])
    assert counted(emil) == (1, 30)
    registers(DAYS[49], institution="900002")
    assert counted(emil) == (1, 30)


def test_the_last_day_of_either_municipality_counts(emil, model, registers, away, ellevang):
    registers(DAYS[29])
    registers(DAYS[39], sender=ellevang)
    assert counted(emil) == (0, 40)
    assert of(emil).schools[0].told_by == ("Ellevang", "Solvang")


def test_days_without_school_do_not_count(emil, model, registers, away):
    registers(FRIDAY)
    away(emil, date(2026, 9, 6), date(2026, 10, 13), SO_FAR[0])
    assert counted(emil) == (1, 69)


def test_half_days_are_halves_and_the_larger_share_of_two_municipalities_counts(
    emil, model, registers, away, ellevang
):
    registers(FRIDAY)
    away(emil, SO_FAR[0], share=HALF)
    away(emil, SO_FAR[0], share="0.25", sender=ellevang)
    away(emil, SO_FAR[1], share="0.25")
    assert counted(emil) == (Decimal("0.75"), 69)


def test_moving_to_another_grade_or_school_in_the_year(
    emil, model, registers, away, learns, engskolen, lindeskolen
):
    """At Engskolen until the tenth school day, its next grade from that very day, then Lindeskolen."""
    registers(FRIDAY)
    emil.enrolments.update(until=DAYS[9])
    learns(emil, engskolen, grade=7, since=DAYS[9], until=DAYS[19])
    learns(emil, lindeskolen, grade=7, since=DAYS[20])
    away(emil, DAYS[9], DAYS[25])
    assert counted(emil) == (1, 20)
    assert [len(one.school_days) for one in of(emil).schools] == [20, 0]


def test_two_schools_at_once(emil, model, registers, away, learns, house, solvang):
    other = house("school", "Sygehusskolen", solvang, code="900009")
    learns(emil, other, since=DAYS[0])
    registers(DAYS[39])
    registers(DAYS[39], institution="900009")
    away(emil, DAYS[1])
    away(emil, DAYS[1], institution="900009")
    both = of(emil)
    assert both.sum.total == 2
    assert both.sick_days == 1
    assert both.sum.school_days == 40 + len(both.schools[1].school_days)


def test_a_leap_day_is_a_day(emil, registers, away, engskolen, solvang, admin_inge):
    leap, year = date(2028, 2, 29), SchoolYear(2027)
    told = {"sender": solvang, "by": admin_inge}
    days = [leap - timedelta(days=1), leap, leap + timedelta(days=1)]
    replace_school_days(organisation=engskolen, school_year=year, days=days, **told)
    registers(leap, year=year)
    away(emil, leap)
    assert counted(emil, year=year, today=date(2028, 3, 15)) == (1, 2)


def test_a_child_that_was_created_twice_has_the_absence_of_both(
    emil, new_child, model, registers, away
):
    registers(FRIDAY)
    double = new_child("Emil", "Dahl", 2013, merged_into=emil)
    away(double, SO_FAR[0], SO_FAR[1])
    away(emil, SO_FAR[1], SO_FAR[2])
    assert counted(emil) == (3, 69)
    assert of(double) is None


def test_who_begins_later_or_has_left_is_left_out(emil, model, registers):
    registers(FRIDAY)
    emil.enrolments.update(since=date(2026, 11, 23))
    assert of(emil) is None
    emil.enrolments.update(since=date(2025, 8, 11), until=date(2026, 7, 31))
    assert of(emil) is None


def test_an_assumed_calendar_is_said(emil, registers):
    registers(FRIDAY)
    assert of(emil).schools[0].is_assumed


def test_it_costs_the_same_for_one_and_for_thirty(
    emil, new_child, learns, engskolen, registers, away, count_queries
):
    def read():
        absence_of_year(YEAR, children=Child.objects.all(), today=FRIDAY)

    registers(FRIDAY)
    before = count_queries(read)
    for number in range(30):
        child = new_child(f"Barn {number}", birth_year=2015)
        learns(child, engskolen)
        away(child, SO_FAR[number])
    assert count_queries(read) == before <= 6
