"""People sign in to the demo, and read it in the language they want."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import axe, looks_right


def test_peter_chooses_himself_and_sees_what_waits_for_him(page_as):
    page = page_as("Peter M.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mit overblik")
    expect(page.get_by_role("heading", level=2, name="Uden skole i dag")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(r"^Se alle \d+ børn$"))).to_be_visible()
    looks_right(page)


@pytest.mark.long
def test_everybody_in_the_demo_can_sign_in(town, open_page):
    page = open_page(town)
    page.goto("/demo/")
    names = [name.strip() for name in page.locator(".cast button").all_inner_texts()]
    for name in names:
        page.goto("/demo/")
        page.locator(".cast button").nth(names.index(name)).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Mit overblik|Hej "))
    assert len(names) > 30


@pytest.mark.long
def test_whoever_reads_english_changes_the_language_and_back(page_as):
    page = page_as("Peter M.")
    page.get_by_role("button", name="English").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    axe(page)
    page.get_by_role("button", name="Dansk").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "da")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mit overblik")
