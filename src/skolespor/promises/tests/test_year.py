"""A year in which adults come and go: on no day does a child wait for nobody. Every run looks at ten days,
before each of which five things have happened; the long one at every day of the year."""

from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from skolespor.accounts.models import JobSeat
from skolespor.accounts.roles import Role
from skolespor.children import access as children
from skolespor.children.models import NetworkSeat
from skolespor.promises import access
from skolespor.promises.actions.answering import decide, told
from skolespor.promises.actions.owners import keep_promises
from skolespor.promises.actions.saying import Words, promise, say, share
from skolespor.promises.models import Statement
from skolespor.promises.queries import lists
from skolespor.promises.queries.owners import waiting
from skolespor.promises.queries.told import told_in_time
from skolespor.promises.rules import Sharing, What

FIRST = date(2026, 8, 1)


@pytest.fixture
def crew(person, sits, maja, teacher_tim, familieteamet, solvang, leader_lis):
    """People who come and go around Maja. The team and its leader are there all year."""
    people = [teacher_tim]
    for number in range(3):
        people.append(person(f"Rådgiver {number}", Role.CASE_WORKER, familieteamet))
        people.append(person(f"Koordinator {number}", Role.LEARNING_COORDINATOR, solvang))
    for one in people[1:]:
        sits(one, maja)
    return people


@pytest.mark.long
@pytest.mark.once
@pytest.mark.parametrize("seed", [1, 2])
def test_on_no_day_is_anything_without_somebody_who_is_there(
    maja, crew, leader_lis, time_machine, seed
):
    chance = Random(seed)
    step = 1 if seed > 1 else 40
    for number in range(0, 366, step):
        day = FIRST + timedelta(days=number)
        time_machine.move_to(f"{day} 10:00", tick=False)
        for _nth in range(1 if step == 1 else 5):
            _something_happens(maja, crew, chance, day)
        keep_promises(today=day)
        left = list(waiting().select_related("owner"))
        assert all(one.owner for one in left), day
        for owner in {one.owner for one in left}:
            theirs = [one for one in left if one.owner == owner]
            assert children.ways_of(owner).filter(child=maja).exists(), day
            _each_is_read_or_asked_about(owner, theirs, day)
            _late_ones_are_seen(owner, theirs, day)
        counted = told_in_time(reader=leader_lis, today=day)
        assert (counted.answers, counted.in_time) == _told_by_hand(day), day
    assert counted.answers > counted.in_time > 0
    assert Statement.objects.exists()
    before = list(Statement.objects.order_by("pk").values())
    keep_promises(today=timezone.localdate())
    assert list(Statement.objects.order_by("pk").values()) == before


def _each_is_read_or_asked_about(owner, theirs, day):
    reads = set(access.seen_by(owner).values_list("pk", flat=True))
    asks = set(access.unheard_by(owner).values_list("pk", flat=True))
    for one in theirs:
        assert one.pk in reads | asks, (day, one.what, one.sharing)


def _late_ones_are_seen(owner, theirs, day):
    """Whoever has it finds it in the list once, as late."""
    mine = list(lists.mine(reader=owner)) + list(lists.unheard(reader=owner))
    lines = lists.lines(mine, [], reader=owner)
    for late in theirs:
        if late.due_on < day:
            (line,) = [one for one in lines if one.statement == late]
            assert line.is_late and line.is_mine, day


def _told_by_hand(day):
    """Answers and answers in time, one row after the other."""
    asked = in_time = 0
    for one in Statement.objects.filter(withdrawn_at=None):
        if not one.rule:
            continue
        by = one.said_on + timedelta(days=14)
        if one.agreed_for and one.agreed_for > by:
            by = one.agreed_for
        if day - timedelta(days=365) <= by < day:
            asked += 1
            in_time += one.told_on is not None and one.told_on <= by
    return asked, in_time


def _somebody_answers(teller, day):
    waits = access.seen_by(teller).filter(owner=teller).exclude(step="told_child").exclude(rule="")
    statement = waits.first()
    if not statement:
        return
    reason = "Vi har talt om det, og det gør vi."
    if statement.what != What.AGREEMENT:
        decide(statement=statement, decision="yes_we_do", reason=reason, by=teller)
    told(statement=statement, told_on=day, how="talked", text=reason, by=teller)


def _something_happens(maja, crew, chance, day):
    there = [one for one in crew if children.ways_of(one).filter(child=maja).exists()]
    teller = chance.choice(there) if there else None
    event = chance.randrange(6)
    sharing = chance.choice(list(Sharing))
    if event == 0 and teller:
        words = Words("Jeg vil gerne noget.", What.WISH, sharing)
        say(child=maja, words=words, adult=teller, said_on=day, by=teller)
    elif event == 1 and teller:
        promise(
            child=maja,
            text="Vi gør noget.",
            agreed_for=day,
            owner=teller,
            adult=teller,
            made_on=day,
            by=teller,
            sharing=sharing,
        )
    elif event == 2 and teller:
        mine = access.seen_by(teller).filter(adult=teller).first()
        if mine:
            share(statement=mine, sharing=sharing, by=teller)
    elif event == 3 and teller:
        _somebody_answers(teller, day)
    elif event == 4:
        leaving = chance.choice(crew)
        JobSeat.objects.filter(user=leaving).update(until=day - timedelta(days=1))
    else:
        back = chance.choice(crew)
        JobSeat.objects.filter(user=back).update(until=None)
        NetworkSeat.objects.filter(job__user=back).update(until=None)
