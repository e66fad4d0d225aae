"""No child in what both sides write to each other: numbers are refused wherever they are written, and what
looks like a name is asked about."""

from datetime import timedelta

import pytest

from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken
from skolespor.programme import states
from skolespor.programme.actions import agreement, application, people, running, steps
from skolespor.programme.models import Day, Inquiry, Taken
from skolespor.programme.queries import agreed

NUMBER = "150415-0002"


@pytest.fixture
def reply(sent, rikke, today):
    """The agency takes a step: `reply(steps.talk, "Vi ringer.")`."""

    def take(act, words, not_a_child=False):
        act(
            course=sent,
            words=words,
            next_on=today + timedelta(days=7),
            not_a_child=not_a_child,
            today=today,
            by=rikke,
        )

    return take


@pytest.mark.parametrize("act", [steps.talk, steps.ask, steps.decline])
def test_the_agency_writes_no_child_either(sent, reply, act):
    with pytest.raises(RuleBroken) as no:
        reply(act, f"Vi har læst om {NUMBER}.", not_a_child=True)
    assert (no.value.code, no.value.field) == ("text.cpr", "words")
    with pytest.raises(RuleBroken) as no:
        reply(act, "Vi har læst om Maja.")
    assert (no.value.code, no.value.field) == ("text.name", "not_a_child")
    sent.refresh_from_db()
    assert sent.state == "inquiry"
    assert not Taken.objects.exclude(step="send").exists()
    reply(act, "Vi har læst, hvad Bo Birk i Solvang skriver om Maja.", not_a_child=True)
    assert sent.state != "inquiry"
    assert "Maja" not in "".join(str(one.data) for one in Entry.objects.all())


def test_the_page_asks_about_a_name_keeps_the_words_and_takes_the_step_when_confirmed(
    sent, sign_in, adviser_rikke, today
):
    browser = sign_in(adviser_rikke)
    address = f"/raadgivning/{sent.pk}/trin/talk/"
    day = (today + timedelta(days=7)).strftime("%d-%m-%Y")
    said = {"words": "Vi har læst om Maja.", "next_on": day}
    page = browser.post(address, said).content.decode()
    assert "»Maja«" in page
    assert "Vi har læst om Maja." in page
    assert 'name="not_a_child"' in page
    assert browser.post(address, said | {"not_a_child": "on"}).status_code == 302
    sent.refresh_from_db()
    assert sent.state == "initial_dialogue"


def refused(response, words):
    assert words in response.content.decode()
    assert response.status_code == 200


def test_no_number_stands_in_a_title_or_as_a_telephone_on_the_open_page(client, solvang):
    asked = {
        "municipality": "9001",
        "name": "Kim Kær",
        "title": "Skolechef",
        "email": "kim@example.invalid",
        "phone": "+45 20 12 34 56",
    }
    address = "/raadgivning/henvend/"
    title = client.post(address, asked | {"title": f"Chef {NUMBER}"})
    refused(title, "Skriv kun stillingen, ikke et CPR-nummer.")
    phone = client.post(address, asked | {"phone": NUMBER})
    refused(phone, "Skriv et telefonnummer, ikke et CPR-nummer.")
    assert not Inquiry.objects.exists()
    assert client.post(address, asked).status_code == 302


def test_no_number_stands_in_the_title_of_who_is_invited_or_takes_over(draft, invites, trine):
    bo = invites(draft)
    who = {"name": "Ny Nord", "email": "ny@example.invalid", "title": f"Chef {NUMBER}"}
    with pytest.raises(RuleBroken) as no:
        people.replace(seat=bo, by=trine, **who)
    assert (no.value.code, no.value.field) == ("text.cpr", "title")
    bo.refresh_from_db()
    assert bo.left_at is None
    with pytest.raises(RuleBroken) as no:
        people.invite(course=draft, line="", level="", may_write=True, by=trine, **who)
    assert (no.value.code, no.value.field) == ("text.cpr", "title")


@pytest.mark.parametrize(
    "link", [f"https://moede.invalid/{NUMBER}", "https://a.invalid/1504150002"]
)
def test_no_number_stands_in_the_link_to_a_day(talking, offers, sets_day, link):
    offers(talking)

    def set_day(address):
        return sets_day(talking, 1, place="", link=address)

    for address in (link, link.replace("-", "%2D")):
        with pytest.raises(RuleBroken) as no:
            set_day(address)
        assert (no.value.code, no.value.field) == ("text.cpr", "link")
    assert not Day.objects.exists()
    assert set_day("https://moede.invalid/abc-123").link == "https://moede.invalid/abc-123"


def test_no_number_stands_in_the_title_of_who_approves(talking, offers, rikke, today):
    offers(talking)
    seen = agreed.mark_of(agreed.whole(talking))
    with pytest.raises(RuleBroken) as no:
        agreement.approve(course=talking, title=f"Chef {NUMBER}", seen=seen, today=today, by=rikke)
    assert (no.value.code, no.value.field) == ("text.cpr", "title")


def test_the_municipality_is_refused_the_same(talking, trine):
    with pytest.raises(RuleBroken) as no:
        steps.withdraw(course=talking, words=f"Om {NUMBER}", not_a_child=True, by=trine)
    assert no.value.code == "text.cpr"
    with pytest.raises(RuleBroken) as no:
        application.inquire(
            municipality="9001", name=NUMBER, title="Chef", email="x@example.invalid", phone="1"
        )
    assert no.value.field == "name"


def confirmed(kind):
    return Entry.objects.filter(kind=kind).latest("pk").data["names_confirmed"]


def test_the_log_book_says_how_many_names_somebody_confirmed(signed, rikke, pauses, today):
    about = "Vi talte med Lola Lind."
    steps.note(course=signed, text=about, is_shared=False, not_a_child=True, by=rikke)
    assert confirmed("programme.noted") == "2"
    running.go(
        course=signed,
        step=states.PRACTISE,
        words=about,
        not_a_child=True,
        today=today,
        by=rikke,
    )
    assert confirmed("programme.step_taken") == "2"
    pauses(signed, today + timedelta(days=30), words="Ny direktør.")
    assert confirmed("programme.step_taken") == "0"
