"""*Går ikke i skole*: anyone in the team writes it, ends it, or takes it back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.attendance.actions.not_attending import attend_again, say_not_attending, withdraw
from skolespor.attendance.models import NotAttending
from skolespor.audit.models import Entry
from skolespor.children.models import Child
from skolespor.core.errors import RuleBroken
from tests.days import LAST_SUMMER

DAY = timedelta(days=1)


@pytest.fixture
def written(maja, teacher_tim, yesterday):
    return say_not_attending(child=maja, since=yesterday, by=teacher_tim)


def logged(kind):
    return Entry.objects.filter(kind=f"attendance.{kind}").values_list("by_id", "child_id")


def test_a_teacher_writes_it_and_the_log_says_who(written, maja, teacher_tim, yesterday):
    assert (written.since, written.until, written.written_by) == (yesterday, None, teacher_tim)
    assert list(logged("not_attending")) == [(teacher_tim.pk, maja.pk)]


@pytest.mark.parametrize("who", ["foster_freja", "head_hanne", "coordinator_karen", "worker_wilma"])
def test_anyone_in_the_team_may(who, maja, everybody, today, sits):
    user = everybody[who]
    if who == "head_hanne":
        sits(user, maja)
    assert say_not_attending(child=maja, since=today, by=user)


@pytest.mark.parametrize("who", ["maja_herself", "mother_mie", "teacher_nora", "log_tove"])
def test_the_child_its_mother_and_strangers_may_not(who, maja, everybody, today):
    with pytest.raises(PermissionDenied):
        say_not_attending(child=maja, since=today, by=everybody[who])


def test_nobody_may_who_must_not_know_where_the_child_is(maja, worker_wilma, today):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    maja.refresh_from_db()
    with pytest.raises(PermissionDenied):
        say_not_attending(child=maja, since=today, by=worker_wilma)


def refused(code, act, **facts):
    with pytest.raises(RuleBroken) as broken:
        act(**facts)
    assert broken.value.code == f"not_attending.{code}"


def test_not_from_a_day_in_the_future(maja, teacher_tim, tomorrow):
    refused("future", say_not_attending, child=maja, since=tomorrow, by=teacher_tim)


def test_not_on_a_day_without_a_school_anyway(maja, teacher_tim):
    before = LAST_SUMMER - DAY
    refused("not_enrolled", say_not_attending, child=maja, since=before, by=teacher_tim)
    maja.enrolments.update(school_type="interim_teaching")
    refused("not_enrolled", say_not_attending, child=maja, since=LAST_SUMMER, by=teacher_tim)


def test_not_twice(written, maja, teacher_tim, today):
    refused("written", say_not_attending, child=maja, since=today, by=teacher_tim)
    assert NotAttending.objects.count() == 1


def test_going_to_school_again_keeps_the_days(written, teacher_tim, maja, today, yesterday):
    attend_again(spell=written, first_day=today, by=teacher_tim)
    written.refresh_from_db()
    assert (written.since, written.until) == (yesterday, yesterday)
    assert list(logged("attends_again")) == [(teacher_tim.pk, maja.pk)]


def test_it_can_be_written_again_afterwards(written, teacher_tim, maja, today):
    attend_again(spell=written, first_day=today, by=teacher_tim)
    assert say_not_attending(child=maja, since=today, by=teacher_tim)


@pytest.mark.parametrize(("after", "code"), [(-1, "order"), (0, "order"), (62, "far")])
def test_the_first_day_back_lies_after_the_first_day_without(written, teacher_tim, after, code):
    back = written.since + after * DAY
    refused(code, attend_again, spell=written, first_day=back, by=teacher_tim)


def test_a_mistake_is_taken_back(written, teacher_tim, maja, today):
    withdraw(spell=written, by=teacher_tim)
    written.refresh_from_db()
    assert written.withdrawn_at
    assert list(logged("not_attending_withdrawn")) == [(teacher_tim.pk, maja.pk)]
    assert say_not_attending(child=maja, since=today, by=teacher_tim)


def test_what_somebody_else_has_taken_back_meanwhile_is_over(written, teacher_tim, today):
    mine = NotAttending.objects.get(pk=written.pk)
    withdraw(spell=written, by=teacher_tim)
    refused("over", attend_again, spell=mine, first_day=today, by=teacher_tim)
    refused("over", withdraw, spell=mine, by=teacher_tim)


def test_what_is_over_is_not_ended_again_but_can_be_taken_back(written, teacher_tim, today):
    attend_again(spell=written, first_day=today, by=teacher_tim)
    refused("over", attend_again, spell=written, first_day=today, by=teacher_tim)
    withdraw(spell=written, by=teacher_tim)
    assert NotAttending.objects.get().withdrawn_at


def test_it_is_about_the_school_and_not_about_the_next(
    written, maja, teacher_tim, learns, engskolen, yesterday, today
):
    maja.enrolments.update(until=yesterday)
    learns(maja, engskolen, since=today)
    assert say_not_attending(child=maja, since=today, by=teacher_tim)
    written.refresh_from_db()
    assert written.until == yesterday


def test_what_was_written_of_a_double_can_be_ended(written, new_child, maja, teacher_tim, today):
    twin = new_child("Maja", "Ager", 2016, merged_into=maja)
    NotAttending.objects.update(child=twin)
    spell = NotAttending.objects.get()
    attend_again(spell=spell, first_day=today, by=teacher_tim)
    assert list(logged("attends_again")) == [(teacher_tim.pk, maja.pk)]


@pytest.mark.parametrize("act", [attend_again, withdraw])
def test_strangers_end_nothing(written, teacher_nora, today, act):
    facts = {"first_day": today} if act is attend_again else {}
    with pytest.raises(PermissionDenied):
        act(spell=written, by=teacher_nora, **facts)


def test_dates_are_told_as_people_write_them(maja, teacher_tim):
    say_not_attending(child=maja, since=date(2026, 1, 5), by=teacher_tim)
    with pytest.raises(RuleBroken) as broken:
        say_not_attending(child=maja, since=date(2026, 2, 5), by=teacher_tim)
    assert broken.value.message == "Det er allerede skrevet fra 05-01-2026."
