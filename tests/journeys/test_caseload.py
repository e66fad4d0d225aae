"""Flemming stops. Birgit, who leads the team, gives his children to Yrsa."""

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import press, tells
from tests.journeys.visitor import looks_right, take_picture


def names_on(page):
    """The children whose name one can follow, but for Amina: Flemming has opened her by
    break-glass, and that is nothing to give away."""
    page.goto("/boern/")
    return set(page.locator("table th[scope=row] a").all_inner_texts()) - {"Amina A."}


@pytest.mark.long
def test_birgit_gives_flemmings_children_to_yrsa_and_nobody_is_without(town, page_as):
    flemming, yrsa = page_as("Flemming A."), page_as("Yrsa D.")
    his, alone = names_on(flemming), town.ask("without_owner")
    assert len(his) == 5
    birgit = page_as("Birgit S.")
    birgit.goto("/boern/giv-videre/")
    birgit.get_by_role("link", name="Giv videre : Flemming A.").click()
    birgit.get_by_label("Hvem overtager?").select_option(label="Yrsa D., Familieteamet")
    press(birgit, "Videre")
    expect(birgit.get_by_role("heading", name="Det sker der")).to_be_visible()
    take_picture(birgit, "children-hand_over confirm")
    looks_right(birgit)
    press(birgit, "Giv børnene videre")
    row = birgit.get_by_role("row", name="Flemming A.")
    expect(row.get_by_role("cell").nth(2)).to_have_text("0")
    assert his < names_on(yrsa)
    assert names_on(flemming) == his  # it is his last day
    town.ask("a_day_later", *his)
    assert names_on(flemming) == set()
    tells(yrsa, "Du har overtaget børn. Se, hvad der venter.")
    assert town.ask("log_by", "Birgit S.").count("children.handed_over") == len(his)
    assert town.ask("without_owner") == alone
