"""Nobody loses a word: neither to a colleague nor to a closed lid."""

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import press
from tests.journeys.visitor import looks_right, take_picture

FIELD = "Hvad er det godt at vide?"


@pytest.fixture
def note(numbers):
    """The address of the practical note about how Sofie gets home."""
    return f"/boern/{numbers['sofie']}/praktisk/practical_permissions/"


@pytest.mark.long
def test_the_second_to_save_sees_both_texts_and_merges_them(town, page_as, note):
    peter, karen = page_as("Peter M."), page_as("Karen L.")
    peter.goto(note)
    karen.goto(note)
    karen.get_by_label(FIELD).fill("Må gå hjem alene om mandagen.")
    press(karen, "Gem")
    expect(karen.get_by_text("Teksten er gemt.")).to_be_visible()
    peter.get_by_label(FIELD).fill("Må cykle.")
    press(peter, "Gem")
    expect(peter.get_by_role("heading", level=1)).to_have_text("En anden har gemt imens")
    expect(peter.locator(".two-text").first).to_have_text("Må cykle.")
    expect(peter.locator(".two-text").last).to_have_text("Må gå hjem alene om mandagen.")
    take_picture(peter, "children-note two texts")
    looks_right(peter)
    peter.locator("main textarea").fill("Må gå hjem alene om mandagen. Må cykle.")
    press(peter, "Gem den samlede tekst")
    expect(peter.get_by_text("Teksten er gemt.")).to_be_visible()
    karen.reload()
    expect(karen.get_by_text("Må gå hjem alene om mandagen. Må cykle.")).to_be_visible()
    saved = [who for kind, who, _role in town.ask("log_of", "Sofie B.") if "note_saved" in kind]
    assert saved[-2:] == ["Karen L.", "Peter M."]


@pytest.mark.long
def test_a_draft_survives_that_the_browser_is_closed(page_as, note):
    page = page_as("Karen L.")
    page.goto(note)
    before = page.get_by_label(FIELD).input_value()
    page.get_by_label(FIELD).press("Control+End")
    page.get_by_label(FIELD).press_sequentially(" Skal hentes kl. 14.")
    expect(page.get_by_text("Gemt automatisk")).to_be_visible()
    page.context.close()
    again, peter = page_as("Karen L.", phone=True), page_as("Peter M.")
    again.goto(note)
    expect(again.get_by_label(FIELD)).to_have_value(f"{before} Skal hentes kl. 14.")
    looks_right(again)
    peter.goto(note)  # nobody else sees the draft
    expect(peter.get_by_label(FIELD)).to_have_value(before)
    press(again, "Smid min kladde væk")
    again.goto(note)
    expect(again.get_by_label(FIELD)).to_have_value(before)
