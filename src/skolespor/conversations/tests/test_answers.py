"""What Maja puts down on her screen, and what becomes of it when she says that it fits."""

from collections import Counter

import pytest

from skolespor.children.models import NetworkSeat
from skolespor.conversations.actions import screens
from skolespor.conversations.actions.answers import decline, finish, keep_answer
from skolespor.conversations.models import ChildAnswer, ChildScreen
from skolespor.conversations.queries.screens import living
from skolespor.conversations.queries.steps import questions_of, steps_of
from skolespor.core.errors import RuleBroken
from skolespor.deadlines.models import Fact
from skolespor.promises.models import Statement

pytestmark = pytest.mark.usefixtures("clock")

STAR = {"k": "star", "c": "red", "x": 500, "y": 350, "r": 70}
SHEET = {"w": 1000, "h": 700, "strokes": [], "signs": [STAR]}
HERS, OTHER = "0a" * 8, "0b" * 8
"""Two open pages of the same conversation."""
GOOD, SUBJECT, SCALE = "q_good_10_1", "q_subj_10_1", "one_to_ten_10_13"


@pytest.fixture
def keep(screen):
    return lambda step, text=None, **more: keep_answer(screen=screen, step=step, text=text, **more)


def kept(step):
    return ChildAnswer.objects.get(step=step)


def broken(keep, *arguments, **more):
    with pytest.raises(RuleBroken) as caught:
        keep(*arguments, **more)
    return caught.value.code


def test_an_answer_is_kept_encrypted_and_can_be_changed(keep):
    keep(GOOD, "Fodbold", turn=1)
    keep(GOOD, "Fodbold og heste", turn=2)
    assert kept(GOOD).text == "Fodbold og heste"


def test_what_is_not_given_is_left_as_it_was(keep):
    keep(GOOD, "Fodbold", sharing="may_share")
    keep(GOOD, drawing=SHEET)
    row = kept(GOOD)
    assert (row.text, row.sharing, row.drawing) == ("Fodbold", "may_share", SHEET)


def test_what_majas_page_sends_again_is_one_answer(keep):
    """The server's answer was lost on the way; meanwhile Maja has written on."""
    keep(GOOD, "Fod", turn=1, page=HERS)
    assert not keep(GOOD, "Fodbold", turn=1, page=HERS).is_late
    assert (kept(GOOD).text, kept(GOOD).turn, kept(GOOD).page) == ("Fodbold", 1, HERS)


@pytest.mark.parametrize("page", [HERS, OTHER])
def test_what_comes_late_is_not_written_over_what_is_newer(keep, page):
    keep(GOOD, "Ny", turn=7, page=HERS)
    late = keep(GOOD, "Gammel", turn=3, page=page)
    assert (late.is_late, late.row.turn, late.row.text) == (True, 7, "Ny")
    assert kept(GOOD).text == "Ny"


def test_a_page_that_has_not_seen_what_maja_wrote_in_another_writes_nothing_over_it(keep):
    keep(GOOD, "Jeg er god til at bygge huler", turn=1, page=HERS)
    assert keep(GOOD, "x", turn=1, page=OTHER).is_late
    assert kept(GOOD).text == "Jeg er god til at bygge huler"
    assert not keep(GOOD, "Huler og x", turn=2, page=OTHER).is_late
    assert (kept(GOOD).text, kept(GOOD).page) == ("Huler og x", OTHER)


@pytest.mark.parametrize("sent", ["Fodbold \ud83d", "\ude00Fodbold ", "Fod\ud83dbold "])
def test_half_an_emoji_is_left_out_and_majas_words_stay(keep, sent):
    keep(GOOD, sent)
    assert kept(GOOD).text == "Fodbold "


def test_a_whole_emoji_stays(keep):
    keep(GOOD, "Fodbold 😀")
    assert kept(GOOD).text == "Fodbold 😀"


@pytest.mark.parametrize(
    ("step", "facts", "code"),
    [
        ("q_good_6_1", {"text": "Fra en anden alder"}, "answer.step"),
        ("noget_andet", {"text": "Hej"}, "answer.step"),
        (GOOD, {"text": "a" * 2001}, "answer.long"),
        (SCALE, {"text": "11"}, "answer.scale"),
        (GOOD, {"sharing": "everybody"}, "answer.sharing"),
        (GOOD, {"drawing": {"w": 1}}, "drawing.unknown"),
    ],
)
def test_only_what_is_asked_is_kept(keep, step, facts, code):
    assert broken(keep, step, **facts) == code
    assert not ChildAnswer.objects.exists()


def test_at_most_three_cards_that_exist_are_chosen(keep):
    keep("cards", "th_dreams,th_good_at,nothing,th_subjects,th_how_i_learn")
    assert kept("cards").text == "th_good_at,th_subjects,th_how_i_learn"


def test_a_screen_that_has_ended_keeps_nothing(keep, screen):
    screens.end_screen(screen=screen)
    assert broken(keep, GOOD, "Sent") == "screen.closed"


