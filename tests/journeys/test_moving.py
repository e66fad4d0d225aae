"""Amina moves, and Malik's foster family is shut out at once."""

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import goes_nowhere, heading, press
from tests.journeys.visitor import looks_right, take_picture


def loses(page, words):
    """Before anything is done the page says who loses access."""
    line = page.get_by_role("listitem").filter(has_text=words)
    expect(line.get_by_role("img", name="Lukker:")).to_be_visible()


@pytest.mark.long
def test_the_old_family_is_shown_before_the_move_and_out_the_day_after(town, numbers, page_as):
    aminas = f"/boern/{numbers['amina']}/"
    peter, soeren = page_as("Peter M."), page_as("Søren D.", phone=True)
    peter.goto(aminas)
    peter.get_by_role("link", name="Nyt sted at bo").click()
    peter.get_by_label("Hvor skal barnet bo?").select_option(label="Plejefamilien Holt")
    peter.get_by_label("Hvad er det for et sted?").select_option(label="Almen plejefamilie")
    press(peter, "Se, hvad der sker")
    loses(peter, "Søren D., Plejeforælder: kan se siden til og med")
    take_picture(peter, "children-move preview")
    looks_right(peter)
    assert soeren.goto(aminas).status == 200  # nothing has been done yet
    press(peter, "Gem flytningen")
    heading(peter, "Amina går ikke i skole")  # asked at once; here it is known already
    peter.get_by_role("link", name="Til overblikket").click()
    expect(peter.get_by_role("heading", name="Plejefamilien Holt")).to_be_visible()
    assert soeren.goto(aminas).status == 200  # it is the last day
    town.ask("a_day_later", "Amina A.")
    goes_nowhere(soeren, aminas)
    soeren.goto("/boern/")
    expect(soeren.get_by_role("link", name="Amina A.")).to_have_count(0)
    log = town.ask("log_of", "Amina A.")
    assert ["children.refused", "Søren D.", ""] in log


def test_access_that_is_closed_now_is_closed_in_the_session_that_is_open(town, numbers, page_as):
    peter, soeren = page_as("Peter M."), page_as("Søren D.", phone=True)
    maliks = f"/boern/{numbers['malik']}/"
    soeren.goto(maliks)
    heading(soeren, "Maliks skolegang")
    peter.goto(f"{maliks}adgang/")
    peter.get_by_role("link", name="Luk adgang nu : Søren D.").click()
    loses(peter, "Søren D., Plejeforælder: kan ikke se siden mere")
    press(peter, "Luk adgang nu")  # not without a sentence
    expect(peter.get_by_text("Skriv hvorfor, med en sætning.")).not_to_have_count(0)
    peter.get_by_label("Hvorfor?").fill("Malik bor midlertidigt et andet sted.")
    press(peter, "Luk adgang nu")
    expect(peter.get_by_text("Adgangen er lukket.")).to_be_visible()
    soeren.get_by_role("link", name="Kontakter").first.click()
    heading(soeren, "Siden findes ikke, eller du har ikke adgang til den")
    assert ["children.seat_closed", "Peter M.", ""] in town.ask("log_of", "Malik A.")
