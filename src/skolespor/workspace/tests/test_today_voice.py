"""Mit overblik: what children wait for, and the talks one is to hold with them."""

import pytest
from django.urls import reverse

from skolespor.conversations.models import Conversation
from skolespor.deadlines.tests.pages import words
from skolespor.promises.actions.saying import Words, promise, say
from skolespor.promises.rules import Sharing, What

pytestmark = pytest.mark.once


@pytest.fixture
def start(sign_in):
    return lambda user: words(sign_in(user).get(reverse("workspace:today")))


def test_a_talk_waits_for_the_adult_whom_the_child_has_chosen(
    start, maja, teacher_tim, coordinator_karen, today
):
    talk = Conversation.objects.create(
        child=maja,
        adult=teacher_tim,
        band="age_10_13",
        offered_on=today,
        offered_by=teacher_tim,
    )
    assert "Ingen dag endnu Gør klar til en samtale" in start(teacher_tim)
    assert "Gør klar" not in start(coordinator_karen)
    Conversation.objects.filter(pk=talk.pk).update(outcome="held", talked_on=today)
    assert "Holdt i dag Læs det sammen med barnet" in start(teacher_tim)
    Conversation.objects.filter(pk=talk.pk).update(child_ok_on=today)
    assert "Samtaler" not in start(teacher_tim)


def test_what_a_child_put_down_by_itself_waits_until_something_is_agreed(
    start, maja, teacher_tim, today
):
    talk = Conversation.objects.create(
        child=maja,
        adult=teacher_tim,
        band="age_10_13",
        offered_on=today,
        offered_by=teacher_tim,
        way="screen",
        outcome="held",
        talked_on=today,
        child_ok_on=today,
    )
    assert "Se, hvad barnet skrev, og lav aftaler" in start(teacher_tim)
    promise(
        child=maja,
        text="Tim finder en plads.",
        agreed_for=today,
        owner=teacher_tim,
        adult=teacher_tim,
        made_on=today,
        by=teacher_tim,
        ref=talk.ref,
    )
    assert "lav aftaler" not in start(teacher_tim)


def test_what_a_child_waits_for_stands_above_the_deadlines(
    start, maja, teacher_tim, coordinator_karen, today
):
    words_ = Words("Jeg vil gerne sidde ved tavlen.", What.WISH, Sharing.MAY_SHARE)
    say(child=maja, words=words_, adult=teacher_tim, said_on=today, by=teacher_tim)
    page = start(coordinator_karen)
    assert "»Jeg vil gerne sidde ved tavlen.«" in page
    assert page.index("Løfter og svar til børn") < page.rindex("Børn, jeg følger")
