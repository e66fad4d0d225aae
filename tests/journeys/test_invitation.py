"""Inge begins in an empty house, and lets Karen in."""

import pytest
from playwright.sync_api import expect

from tests.journeys.second_factor import accept, sign_in, turn_codes_on
from tests.journeys.visitor import looks_right, take_picture

KAREN = "karen@odense.invalid"
EXPIRED = "Linket er udløbet. Bed om et nyt."
OLE = "ole@odense.invalid"


@pytest.fixture
def invite(page_of, inge):
    """Inge invites somebody as learning coordinator."""

    def send(name, email):
        page = page_of(inge)
        page.goto("/")
        page.get_by_role("link", name="Brugere").first.click()
        page.get_by_role("link", name="Inviter", exact=True).click()
        page.get_by_label("Hvor skal personen arbejde?").select_option(index=1)
        page.get_by_role("button", name="Videre").click()
        page.get_by_label("Hvad er personens mailadresse?").fill(email)
        page.get_by_label("Hvad hedder personen?").fill(name)
        page.get_by_label("Læringskoordinator").check()
        looks_right(page)
        page.get_by_role("button", name="Send invitation").click()
        expect(page.get_by_text(f"Invitationen er sendt til {name}.")).to_be_visible()
        return page

    return send


def test_karen_is_invited_sets_up_codes_and_signs_in_with_them(odense, invite, open_page):
    inges_page = invite("Karen Lange", KAREN)
    first = open_page(odense, phone=True)
    link = odense.link_to(KAREN)
    accept(first, link)
    first.goto("/")  # without a second step there is no way past the page that asks for it
    expect(first.get_by_text("Vælg en måde, før du går videre")).to_be_visible()
    looks_right(first)
    phone = turn_codes_on(first)
    looks_right(first)
    second = open_page(odense)
    sign_in(second, KAREN, phone)
    expect(second.get_by_role("heading", level=1)).to_have_text("Mit overblik")
    inges_page.goto("/konto/brugere/")
    expect(inges_page.get_by_role("row", name="Karen Lange")).to_contain_text("Odense Kommune")
    first.goto(link)  # the link has been used
    expect(first.get_by_role("heading", level=1)).to_have_text(EXPIRED)
    assert odense.ask("log_by", "Karen Lange")[0] == "accounts.invite_accepted"


def test_an_invitation_is_sent_again_and_taken_back(odense, invite, open_page):
    page = invite("Ole Voss", OLE)
    old = odense.link_to(OLE)
    page.get_by_role("button", name="Send igen : Ole Voss").click()
    expect(page.get_by_text("Invitationen er sendt til Ole Voss igen.")).to_be_visible()
    oles = open_page(odense)
    oles.goto(odense.link_to(OLE, after=old))
    expect(oles.get_by_role("heading", level=1)).to_have_text("Du er inviteret til Skolespor")
    page.get_by_role("link", name="Træk tilbage : Ole Voss").click()
    take_picture(page, "invitation-withdraw")
    page.get_by_role("button", name="Træk tilbage").click()
    expect(page.get_by_text("Ole Voss er ikke længere inviteret.")).to_be_visible()
    oles.reload()
    expect(oles.get_by_role("heading", level=1)).to_have_text(EXPIRED)
    oles.goto(old)
    expect(oles.get_by_role("heading", level=1)).to_have_text(EXPIRED)
