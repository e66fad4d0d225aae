"""*Nedsat skema*: what an agreement must hold, the hours that are missing, and who is told afterwards."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from skolespor.accounts.roles import Role
from skolespor.attendance.actions.reduced import (
    Said,
    agree,
    change,
    end_early,
    tell_who_is_left_with_nothing,
    withdraw,
)
from skolespor.attendance.models import ReducedTimetable
from skolespor.attendance.queries.clocks import without_school
from skolespor.attendance.queries.reduced import Span, agreements_of, missing_in, running
from skolespor.attendance.rules import reduced as rules
from skolespor.attendance.rules.reduced import Texts, missing_hours, next_review, reviews
from skolespor.audit.models import Entry
from skolespor.calendar.actions import replace_school_days
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.models import Child
from skolespor.core.errors import RuleBroken
from skolespor.core.versions import EditedMeanwhile
from skolespor.notices.models import Notice
from tests.model_calendar import model_days

MONDAY, FRIDAY, REVIEW = date(2026, 10, 19), date(2026, 11, 13), date(2026, 11, 16)
DAYS = model_days()
SAID = Said("Hun bliver træt.", "To timer mere hver uge.", "Spurgt.", "Jeg vil gerne med i idræt.")
FULL, LESS = Decimal(28), Decimal(8)


@dataclass(frozen=True)
class Agreed:
    since: date = MONDAY
    until: date = FRIDAY
    hours_before: Decimal = FULL
    hours_now: Decimal = LESS


def broken(check, *given, **more):
    with pytest.raises(RuleBroken) as refused:
        check(*given, **more)
    return refused.value.code


# By hand


def test_sc_32_twenty_hours_a_week_are_missing_and_eighty_in_all():
    there = [day for day in DAYS if MONDAY <= day <= FRIDAY]
    assert len(there) == 20
    assert rules.missing_in_week(Agreed()) == 20
    assert missing_hours([Agreed()], DAYS) == 80
    assert reviews(Agreed()) == (REVIEW,)


def test_a_week_with_four_school_days_misses_four_fifths():
    assert missing_hours([Agreed()], DAYS[DAYS.index(MONDAY) :][:4]) == 16
    assert missing_hours([Agreed(hours_now=Decimal("27.5"))], [MONDAY]) == Decimal("0.1")


def test_no_day_counts_twice_and_the_larger_agreement_counts():
    """Of a child that was created twice."""
    other = Agreed(hours_now=Decimal(18))
    assert missing_hours([other, Agreed()], [MONDAY, MONDAY]) == 4
    assert missing_hours([], [MONDAY]) == 0


def test_it_is_looked_at_every_four_weeks_and_once_more_when_it_is_over():
    longer = Agreed(until=date(2026, 12, 18))
    assert reviews(longer) == (REVIEW, date(2026, 12, 14), date(2027, 1, 11))
    assert reviews(longer, ended_early=True) == (REVIEW, date(2026, 12, 14))
    assert reviews(Agreed(until=REVIEW)) == (REVIEW,)
    assert reviews(Agreed(until=MONDAY)) == ()
    assert next_review(longer, REVIEW) == REVIEW
    assert next_review(longer, REVIEW + timedelta(days=1)) == date(2026, 12, 14)
    assert next_review(longer, date(2027, 1, 12)) is None


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (MONDAY, None, "reduced.until"),
        (FRIDAY, MONDAY, "reduced.order"),
        (MONDAY, MONDAY + timedelta(days=367), "reduced.long"),
        (date(2026, 11, 2), date(2026, 11, 3), "reduced.overlap"),
        (date(2026, 10, 5), MONDAY, "reduced.overlap"),
        (FRIDAY, date(2026, 12, 1), "reduced.overlap"),
    ],
)
def test_days_that_are_none(since, until, code):
    assert broken(rules.check_days, since, until, [Agreed()]) == code


def test_an_agreement_may_begin_the_day_after_another():
    day_after = FRIDAY + timedelta(days=1)
    assert rules.check_days(day_after, day_after, [Agreed()]) == day_after


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        (28, 0, "reduced.no_hours"),
        (61, 8, "reduced.hours"),
        (28, 28, "reduced.not_fewer"),
        (8, 28, "reduced.not_fewer"),
    ],
)
def test_hours_that_are_none(before, now, code):
    assert broken(rules.check_hours, Decimal(before), Decimal(now)) == code
    rules.check_hours(Decimal(60), Decimal("0.5"))


def test_without_a_reason_or_a_plan_there_is_no_agreement():
    assert broken(rules.check_texts, Texts(" ", "Op i tid")) == "reduced.reason"
    assert broken(rules.check_texts, Texts("Træt", "\n")) == "reduced.plan"
    rules.check_texts(Texts("Træt", "Op i tid"))


def test_other_rules():
    assert broken(rules.check_school, []) == "reduced.no_school"
    rules.check_school([MONDAY])
    assert broken(rules.check_running, Agreed(), today=REVIEW) == "reduced.over"
    rules.check_running(Agreed(), today=FRIDAY)
    today = date(2026, 11, 2)
    assert broken(rules.check_new_end, MONDAY, agreed=Agreed(), today=today) == "reduced.past"
    rules.check_new_end(today, agreed=Agreed(), today=today)
    rules.check_new_end(FRIDAY, agreed=Agreed(), today=REVIEW)
    for day in (MONDAY - timedelta(days=1), FRIDAY):
        assert broken(rules.check_last_day, day, agreed=Agreed()) == "reduced.last_day"
    rules.check_last_day(MONDAY, agreed=Agreed())
    assert broken(rules.check_stands, False) == "reduced.withdrawn"
    rules.check_stands(is_standing=True)


@given(st.sets(st.sampled_from(DAYS), max_size=60), st.sets(st.sampled_from(DAYS), max_size=60))
def test_hours_of_days_apart_add_up(some, others):
    """Splitting the school days changes nothing."""
    apart = others - some
    both = missing_hours([Agreed()], some) + missing_hours([Agreed()], apart)
    assert missing_hours([Agreed()], some | apart) == both


# From the database


@pytest.fixture(autouse=True)
def second_of_november(time_machine):
    time_machine.move_to("2026-11-02 10:00", tick=False)


@pytest.fixture
def head(person, sits, lindeskolen, maja):
    """The head of Maja's school, with a seat at her."""
    hanna = person("Hanna Hald", Role.HEAD_TEACHER, lindeskolen)
    sits(hanna, maja)
    return hanna


