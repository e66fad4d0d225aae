"""Amina does not go to school; her teacher says so, Karen solves it, and she goes again."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import goes_nowhere, heading, press
from tests.journeys.visitor import looks_right, take_picture


@pytest.mark.long
def test_a_child_moves_and_somebody_says_that_it_does_not_go_to_school(town, numbers, page_as):
    about = numbers["one more of peter's"]
    here = f"/boern/{about}/"
    peter = page_as("Peter M.")
    peter.goto(here)
    peter.get_by_role("link", name="Nyt sted at bo").click()
    peter.get_by_label("Hvor skal barnet bo?").select_option(label="Plejefamilien Holt")
    peter.get_by_label("Hvad er det for et sted?").select_option(label="Almen plejefamilie")
    press(peter, "Se, hvad der sker")
    press(peter, "Gem flytningen")
    asked = peter.get_by_role("heading", level=1)
    expect(asked).to_have_text(re.compile(r"^(.+) er flyttet\. Går \1 stadig på .+\?$"))
    looks_right(peter)
    peter.get_by_role("link", name="Nej, går ikke i skole").click()
    expect(asked).to_have_text(re.compile("går ikke i skole$"))
    press(peter, "Gem")
    expect(peter.get_by_text("Det er skrevet. Dagene tæller som uden skole")).to_be_visible()
    looks_right(peter)
    peter.get_by_role("link", name="Går i skole igen").click()
    press(peter, "Gem")  # the same day: it never was
    expect(peter.get_by_text("Var det en fejl, så træk det tilbage.").first).to_be_visible()
    peter.goto(f"{here}fremmoede/")
    peter.get_by_role("link", name="Det var en fejl").click()
    press(peter, "Træk tilbage")
    expect(peter.get_by_text("Det er trukket tilbage.")).to_be_visible()
    kinds = town.ask("log_by", "Peter M.")
    assert {"attendance.not_attending", "attendance.not_attending_withdrawn"} <= set(kinds)


@pytest.mark.long
def test_karen_writes_what_she_has_done_and_the_child_never_sees_the_days(numbers, page_as):
    aminas = f"/boern/{numbers['amina']}/fremmoede/"
    karen = page_as("Karen L.", phone=True)
    karen.goto("/")
    looks_right(karen)
    karen.locator("main").get_by_role("link", name=re.compile(" uden skole$|»Uden skole«")).click()
    heading(karen, "Uden skole")
    looks_right(karen)
    karen.get_by_role("link", name="Amina A.").click()
    karen.get_by_role("link", name="Hvem gør hvad i dag?").click()
    words = karen.get_by_label("Hvad er der gjort i dag, og hvem gør hvad nu?")
    words.press_sequentially("Skolen ringer til Amina i morgen.")
    expect(karen.get_by_text("Gemt automatisk")).to_be_visible()
    karen.goto(f"{aminas}skolepause/i-dag/")  # what was typed is there again
    expect(words).to_have_value("Skolen ringer til Amina i morgen.")
    press(karen, "Gem")
    expect(karen.get_by_text("Skolen ringer til Amina i morgen.")).to_be_visible()
    take_picture(karen, "attendance-worked gap")
    looks_right(karen)
    goes_nowhere(page_as("Lone B."), aminas)
    malik = page_as("Malik A.")
    answer = malik.goto(f"/boern/{numbers['malik']}/fremmoede/")
    assert answer.status == 403
    malik.goto(f"/boern/{numbers['malik']}/")
    expect(malik.get_by_text("Fremmøde")).to_have_count(0)
