"""Mette carries the children of Engskolen into the new school year, goes away, and comes back."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import heading, press, tab_to
from tests.journeys.visitor import is_right, looks_right, take_picture


def row_of(page, number):
    return page.locator(".class-row").nth(number)


@pytest.mark.long
def test_three_children_get_a_class_and_one_that_is_refused_is_kept(town, page_as):
    mette = page_as("Mette A.")
    mette.goto("/")
    waiting = mette.locator("li", has_text="mangler klasse i skoleåret")
    left = int(re.match(r"\d+", waiting.inner_text().strip())[0])
    assert left >= 3
    waiting.get_by_role("link", name="Begynd").click()
    looks_right(mette)
    take_picture(mette, "new-year front")
    mette.get_by_role("link", name="Giv børnene en klasse").click()
    for number in range(left):
        row_of(mette, number).get_by_label("Ved ikke endnu").check()
    first, second, third = (row_of(mette, number) for number in range(3))
    names = [row.locator("legend").inner_text().splitlines()[0] for row in (first, second, third)]
    first.get_by_label(re.compile("^Skal gå i")).check()
    expect(second.get_by_label(re.compile("^Hvad hedder klassen"))).to_be_hidden()
    second.get_by_label("Et andet klassetrin eller en anden klasse").check()
    second.get_by_label(re.compile("^Hvad hedder klassen")).fill("Blå gruppe")
    second.get_by_label(re.compile("^Hvilket klassetrin")).select_option(label="4. klasse")
    third.get_by_label("Går ikke på skolen mere").check()
    press(mette, "Gem")
    expect(mette.get_by_role("alert")).to_contain_text("Vælg en grund.")
    expect(second.get_by_label(re.compile("^Hvad hedder klassen"))).to_have_value("Blå gruppe")
    is_right(mette, "new-year classes refused")
    third.get_by_label(re.compile("^Hvorfor går")).select_option(label="Familien flyttede")
    press(mette, "Gem")
    expect(mette.get_by_text("3 børn er klaret.")).to_be_visible()
    for name in names:
        expect(mette.get_by_text(name, exact=True)).to_have_count(0)
    mette.goto("/")  # away, and back: what is done is done
    if left > 3:
        expect(mette.get_by_role("heading", name=re.compile(f"^{left - 3} b"))).to_be_visible()
    seen = town.ask("log_by", "Mette A.")
    assert {"children.enrolled", "children.left_school"} <= set(seen)


@pytest.mark.long
def test_preparedness_is_taken_back_and_gone_through_again_by_the_keyboard(page_as):
    mette = page_as("Mette A.")
    mette.goto("/nyt-skoleaar/")
    mette.get_by_role("link", name="Se beredskabet").click()
    mette.get_by_role("link", name="Det var en fejl").click()
    press(mette, "Træk tilbage")
    mette.get_by_role("link", name="Se beredskabet igennem").click()
    heading(mette, "Se beredskabet på Engskolen igennem")
    is_right(mette, "new-year review")
    press(mette, "Det er set igennem")
    expect(mette.get_by_role("alert")).to_contain_text("Sæt kryds ved alle tre")
    for words in ("Rollerne", "Telefonnumrene", "Når en elev"):
        tab_to(mette, words)
        mette.keyboard.press("Space")
    press(mette, "Det er set igennem")
    expect(mette.get_by_text("Godt! Beredskabet er set igennem.")).to_be_visible()
    ole = page_as("Ole V.")
    ole.goto("/beredskab/")
    expect(ole.locator("tr", has_text="Engskolen")).to_contain_text("Gælder")
