"""The learning conversations of the eight children: held, to be read, declined, and to come."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from skolespor.conversations.models import HELD, Conversation
from skolespor.conversations.queries.guide import band_of, scale_of, themes
from skolespor.conversations.queries.steps import scale_in_words
from skolespor.deadlines.models import Deadline, Handling
from skolespor.demo import held, talks
from skolespor.demo.actions import build_town
from skolespor.demo.talks.drawings import LINES, SIGNS, drawing
from skolespor.demo.talks.words import FACES, TO_13, TO_17, Agreed, Said, Talk
from skolespor.promises.drawings import check_drawing, picture_of
from skolespor.promises.models import Statement
from skolespor.promises.queries.asked import then_id
from skolespor.promises.rules import MOST_AGREEMENTS

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.long]
STORIES = [*talks.BY_NAME.values(), talks.YOUNG, talks.OLD]
TALKS = [part for story in STORIES for part in story if isinstance(part, Talk)]


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        build_town(seed=11, pupils=0)
        yield
        transaction.set_rollback(True)


def of(name):
    first, last = name.split()
    return Conversation.objects.filter(child__first_name=first, child__last_name=last)


def test_conversations_of_every_kind_are_there(town):
    today = timezone.localdate()
    assert Conversation.objects.filter(outcome="held").count() >= 10
    assert of("Sofie B.").get(outcome="held", child_ok_on=None).adult.name == "Jens H."
    assert Conversation.objects.filter(outcome="declined").count() >= 2
    assert Conversation.objects.get(outcome="postponed").planned_on > today
    assert of("Amina A.").get(is_asked_by_child=True, planned_on__gt=today).adult.name == "Jens H."
    by_phone = of("Amina A.").get(way="phone")
    assert by_phone.adult.name == "Karen L."
    assert by_phone.on_behalf_of


def test_a_no_is_followed_by_another_offer(town):
    for no in Conversation.objects.filter(outcome="declined"):
        assert no.next_offer_on - no.planned_on == timedelta(days=28)
    again = Deadline.objects.filter(rule="dl_conversation_reoffer")
    assert {one.state for one in again} == {"open", "done"}


def test_what_was_said_belongs_to_the_talk_in_which_it_was_said(town):
    for talk in Conversation.objects.filter(outcome__in=HELD):
        said = Statement.objects.filter(ref=talk.ref)
        assert said.exists()
        assert set(said.values_list("said_on", "adult", "child")) == {
            (talk.talked_on, talk.adult_id, talk.child_id)
        }
        cards = set(said.exclude(theme="").values_list("theme", flat=True))
        assert cards == set(talk.themes)
        assert said.filter(what="agreement").count() <= MOST_AGREEMENTS
    assert not Statement.objects.exclude(ref="").exclude(ref__startswith="conversation-").exists()


def test_a_talk_was_offered_before_and_read_the_same_day(town):
    for talk in Conversation.objects.filter(outcome__in=HELD):
        assert talk.offered_on < talk.talked_on
        assert talk.child_ok_on in (None, talk.talked_on)
        assert talk.band == band_of(talk.child, talk.talked_on)


def test_what_a_child_wrote_at_the_screen_is_its_own_hand(town):
    at_screen = Conversation.objects.filter(way="screen")
    assert at_screen.count() >= 4
    for talk in at_screen:
        said = Statement.objects.filter(ref=talk.ref).exclude(what="agreement")
        assert all(one.is_own_hand for one in said)
        assert said.filter(what="drawing").exists()
        asked = dict(said.values_list("what", "question"))
        assert asked.get("wish", "") == ""


def test_a_talk_of_last_school_year_does_nothing_for_this_one(town):
    for one in Handling.objects.filter(rule__startswith="dl_conversation"):
        item = one.child.deadlines.get(rule=one.rule, ref=one.ref, number=one.number)
        assert item.happened_on <= one.day <= timezone.localdate()
        assert item.state == "done"
    emil = Deadline.objects.filter(child__first_name="Emil", rule="dl_conversation_twice_a_year")
    assert {one.state for one in emil} == {"open"}


def test_what_was_read_with_the_child_is_not_asked_for_any_more(town):
    still = Deadline.objects.filter(rule="dl_child_checks_summary").exclude(state="done")
    [sofies] = still
    assert sofies.ref == of("Sofie B.").get(outcome="held", child_ok_on=None).ref


def test_a_face_or_a_number_is_one_of_the_scale():
    for band in ("age_6_9", "age_10_13", "age_14_17"):
        scale = scale_of(band)
        words = {scale_in_words(scale, str(n)) for n in range(scale.lowest, scale.highest + 1)}
        told = [one for talk in TALKS for one in talk.said if isinstance(one, Said)]
        assert {one.text for one in told if one.question == scale.id} <= words
    assert {scale_of(band).id for band in ("age_6_9", "age_10_13", "age_14_17")} == {
        FACES,
        TO_13,
        TO_17,
    }


def test_nobody_talks_about_more_than_three_cards():
    known = {
        one.id: theme.id
        for theme in themes()
        for asked in theme.questions.values()
        for one in asked
    }
    for talk in TALKS:
        said = [one for one in talk.said if isinstance(one, Said)]
        assert len({known[one.question] for one in said if one.question in known}) <= 3
        assert all(one.question in known for one in said if one.question.startswith("q_"))


def test_there_are_five_drawings_that_child_mode_could_have_made(town):
    drawn = {one.drawing for talk in TALKS for one in talk.said if isinstance(one, Said)} - {""}
    assert drawn == set(LINES)
    assert set(SIGNS) < drawn
    for name in drawn:
        assert check_drawing(drawing(name)) == drawing(name)
        assert picture_of(drawing(name)).text
    assert drawing("") == {}
    assert Statement.objects.filter(what="drawing").count() == 5


def test_an_agreement_has_a_day_within_two_months():
    agreed = [one for talk in TALKS for one in talk.said if isinstance(one, Agreed)]
    assert all(1 <= one.within <= 60 for one in agreed)
    assert then_id(TO_13) == "one_to_ten_10_13_then"


def test_the_next_day_with_school_is_found():
    saturday = timezone.localdate().replace(year=2026, month=9, day=19)
    assert f"{held.school_day(saturday)}" == "2026-09-21"