@pytest.fixture
def model(lindeskolen, ellevang, admin_inge):
    told = {"sender": ellevang, "by": admin_inge}
    replace_school_days(organisation=lindeskolen, school_year=SchoolYear(2026), days=DAYS, **told)


@pytest.fixture
def agreed(maja, head, model):
    return makes(maja, head)


def makes(child, by, since=MONDAY, until=FRIDAY, before=FULL, now=LESS, said=SAID):
    hours = {"hours_before": before, "hours_now": now}
    return agree(child=child, since=since, until=until, said=said, by=by, **hours)


def everybody():
    return Child.objects.all()


def log_of(child):
    kinds = Entry.objects.filter(child_id=child.pk, kind__startswith="attendance.reduced")
    return [entry.kind.removeprefix("attendance.reduced_") for entry in kinds.order_by("pk")]


def test_sc_32_from_the_database(maja, agreed):
    span = Span(MONDAY, FRIDAY)
    assert missing_in(span, [maja.pk]) == {maja.pk: 80}
    assert without_school(date(2026, 11, 2), children=everybody()) == []
    (one,) = running(everybody(), date(2026, 11, 2))
    assert (one.child_id, one.since, one.until, one.next_review) == (
        maja.pk,
        MONDAY,
        FRIDAY,
        REVIEW,
    )
    assert log_of(maja) == ["agreed"]


def test_it_cannot_be_saved_without_an_end_a_reason_or_a_plan(maja, head, model):
    assert broken(makes, maja, head, until=None) == "reduced.until"
    assert broken(makes, maja, head, said=Said("", "Plan")) == "reduced.reason"
    assert broken(makes, maja, head, said=Said("Grund", "")) == "reduced.plan"
    assert not ReducedTimetable.objects.exists()


