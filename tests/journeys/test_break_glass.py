"""Flemming is on duty, and Malik's own worker cannot be reached."""

from playwright.sync_api import expect

from tests.journeys.doing import goes_nowhere, heading, press, tells
from tests.journeys.visitor import looks_right, take_picture

WHY = "Malik er ikke kommet hjem fra skole, og Peter tager ikke telefonen."
USED = "Nødadgang er brugt. Log ind og se grunden."


def test_flemming_opens_malik_with_a_sentence_and_tove_sees_it(town, numbers, page_as):
    flemming = page_as("Flemming A.", phone=True)
    goes_nowhere(flemming, f"/boern/{numbers['malik']}/")
    flemming.goto("/boern/noedadgang/")
    flemming.get_by_label("Fornavn").fill("Malik")
    flemming.get_by_label("Efternavn").fill("A.")
    flemming.get_by_label("Fødselsår").fill(str(numbers["malik's birth year"]))
    press(flemming, "Søg")
    flemming.get_by_role("link", name="Malik A.").click()
    expect(flemming.get_by_role("heading", name="Kan du nå en, der har adgang?")).to_be_visible()
    expect(flemming.locator("main a[href^='tel:']")).not_to_have_count(0)
    take_picture(flemming, "children-break_glass")
    looks_right(flemming)
    press(flemming, "Åbn nu")  # nothing opens without a sentence
    expect(flemming.get_by_text("Skriv en sætning om, hvorfor du skal ind nu.")).not_to_have_count(
        0
    )
    flemming.get_by_label("Hvorfor skal du ind nu?").fill(WHY)
    press(flemming, "Åbn nu")
    heading(flemming, "Maliks skolegang")
    expect(flemming.get_by_text("Du har nødadgang i dag.")).to_be_visible()
    take_picture(flemming, "children-child by break glass")
    looks_right(flemming)
    press(flemming, "Jeg er færdig")
    goes_nowhere(flemming, f"/boern/{numbers['malik']}/")

    birgit = page_as("Birgit S.")
    tells(birgit, USED)
    assert "Malik" not in birgit.content()
    tove = page_as("Tove N.")
    tells(tove, USED)
    tove.goto("/boern/noedadgang/gennemgang/")
    tove.locator("article", has_text=WHY).get_by_role("link", name="Gennemgå").click()
    tove.get_by_label("Ja, det var i orden").check()
    press(tove, "Gem svaret")
    expect(tove.locator("article", has_text=WHY)).to_contain_text("Det var i orden")
    told = [(kind, who) for kind, who, _role in town.ask("log_of", "Malik A.")]
    for what in (
        ("children.searched", "Flemming A."),
        ("children.glass_broken", "Flemming A."),
        ("children.opened", "Flemming A."),
        ("children.glass_ended", "Flemming A."),
        ("children.glass_reviewed", "Tove N."),
    ):
        assert what in told
