"""Lone and her telephone: the one child who lives with her, and no other."""

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import goes_nowhere, heading
from tests.journeys.visitor import looks_right


@pytest.mark.long
def test_lone_finds_all_there_is_about_freja_on_her_phone(page_as):
    lone = page_as("Lone B.", phone=True)
    lone.get_by_role("link", name="Freja C.").click()
    heading(lone, "Frejas skolegang")
    expect(lone.get_by_text("anbragt")).to_have_count(0)
    tabs = {
        "Kontakter": "Kontakter",
        "Hvem kan se det?": "Hvem kan se det, og hvem har set det?",
        "Er du bekymret?": "Er du bekymret?",
    }
    for link, title in tabs.items():
        lone.get_by_role("link", name=link).first.click()
        heading(lone, title)
        looks_right(lone)
    expect(lone.get_by_role("link", name="112").first).to_have_attribute("href", "tel:112")
    lone.get_by_role("link", name="Hjælp").click()
    heading(lone, "Hjælp")


def test_two_foster_families_never_see_each_others_child(town, numbers, page_as):
    lone, soeren = page_as("Lone B.", phone=True), page_as("Søren D.", phone=True)
    lone.goto("/boern/")
    assert lone.locator("table th[scope=row] a").all_inner_texts() == ["Freja C."]
    for page in ("", "kontakter/", "bekymret/", "adgang/", "adgang/udtraek/"):
        goes_nowhere(lone, f"/boern/{numbers['malik']}/{page}")
        goes_nowhere(soeren, f"/boern/{numbers['freja']}/{page}")
    assert ["children.refused", "Lone B.", ""] in town.ask("log_of", "Malik A.")
