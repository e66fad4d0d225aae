"""Henrik lays a file with Solvang's application: one that nobody may see, one with a name, one more."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import papers
from tests.journeys.doing import press
from tests.journeys.visitor import DESK, PHONE, looks_right, take_picture

CONFIRMS = "Bilagene indeholder ingen oplysninger om enkelte børn."
LOOKED = "Jeg har set filen igennem. Der står ikke noget om enkelte børn"


def choose(page: Page, text: str) -> None:
    file = {"name": "vores plan.docx", "mimeType": "x/y", "buffer": papers.docx(text)}
    page.get_by_label("Hvilken fil?").set_input_files(file)


def is_right(page: Page, name: str) -> None:
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        looks_right(page)
        take_picture(page, f"attachments {name}")


@pytest.mark.long
def test_file_is_looked_through_asked_about_kept_and_got_again(page_as, town):
    henrik = page_as("Henrik W.")
    henrik.goto(f"/raadgivning/{town.ask('numbers')['course of 9001']}/henvendelse/")
    henrik.get_by_role("link", name="Læg en fil op").click()
    henrik.get_by_label(CONFIRMS).check()
    choose(henrik, "710415-0002")
    press(henrik, "Gem filen")
    expect(henrik.get_by_text("ligner et CPR-nummer: afsnit 1.").first).to_be_visible()
    is_right(henrik, "number")
    asks = "vi talte med Zitha i går."
    choose(henrik, asks)
    press(henrik, "Gem filen")
    expect(henrik.get_by_text("»Zitha«").first).to_be_visible()
    is_right(henrik, "name")
    henrik.get_by_label(LOOKED).check()
    choose(henrik, asks)
    press(henrik, "Gem filen")
    expect(henrik.get_by_text("Filen er gemt.")).to_be_visible()
    is_right(henrik, "kept")
    with henrik.expect_download() as got:
        henrik.get_by_role("link", name="vores plan.docx", exact=True).click()
    assert got.value.suggested_filename.startswith("bilag-")
    assert Path(got.value.path()).read_bytes() == papers.docx(asks)
    henrik.get_by_role("link", name="Slet vores plan.docx").click()
    press(henrik, "Slet filen")
    expect(henrik.get_by_text("Filen er slettet.")).to_be_visible()
    assert [one for one in (town.folder / "papers").iterdir() if one.stat().st_size == 0] == []
