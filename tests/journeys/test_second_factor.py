"""Signing in with two steps: a code, a passkey, a recovery code, and a forgotten password."""

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import heading, invite, press
from tests.journeys.second_factor import PASSWORD, accept, begin_to_sign_in, turn_codes_on
from tests.journeys.visitor import looks_right, take_picture

NINA, PER = "nina@odense.invalid", "per@odense.invalid"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def invited(odense, page_of, inge):
    """Inge invites somebody; gives the link in the mail."""

    def send(name, email):
        invite(page_of(inge), name, email)
        return odense.link_to(email)

    return send


def carries_a_key(page):
    """The machine has a place for passkeys, and its owner always says yes."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_nina_chooses_a_passkey_and_signs_in_without_a_password(odense, open_page, invited):
    page = open_page(odense)
    carries_a_key(page)
    accept(page, invited("Nina Toft", NINA))
    page.get_by_role("link", name="Tilføj adgangsnøgle").click()
    page.get_by_label("Hvad skal nøglen hedde?").fill("Min telefon")
    page.get_by_label("Jeg vil kunne logge ind uden adgangskode").check()
    press(page, "Tilføj adgangsnøgle")
    heading(page, "Nødkoder")
    page.get_by_role("button", name="Log ud").first.click()
    page.goto("/konto/log-ind/")
    press(page, "Log ind med adgangsnøgle")
    heading(page, "Mit overblik")
    assert odense.ask("log_by", "Nina Toft").count("accounts.signed_in") == 2


@pytest.mark.long
def test_nina_shows_that_it_is_her_before_she_changes_her_key(odense, open_page, invited):
    page = open_page(odense, phone=True)
    carries_a_key(page)
    accept(page, invited("Nina Holm", "holm@odense.invalid"))
    page.get_by_role("link", name="Tilføj adgangsnøgle").click()
    page.get_by_label("Hvad skal nøglen hedde?").fill("Min telefon")
    looks_right(page)
    press(page, "Tilføj adgangsnøgle")
    heading(page, "Nødkoder")
    sign_out_on_the_phone(page)
    begin_to_sign_in(page, "holm@odense.invalid")
    press(page, "Brug adgangsnøgle")
    heading(page, "Mit overblik")
    page.goto("/konto/to-trin/noegler/")
    looks_right(page)
    page.get_by_role("link", name="Giv nyt navn til Min telefon").click()
    heading(page, "Vis, at det er dig")
    page.get_by_role("link", name="Brug din adgangsnøgle").click()
    looks_right(page)
    press(page, "Brug adgangsnøgle")
    heading(page, "Giv adgangsnøglen et nyt navn")
    looks_right(page)
    page.get_by_label("Hvad skal nøglen hedde?").fill("Den gamle")
    press(page, "Gem")
    page.get_by_role("link", name="Fjern Den gamle").click()
    looks_right(page)
    take_picture(page, "mfa_remove_webauthn")


def sign_out_on_the_phone(page):
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Log ud").last.click()


@pytest.mark.long
def test_per_has_lost_his_phone_and_forgotten_his_password(odense, open_page, invited):
    page = open_page(odense, phone=True)
    link = invited("Per Voss", PER)
    accept(page, link)
    turn_codes_on(page)
    heading(page, "Nødkoder")
    spare = page.locator("main li").first.inner_text().strip()
    sign_out_on_the_phone(page)
    page.goto("/konto/log-ind/")
    page.get_by_role("link", name="Glemt din adgangskode?").click()
    page.get_by_label("Mailadresse").fill(PER)
    looks_right(page)
    press(page, "Send link")
    page.goto(odense.link_to(PER, after=link))
    looks_right(page)
    take_picture(page, "account_reset_password_from_key")
    for field in page.locator("main input[type=password]").all():
        field.fill(f"{PASSWORD} igen")
    press(page, "Gem adgangskode")
    looks_right(page)
    begin_to_sign_in(page, PER, f"{PASSWORD} igen")
    heading(page, "Andet trin")
    looks_right(page)
    take_picture(page, "mfa_authenticate")
    page.get_by_label("Kode").fill("000000")
    press(page, "Log ind")
    expect(page.get_by_text("Koden er forkert.").first).to_be_visible()
    expect(page.get_by_text("Brug adgangsnøgle")).to_have_count(0)  # he has none
    page.get_by_label("Kode").fill(spare)
    press(page, "Log ind")
    heading(page, "Mit overblik")