def test_who_goes_to_no_school_has_no_fewer_hours_there(maja, head, model):
    maja.enrolments.update(until=date(2026, 10, 9))
    assert broken(makes, maja, head) == "reduced.no_school"


def test_days_after_the_child_has_left_the_school_miss_no_hours(maja, agreed):
    maja.enrolments.update(until=date(2026, 10, 30))
    assert missing_in(Span(MONDAY, FRIDAY), [maja.pk]) == {maja.pk: 40}
    maja.enrolments.update(until=date(2026, 10, 9))
    assert missing_in(Span(MONDAY, FRIDAY), [maja.pk]) == {maja.pk: 0}


def test_only_days_of_the_span_count(maja, agreed):
    assert missing_in(Span(date(2026, 11, 9), REVIEW), [maja.pk]) == {maja.pk: 20}
    assert missing_in(Span(REVIEW, REVIEW), [maja.pk]) == {}


def test_who_may_not_write_it(maja, model, teacher_tim, worker_wilma, mother_mie, head, solvang):
    for somebody in (teacher_tim, worker_wilma, mother_mie):
        with pytest.raises(PermissionDenied):
            makes(maja, somebody)
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    maja.refresh_from_db()
    with pytest.raises(PermissionDenied):
        makes(maja, head)


def test_the_coordinator_may_write_it(maja, model, coordinator_karen):
    assert makes(maja, coordinator_karen).agreed_by == coordinator_karen


def test_a_new_last_day_is_a_new_version(maja, head, agreed):
    longer = date(2026, 11, 27)
    change(agreed=agreed, until=longer, said=SAID, seen=1, by=head)
    assert (agreed.until, agreed.version) == (longer, 2)
    assert log_of(maja) == ["agreed", "changed"]
    with pytest.raises(EditedMeanwhile):
        change(agreed=agreed, until=FRIDAY, said=SAID, seen=1, by=head)


def test_a_change_is_an_agreement_too(maja, head, agreed):
    makes(maja, head, since=date(2026, 11, 16), until=date(2026, 11, 20))

    def changed(until=FRIDAY, said=SAID):
        return broken(change, agreed=agreed, until=until, said=said, seen=1, by=head)

    assert changed(until=None) == "reduced.until"
    assert changed(until=date(2026, 11, 16)) == "reduced.overlap"
    assert changed(until=date(2026, 10, 30)) == "reduced.past"
    assert changed(said=Said("", "")) == "reduced.reason"


def test_what_is_over_is_not_changed(head, agreed, time_machine):
    time_machine.move_to("2026-11-16 10:00", tick=False)
    code = broken(change, agreed=agreed, until=date(2026, 11, 20), said=SAID, seen=1, by=head)
    assert code == "reduced.over"


def test_ended_before_its_time_the_days_before_stay(maja, head, agreed):
    end_early(agreed=agreed, last_day=date(2026, 10, 23), reason="Det går godt igen.", by=head)
    assert missing_in(Span(MONDAY, FRIDAY), [maja.pk]) == {maja.pk: 20}
    assert running(everybody(), date(2026, 11, 2)) == []
    assert next_looks(maja, date(2026, 11, 2)) == [None]
    assert log_of(maja) == ["agreed", "ended"]
    assert broken(end_early, agreed=agreed, last_day=MONDAY, reason="Nu", by=head) == (
        "reason.missing"
    )


def test_withdrawn_it_never_was(maja, head, agreed):
    withdraw(agreed=agreed, reason="Det var et andet barn.", by=head)
    assert missing_in(Span(MONDAY, FRIDAY), [maja.pk]) == {}
    assert log_of(maja) == ["agreed", "withdrawn"]
    assert broken(withdraw, agreed=agreed, reason="Det var forkert.", by=head) == (
        "reduced.withdrawn"
    )
    makes(maja, head)


