"""Inge begins in an empty house, and lets Karen in."""

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import heading, invite, press
from tests.journeys.second_factor import accept, sign_in, turn_codes_on
from tests.journeys.visitor import looks_right, take_picture

KAREN = "karen@odense.invalid"
OLE = "ole@odense.invalid"
EXPIRED = "Linket er udløbet. Bed om et nyt."


def test_karen_is_invited_sets_up_codes_and_signs_in_with_them(odense, page_of, inge, open_page):
    inges = page_of(inge)
    invite(inges, "Karen Lange", KAREN)
    first, link = open_page(odense, phone=True), odense.link_to(KAREN)
    accept(first, link)
    first.goto("/")  # without a second step there is no way past the page that asks for it
    expect(first.get_by_text("Vælg en måde, før du går videre")).to_be_visible()
    looks_right(first)
    phone = turn_codes_on(first)
    heading(first, "Nødkoder")
    looks_right(first)
    second = open_page(odense)
    sign_in(second, KAREN, phone)
    heading(second, "Mit overblik")
    inges.goto("/konto/brugere/")
    expect(inges.get_by_role("row", name="Karen Lange")).to_contain_text("Odense Kommune")
    first.goto(link)  # the link has been used
    heading(first, EXPIRED)
    assert odense.ask("log_by", "Karen Lange")[0] == "accounts.invite_accepted"


@pytest.mark.long
def test_an_invitation_is_sent_again_and_taken_back(odense, page_of, inge, open_page):
    page, oles = page_of(inge), open_page(odense)
    invite(page, "Ole Voss", OLE)
    old = odense.link_to(OLE)
    page.get_by_role("button", name="Send igen : Ole Voss").click()
    expect(page.get_by_text("Invitationen er sendt til Ole Voss igen.")).to_be_visible()
    oles.goto(odense.link_to(OLE, after=old))
    heading(oles, "Du er inviteret til Skolespor")
    take_picture(oles, "accounts-accept")
    page.get_by_role("link", name="Træk tilbage : Ole Voss").click()
    take_picture(page, "accounts-withdraw")
    looks_right(page)
    press(page, "Træk tilbage")
    expect(page.get_by_text("Ole Voss er ikke længere inviteret.")).to_be_visible()
    oles.reload()
    heading(oles, EXPIRED)
    oles.goto(old)
    heading(oles, EXPIRED)
    looks_right(oles)
