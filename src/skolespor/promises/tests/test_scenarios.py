"""Scenarios of content/scenarios.yaml on what children say and what they are promised."""

from datetime import date

import pytest
from django.urls import reverse

from skolespor.children.actions.caseload import hand_over
from skolespor.children.models import NetworkSeat
from skolespor.core.errors import RuleBroken
from skolespor.promises import access
from skolespor.promises.actions import answering
from skolespor.promises.actions.owners import keep_promises
from skolespor.promises.actions.saying import Words, promise, say
from skolespor.promises.models import Statement
from skolespor.promises.queries import lists
from skolespor.promises.rules import Sharing, Step, What

pytestmark = pytest.mark.once

SEAT = "En plads tæt på tavlen."


@pytest.fixture
def on(time_machine):
    def go(day):
        time_machine.move_to(f"{day} 10:00", tick=False)

    return go


@pytest.fixture
def seat_by_the_board(on, maja, teacher_tim):
    """Tim, the contact teacher, promises a place close to the board on 2 November."""
    on(date(2026, 11, 2))
    return promise(
        child=maja,
        text=SEAT,
        agreed_for=date(2026, 11, 9),
        owner=teacher_tim,
        adult=teacher_tim,
        made_on=date(2026, 11, 2),
        by=teacher_tim,
        sharing=Sharing.MAY_SHARE,
    )


def test_sc_19_promises_follow_the_child_to_another_school(
    on, seat_by_the_board, maja, engskolen, learns, coordinator_karen, teacher_tim
):
    on(date(2026, 12, 1))
    maja.enrolments.update(until=date(2026, 11, 30))
    NetworkSeat.objects.filter(child=maja, organisation__kind="school").update(
        until=date(2026, 11, 30)
    )
    learns(maja, engskolen, since=date(2026, 12, 1))
    keep_promises(today=date(2026, 12, 1))
    seat_by_the_board.refresh_from_db()
    assert seat_by_the_board.owner == coordinator_karen
    assert seat_by_the_board in access.seen_by(coordinator_karen)
    assert seat_by_the_board not in access.seen_by(teacher_tim)
    assert seat_by_the_board.due_on == date(2026, 11, 16)


def test_sc_22_the_adult_keeps_the_promise(on, seat_by_the_board, teacher_tim, sign_in):
    assert seat_by_the_board.due_on == date(2026, 11, 16)

    def late(day):
        on(day)
        (line,) = lists.lines(list(lists.mine(reader=teacher_tim)), [], reader=teacher_tim)
        return line.is_late

    assert not late(date(2026, 11, 16))
    assert late(date(2026, 11, 17))
    told = {"statement": seat_by_the_board, "how": "talked", "by": teacher_tim}
    with pytest.raises(RuleBroken, match=r"statement\.told_on"):
        answering.told(**told, told_on=None, text="Hun sidder der nu.")
    answering.told(**told, told_on=date(2026, 11, 17), text="Hun sidder der nu.")
    assert seat_by_the_board.step == Step.TOLD_CHILD


def test_sc_23_the_answer_that_never_came(
    on, maja, teacher_tim, coordinator_karen, leader_lis, sign_in
):
    on(date(2026, 3, 9))
    asked = say(
        child=maja,
        words=Words("Jeg vil gerne have en lektieven.", What.WISH, Sharing.MAY_SHARE),
        adult=teacher_tim,
        said_on=date(2026, 3, 9),
        by=teacher_tim,
    )
    assert asked.due_on == date(2026, 3, 23)
    on(date(2026, 11, 21))
    (waiting,) = lists.mine(reader=coordinator_karen)
    assert waiting == asked
    page = sign_in(coordinator_karen).get(reverse("promises:mine")).content.decode()
    assert "243 dage over tiden" in page
    assert lists.overdue_count(reader=leader_lis) == 1
    told = {"statement": asked, "told_on": date(2026, 11, 21), "how": "talked"}
    with pytest.raises(RuleBroken, match=r"statement\.undecided"):
        answering.told(**told, by=coordinator_karen)
    reason = "Der er ingen lektiehjælp på skolen i år."
    answering.decide(statement=asked, decision="not_now", reason=reason, by=coordinator_karen)
    answering.told(**told, by=coordinator_karen)
    assert not lists.mine(reader=coordinator_karen)


def test_sc_25_i_want_to_talk_to_my_case_worker(
    on, maja, maja_herself, teacher_tim, worker_wilma, coordinator_karen, leader_lis
):
    on(date(2026, 11, 19))
    asked = say(
        child=maja,
        words=Words("Jeg vil tale med min rådgiver.", What.WISH, Sharing.TO_CASE_WORKER),
        adult=worker_wilma,
        said_on=date(2026, 11, 19),
        by=maja_herself,
    )
    assert (asked.owner, asked.due_on) == (worker_wilma, date(2026, 11, 24))
    assert not access.seen_by(coordinator_karen).exists()
    assert not access.seen_by(teacher_tim).exists()
    on(date(2026, 11, 24))
    assert lists.overdue_count(reader=leader_lis) == 0
    on(date(2026, 11, 25))
    assert lists.overdue_count(reader=leader_lis) == 1
    assert not access.seen_by(leader_lis).exists()


def test_sc_41_a_new_case_worker_drops_no_promise(
    on, maja, teacher_tim, worker_wilma, worker_otto, leader_lis
):
    on(date(2026, 12, 31))
    say(
        child=maja,
        words=Words("Må jeg besøge min bror?", What.WISH, Sharing.TO_CASE_WORKER),
        adult=teacher_tim,
        said_on=date(2026, 12, 31),
        by=teacher_tim,
    )
    hand_over(
        giver=worker_wilma.jobs.get(),
        receiver=worker_otto.jobs.get(),
        last_day=date(2026, 12, 31),
        by=leader_lis,
    )
    on(date(2027, 1, 4))
    keep_promises(today=date(2027, 1, 4))
    assert Statement.objects.get().owner == worker_otto
    assert not access.seen_by(worker_wilma).exists()
    assert list(access.seen_by(worker_otto)) == list(Statement.objects.all())
