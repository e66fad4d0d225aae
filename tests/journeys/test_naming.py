"""At Engskolen nobody sees a pupil before Mette, who leads it, has named them for the pupil."""

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import begin_a_child, goes_nowhere, heading, press, tells, unfold
from tests.journeys.visitor import looks_right, take_picture


@pytest.fixture
def bjoerk(page_as):
    """A new pupil of Engskolen, created by Peter; gives the address of her page."""
    peter = page_as("Peter M.")
    begin_a_child(peter, "620115-0006")
    peter.get_by_label("Hvad er barnets fornavn?").fill("Bjørk")
    peter.get_by_label("Efternavn").fill("Å.")
    unfold(peter, "Skole og klasse")
    peter.get_by_label("Hvilken skole går barnet på?").select_option(label="Engskolen")
    press(peter, "Videre")
    press(peter, "Opret barnet")
    heading(peter, "Bjørks skolegang")
    return peter.url


@pytest.mark.long
def test_mette_names_jens_and_takes_him_off_again(town, page_as, bjoerk):
    mette, jens, nanna = page_as("Mette A."), page_as("Jens H."), page_as("Nanna B.")
    goes_nowhere(jens, bjoerk)
    tells(mette, "I får et barn.")
    mette.goto("/boern/udpeg/")
    mette.get_by_role("link", name="Vælg en voksen : Bjørk Å.").click()
    mette.get_by_label("Jens H., Kontaktlærer").check()
    mette.get_by_role("group", name="Hvad er personen for barnet?").get_by_label(
        "Kontaktlærer"
    ).check()
    take_picture(mette, "children-name_staff Bjørk")
    looks_right(mette)
    press(mette, "Vælg")
    expect(mette.get_by_text("Jens H. er valgt til og med")).to_be_visible()

    tells(jens, "Du har fået en opgave ved et barn.")
    jens.locator("article", has_text="Du har fået en opgave").first.get_by_role(
        "button", name="Åbn"
    ).click()
    heading(jens, "Bjørks skolegang")
    goes_nowhere(nanna, bjoerk)

    card = mette.locator("article", has_text="Bjørk Å.")
    card.get_by_role("link", name="Luk adgangen for Jens H.").click()
    expect(mette.get_by_text("Jens H. kan ikke se Bjørk Å. længere.")).to_be_visible()
    press(mette, "Luk adgangen nu")
    goes_nowhere(jens, bjoerk)
    seen = [(kind, who) for kind, who, _role in town.ask("log_of", "Bjørk Å.")]
    assert [kind for kind, who in seen if who == "Jens H."] == [
        "children.refused",
        "children.opened",
        "children.refused",
    ]
    assert ("children.refused", "Nanna B.") in seen
    assert ("children.naming_ended", "Mette A.") in seen
