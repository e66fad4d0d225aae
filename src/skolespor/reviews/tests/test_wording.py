"""A municipality asks in its own words, from the next round on."""

from skolespor.reviews.actions import wording
from skolespor.reviews.actions.wording import Words
from skolespor.reviews.models import OwnStatement
from skolespor.reviews.queries import rounds
from skolespor.reviews.tests.pages import page, text


def test_own_words_are_asked_in_the_next_round_and_ids_stay(begin, solvang, lead_trine, ellevang):
    wording.reword(
        municipality=solvang,
        code="sr_6_1",
        words=Words(text="Vi taler med barnet."),
        seen=0,
        by=lead_trine,
    )
    added = wording.add(
        municipality=solvang,
        theme="sr_child_voice",
        words=Words(text="Vi spørger hvert forår."),
        by=lead_trine,
    )
    asked = begin("sr_child_voice").instrument["themes"][0]
    ids = [one["id"] for one in asked["statements"]]
    assert ids == ["sr_6_1", "sr_6_2", "sr_6_3", "sr_6_4", added.code]
    assert asked["statements"][0]["text"] == "Vi taler med barnet."
    there = rounds.instrument_of(ellevang).statement("sr_6_1")
    assert there.text == "Vi holder læringssamtaler."


def test_what_was_asked_stays_when_the_words_change(compared, solvang, lead_trine):
    words = Words(is_left_out=True)
    wording.reword(municipality=solvang, code="sr_6_1", words=words, seen=0, by=lead_trine)
    assert rounds.results_of(compared).instrument.statement("sr_6_1") is not None
    assert rounds.instrument_of(solvang).statement("sr_6_1") is None


def test_two_who_change_the_words_see_both(solvang, lead_trine, sign_in, director_dan):
    first = Words(text="Første udgave")
    wording.reword(municipality=solvang, code="sr_6_1", words=first, seen=0, by=lead_trine)
    answer = sign_in(director_dan).post(
        page("reword", solvang.pk, "sr_6_1"), {"text": "Anden udgave", "seen": "0"}
    )
    assert answer.status_code == 409
    assert "Første udgave" in text(answer)
    assert "Anden udgave" in text(answer)
    assert OwnStatement.objects.get().text == "Første udgave"
