"""Whose screen it is, for how long, and what a code opens. The clock stands still until it is moved."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from skolespor.audit.models import Entry
from skolespor.children.models import NetworkSeat
from skolespor.conversations.actions import offering, screens
from skolespor.conversations.actions.answers import finish, keep_answer
from skolespor.conversations.models import ChildScreen
from skolespor.conversations.queries.screens import living
from skolespor.core.errors import RuleBroken

pytestmark = pytest.mark.usefixtures("clock")


def opens(code):
    return screens.open_with_code(code) is not None


def wrong(code):
    """The same first half, another second half."""
    return code[:4] + f"{(int(code[4:]) + 1) % 10000:04d}"


@pytest.fixture
def code(talk, teacher_tim):
    return screens.make_code(conversation=talk, by=teacher_tim)


@pytest.fixture
def own_code(maja, foster_freja):
    return screens.make_own_code(child=maja, by=foster_freja)


# Handing over


def test_a_screen_that_was_handed_over_is_open(screen, talk, teacher_tim):
    assert (screen.conversation, screen.opened_by) == (talk, teacher_tim)
    talk.refresh_from_db()
    assert talk.way == "screen"
    assert talk.begun_at


def test_only_a_fingerprint_of_the_token_is_kept(screen, token):
    assert token not in str(ChildScreen.objects.values())


def test_only_the_adult_whom_the_child_has_chosen_gives_it_away(talk, worker_wilma, foster_freja):
    for stranger in (worker_wilma, foster_freja):
        with pytest.raises(PermissionDenied):
            screens.hand_over(conversation=talk, by=stranger)
        with pytest.raises(PermissionDenied):
            screens.make_code(conversation=talk, by=stranger)


def test_a_conversation_that_is_over_is_not_handed_over(screen, talk, teacher_tim):
    finish(screen=screen)
    with pytest.raises(RuleBroken, match="conversation.over"):
        screens.hand_over(conversation=talk, by=teacher_tim)


def test_a_conversation_that_was_withdrawn_is_not_handed_over(talk, teacher_tim):
    talk.withdrawn_at = "2026-11-23 12:00+01:00"
    talk.save()
    with pytest.raises(RuleBroken, match="conversation.withdrawn"):
        screens.hand_over(conversation=talk, by=teacher_tim)


def test_the_child_is_at_one_screen_at_a_time(token, talk, teacher_tim):
    newer = screens.hand_over(conversation=talk, by=teacher_tim)
    assert living(token) is None
    assert living(newer)


def test_the_key_to_waiting_words_is_the_same_next_time(screen, talk, teacher_tim):
    newer = living(screens.hand_over(conversation=talk, by=teacher_tim))
    assert newer.key == screen.key


# How long it lives


def test_nobody_else_opens_it(token):
    assert living("") is None
    assert living(f"{token}x") is None


def test_an_hour_without_a_sign_of_the_child_ends_it(token, clock):
    clock.shift(timedelta(minutes=60))
    assert living(token)
    clock.shift(timedelta(seconds=1))
    assert living(token) is None


def test_a_child_that_works_stays_for_four_hours_and_no_longer(token, clock):
    for _turn in range(7):
        clock.shift(timedelta(minutes=30))
        screens.seen(screen=living(token))
    clock.shift(timedelta(minutes=29))
    assert living(token)
    clock.shift(timedelta(minutes=1))
    assert living(token) is None


def test_sitting_there_is_noted_twice_a_minute_at_most(screen, clock, count_queries):
    assert count_queries(lambda: screens.seen(screen=screen)) <= 2
    clock.shift(timedelta(seconds=31))
    screens.seen(screen=screen)
    assert screen.seen_at == ChildScreen.objects.get(pk=screen.pk).seen_at


def test_stop_ends_it_once(screen, token):
    screens.end_screen(screen=screen)
    assert living(token) is None
    with pytest.raises(RuleBroken, match="screen.closed"):
        screens.end_screen(screen=screen)


def test_it_ends_when_the_adult_is_no_longer_around_the_child(
    token, maja, teacher_tim, lindeskolen
):
    NetworkSeat.objects.get(child=maja, organisation=lindeskolen).namings.all().delete()
    assert living(token) is None


def test_it_ends_when_the_child_is_protected_and_the_adult_may_not_know(token, maja):
    maja.is_protected = True
    maja.save()
    assert living(token) is None


def test_it_ends_when_the_child_turns_out_to_be_another(token, maja, emil):
    maja.merged_into = emil
    maja.save()
    assert living(token) is None


def test_it_ends_when_the_conversation_is_withdrawn(token, talk):
    talk.withdrawn_at = "2026-11-23 12:00+01:00"
    talk.save()
    assert living(token) is None


def test_an_adult_who_has_left_opens_nothing(token, teacher_tim):
    teacher_tim.is_active = False
    teacher_tim.save()
    assert living(token) is None


# Codes


def test_a_code_has_eight_digits_and_is_not_kept(code):
    assert len(code) == 8
    assert code.isdigit()
    assert code not in str(ChildScreen.objects.values())


def test_a_code_opens_the_conversation_once(code, talk):
    opened = screens.open_with_code(f"{code[:4]} {code[4:]}")
    assert living(opened.token).conversation == talk
    talk.refresh_from_db()
    assert talk.way == "code"
    assert not opens(code)


def test_a_code_is_too_old_after_ten_minutes(code, clock):
    clock.shift(timedelta(minutes=9, seconds=59))
    assert ChildScreen.objects.exists()
    clock.shift(timedelta(seconds=1))
    assert not opens(code)


def test_the_fifth_try_may_be_right(code):
    for _try in range(4):
        assert not opens(wrong(code))
    assert opens(code)


def test_a_code_dies_of_five_wrong_tries(code):
    for _try in range(5):
        assert not opens(wrong(code))
    assert not opens(code)


def test_what_is_no_code_opens_nothing(code):
    assert not opens("")
    assert not opens("hej")
    assert not opens(code[:4])


def test_a_new_code_closes_the_one_before(code, talk, teacher_tim):
    newer = screens.make_code(conversation=talk, by=teacher_tim)
    assert not opens(code)
    assert opens(newer)


def test_a_code_is_worth_nothing_when_the_adult_may_no_longer(code, teacher_tim):
    teacher_tim.is_active = False
    teacher_tim.save()
    assert not opens(code)


def test_a_code_is_worth_nothing_when_the_conversation_is_over(code, talk):
    talk.outcome = "declined"
    talk.save()
    assert not opens(code)


def test_two_waiting_codes_never_share_their_first_half(code, maja, foster_freja, monkeypatch):
    drawn = iter([int(code[:4] + "0000"), 12345678 if code[:4] != "1234" else 87654321])
    monkeypatch.setattr(screens.secrets, "randbelow", lambda _most: next(drawn))
    assert screens.make_own_code(child=maja, by=foster_freja)[:4] != code[:4]


def test_tries_and_codes_stand_in_the_log_without_the_code(code, maja):
    screens.open_with_code(code)
    lines = Entry.objects.filter(kind__startswith="conversations.code", child_id=maja.pk)
    assert [line.kind for line in lines] == ["conversations.code_made", "conversations.code_used"]
    assert code not in str(lines.values())


@pytest.mark.django_db(transaction=True)
def test_two_who_type_the_code_at_once_do_not_both_come_in(code):
    start, found = Barrier(2), []

    def type_it():
        start.wait()
        found.append(screens.open_with_code(code))
        connection.close()

    both = [Thread(target=type_it) for _person in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(one is not None for one in found) == [False, True]


# The child's own pages


def test_a_foster_mother_lets_the_child_in_to_its_own_pages(own_code, maja):
    opened = screens.open_with_code(own_code)
    maja.refresh_from_db()
    assert opened.user == maja.user
    assert maja.user.email is None
    assert NetworkSeat.objects.get(user=maja.user).role == "child"
    assert not opens(own_code)


def test_a_child_with_a_user_of_its_own_keeps_it(own_code, maja_herself):
    assert screens.open_with_code(own_code).user == maja_herself
    assert NetworkSeat.objects.filter(user=maja_herself).count() == 1


def test_a_seat_that_was_closed_is_not_opened_by_a_code(own_code, maja_herself):
    NetworkSeat.objects.filter(user=maja_herself).update(closed_at="2026-11-23 11:00+01:00")
    assert not opens(own_code)


def test_a_mother_makes_no_code(maja, mother_mie):
    with pytest.raises(PermissionDenied):
        screens.make_own_code(child=maja, by=mother_mie)


def test_who_may_not_know_where_a_protected_child_is_makes_no_code(own_code, maja, foster_freja):
    maja.is_protected = True
    maja.save()
    assert not opens(own_code)
    with pytest.raises(PermissionDenied):
        screens.make_own_code(child=maja, by=foster_freja)


def test_what_maja_has_begun_to_answer_is_no_mistake(screen, talk, teacher_tim):
    keep_answer(screen=screen, step="q_good_10_1", text="Fodbold")
    with pytest.raises(RuleBroken, match="conversation.answered"):
        offering.withdraw(conversation=talk, reason="Det var en fejl.", by=teacher_tim)
    talk.refresh_from_db()
    assert talk.withdrawn_at is None
