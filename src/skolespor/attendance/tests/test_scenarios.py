"""Scenarios of content/scenarios.yaml that run over days: the nights, the tasks and who is told."""

from datetime import date, timedelta

import pytest

from skolespor.attendance.actions.gaps import add_step, explain_gap
from skolespor.attendance.actions.night import keep_attendance
from skolespor.attendance.models import AbsenceDay, Gap, Registered, Signal
from skolespor.calendar.actions import replace_school_days
from skolespor.calendar.rules.years import SchoolYear
from skolespor.deadlines.actions.keeping import keep_all
from skolespor.deadlines.models import Deadline
from skolespor.notices.models import Notice
from tests.model_calendar import model_days

DAYS = model_days()


@pytest.fixture
def on(time_machine):
    """The night and the morning of a day."""

    def go(day):
        time_machine.move_to(f"{day} 10:00", tick=False)
        keep_attendance(today=day)
        keep_all(today=day)

    return go


@pytest.fixture
def model(maja, lindeskolen, ellevang, admin_inge):
    """School in Ellevang, where Maja lives, and at Lindeskolen goes by the model calendar. Skolespor has
    known Maja since the summer."""
    for place in (lindeskolen, ellevang):
        for year in ("2025/26", "2026/27"):
            replace_school_days(
                organisation=place,
                school_year=SchoolYear.parse(year),
                days=model_days(year),
                sender=ellevang,
                by=admin_inge,
            )
    maja.enrolments.update(since=date(2026, 8, 1))
    return maja


def state(rule):
    found = Deadline.objects.filter(rule=rule).order_by("due")
    return [(row.due, row.state) for row in found]


def told(user, kind):
    return Notice.objects.filter(user=user, kind=kind).count()


def september(day):
    return date(2026, 9, day)


@pytest.mark.long
def test_sc_04_25_school_days_without_school(
    model, on, coordinator_karen, leader_lis, worker_wilma
):
    model.enrolments.update(until=september(25))
    last = date(2026, 11, 6)
    for day in (day for day in DAYS if september(28) <= day <= last):
        on(day)
        if day == date(2026, 10, 1):
            assert Gap.objects.get().owner == coordinator_karen
            assert state("dl_gap_opens") == [(date(2026, 10, 1), "done")]
        if day == date(2026, 10, 2):
            assert state("dl_gap_day_5") == [(day, "open")]
            assert told(leader_lis, "attendance.gap_day_5") == 1
            explain_gap(
                child=model,
                owner=coordinator_karen,
                reason="awaiting_enrolment",
                plan="En lærer kommer hjem hver formiddag.",
                seen=1,
                by=worker_wilma,
            )
            assert state("dl_gap_day_5") == [(day, "done")]
        if day == date(2026, 10, 9):
            assert state("dl_gap_day_10") == [(day, "open")]
            assert Deadline.objects.get(rule="dl_gap_day_10").owner == "authority_leader"
            add_step(child=model, text="Skolechefen ringer til skolen.", by=leader_lis)
            assert state("dl_gap_day_10") == [(day, "done")]
    gap = Gap.objects.get()
    assert (gap.school_days, gap.opened_on, gap.is_open) == (25, date(2026, 10, 1), True)
    weekly = [due for due, _state in state("dl_gap_weekly_status") if due <= last]
    assert weekly == [date(2026, 10, 23), date(2026, 10, 30), last]


def test_sc_04_the_new_school_ends_what_nobody_has_answered(model, on, learns, engskolen):
    model.enrolments.update(until=september(25))
    for day in (date(2026, 10, 1), date(2026, 10, 9)):
        on(day)
    learns(model, engskolen, since=date(2026, 10, 19))
    on(date(2026, 10, 20))
    gap = Gap.objects.get()
    assert (gap.is_open, gap.school_days) == (False, 10)
    assert state("dl_gap_day_10") == [(date(2026, 10, 9), "ended")]


def test_sc_07_the_clock_stands_still_in_the_summer(model, on, new_child, lives, family_bo):
    karla = new_child("Karla", birth_year=2014)
    lives(karla, family_bo, since=date(2026, 6, 18))
    on(date(2026, 6, 18))
    on(date(2026, 6, 23))
    gap = Gap.objects.get(child=karla)
    assert (gap.since, gap.opened_on) == (date(2026, 6, 18), date(2026, 6, 23))
    due = dict(Deadline.objects.filter(child=karla).values_list("rule", "due"))
    assert due["dl_gap_day_5"] == date(2026, 6, 24)
    assert due["dl_gap_day_10"] == date(2026, 8, 13)
    assert due["dl_statutory_follow_up_first"] == date(2026, 9, 18)


# Absence


@pytest.fixture
def absent(model, ellevang):
    def away(category, *days):
        for day in days:
            AbsenceDay.objects.update_or_create(
                child=model,
                day=day,
                institution="900201",
                sender=ellevang,
                defaults={"share": 1, "category": category},
            )
        row, _new = Registered.objects.get_or_create(
            sender=ellevang, institution="900201", school_year=2026
        )
        row.days = sorted({*row.days, *map(str, days)})
        row.save()

    return away


def test_sc_28_the_tasks_and_the_one_that_is_withdrawn(model, absent, on, head_hanne):
    absent("unlawful", *DAYS[:4])
    on(september(24))
    ten, fifteen = "dl_absence_unlawful_10", "dl_absence_unlawful_15"
    assert state(ten) == [(DAYS[3], "open")]
    assert state(fifteen) == []
    assert Deadline.objects.get(rule=ten).owner == "head_teacher"
    absent("unlawful", september(24), september(25))
    on(september(25))
    assert state(fifteen) == [(september(25), "open")]
    absent("sickness", september(25))
    on(september(28))
    assert state(fifteen) == [(september(25), "withdrawn")]
    assert state(ten) == [(DAYS[3], "open")]


def test_sc_30_much_sickness_and_nothing_unlawful(model, absent, on, coordinator_karen):
    by = date(2026, 11, 20)
    assert len([day for day in DAYS if day <= by]) == 69
    absent("sickness", *DAYS[10:19])
    absent("permitted", by)
    on(by)
    signal = Signal.objects.get()
    assert (signal.level, signal.days, signal.receiver) == (10, 10, coordinator_karen)
    assert state("dl_absence_unlawful_10") == state("dl_sick_teaching") == []


def test_sc_31_ill_for_fifteen_school_days(model, absent, on, head_hanne):
    first, last = date(2026, 10, 19), date(2026, 11, 6)
    ill = [day for day in DAYS if first <= day <= last]
    assert len(ill) == 15
    absent("sickness", *ill[:-1])
    on(last - timedelta(days=1))
    assert state("dl_sick_teaching") == []
    absent("sickness", last)
    on(last)
    assert state("dl_sick_teaching") == [(last, "open")]
    assert Deadline.objects.get(rule="dl_sick_teaching").owner == "head_teacher"
