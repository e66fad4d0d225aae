"""A child that came in with an adult's code: no more than that adult may read stands there."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from skolespor.children.tests.pages import words
from skolespor.conversations.actions.screens import make_own_code
from skolespor.promises.actions.saying import Words, say
from skolespor.promises.rules import Sharing, What

SHARED, OURS = "Jeg kan lave baglæns saltomortale.", "Jeg er bange for at blive flyttet."
PAGES = ("own", "own_good_at", "own_agreements", "own_said", "own_who_sees", "own_talk")


@pytest.fixture
def told(maja, teacher_tim, coordinator_karen, today):
    """Maja has told Tim one thing that all may know, and one for the two of them."""
    cache.clear()
    for text, sharing in ((SHARED, Sharing.MAY_SHARE), (OURS, Sharing.BETWEEN_US)):
        for what in (What.STRENGTH, What.WISH):
            said = Words(text, what, sharing)
            say(child=maja, words=said, adult=teacher_tim, said_on=today, by=teacher_tim)


def comes_in(adult, maja):
    browser = Client()
    browser.post(reverse("snak:code"), {"code": make_own_code(child=maja, by=adult)})
    return browser


def everything(browser):
    return " ".join(words(browser.get(reverse(f"workspace:{name}"))) for name in PAGES)


def test_with_her_foster_mothers_code_what_is_tims_and_hers_is_not_there(
    told, maja, maja_herself, foster_freja
):
    page = everything(comes_in(foster_freja, maja))
    assert SHARED in page
    assert OURS not in page
    assert "Det, du kun har sagt til andre, står ikke her." in page


def test_with_tims_code_it_is(told, maja, maja_herself, teacher_tim):
    page = everything(comes_in(teacher_tim, maja))
    assert SHARED in page and OURS in page


def test_by_her_own_sign_in_all_of_it_is(told, maja_herself, sign_in):
    page = everything(sign_in(maja_herself))
    assert SHARED in page and OURS in page
    assert "med en kode" not in page


def test_when_the_adult_is_gone_the_code_shows_nothing_that_was_said(
    told, maja, maja_herself, foster_freja, yesterday
):
    browser = comes_in(foster_freja, maja)
    foster_freja.jobs.update(until=yesterday)
    assert SHARED not in everything(browser)


@pytest.mark.parametrize(
    "page", ["mfa_add_webauthn", "mfa_activate_totp", "accounts:profile", "notices:index"]
)
def test_by_code_nobody_becomes_maja_for_good(maja, maja_herself, foster_freja, page):
    """A passkey or an account made in that hour would let Freja in as Maja for ever."""
    browser = comes_in(foster_freja, maja)
    assert browser.get(reverse(page)).status_code == 404
    assert browser.post(reverse(page), {"phone": "12345678"}).status_code == 404
    maja_herself.refresh_from_db()
    assert maja_herself.phone == ""


def test_by_code_no_page_leads_to_where_she_cannot_go(maja, maja_herself, foster_freja, sign_in):
    browser, own = comes_in(foster_freja, maja), sign_in(maja_herself)
    for page in ("own", "own_read"):
        theirs = own.get(reverse(f"workspace:{page}")).content.decode()
        mine = browser.get(reverse(f"workspace:{page}")).content.decode()
        for link in ("notices:index", "accounts:profile"):
            assert reverse(link) in theirs and reverse(link) not in mine
        assert f"/boern/{maja.pk}/" in theirs and f"/boern/{maja.pk}/" not in mine
