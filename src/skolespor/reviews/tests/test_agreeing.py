"""What the lines agree on when they have seen each other's answers, and what they do not."""

import pytest

from skolespor.core import drafts
from skolespor.core.errors import RuleBroken
from skolespor.core.versions import EditedMeanwhile
from skolespor.reviews.actions import agreeing
from skolespor.reviews.models import Agreement
from skolespor.reviews.tests.conftest import TODAY
from skolespor.reviews.tests.pages import page, text


def agree(compared, by, seen=0, note="Vi mener det samme om målet", value=3):
    return agreeing.agree(
        round=compared, statement="sr_6_1", value=value, note=note, seen=seen, today=TODAY, by=by
    )


def test_what_they_agree_on_keeps_what_they_do_not(compared, lead_trine, sign_in, group_gerda):
    agree(compared, lead_trine, note="Vi er uenige om, hvor tit.")
    shown = text(sign_in(group_gerda).get(page("statement", compared.pk, "sr_6_1")))
    assert "Vi er uenige om, hvor tit." in shown
    assert "3: De fleste steder" in shown


def test_who_writes_second_sees_both_texts(compared, lead_trine, director_dan, sign_in):
    agree(compared, lead_trine, note="Første udgave")
    with pytest.raises(EditedMeanwhile):
        agree(compared, director_dan, note="Anden udgave")
    sent = {"value": "2", "note": "Anden udgave", "seen": "0"}
    answer = sign_in(director_dan).post(page("agree", compared.pk, "sr_6_1"), sent)
    assert answer.status_code == 409
    assert "Første udgave" in text(answer)
    assert "Anden udgave" in text(answer)
    assert Agreement.objects.get().note == "Første udgave"
    again = sent | {"note": "Begges ord", "seen": "1"}
    sign_in(director_dan).post(page("agree", compared.pk, "sr_6_1"), again)
    assert Agreement.objects.get().note == "Begges ord"


def test_a_draft_stands_beside_what_has_been_saved_meanwhile(
    compared, lead_trine, director_dan, sign_in
):
    subject = f"{compared.pk}-sr_6_1"
    drafts.keep(
        owner_id=director_dan.pk, form="agree", subject=subject, answers={"note": "Min kladde"}
    )
    address = page("agree", compared.pk, "sr_6_1")
    assert "Sådan står der nu" not in text(sign_in(director_dan).get(address))
    agree(compared, lead_trine, note="Første udgave")
    both = text(sign_in(director_dan).get(address))
    assert "Min kladde" in both
    assert "Første udgave" in both
    sign_in(director_dan).post(address, {"value": "none", "note": "Begge", "seen": "1"})
    assert (Agreement.objects.get().value, Agreement.objects.get().note) == (None, "Begge")
    assert drafts.waiting(owner_id=director_dan.pk, form="agree", subject=subject) is None


def test_agreement_comes_after_the_answers(begin, lead_trine):
    with pytest.raises(RuleBroken) as broken:
        agree(begin("sr_child_voice"), lead_trine)
    assert broken.value.code == "round.not_closed"


def test_a_name_is_asked_about_and_the_question_shown(compared, sign_in, lead_trine):
    address = page("agree", compared.pk, "sr_6_1")
    browser = sign_in(lead_trine)
    assert "not_a_child" not in text(browser.get(address))
    sent = {"value": "2", "note": "Vi talte om Mathilde i maj", "seen": "0"}
    asked = text(browser.post(address, sent))
    assert "not_a_child" in asked
    assert "»Mathilde«" in asked
    assert browser.post(address, sent | {"not_a_child": "on"}).status_code == 302
