"""From what a child says to what it is told. Maja is ten and lives with the family Bo; Tim is her contact
teacher, Karen her learning coordinator, Wilma her case worker."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.core.errors import RuleBroken
from skolespor.notices.models import Notice
from skolespor.promises import access
from skolespor.promises.actions import answering, owners
from skolespor.promises.actions.saying import Words, promise, reword, say, share, withdraw
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, Step, What

NOVEMBER_2 = date(2026, 11, 2)
SEAT = "Jeg vil gerne sidde tæt på tavlen."


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-02 10:00", tick=False)


@pytest.fixture
def karen(coordinator_karen):
    return coordinator_karen


@pytest.fixture
def tim(teacher_tim):
    return teacher_tim


@pytest.fixture
def wish(maja, tim, karen, worker_wilma):
    """Maja asks Tim for a place near the board; the others may know."""

    def make(sharing=Sharing.MAY_SHARE, what=What.WISH, by=tim):
        words = Words(SEAT, what, sharing)
        return say(child=maja, words=words, adult=tim, said_on=NOVEMBER_2, by=by)

    return make


def broken(action, **arguments):
    with pytest.raises(RuleBroken) as caught:
        action(**arguments)
    return caught.value.code


def reads(user, statement):
    return access.seen_by(user).filter(pk=statement.pk).exists()


def test_a_wish_has_an_owner_and_a_last_day_from_the_first_moment(wish, karen):
    asked = wish()
    assert (asked.owner, asked.due_on, asked.step) == (karen, date(2026, 11, 16), "said")
    assert Notice.objects.get(user=karen).kind == "promises.waits_for_you"


def test_who_has_not_chosen_has_chosen_only_my_adult_and_me(wish, tim, karen, worker_wilma):
    kept = wish(Words("").sharing)
    assert kept.sharing == "between_us"
    assert kept.owner == tim
    assert reads(tim, kept)
    assert not reads(karen, kept) and not reads(worker_wilma, kept)


def test_what_is_told_to_the_case_worker_is_answered_by_her_in_three_working_days(
    wish, tim, karen, worker_wilma
):
    told = wish(Sharing.TO_CASE_WORKER, What.WORDS)
    assert (told.owner, told.due_on) == (worker_wilma, date(2026, 11, 5))
    assert reads(worker_wilma, told) and reads(tim, told) and not reads(karen, told)


def test_it_closes_only_when_something_is_decided_and_the_child_was_told(wish, karen):
    asked = wish()
    told = {"statement": asked, "told_on": NOVEMBER_2, "how": "talked", "by": karen}
    assert broken(answering.told, **told) == "statement.undecided"
    answering.discussed(statement=asked, by=karen)
    reason = "Der er ikke plads ved tavlen før jul."
    answering.decide(statement=asked, decision="not_now", reason=reason, by=karen)
    assert asked.step == Step.DECIDED
    assert broken(answering.told, **told | {"told_on": None}) == "statement.told_on"
    assert broken(answering.told, **told | {"how": ""}) == "statement.how"
    answering.told(**told)
    assert asked.step == Step.TOLD_CHILD
    assert broken(answering.told, **told) == "statement.answered"


def test_a_no_without_a_reason_is_no_answer(wish, karen):
    code = broken(answering.decide, statement=wish(), decision="not_now", reason="Nej", by=karen)
    assert code == "statement.reason"


def test_who_may_not_read_it_cannot_answer_it(wish, karen, foster_freja):
    kept = wish(Sharing.BETWEEN_US)
    with pytest.raises(PermissionDenied):
        answering.discussed(statement=kept, by=karen)
    with pytest.raises(PermissionDenied):
        answering.discussed(statement=wish(), by=foster_freja)


def test_an_agreement_is_known_by_who_has_promised_it(maja, tim, karen, foster_freja):
    agreed = promise(
        child=maja,
        text="Freja læser med Maja om aftenen.",
        agreed_for=date(2026, 11, 9),
        owner=foster_freja,
        adult=tim,
        made_on=NOVEMBER_2,
        by=tim,
    )
    assert (agreed.owner, agreed.due_on) == (foster_freja, date(2026, 11, 16))
    assert reads(foster_freja, agreed) and reads(tim, agreed) and not reads(karen, agreed)
    told = {"statement": agreed, "told_on": NOVEMBER_2, "how": "talked", "by": foster_freja}
    assert broken(answering.told, **told) == "statement.told_what"
    answering.told(**told, text="Vi læste hver aften.")
    assert agreed.told_text == "Vi læste hver aften."


def test_the_day_that_was_agreed_counts_when_it_is_later(maja, tim):
    agreed = promise(
        child=maja,
        text="Tim viser Maja værkstedet.",
        agreed_for=date(2026, 12, 20),
        owner=tim,
        adult=tim,
        made_on=NOVEMBER_2,
        by=tim,
    )
    assert agreed.due_on == date(2026, 12, 20)


def test_the_child_changes_its_mind(wish, tim, karen):
    asked = wish()
    share(statement=asked, sharing=Sharing.BETWEEN_US, by=tim)
    assert asked.owner == tim and not reads(karen, asked)
    with pytest.raises(PermissionDenied):
        share(statement=asked, sharing=Sharing.MAY_SHARE, by=karen)


def test_words_put_right_keep_what_stood_before(wish, tim, karen):
    asked = wish()
    reword(statement=asked, text="Jeg vil sidde ved vinduet.", seen=1, by=tim)
    assert (asked.text, asked.version) == ("Jeg vil sidde ved vinduet.", 2)
    assert asked.wordings.get().text == SEAT
    with pytest.raises(PermissionDenied):
        reword(statement=asked, text="Noget andet.", seen=2, by=karen)


def test_what_was_written_by_mistake_is_read_by_nobody(wish, tim, karen):
    asked = wish()
    assert broken(withdraw, statement=asked, reason="Fejl", by=tim) == "reason.missing"
    withdraw(statement=asked, reason="Det var et andet barn.", by=tim)
    assert not reads(tim, asked) and not reads(karen, asked)


def test_when_the_adult_is_gone_somebody_has_it_and_knows_only_that(wish, tim, karen, seat_of):
    kept = wish(Sharing.BETWEEN_US)
    tim.jobs.update(until=NOVEMBER_2 - timedelta(days=1))
    owners.keep_promises(today=NOVEMBER_2)
    kept.refresh_from_db()
    assert kept.owner == karen
    assert not reads(karen, kept)
    assert list(access.unheard_by(karen)) == [kept]


def test_the_night_twice_changes_nothing(wish, time_machine):
    asked = wish()
    time_machine.move_to("2026-11-16 10:00", tick=False)
    owners.keep_promises(today=date(2026, 11, 16))
    before = list(Notice.objects.order_by("pk").values_list("user", "kind", "key"))
    assert ("promises.due") in {kind for _user, kind, _key in before}
    owners.keep_promises(today=date(2026, 11, 16))
    assert list(Notice.objects.order_by("pk").values_list("user", "kind", "key")) == before
    assert Statement.objects.get().owner == asked.owner


def test_a_protected_child_is_answered_by_those_who_may_know_where_it_is(wish, maja, karen, tim):
    asked = wish()
    type(maja).objects.filter(pk=maja.pk).update(is_protected=True)
    assert not reads(karen, asked) and not reads(tim, asked)
