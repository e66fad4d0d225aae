"""A conversation is offered, put off, declined or withdrawn. Maja is ten; Tim is her contact teacher,
Sven works at her school, Karen is her learning coordinator."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.roles import Role
from skolespor.children.models import Child
from skolespor.conversations import access
from skolespor.conversations.actions import offering, outcome, talking
from skolespor.conversations.actions.offering import Plan
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.again import next_offer
from skolespor.conversations.states import State, state_of
from skolespor.conversations.tests.pages import begun, offered
from skolespor.core.errors import RuleBroken
from skolespor.deadlines.actions.handling import set_aside
from skolespor.deadlines.actions.keeping import keep
from skolespor.deadlines.models import Deadline
from skolespor.notices.models import Notice

TODAY, TOMORROW, NEXT_WEEK = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 23)


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-16 10:00", tick=False)


@pytest.fixture
def tim(teacher_tim):
    return teacher_tim


@pytest.fixture
def karen(coordinator_karen):
    return coordinator_karen


@pytest.fixture
def sven(person, is_named, lindeskolen, maja):
    sven = person("Sven Sol", Role.SCHOOL_STAFF, lindeskolen)
    is_named(sven, maja)
    return sven


def broken(action, **arguments):
    with pytest.raises(RuleBroken) as caught:
        action(**arguments)
    return caught.value.code


def items(child, rule):
    return list(
        Deadline.objects.filter(child=child, rule=rule).order_by("pk").values_list("due", "state")
    )


# Offering


def test_the_child_chooses_a_day_a_place_and_its_adult(maja, tim):
    made = offered(maja, tim, TOMORROW, planned_at=time(10, 15), place="Biblioteket")
    assert (made.adult, made.band, made.place) == (tim, "age_10_13", "Biblioteket")
    assert (made.offered_on, made.offered_by, state_of(made)) == (TODAY, tim, State.OFFERED)
    assert not Notice.objects.exists()


def test_another_adult_is_told(maja, tim, sven):
    offered(maja, sven, TOMORROW, by=tim)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (sven, "conversations.offered_to_you")
    assert notice.child_id == maja.pk


def test_only_an_adult_around_the_child_who_may_hold_one_can_be_chosen(
    maja, tim, foster_freja, teacher_nora
):
    for stranger in (foster_freja, teacher_nora):
        plan = Plan(TOMORROW)
        code = broken(offering.offer, child=maja, adult=stranger, plan=plan, by=tim)
        assert code == "conversation.adult"


def test_who_may_hold_one_with_the_child(maja, tim, sven, karen, foster_freja, worker_wilma):
    assert set(access.holders(maja)) == {tim.pk, sven.pk, karen.pk}


@pytest.mark.parametrize(
    ("day", "code"), [(None, "conversation.day"), (date(2026, 11, 15), "conversation.past")]
)
def test_a_day_is_today_or_to_come(maja, tim, day, code):
    assert broken(offering.offer, child=maja, adult=tim, plan=Plan(day), by=tim) == code


def test_one_adult_has_one_open_offer(maja, tim, karen):
    offered(maja, tim, TOMORROW)
    code = broken(offering.offer, child=maja, adult=tim, plan=Plan(NEXT_WEEK), by=karen)
    assert code == "conversation.offered"
    offered(maja, karen, NEXT_WEEK)
    assert Conversation.objects.count() == 2


@pytest.mark.parametrize("who", ["foster_freja", "worker_wilma", "mother_mie", "teacher_nora"])
def test_others_cannot_offer(everybody, maja, teacher_tim, who):
    with pytest.raises(PermissionDenied):
        offering.offer(child=maja, adult=teacher_tim, plan=Plan(TOMORROW), by=everybody[who])


def test_when_the_child_has_asked_it_is_to_be_soon(maja, tim):
    made = offered(maja, tim, TOMORROW, is_asked_by_child=True)
    item = Deadline.objects.get(rule="dl_conversation_on_request")
    assert (item.ref, item.due, item.state) == (made.ref, date(2026, 11, 23), "open")


def test_the_coordinator_writes_for_a_school_without_access(maja, tim, karen):
    made = offered(maja, tim, TOMORROW, by=karen, on_behalf_of="Gitte, Åskolen")
    assert (made.adult, made.on_behalf_of) == (karen, "Gitte, Åskolen")
    assert access.may_hold(karen, made) and not access.may_hold(tim, made)


def test_a_teacher_does_not_write_for_another_school(maja, tim):
    with pytest.raises(PermissionDenied):
        offered(maja, tim, TOMORROW, on_behalf_of="Gitte, Åskolen")


def test_who_may_not_know_where_a_protected_child_is_offers_nothing(maja, tim):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    maja.refresh_from_db()
    with pytest.raises(PermissionDenied):
        offered(maja, tim, TOMORROW)
    assert access.holders(maja) == {}


# No, and not today


def test_sc_21_no_is_a_good_answer_and_is_asked_again_28_days_later(maja, tim):
    made = offered(maja, tim, TODAY)
    again = next_offer(maja, TODAY)
    assert again == date(2026, 12, 14)
    outcome.decline(conversation=made, on=TODAY, by=tim, next_offer_on=again)
    assert (made.outcome, made.declined_reason, state_of(made)) == ("declined", "", State.DECLINED)
    assert items(maja, "dl_conversation_reoffer") == [(date(2026, 12, 14), "open")]


def test_offering_again_is_what_was_to_be_done(maja, tim, karen):
    made = offered(maja, tim, TODAY)
    outcome.decline(conversation=made, on=TODAY, by=tim, next_offer_on=date(2026, 12, 14))
    offered(maja, karen, NEXT_WEEK)
    assert items(maja, "dl_conversation_reoffer") == [(date(2026, 12, 14), "done")]


def test_a_no_is_an_answer_to_what_was_to_be_offered(maja, tim):
    keep([maja.pk], today=TODAY)
    first = Deadline.objects.filter(child=maja, rule="dl_conversation_twice_a_year", state="open")
    open_before = first.count()
    asked = offered(maja, tim, TODAY, is_asked_by_child=True)
    outcome.decline(conversation=asked, on=TODAY, by=tim, next_offer_on=date(2026, 12, 14))
    assert first.count() == open_before - 1
    assert [state for _due, state in items(maja, "dl_conversation_on_request")] == ["done"]


def test_the_day_that_was_agreed_is_the_day_of_the_deadline_too(maja, tim):
    made = offered(maja, tim, TODAY)
    outcome.decline(conversation=made, on=TODAY, by=tim, next_offer_on=NEXT_WEEK)
    assert items(maja, "dl_conversation_reoffer") == [(NEXT_WEEK, "open")]
    keep([maja.pk], today=TOMORROW)
    assert items(maja, "dl_conversation_reoffer") == [(NEXT_WEEK, "open")]


def test_the_next_offer_lies_ahead(maja, tim):
    made = offered(maja, tim, TODAY)
    told = {"conversation": made, "on": TODAY, "by": tim}
    assert broken(outcome.decline, **told, next_offer_on=TODAY) == "conversation.next_offer"


def test_nobody_says_no_twice_or_for_another_adult(maja, tim, sven):
    made = offered(maja, tim, TODAY)
    told = {"conversation": made, "on": TODAY, "next_offer_on": NEXT_WEEK}
    with pytest.raises(PermissionDenied):
        outcome.decline(**told, by=sven)
    outcome.decline(**told, by=tim)
    assert broken(outcome.decline, **told, by=tim) == "conversation.over"


def test_put_off_it_stays_offered_and_that_is_remembered(maja, tim, sven):
    made = begun(maja, tim, TODAY)
    moved = {"conversation": made, "planned_on": NEXT_WEEK}
    with pytest.raises(PermissionDenied):
        offering.postpone(**moved, by=sven)
    offering.postpone(**moved, planned_at=time(9), by=tim)
    assert (made.outcome, made.planned_on, made.planned_at) == ("postponed", NEXT_WEEK, time(9))
    assert state_of(made) is State.OFFERED
    again = moved | {"planned_on": date(2026, 11, 1)}
    assert broken(offering.postpone, **again, by=tim) == "conversation.past"
    outcome.decline(conversation=made, on=TODAY, by=tim, next_offer_on=NEXT_WEEK)
    assert broken(offering.postpone, **moved, by=tim) == "conversation.over"


# By mistake


def test_an_offer_by_mistake_asks_nothing_of_anybody(maja, tim, sven):
    made = offered(maja, sven, TOMORROW, by=tim, is_asked_by_child=True)
    assert broken(offering.withdraw, conversation=made, reason="Nej", by=tim) == "reason.missing"
    offering.withdraw(conversation=made, reason="Det var et andet barn.", by=tim)
    assert not access.known_to(sven, maja).exists()
    assert items(maja, "dl_conversation_on_request") == [(date(2026, 11, 23), "withdrawn")]
    assert broken(offering.withdraw, conversation=made, reason="To ord", by=tim) == (
        "conversation.withdrawn"
    )


def test_an_offer_by_mistake_leaves_it_to_be_offered_again(maja, tim, karen):
    no = offered(maja, tim, TODAY)
    outcome.decline(conversation=no, on=TODAY, by=tim, next_offer_on=NEXT_WEEK)
    mistaken = offered(maja, karen, TOMORROW)
    offering.withdraw(conversation=mistaken, reason="Det var en fejl.", by=karen)
    keep([maja.pk], today=TODAY)
    assert items(maja, "dl_conversation_reoffer") == [(NEXT_WEEK, "open")]


def test_one_mistake_of_two_offers_asks_nobody_again(maja, tim, karen):
    no = offered(maja, tim, TODAY)
    outcome.decline(conversation=no, on=TODAY, by=tim)
    mistaken = offered(maja, karen, TOMORROW)
    offered(maja, tim, NEXT_WEEK)
    offering.withdraw(conversation=mistaken, reason="Det var en fejl.", by=karen)
    assert [state for _due, state in items(maja, "dl_conversation_reoffer")] == ["done"]


def test_a_mistake_opens_nothing_that_somebody_has_closed_by_hand(maja, tim, karen):
    no = offered(maja, tim, TODAY)
    outcome.decline(conversation=no, on=TODAY, by=tim)
    again = Deadline.objects.get(rule="dl_conversation_reoffer")
    set_aside(item=again, text="Maja flytter i morgen.", by=karen)
    mistaken = offered(maja, karen, TOMORROW)
    offering.withdraw(conversation=mistaken, reason="Det var en fejl.", by=karen)
    assert [state for _due, state in items(maja, "dl_conversation_reoffer")] == ["set_aside"]


def test_what_maja_has_asked_for_herself_is_no_mistake_as_long_as_tim_is_there(
    maja, maja_herself, tim, karen
):
    asked = offering.ask(child=maja, adult=tim, by=maja_herself)
    withdrawn = {"conversation": asked, "reason": "Det var en fejl."}
    assert broken(offering.withdraw, **withdrawn, by=tim) == "conversation.childs_own"
    tim.jobs.update(until=date(2026, 11, 15))
    offering.withdraw(**withdrawn, by=karen)
    assert [state for _due, state in items(maja, "dl_conversation_on_request")] == ["withdrawn"]


def test_maja_asks_about_three_cards_at_most_as_many_as_her_screen_has(maja, maja_herself, tim):
    cards = ["th_good_at", "th_subjects", "th_how_i_learn", "th_dreams"]
    asked = {"child": maja, "adult": tim, "by": maja_herself}
    assert broken(offering.ask, **asked, themes=cards) == "conversation.themes"
    assert not Conversation.objects.exists()
    assert offering.ask(**asked, themes=cards[:3]).themes == cards[:3]


def test_what_is_over_is_not_withdrawn(maja, tim):
    made = offered(maja, tim, TODAY)
    outcome.decline(conversation=made, on=TODAY, by=tim, next_offer_on=NEXT_WEEK)
    code = broken(offering.withdraw, conversation=made, reason="Det var en fejl.", by=tim)
    assert code == "conversation.over"


def test_when_its_adult_is_gone_a_colleague_can_withdraw_the_offer(maja, tim, karen, sven):
    made = offered(maja, tim, TOMORROW)
    assert not access.may_withdraw(karen, made)
    tim.jobs.update(until=date(2026, 11, 15))
    assert access.may_withdraw(karen, made)
    assert not access.may_withdraw(sven, made), "he does not know of it"
    offering.withdraw(conversation=made, reason="Tim er holdt op.", by=karen)
    assert made.withdrawn_reason == "Tim er holdt op."


def test_a_case_worker_withdraws_nothing(maja, tim, worker_wilma):
    with pytest.raises(PermissionDenied):
        offering.withdraw(conversation=offered(maja, tim, TODAY), reason="To ord", by=worker_wilma)


# Getting ready


def test_steps_are_kept_in_the_order_of_the_guide(maja, tim, sven):
    made = offered(maja, tim, TODAY)
    done = ["as_no_phone", "as_ask_whom", "no_such_step"]
    talking.prepare(conversation=made, done=done, by=tim)
    assert made.steps_done == ["as_ask_whom", "as_no_phone"]
    talking.prepare(conversation=made, done=done, by=tim)
    with pytest.raises(PermissionDenied):
        talking.prepare(conversation=made, done=[], by=sven)