def test_a_conversation_that_has_ended_elsewhere_keeps_nothing(keep, talk):
    talk.outcome = "declined"
    talk.save()
    assert broken(keep, GOOD, "Sent") == "conversation.over"


def test_every_answer_becomes_what_it_is(keep, screen, talk, teacher_tim, maja, today):
    keep("cards", "th_good_at,th_subjects")
    keep(SCALE, "7")
    keep(f"{SCALE}_then", "Mere idræt")
    keep(GOOD, "Fodbold", sharing="may_share")
    keep(SUBJECT, "Dansk", sharing="to_case_worker")
    keep("drawing", drawing=SHEET)
    keep("wish_2", "Sidde tæt på tavlen")
    keep("wish_1", "   ")
    finish(screen=screen)
    said = Statement.objects.order_by("pk")
    assert [(one.what, one.text, one.theme, one.question, one.sharing) for one in said] == [
        ("words", "7 ud af 10", "", SCALE, "between_us"),
        ("words", "Mere idræt", "", f"{SCALE}_then", "between_us"),
        ("strength", "Fodbold", "th_good_at", GOOD, "may_share"),
        ("words", "Dansk", "th_subjects", SUBJECT, "to_case_worker"),
        ("drawing", "", "", "", "between_us"),
        ("wish", "Sidde tæt på tavlen", "", "", "between_us"),
    ]
    maja.refresh_from_db()
    of_all = {(one.adult, one.written_by, one.is_own_hand, one.ref, one.said_on) for one in said}
    assert of_all == {(teacher_tim, maja.user, True, talk.ref, today)}
    assert said[4].drawing == SHEET


def test_a_small_child_points_at_a_face_and_draws_an_answer(screen, talk):
    talk.band = "age_6_9"
    talk.save()
    keep_answer(screen=screen, step="faces_five", text="4")
    keep_answer(screen=screen, step="q_good_6_1", drawing=SHEET)
    finish(screen=screen)
    said = [(one.what, one.text) for one in Statement.objects.order_by("pk")]
    assert said == [("words", "god"), ("drawing", "")]


def test_a_small_child_is_asked_two_things_of_a_card_and_others_three():
    for band, asked in (("age_6_9", 2), ("age_10_13", 3), ("age_14_17", 3)):
        per_card = Counter(theme for _question, theme in questions_of(band))
        assert set(per_card.values()) == {asked}, band
    assert "q_good_6_3" not in steps_of("age_6_9")


def test_when_it_fits_the_conversation_is_held_and_read(keep, screen, talk, today):
    keep("cards", "th_dreams")
    finish(screen=screen)
    talk.refresh_from_db()
    assert (talk.outcome, talk.talked_on, talk.child_ok_on) == ("held", today, today)
    assert talk.themes == ["th_dreams"]
    assert Fact.objects.filter(trigger="conversation_held", ref=talk.ref).exists()


def test_when_it_fits_nothing_stays_on_the_way(keep, screen, talk):
    keep(GOOD, "Fodbold")
    finish(screen=screen)
    row = ChildScreen.objects.get()
    assert (row.key, row.token, row.code, ChildAnswer.objects.count()) == ("", "", "", 0)
    assert row.ended_at


def test_it_is_finished_once(keep, screen):
    keep(GOOD, "Fodbold")
    finish(screen=screen)
    with pytest.raises(RuleBroken, match="screen.closed"):
        finish(screen=screen)
    assert Statement.objects.count() == 1


def test_a_child_may_skip_everything(screen, talk):
    finish(screen=screen)
    talk.refresh_from_db()
    assert (talk.outcome, Statement.objects.count()) == ("held", 0)


def test_where_the_childs_own_seat_was_closed_its_adult_writes(
    keep, screen, maja_herself, teacher_tim
):
    NetworkSeat.objects.filter(user=maja_herself).update(closed_at="2026-11-23 11:00+01:00")
    keep(GOOD, "Fodbold")
    finish(screen=screen)
    assert Statement.objects.get().written_by == teacher_tim


def test_not_today_is_a_good_answer(screen, talk, today):
    decline(screen=screen)
    talk.refresh_from_db()
    assert (talk.outcome, (talk.next_offer_on - today).days) == ("declined", 28)
    assert ChildScreen.objects.get().ended_at


def test_not_today_throws_no_words_away(keep, screen, talk):
    keep(GOOD, "Fodbold")
    decline(screen=screen)
    talk.refresh_from_db()
    assert (talk.outcome, kept(GOOD).text) == ("", "Fodbold")
    assert ChildScreen.objects.get().ended_at


def test_after_a_stop_the_child_goes_on_where_it_was(keep, screen, talk, teacher_tim):
    keep(GOOD, "Fodbold")
    screens.end_screen(screen=screen)
    again = living(screens.hand_over(conversation=talk, by=teacher_tim))
    keep_answer(screen=again, step=SUBJECT, text="Dansk")
    assert (kept(GOOD).text, kept(SUBJECT).text) == ("Fodbold", "Dansk")
