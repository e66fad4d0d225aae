"""A child must have somewhere to sleep tonight: Peter creates it from his telephone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import begin_a_child, heading, press, tells, unfold
from tests.journeys.visitor import looks_right, take_picture

WANTED = "I får et barn. Sæt navn på de voksne, der skal arbejde med barnet."


@pytest.mark.long
def test_peter_creates_a_child_at_night_and_the_home_is_told_without_a_name(town, page_as):
    peter = page_as("Peter M.", phone=True)
    begin_a_child(peter, "610116-0002")
    looks_right(peter)
    peter.get_by_label("Hvad er barnets fornavn?").fill("Viola")
    peter.get_by_label("Efternavn").fill("Ø.")
    unfold(peter, "Hvor barnet bor")
    peter.get_by_label("Hvor bor barnet?").select_option(label="Fjordly")
    peter.get_by_label("Hvad er det for et sted?").select_option(label="Børne- og ungehjem")
    press(peter, "Videre")
    heading(peter, "Er det rigtigt?")
    expect(peter.get_by_text("Fjordly")).not_to_have_count(0)
    take_picture(peter, "children-create confirm")
    looks_right(peter)
    press(peter, "Opret barnet")
    heading(peter, "Violas skolegang")
    expect(peter.get_by_text("bor på et børne- og ungehjem").first).to_be_visible()
    looks_right(peter)
    hanne = page_as("Hanne T.")
    tells(hanne, WANTED)
    assert "Viola" not in hanne.content()
    hanne.locator("article", has_text=WANTED).first.get_by_role("button", name="Åbn").click()
    expect(hanne.get_by_role("heading", name="Viola Ø.")).to_be_visible()
    done = [(kind, who) for kind, who, _role in town.ask("log_of", "Viola Ø.")]
    assert ("children.created", "Peter M.") in done
    assert ("children.opened", "Peter M.") in done
    assert ("children.listed", "Hanne T.") in done


@pytest.mark.long
def test_a_child_that_is_not_saved_yet_waits_as_a_draft_without_its_number(page_as):
    peter = page_as("Peter M.")
    begin_a_child(peter, "610117-0004")
    peter.get_by_label("Hvad er barnets fornavn?").press_sequentially("Storm")
    expect(peter.get_by_text("Gemt automatisk")).to_be_visible()
    peter.context.close()
    again = page_as("Peter M.", phone=True)
    again.goto("/boern/opret/")
    again.get_by_role("link", name="Fortsæt med det barn, du er ved at oprette").click()
    expect(again.get_by_label("Hvad er barnets fornavn?")).to_have_value("Storm")
    unfold(again, "Mere om barnet") if again.locator(
        "details:not([open])", has_text="Mere om barnet"
    ).count() else None
    expect(again.get_by_label("CPR-nummer")).to_have_value("")
