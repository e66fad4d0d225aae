"""Writing while they talk, and reading it together."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.roles import Role
from skolespor.conversations.actions import outcome, talking
from skolespor.conversations.actions.talking import Heard
from skolespor.conversations.states import State, state_of
from skolespor.conversations.tests.pages import begun, offered
from skolespor.core.errors import RuleBroken
from skolespor.deadlines.actions.keeping import keep
from skolespor.deadlines.models import Deadline
from skolespor.promises.access import seen_by
from skolespor.promises.actions.saying import Words, withdraw
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, What

TODAY = date(2026, 11, 16)
BREAK = "Jeg er alene i frikvarteret."
SEAT = "Jeg vil sidde tæt på tavlen."


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-16 10:00", tick=False)


@pytest.fixture
def tim(teacher_tim):
    return teacher_tim


@pytest.fixture
def talk(maja, tim):
    return begun(maja, tim, TODAY)


@pytest.fixture
def held(talk, tim):
    heard = Heard(TODAY, [Words(BREAK, theme="th_class_and_friends")], ["th_class_and_friends"])
    talking.write_down(conversation=talk, heard=heard, by=tim)
    return talk


def broken(action, **arguments):
    with pytest.raises(RuleBroken) as caught:
        action(**arguments)
    return caught.value.code


def agreement(conversation, owner, by, text="Tim viser Maja værkstedet.", day=TODAY):
    return talking.agree(
        conversation=conversation,
        text=text,
        owner=owner,
        agreed_for=day,
        sharing=Sharing.BETWEEN_US,
        by=by,
    )


def test_nothing_is_written_before_the_sentence_is_said(maja, tim):
    made = offered(maja, tim, TODAY)
    heard = Heard(TODAY, [Words(BREAK)])
    write = {"conversation": made, "heard": heard, "by": tim}
    assert broken(talking.write_down, **write) == "conversation.not_begun"
    begin = {"conversation": made, "by": tim}
    assert broken(talking.begin, **begin, has_said=False) == "conversation.unsaid"
    talking.begin(**begin, has_said=True)
    assert (made.way, state_of(made)) == ("together", State.UNDERWAY)
    talking.write_down(**write)
    assert broken(talking.begin, **begin, has_said=True) == "conversation.over"


def test_a_talk_on_a_screen_is_not_written_without_the_sentence(maja, tim, talk):
    type(talk).objects.filter(pk=talk.pk).update(way="screen")
    code = broken(talking.write_down, conversation=talk, heard=Heard(TODAY, [Words(BREAK)]), by=tim)
    assert code == "conversation.not_begun"


def test_the_childs_words_stand_with_its_choice_and_its_adult(maja, tim, talk, worker_wilma):
    heard = Heard(
        TODAY,
        [
            Words(f"  {BREAK} ", theme="th_class_and_friends"),
            Words(SEAT, What.WISH, Sharing.MAY_SHARE),
        ],
        ["th_class_and_friends", "no_such_card"],
    )
    talking.write_down(conversation=talk, heard=heard, by=tim)
    mine, wish = Statement.objects.filter(ref=talk.ref).order_by("pk")
    assert (mine.text, mine.sharing, mine.adult) == (BREAK, "between_us", tim)
    assert (wish.rule, wish.said_on) == ("dl_feedback_to_child", TODAY)
    assert talk.themes == ["th_class_and_friends"]
    assert (talk.outcome, talk.talked_on, state_of(talk)) == ("held", TODAY, State.TO_READ)
    assert list(seen_by(worker_wilma, maja)) == [wish]


def test_what_was_held_is_to_be_read_within_five_school_days(maja, held):
    item = Deadline.objects.get(rule="dl_child_checks_summary")
    assert (item.ref, item.due, item.state) == (held.ref, date(2026, 11, 23), "open")


def test_something_was_said_or_shown(talk, tim):
    write = {"conversation": talk, "by": tim}
    assert broken(talking.write_down, **write, heard=Heard(TODAY, [])) == "conversation.empty"
    talking.write_down(**write, heard=Heard(TODAY, [], showed="Vi gik en tur."))
    assert (talk.outcome, talk.showed) == ("other_way", "Vi gik en tur.")


def test_a_talk_lies_not_ahead_and_is_written_once(held, maja, tim, coordinator_karen):
    write = {"conversation": held, "heard": Heard(TODAY, [Words(SEAT)]), "by": tim}
    assert broken(talking.write_down, **write) == "conversation.over"
    another = begun(maja, coordinator_karen, TODAY)
    ahead = Heard(date(2026, 11, 17), [Words(SEAT)])
    code = broken(talking.write_down, conversation=another, heard=ahead, by=coordinator_karen)
    assert code == "conversation.future"


def test_on_the_telephone_the_coordinator_writes(maja, coordinator_karen):
    talk = begun(maja, coordinator_karen, TODAY, on_behalf_of="Gitte, Åskolen")
    heard = Heard(TODAY, [Words(BREAK)])
    talking.write_down(conversation=talk, heard=heard, by=coordinator_karen)
    assert talk.way == "phone"
    assert Statement.objects.get().adult == coordinator_karen


def test_only_its_adult_writes(maja, tim, talk, held, coordinator_karen):
    karen = coordinator_karen
    for action, more in (
        (talking.begin, {"has_said": True}),
        (talking.write_down, {"heard": Heard(TODAY, [Words(SEAT)])}),
        (talking.add, {"words": Words(SEAT)}),
        (talking.read_to_the_child, {}),
    ):
        with pytest.raises(PermissionDenied):
            action(conversation=talk, by=karen, **more)
    with pytest.raises(PermissionDenied):
        agreement(talk, tim, by=karen)


def test_its_adult_whose_job_has_ended_writes_nothing(talk, tim):
    tim.jobs.update(until=date(2026, 11, 15))
    with pytest.raises(PermissionDenied):
        talking.write_down(conversation=talk, heard=Heard(TODAY, [Words(BREAK)]), by=tim)


def test_at_most_three_agreements(held, tim, foster_freja):
    for _n in range(2):
        agreement(held, tim, by=tim)
    mistaken = agreement(held, foster_freja, by=tim)
    refused = {
        "conversation": held,
        "text": "En mere.",
        "owner": tim,
        "agreed_for": TODAY,
        "sharing": Sharing.BETWEEN_US,
        "by": tim,
    }
    assert broken(talking.agree, **refused) == "conversation.agreements"
    withdraw(statement=mistaken, reason="Det var en fejl.", by=tim)
    talking.agree(**refused)


def test_an_agreement_is_made_with_somebody_around_the_child(held, tim, worker_otto, foster_freja):
    with pytest.raises(RuleBroken) as caught:
        agreement(held, worker_otto, by=tim)
    assert caught.value.code == "statement.owner"
    agreed = agreement(held, foster_freja, by=tim)
    assert (agreed.owner, agreed.adult, agreed.ref) == (foster_freja, tim, held.ref)
    assert list(seen_by(foster_freja)) == [agreed]


def test_the_child_says_ok_and_the_deadline_is_met(held, tim):
    talking.read_to_the_child(conversation=held, by=tim)
    assert (held.child_ok_on, state_of(held)) == (TODAY, State.FINISHED)
    assert Deadline.objects.get(rule="dl_child_checks_summary").state == "done"


def test_what_comes_after_the_ok_is_read_with_the_child_too(held, tim):
    talking.read_to_the_child(conversation=held, by=tim)
    added = talking.add(conversation=held, words=Words(SEAT, What.WISH), by=tim)
    assert (added.ref, added.said_on) == (held.ref, TODAY)
    assert state_of(held) is State.TO_READ
    talking.read_to_the_child(conversation=held, by=tim)
    agreement(held, tim, by=tim)
    assert state_of(held) is State.TO_READ


def test_what_comes_after_the_ok_is_to_be_read_within_five_school_days_from_then(
    held, tim, time_machine
):
    talking.read_to_the_child(conversation=held, by=tim)
    time_machine.move_to("2026-12-01 10:00", tick=False)
    talking.add(conversation=held, words=Words(SEAT), by=tim)
    item = Deadline.objects.get(rule="dl_child_checks_summary")
    assert (item.due, item.state) == (date(2026, 12, 8), "open")
    talking.read_to_the_child(conversation=held, by=tim)
    item.refresh_from_db()
    assert item.state == "done"


def test_before_it_is_held_there_is_nothing_to_say_ok_to(talk, tim):
    for action, more in (
        (talking.read_to_the_child, {}),
        (talking.add, {"words": Words(SEAT)}),
    ):
        assert broken(action, conversation=talk, by=tim, **more) == "conversation.not_held"
    with pytest.raises(RuleBroken):
        agreement(talk, tim, by=tim)


def test_sc_01_the_first_talk_is_due_after_six_weeks_and_done_when_it_is_held(
    maja, lindeskolen, engskolen, learns, tim, time_machine
):
    time_machine.move_to("2026-09-22 10:00", tick=False)
    maja.enrolments.update(since=date(2026, 9, 22))
    keep([maja.pk], today=date(2026, 9, 1))
    keep([maja.pk], today=date(2026, 9, 22))
    first = Deadline.objects.get(child=maja, rule="dl_conversation_first")
    assert (first.due, first.state) == (date(2026, 11, 3), "open")
    talk = begun(maja, tim, date(2026, 9, 22))
    heard = Heard(date(2026, 9, 22), [Words(BREAK)])
    talking.write_down(conversation=talk, heard=heard, by=tim)
    first.refresh_from_db()
    assert first.state == "done"


def test_sc_20_malik_picks_two_cards_and_points_at_a_face(
    new_child, learns, person, sits, engskolen, is_named
):
    malik = new_child("Malik", birth_year=2018, birth_date=date(2018, 3, 1))
    learns(malik, engskolen, grade=2)
    teacher = person("Jens Holm", Role.CONTACT_TEACHER, engskolen)
    is_named(teacher, malik)
    talk = begun(malik, teacher, TODAY)
    assert talk.band == "age_6_9"
    chosen = ["th_good_at", "th_class_and_friends"]
    said = [
        Words("god", question="faces_five"),
        Words("Fodbold", What.STRENGTH, Sharing.MAY_SHARE, theme="th_good_at"),
        Words("Ingen vil lege", theme="th_class_and_friends"),
    ]
    talking.write_down(conversation=talk, heard=Heard(TODAY, said, chosen), by=teacher)
    assert talk.themes == chosen
    sharing = (
        Statement.objects.filter(ref=talk.ref).order_by("pk").values_list("sharing", flat=True)
    )
    assert list(sharing) == ["between_us", "may_share", "between_us"]
    talking.read_to_the_child(conversation=talk, by=teacher)
    assert talk.child_ok_on == TODAY


def test_outcome_is_told_to_nobody_twice(held, tim):
    with pytest.raises(RuleBroken):
        outcome.end_held(conversation=held, talked_on=TODAY, way="together", by=tim)
