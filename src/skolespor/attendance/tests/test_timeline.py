"""What the room of attendance tells the school timeline, and to whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.attendance.actions.not_attending import say_not_attending
from skolespor.attendance.models import AbsenceDay
from skolespor.attendance.queries.timeline import timeline
from skolespor.attendance.tests.pages import WEDNESDAY, stops
from skolespor.calendar.actions import replace_school_days
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children import access
from skolespor.children.actions.break_glass import break_glass
from skolespor.children.actions.facts import protect
from skolespor.children.models import Child
from skolespor.children.queries.page import header
from skolespor.children.timeline import Lane, Part

pytestmark = pytest.mark.once

MONDAY = date(2026, 3, 2)
WITHOUT, AWAY, ABSENCE = Lane.WITHOUT, Lane.AWAY, Lane.ABSENCE


@pytest.fixture(autouse=True)
def wednesday(time_machine):
    """A school day of the assumed calendar, with school days before it."""
    time_machine.move_to(f"{WEDNESDAY} 10:00", tick=False)


@pytest.fixture
def absent(solvang, lindeskolen):
    """Writes absence: `absent(maja, MONDAY, "0.5")`."""

    def write(child, day=MONDAY, share=1, school=lindeskolen, category="sick", sender=solvang):
        AbsenceDay.objects.create(
            child=child,
            institution=school.code,
            day=day,
            category=category,
            share=share,
            sender=sender,
        )

    return write


def told(user, child):
    way = access.way_in(user, Permission.CHILD_VIEW, child.pk)
    return timeline(header(child, reader=user, way=way))


def spans(part, lane=WITHOUT):
    return [(one.since, one.until, one.days) for one in part.of(lane)]


def test_pause_that_runs_is_told_from_its_first_day(worker_wilma, maja):
    stops(maja)
    assert spans(told(worker_wilma, maja)) == [(date(2026, 3, 6), None, 4)]
    stops(maja, date(2026, 3, 10))
    assert spans(told(worker_wilma, maja)) == [(WEDNESDAY, None, 1)]


def test_gap_that_is_over_keeps_its_days(worker_wilma, maja, learns, engskolen):
    stops(maja, date(2026, 2, 20))
    learns(maja, engskolen, since=date(2026, 3, 2))
    assert spans(told(worker_wilma, maja)) == [(date(2026, 2, 23), date(2026, 2, 27), 5)]


def test_pause_of_three_days_that_is_over_is_no_gap(worker_wilma, maja, learns, engskolen):
    stops(maja, date(2026, 2, 24))
    learns(maja, engskolen, since=date(2026, 3, 2))
    assert spans(told(worker_wilma, maja)) == []


ASSUMED = "Kommunen har ikke fortalt om alle skoledagene. Dem, vi tæller, er antaget."


def test_days_that_were_counted_by_an_assumed_calendar_are_said_to_be(worker_wilma, maja):
    assert told(worker_wilma, maja).notes == ()
    stops(maja)
    assert told(worker_wilma, maja).notes == (ASSUMED,)


def test_absence_by_an_assumed_calendar_is_said_to_be(worker_wilma, maja, absent, lindeskolen):
    absent(maja)
    assert told(worker_wilma, maja).notes == (ASSUMED,)
    days = [MONDAY + timedelta(days=n) for n in range(5)]
    replace_school_days(
        organisation=lindeskolen,
        school_year=SchoolYear(2025),
        days=days,
        sender=lindeskolen.municipality,
        by=None,
    )
    assert told(worker_wilma, maja).notes == ()
    assert len(told(worker_wilma, maja).weeks) == 1


def test_days_on_which_the_child_does_not_go_there_have_a_lane(worker_wilma, maja):
    assert told(worker_wilma, maja).lanes == (WITHOUT, ABSENCE, Lane.EVENTS)
    say_not_attending(child=maja, since=date(2026, 3, 9), by=worker_wilma)
    part = told(worker_wilma, maja)
    assert part.lanes == (WITHOUT, AWAY, ABSENCE, Lane.EVENTS)
    assert spans(part, AWAY) == [(date(2026, 3, 9), None, None)]
    assert spans(part) == [(date(2026, 3, 9), None, 3)]


def test_absence_is_summed_by_week(worker_wilma, maja, absent, ellevang):
    absent(maja)
    absent(maja, MONDAY + timedelta(days=1), "0.5")
    absent(maja, MONDAY + timedelta(days=1), "0.25", sender=ellevang)
    absent(maja, MONDAY + timedelta(days=7), "0.5", category="unlawful")
    weeks = told(worker_wilma, maja).weeks
    assert [(week.monday, float(week.days)) for week in weeks] == [
        (MONDAY, 1.5),
        (MONDAY + timedelta(days=7), 0.5),
    ]


def test_absence_on_a_holiday_does_not_count(worker_wilma, maja, absent):
    absent(maja, date(2026, 2, 9))  # the winter holidays of the assumed calendar
    assert told(worker_wilma, maja).weeks == ()


def test_absence_at_a_school_that_nobody_knows_counts(worker_wilma, maja, absent, lindeskolen):
    lindeskolen.code = "999999"  # not saved: the file has told a number that is nowhere
    absent(maja, school=lindeskolen)
    assert [week.monday for week in told(worker_wilma, maja).weeks] == [MONDAY]


def test_absence_of_a_double_is_the_childs(worker_wilma, maja, emil, absent):
    absent(emil)
    assert told(worker_wilma, maja).weeks == ()
    Child.objects.filter(pk=emil.pk).update(merged_into=maja)
    assert len(told(worker_wilma, maja).weeks) == 1


@pytest.mark.parametrize(("born", "told_of"), [(2018, 0), (2019, 1), (2020, 1), (2021, 0)])
def test_duty_of_education_is_an_event_about_the_age_of_six(worker_wilma, maja, born, told_of):
    Child.objects.filter(pk=maja.pk).update(birth_year=born, birth_date=None)
    maja.refresh_from_db()
    assert len(told(worker_wilma, maja).dots) == told_of


def test_duty_of_education_is_for_those_who_know_the_age(person, sits, solvang, maja):
    Child.objects.filter(pk=maja.pk).update(birth_year=2020, birth_date=None)
    maja.refresh_from_db()
    guide = person("Gitte", Role.LEARNING_GUIDE, solvang)
    sits(guide, maja)
    assert told(guide, maja).dots == ()


def test_who_does_not_see_single_days_sees_no_weeks(person, sits, solvang, maja, absent):
    absent(maja)
    contact = person("Vibe", Role.HOST_CONTACT, solvang)
    sits(contact, maja)
    part = told(contact, maja)
    assert part.lanes == (WITHOUT, Lane.EVENTS)
    assert part.weeks == ()


def test_foster_mother_sees_no_more_than_since_todays_school_began(
    foster_freja, worker_wilma, maja, learns, engskolen, absent
):
    maja.placements.update(since=date(2024, 8, 1))
    learns(maja, engskolen, grade=2, since=date(2024, 8, 1), until=date(2025, 3, 28))
    absent(maja, date(2025, 3, 3), school=engskolen)
    absent(maja)
    assert len(spans(told(worker_wilma, maja))) == 1
    assert len(told(worker_wilma, maja).weeks) == 2
    assert spans(told(foster_freja, maja)) == []
    assert [week.monday for week in told(foster_freja, maja).weeks] == [MONDAY]


def test_foster_mother_sees_the_gap_that_runs(foster_freja, maja):
    stops(maja)
    assert spans(told(foster_freja, maja)) == [(date(2026, 3, 6), None, 4)]


def test_earlier_words_on_not_attending_are_history_too(
    foster_freja, worker_wilma, maja, learns, engskolen
):
    say_not_attending(child=maja, since=date(2026, 2, 2), by=worker_wilma)
    stops(maja, date(2026, 2, 27))
    learns(maja, engskolen, since=MONDAY)
    assert len(told(worker_wilma, maja).of(AWAY)) == 1
    assert told(foster_freja, maja).of(AWAY) == ()


def test_nobody_counts_days_for_the_child_itself(maja_herself, worker_wilma, maja, absent):
    stops(maja)
    absent(maja)
    assert told(maja_herself, maja) == Part()


def test_child_would_see_no_days_even_if_its_role_could(maja_herself, maja):
    stops(maja)
    way = access.way_in(maja_herself, Permission.CHILD_VIEW, maja.pk)
    head = header(maja, reader=maja_herself, way=way)
    assert timeline(replace(head, may=frozenset(Permission))) == Part()


def test_who_may_not_see_attendance_sees_none(person, sits, solvang, worker_otto, maja):
    stops(maja)
    nurse = person("Sanne", Role.HEALTH_NURSE, solvang)
    sits(nurse, maja)
    assert told(nurse, maja) == Part()
    break_glass(child=maja, reason="Maja er væk i nat", by=worker_otto)
    assert told(worker_otto, maja) == Part()


def test_protected_childs_days_are_not_told(worker_wilma, teacher_tim, maja, absent):
    stops(maja)
    absent(maja)
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    assert told(teacher_tim, maja) == Part()
    assert told(worker_wilma, maja) != Part()


def test_it_costs_the_same_for_few_and_many_days(
    worker_wilma, maja, learns, engskolen, absent, count_queries
):
    absent(maja)
    way = access.way_in(worker_wilma, Permission.CHILD_VIEW, maja.pk)
    head = header(maja, reader=worker_wilma, way=way)
    few = count_queries(lambda: timeline(head))
    for year in range(2018, 2025):
        learns(maja, engskolen, grade=1, since=date(year, 8, 12), until=date(year + 1, 3, 1))
        absent(maja, date(year, 11, 5), school=engskolen)
    assert count_queries(lambda: timeline(head)) == few
