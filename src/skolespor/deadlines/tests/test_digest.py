"""One word a day, to whose it is; to who leads when it is overdue; none when nothing is new."""

from datetime import date

import pytest

from skolespor.core.models import OutboxMail
from skolespor.deadlines.actions.digest import send_digests
from skolespor.deadlines.actions.facts import happened
from skolespor.deadlines.actions.handling import done, put_off
from skolespor.deadlines.actions.keeping import keep_all
from skolespor.deadlines.models import Deadline
from skolespor.notices.models import Notice

MONDAY = date(2026, 11, 23)
RULE = "dl_case_worker_answers_child"
"""Due on the third working day: the Thursday."""


@pytest.fixture(autouse=True)
def go(time_machine):
    def to(day):
        time_machine.move_to(f"{day} 10:00", tick=False)

    to(MONDAY)
    return to


@pytest.fixture
def asked(maja, worker_wilma):
    happened("child_asks_case_worker", maja, MONDAY, "it")
    return Deadline.objects.get(child=maja, rule=RULE)


@pytest.fixture
def night(go):
    def send(day, times=2):
        go(day)
        for _again in range(times):
            send_digests(today=day)

    return send


def told(user):
    return Notice.objects.filter(user=user, kind="deadlines.digest").count()


def november(day):
    return date(2026, 11, day)


def test_one_word_when_it_is_there_when_it_is_due_and_when_it_is_overdue(
    asked, worker_wilma, night
):
    counts = []
    for day in range(23, 31):
        night(november(day))
        counts.append(told(worker_wilma))
    assert counts == [1, 1, 1, 2, 3, 3, 3, 3]


def test_the_leader_is_told_the_day_after_and_not_before(asked, leader_lis, night):
    for day in (23, 26):
        night(november(day))
        assert told(leader_lis) == 0
    night(november(27))
    assert told(leader_lis) == 1


def test_a_colleague_and_those_who_only_know_of_it_hear_nothing(
    asked, worker_otto, teacher_tim, foster_freja, night
):
    for day in (23, 26, 27):
        night(november(day))
    assert told(worker_otto) == told(teacher_tim) == told(foster_freja) == 0


def test_ten_items_are_one_word_and_one_mail_without_a_name(maja, emil, worker_wilma, sits, night):
    sits(worker_wilma, emil)
    for number in range(5):
        for child in (maja, emil):
            happened("child_asks_case_worker", child, MONDAY, f"it-{number}")
    night(MONDAY)
    assert told(worker_wilma) == 1
    mail = OutboxMail.objects.get()
    assert "Maja" not in mail.body + mail.subject


def test_what_is_put_off_is_silent_until_it_wakes(asked, worker_wilma, night):
    put_off(item=asked, until=november(27), text="Maja er på lejr.", by=worker_wilma)
    for day in (23, 26, 27):
        night(november(day))
    assert told(worker_wilma) == 0
    night(november(28))
    assert told(worker_wilma) == 1


def test_what_is_done_is_never_told(asked, worker_wilma, night):
    done(item=asked, day=MONDAY, text="Vi talte sammen.", by=worker_wilma)
    for day in (23, 26, 27):
        night(november(day))
    assert told(worker_wilma) == 0


def test_a_night_that_was_missed_is_made_up_for(asked, worker_wilma, leader_lis, night):
    night(november(30))
    assert told(worker_wilma) == told(leader_lis) == 1


def test_what_lies_far_ahead_is_told_when_it_comes_near(maja, worker_wilma, night):
    happened("municipality_aware_of_need", maja, date(2026, 8, 20), "it")
    night(november(23))
    assert told(worker_wilma) == 0
    night(date(2026, 12, 6))
    assert told(worker_wilma) == 1


def test_the_schools_own_goes_to_the_head_teacher(maja, head_hanne, head_hans, night):
    happened("quarter_absence_computed", maja, MONDAY, "2026-4", rule="dl_absence_unlawful_10")
    night(MONDAY)
    assert (told(head_hanne), told(head_hans)) == (1, 0)


def test_what_comes_later_the_same_day_is_told_tomorrow(asked, maja, worker_wilma, night):
    night(MONDAY)
    happened("child_asks_case_worker", maja, november(10), "older")
    night(MONDAY)
    assert told(worker_wilma) == 1
    night(november(24))
    assert told(worker_wilma) == 2


def test_what_is_overdue_and_put_off_is_told_again_when_it_wakes(asked, worker_wilma, night):
    night(november(27))
    put_off(item=asked, until=november(30), text="Maja er på lejr.", by=worker_wilma)
    night(november(29))
    assert told(worker_wilma) == 1
    night(date(2026, 12, 1))
    assert told(worker_wilma) == 2


def test_who_gets_a_task_that_was_nobodys_is_told(maja, person, sits, familieteamet, night, go):
    happened("child_asks_case_worker", maja, november(10), "it")
    night(MONDAY)
    kai = person("Kai", "case_worker", familieteamet)
    sits(kai, maja)
    keep_all(today=november(24))
    night(november(24))
    assert told(kai) == 1


def test_nobody_is_told_of_a_protected_child_that_cannot_see_it(asked, maja, worker_wilma, night):
    maja.is_protected = True
    maja.save()
    night(november(27))
    assert told(worker_wilma) == 0
