"""What Maja has put down on her screen stays hers, whoever ends the talk."""

from datetime import date, timedelta

import pytest

from skolespor.conversations.actions import offering, outcome, screens, talking
from skolespor.conversations.actions.answers import keep_answer
from skolespor.conversations.actions.talking import Heard
from skolespor.conversations.models import ChildAnswer
from skolespor.conversations.queries.steps import CARDS
from skolespor.conversations.states import State, state_of
from skolespor.core.errors import RuleBroken
from skolespor.promises.access import seen_by
from skolespor.promises.actions.saying import Words
from skolespor.promises.models import Statement

pytestmark = pytest.mark.usefixtures("clock")

TODAY = date(2026, 11, 23)
GOOD, SUBJECT = "q_good_10_1", "q_subj_10_1"


@pytest.fixture
def hard(screen):
    """Maja has written one thing, and chosen who may know it."""
    keep_answer(screen=screen, step=GOOD, text="Det er svært", sharing="may_share")
    return screen


@pytest.fixture
def written(hard, talk, teacher_tim):
    """Tim goes on by hand, on paper what she says more."""

    def write(*items):
        screens.end_screen(screen=hard)
        talk.refresh_from_db()
        talking.begin(conversation=talk, has_said=True, by=teacher_tim)
        talking.write_down(conversation=talk, heard=Heard(TODAY, items), by=teacher_tim)
        return list(Statement.objects.order_by("pk"))

    return write


def refused(action, **arguments):
    with pytest.raises(RuleBroken) as caught:
        action(**arguments)
    return caught.value


def test_tim_cannot_write_that_maja_will_not_when_she_has_begun_to_answer(hard, talk, teacher_tim):
    broken = refused(outcome.decline, conversation=talk, on=TODAY, by=teacher_tim)
    assert broken.message == "Barnet er begyndt at svare. Find en ny dag i stedet."
    assert (talk.outcome, ChildAnswer.objects.get().text) == ("", "Det er svært")


def test_maja_who_has_begun_to_answer_is_told_that_a_pause_is_fine(hard, talk, maja_herself):
    broken = refused(outcome.not_today, conversation=talk, by=maja_herself)
    assert broken.message == "Du er begyndt at svare. Du må gerne holde en pause."
    assert ChildAnswer.objects.exists()


def test_cards_alone_are_no_words_and_go_with_a_no(screen, talk, maja_herself):
    keep_answer(screen=screen, step=CARDS, text="th_good_at")
    outcome.not_today(conversation=talk, by=maja_herself)
    assert state_of(talk) is State.DECLINED
    assert not ChildAnswer.objects.exists()
    assert not talk.screens.exclude(key="", token="").exists()


def test_majas_own_words_come_first_when_tim_writes_the_rest(hard, written, talk, teacher_tim):
    keep_answer(screen=hard, step=CARDS, text="th_good_at")
    own, more = written(Words("Andet"))
    assert (own.text, own.sharing, own.question) == ("Det er svært", "may_share", GOOD)
    assert own.is_own_hand and not more.is_own_hand
    assert (own.adult, own.ref, more.ref) == (teacher_tim, talk.ref, talk.ref)
    assert talk.themes == ["th_good_at"]
    assert state_of(talk) is State.TO_READ, "she has not said that it fits"
    assert not ChildAnswer.objects.exists()


def test_her_own_words_are_enough(written):
    assert [one.text for one in written()] == ["Det er svært"]


def test_when_tim_is_gone_karen_withdraws_the_talk_and_majas_words_stay_hers(
    hard, talk, teacher_tim, coordinator_karen, maja_herself
):
    keep_answer(screen=hard, step=SUBJECT, text="Mellem os")
    withdrawn = {"conversation": talk, "reason": "Tim er holdt op."}
    assert refused(offering.withdraw, **withdrawn, by=teacher_tim).code == "conversation.answered"
    teacher_tim.jobs.update(until=TODAY - timedelta(days=1))
    offering.withdraw(**withdrawn, by=coordinator_karen)
    mine = seen_by(maja_herself).order_by("pk").values_list("text", flat=True)
    assert sorted(mine) == ["Det er svært", "Mellem os"]
    assert [one.text for one in seen_by(coordinator_karen)] == ["Det er svært"]
    assert not ChildAnswer.objects.exists()
