"""Two or three things to work on, chosen from a self-review or without one."""

import pytest

from skolespor.core.errors import RuleBroken
from skolespor.core.versions import EditedMeanwhile
from skolespor.reviews.actions import focusing
from skolespor.reviews.models import Focus
from skolespor.reviews.queries import focus as focus_queries
from skolespor.reviews.tests.conftest import TODAY
from skolespor.reviews.tests.pages import page, text


def choose(solvang, by, words="Svar til barnet", **facts):
    return focusing.choose(
        municipality=solvang, words=words, why="Vi er uenige", today=TODAY, by=by, **facts
    )


def test_sc_45_at_most_three_focus_areas(solvang, lead_trine):
    for n in range(3):
        choose(solvang, lead_trine, words=f"Fokus {n}")
    with pytest.raises(RuleBroken) as broken:
        choose(solvang, lead_trine)
    assert broken.value.code == "focus.three"
    focusing.end(focus=Focus.objects.get(place=2), today=TODAY, by=lead_trine)
    assert choose(solvang, lead_trine).place == 2


def test_one_focus_needs_a_reason_and_two_do_not(solvang, lead_trine):
    assert not focus_queries.choice_of(solvang).is_complete
    only = choose(solvang, lead_trine)
    assert not focus_queries.choice_of(solvang).is_complete
    change = {"focus": only, "words": only.words, "why": only.why, "by": lead_trine}
    focusing.change(alone="Vi er en lille kommune", seen=1, **change)
    assert focus_queries.choice_of(solvang).is_complete
    with pytest.raises(EditedMeanwhile):
        focusing.change(alone="", seen=1, **change)
    only.refresh_from_db()
    focusing.change(alone="", seen=2, **change)
    choose(solvang, lead_trine, words="Et til")
    assert focus_queries.choice_of(solvang).is_complete


def test_the_same_is_not_chosen_twice_and_an_ended_one_not_changed(solvang, lead_trine, compared):
    found = choose(solvang, lead_trine, round=compared, theme="sr_child_voice", statement="sr_6_3")
    with pytest.raises(RuleBroken) as broken:
        choose(solvang, lead_trine, theme="sr_child_voice", statement="sr_6_3")
    assert broken.value.code == "focus.twice"
    focusing.end(focus=found, today=TODAY, by=lead_trine)
    found.refresh_from_db()
    with pytest.raises(RuleBroken) as broken:
        focusing.end(focus=found, today=TODAY, by=lead_trine)
    assert broken.value.code == "focus.ended"


def test_a_focus_is_chosen_from_a_statement(compared, sign_in, lead_trine, solvang):
    browser = sign_in(lead_trine)
    address = page("focus_choose", solvang.pk) + "?om=sr_6_3"
    assert "Barnet får svar på det, det siger." in text(browser.get(address))
    browser.post(address, {"words": "Svar til barnet", "why": "Vi er uenige"})
    found = Focus.objects.get()
    assert (found.theme, found.statement, found.round) == ("sr_child_voice", "sr_6_3", compared)
    assert focus_queries.open_focus(solvang) == [found]
    assert "Vælg ét mere" in text(browser.get(page("focus", solvang.pk)))
