"""The days in the calendars of those who come late, and of those who leave."""

from datetime import timedelta

import pytest
import vobject

from skolespor.core.models import OutboxMail
from skolespor.programme.actions import days, people
from skolespor.programme.actions.days import When
from skolespor.programme.models import Day, Participant
from skolespor.programme.queries import days as queries

NY = {"name": "Ny Nord", "email": "ny@example.invalid", "title": "Chef"}


@pytest.fixture
def day(signed):
    return queries.advisory(signed)[0]


@pytest.fixture
def bo(signed):
    return signed.participants.get(name="Bo Birk")


@pytest.fixture
def chooses(trine, today):
    """Trine chooses who comes: `chooses(day, bo)`."""

    def choose(day, *seats):
        seen = Day.objects.get(pk=day.pk).version
        chosen = [one.pk for one in seats]
        days.choose_people(day=day, seats=chosen, seen=seen, today=today, by=trine)

    return choose


def files(seat):
    """The calendar files for somebody, in their order."""
    rows = OutboxMail.objects.filter(key__endswith=f"-seat-{seat.pk}").order_by("pk")
    return [vobject.readOne(one.calendar) for one in rows if one.recipient == seat.email]


def in_calendar(seat):
    """What a calendar holds when it has followed every file: the highest sequence counts, and a lower or
    equal one that comes later is not believed."""
    held = {}
    for one in files(seat):
        key, number = one.vevent.uid.value, int(one.vevent.sequence.value)
        if number > held.get(key, (-1,))[0]:
            held[key] = (number, one.method.value, one.vevent.dtstart.value)
    return sorted(at for _number, method, at in held.values() if method == "REQUEST")


def test_who_leaves_gets_the_days_to_come_out_of_their_calendar(signed, bo, trine):
    assert len(in_calendar(bo)) == 3
    people.end(seat=bo, by=trine)
    assert in_calendar(bo) == []
    liv = signed.participants.get(name="Liv Lo")
    assert len(files(liv)) == 3, "the others get no mail for that"
    people.end(seat=Participant.objects.get(pk=bo.pk), by=trine)
    assert len(files(bo)) == 6, "once is enough"


def test_who_leaves_is_told_of_no_day_that_is_gone_cancelled_or_not_theirs(
    signed, day, bo, trine, rikke, today, chooses, sets_day
):
    gone, cancelled, others = queries.advisory(signed)
    type(gone).objects.filter(pk=gone.pk).update(on=today - timedelta(days=1))
    days.cancel_day(day=cancelled, why="Sne.", seen=0, today=today, by=rikke)
    chooses(others, signed.participants.get(name="Liv Lo"))
    before = len(files(bo))
    people.end(seat=bo, by=trine)
    assert len(files(bo)) == before


def test_who_leaves_before_the_agreement_is_made_gets_no_mail_about_days(writing, trine):
    bo = writing.participants.get(name="Bo Birk")
    people.end(seat=bo, by=trine)
    assert files(bo) == []


def test_who_is_invited_after_the_agreement_gets_the_days_when_they_come_in(
    signed, invites, comes_in
):
    kit = invites(signed, "Kit Krog")
    assert files(kit) == []
    comes_in(kit)
    assert len(in_calendar(kit)) == 3
    people.ask_for_link(email=kit.email)
    comes_in(kit)
    assert len(files(kit)) == 3, "only the first time"


def test_who_was_invited_before_the_agreement_gets_no_day_twice(signed, bo, comes_in):
    comes_in(bo)
    assert len(files(bo)) == 3


def test_who_comes_late_gets_only_days_that_they_are_asked_to(
    signed, day, bo, invites, comes_in, chooses
):
    chooses(day, bo)
    kit = invites(signed, "Kit Krog")
    comes_in(kit)
    assert len(in_calendar(kit)) == 2


def test_who_comes_in_before_the_agreement_gets_no_day_yet(writing, comes_in):
    bo = writing.participants.get(name="Bo Birk")
    comes_in(bo)
    assert files(bo) == []


def test_a_day_for_bo_alone_is_his_successors_alone(signed, day, bo, trine, comes_in, chooses):
    chooses(day, bo)
    ny = people.replace(seat=bo, by=trine, **NY)
    assert queries.asked_to(day) == [ny]
    assert in_calendar(bo) == []
    assert files(ny) == []
    comes_in(ny)
    assert len(in_calendar(ny)) == 3


def test_a_day_for_bo_alone_becomes_the_tovholders_when_he_leaves(
    signed, day, bo, trine, chooses, rikke, today
):
    lead = signed.participants.get(is_lead=True)
    chooses(day, bo)
    assert len(in_calendar(lead)) == 2
    people.end(seat=bo, by=trine)
    assert queries.asked_to(day) == [lead]
    assert len(in_calendar(lead)) == 3
    day.refresh_from_db()
    when = When(day.on, "meeting", "Skolen")
    days.move_day(day=day, when=when, seen=day.version, today=today, by=rikke)
    liv = signed.participants.get(name="Liv Lo")
    assert files(liv)[-1].method.value == "CANCEL", "still not hers"


def test_a_day_for_bo_and_liv_is_livs_when_he_leaves(signed, day, bo, trine, chooses):
    liv = signed.participants.get(name="Liv Lo")
    chooses(day, bo, liv)
    people.end(seat=bo, by=trine)
    assert queries.asked_to(day) == [liv]


def test_a_day_that_was_held_for_bo_alone_does_not_become_everybodys(
    signed, day, bo, trine, chooses, today
):
    chooses(day, bo)
    type(day).objects.filter(pk=day.pk).update(on=today - timedelta(days=1))
    people.end(seat=bo, by=trine)
    assert queries.asked_to(day) == []
    assert queries.chosen_for(day) == [bo.pk]


def test_who_follows_the_tovholder_gets_the_days_too(signed, trine, comes_in):
    lead = signed.participants.get(is_lead=True)
    ny = people.replace(seat=lead, by=trine, **NY)
    assert in_calendar(lead) == []
    comes_in(ny)
    assert len(in_calendar(ny)) == 3