def test_a_child_that_was_created_twice_has_the_agreements_of_both(maja, new_child, head, agreed):
    double = new_child("Maja", "Ager", 2016, merged_into=maja)
    ReducedTimetable.objects.filter(pk=agreed.pk).update(child=double)
    agreed.refresh_from_db()
    assert [one.child_id for one in running(everybody(), MONDAY)] == [maja.pk]
    assert missing_in(Span(MONDAY, FRIDAY), [maja.pk]) == {maja.pk: 80}
    assert broken(makes, maja, head) == "reduced.overlap"
    change(agreed=agreed, until=date(2026, 11, 20), said=SAID, seen=1, by=head)
    assert log_of(maja) == ["agreed", "changed"]


def test_the_last_look_comes_after_the_last_day(maja, agreed):
    assert running(everybody(), REVIEW) == []
    assert next_looks(maja, REVIEW) == [REVIEW]
    assert next_looks(maja, REVIEW + timedelta(days=1)) == [None]


def next_looks(child, on):
    return [one.next_review for one in agreements_of(child, on=on)]


def test_many_children_cost_what_one_does(
    maja, head, agreed, new_child, learns, lindeskolen, count_queries
):
    def read():
        running(everybody(), MONDAY)
        missing_in(Span(MONDAY, FRIDAY), [child.pk for child in everybody()])

    before = count_queries(read)
    for number in range(20):
        child = new_child(f"Barn {number}", birth_year=2015)
        learns(child, lindeskolen)
        ReducedTimetable.objects.create(
            child=child,
            since=MONDAY,
            until=FRIDAY,
            hours_before=FULL,
            hours_now=LESS,
            reason="x",
            return_plan="x",
            agreed_by=head,
        )
    assert count_queries(read) == before


# The night after


def told(day):
    tell_who_is_left_with_nothing(today=day)
    notices = Notice.objects.filter(kind__startswith="attendance.reduced_over").order_by("pk")
    return [(one.user.name, one.kind.removeprefix("attendance."), one.child_id) for one in notices]


def test_the_writer_and_the_leaders_are_told_once_when_nothing_follows(
    maja, head, agreed, coordinator_karen, leader_lis, person, solvang, time_machine
):
    """Lis leads Maja's team and may open her page; Kaj coordinates in Solvang and may not."""
    person("Kaj Kok", Role.LEARNING_COORDINATOR, solvang)
    time_machine.move_to("2026-11-14 03:00", tick=False)
    assert told(FRIDAY) == []
    expected = [
        ("Hanna Hald", "reduced_over", maja.pk),
        ("Karen Lange", "reduced_over", maja.pk),
        ("Lis Lund", "reduced_over", maja.pk),
        ("Kaj Kok", "reduced_over_here", None),
    ]
    assert sorted(told(FRIDAY + timedelta(days=1))) == sorted(expected)
    assert len(told(FRIDAY + timedelta(days=2))) == 4


def test_nobody_is_told_when_another_agreement_follows_or_it_ended_or_is_long_ago(
    maja, head, agreed, time_machine
):
    follows = makes(maja, head, since=date(2026, 11, 16), until=date(2026, 11, 20))
    assert told(FRIDAY + timedelta(days=1)) == []
    withdraw(agreed=follows, reason="Det var forkert.", by=head)
    assert told(FRIDAY + timedelta(days=61)) == []
    end_early(agreed=agreed, last_day=MONDAY, reason="Det går godt.", by=head)
    assert told(FRIDAY + timedelta(days=1)) == []


def test_when_the_writer_has_left_those_who_can_write_are_told(
    maja, agreed, head, coordinator_karen, today
):
    head.jobs.update(until=date(2026, 10, 30))
    assert ("Karen Lange", "reduced_over", maja.pk) in told(FRIDAY + timedelta(days=1))
    assert "Hanna Hald" not in [who for who, _kind, _child in told(FRIDAY + timedelta(days=1))]


def test_who_must_not_know_where_a_protected_child_is_gets_no_link(
    maja, agreed, head, coordinator_karen
):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    assert told(FRIDAY + timedelta(days=1)) == [("Karen Lange", "reduced_over_here", None)]


def test_telling_twice_tells_once(maja, agreed):
    for _again in range(2):
        tell_who_is_left_with_nothing(today=FRIDAY + timedelta(days=1))
    assert Notice.objects.count() == Notice.objects.values("user", "key").distinct().count()
