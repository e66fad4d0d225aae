"""Nobody loses what they typed: a note, and what is said with a step, wait for their writer alone."""

from datetime import timedelta

import pytest
from django.test import Client

from skolespor.accounts.roles import Role
from skolespor.core.models import Draft
from skolespor.programme.access import Who
from skolespor.programme.actions import keeping, people, steps
from skolespor.programme.models import Participant

TYPED = "Vi så på tallene sammen."


def keep_at(course, part):
    return f"/raadgivning/{course.pk}/henvendelse/{part}/kladde/"


def page_of(course, part):
    step = part.removeprefix("step-")
    return f"/raadgivning/{course.pk}/" + ("note/" if part == "note" else f"trin/{step}/")


def shown(browser, course, part):
    return browser.get(page_of(course, part)).content.decode()


@pytest.fixture
def tom(person, agency):
    return person("Tom Tang", Role.AGENCY_ADVISOR, agency)


@pytest.fixture
def bo(talking, invites, comes_in):
    """Holds the threads without an account: the seat, and the browser."""
    seat = talking.participants.get(name="Bo Birk")
    browser = comes_in(seat)
    talking.participants.update(is_lead=False)
    Participant.objects.filter(pk=seat.pk).update(is_lead=True)
    seat.refresh_from_db()
    return seat, browser


def test_the_note_page_keeps_its_draft_where_the_course_keeps_all_of_them(
    talking, sign_in, adviser_rikke
):
    assert f'data-draft-url="{keep_at(talking, "note")}"' in shown(
        sign_in(adviser_rikke), talking, "note"
    )


def test_a_note_that_was_not_saved_comes_back_with_its_choice_and_is_gone_when_it_is_saved(
    talking, sign_in, adviser_rikke
):
    typed = {"text": TYPED, "is_shared": "no"}
    assert sign_in(adviser_rikke).post(keep_at(talking, "note"), typed).status_code == 200
    again = sign_in(adviser_rikke)
    page = shown(again, talking, "note")
    assert TYPED in page
    assert page.count("checked") == 1
    assert again.post(page_of(talking, "note"), typed).status_code == 302
    assert not Draft.objects.exists()
    page = shown(again, talking, "note")
    assert TYPED not in page
    assert "checked" not in page


def test_who_reads_the_note_is_chosen_by_nothing_but_the_drafts_own_choice(
    talking, sign_in, adviser_rikke, rikke
):
    steps.note(course=talking, text=TYPED, is_shared=True, not_a_child=False, by=rikke)
    browser = sign_in(adviser_rikke)
    browser.post(keep_at(talking, "note"), {"text": "Endnu en."})
    page = shown(browser, talking, "note")
    assert "Endnu en." in page
    assert "checked" not in page


@pytest.mark.parametrize("part", ["step-ask", "step-decline"])
def test_what_the_agency_was_about_to_answer_comes_back_until_it_is_sent(
    talking, sign_in, adviser_rikke, today, part
):
    day = (today + timedelta(days=9)).strftime("%d-%m-%Y")
    typed = {"words": TYPED, "next_on": day}
    assert sign_in(adviser_rikke).post(keep_at(talking, part), typed).status_code == 200
    again = sign_in(adviser_rikke)
    page = shown(again, talking, part)
    assert TYPED in page
    assert day in page
    assert f'data-draft-url="{keep_at(talking, part)}"' in page
    assert again.post(page_of(talking, part), typed | {"next_on": ""}).status_code == 200
    assert Draft.objects.count() == 1, "what was refused is still there"
    assert again.post(page_of(talking, part), typed).status_code == 302
    assert not Draft.objects.exists()


def test_the_first_answer_has_a_draft_too(sent, sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    browser.post(keep_at(sent, "step-talk"), {"words": TYPED})
    assert TYPED in shown(browser, sent, "step-talk")


def test_without_an_account_a_draft_comes_back_by_a_new_link(talking, bo, comes_in):
    seat, browser = bo
    part = "step-withdraw"
    assert browser.post(keep_at(talking, part), {"words": TYPED}).status_code == 200
    people.ask_for_link(email=seat.email)
    again = comes_in(seat)
    assert browser.post(keep_at(talking, part), {"words": "Ny"}).status_code == 302
    assert TYPED in shown(again, talking, part)
    assert again.post(page_of(talking, part), {"words": TYPED}).status_code == 302
    assert not Draft.objects.exists()


def test_the_answer_to_the_agency_has_a_draft_too(talking, rikke, sign_in, lead_trine, today):
    day = today + timedelta(days=9)
    steps.ask(course=talking, words="Mere.", next_on=day, not_a_child=False, today=today, by=rikke)
    browser = sign_in(lead_trine)
    browser.post(keep_at(talking, "step-answer"), {"words": TYPED})
    assert TYPED in shown(sign_in(lead_trine), talking, "step-answer")


def test_nobody_else_gets_it(talking, sign_in, adviser_rikke, tom, lead_trine, director_dan):
    for part in ("note", "step-ask"):
        sign_in(adviser_rikke).post(keep_at(talking, part), {"text": TYPED, "words": TYPED})
        assert TYPED not in shown(sign_in(tom), talking, part)
    sign_in(lead_trine).post(keep_at(talking, "step-withdraw"), {"words": TYPED})
    assert TYPED not in shown(sign_in(director_dan), talking, "step-withdraw")
    assert Draft.objects.count() == 3


def test_an_adviser_whose_browser_holds_a_seat_keeps_notes_as_the_agency(talking, bo, rikke):
    seat, _browser = bo
    both = Who(rikke.user, (seat.pk,))
    for part in ("note", "step-ask", "step-decline"):
        assert keeping.draft_key(talking, part, by=both)["owner_id"] == rikke.user.pk


@pytest.mark.parametrize(
    ("who", "parts"),
    [
        ("lead_trine", ["note", "step-talk", "step-ask", "step-decline"]),
        ("group_gerda", ["note", "step-ask", "step-withdraw", "step-answer"]),
        ("adviser_rikke", ["step-withdraw", "step-answer"]),
    ],
)
def test_who_may_not_send_it_keeps_no_draft_of_it(talking, request, sign_in, who, parts):
    browser = sign_in(request.getfixturevalue(who))
    for part in parts:
        assert browser.post(keep_at(talking, part), {"words": TYPED}).status_code == 403
    assert not Draft.objects.exists()


def test_steps_without_words_and_unknown_parts_have_no_drafts(talking, sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    for part in ("step-offer", "step-sign", "step-", "notes"):
        assert browser.post(keep_at(talking, part), {"words": TYPED}).status_code == 404
    assert "data-draft-url" not in shown(browser, talking, "step-offer")


def test_strangers_and_those_who_are_not_signed_in_keep_nothing(talking, sign_in, lead_erna):
    assert sign_in(lead_erna).post(keep_at(talking, "note"), {"text": "x"}).status_code == 404
    assert Client().post(keep_at(talking, "note"), {"text": "x"}).status_code == 302
    assert not Draft.objects.exists()


def test_a_draft_that_is_thrown_away_forgets_what_was_about_to_be_said(
    draft, trine, sign_in, lead_trine
):
    browser = sign_in(lead_trine)
    for part in ("step-withdraw", "common"):
        assert browser.post(keep_at(draft, part), {"words": TYPED}).status_code == 200
    steps.drop(course=draft, by=trine)
    assert not Draft.objects.exists()
