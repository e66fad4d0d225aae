"""Karen agrees on fewer hours for Sofie: not without an end and a plan, and nothing typed is lost."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import goes_nowhere, press
from tests.journeys.visitor import looks_right, take_picture

pytestmark = pytest.mark.long

MISSING = "Skriv planen for, hvordan barnet kommer op i tid igen."


def test_fewer_hours_need_an_end_a_reason_and_a_plan(town, numbers, page_as, today):
    here = f"/boern/{numbers['sofie']}/fremmoede/"
    karen = page_as("Karen L.", phone=True)
    karen.goto(here)
    karen.get_by_role("link", name="Aftal nedsat skema").click()
    expect(karen.get_by_text("Nedsat skema kræver hjemmel; spørg forvaltningen.")).to_be_visible()
    karen.get_by_label("Hvilken dag er den første med færre timer?").fill(
        f"{today - timedelta(days=7):%d-%m-%Y}"
    )
    karen.get_by_label("Hvor mange timer har klassen om ugen?").fill("28")
    karen.get_by_label("Hvor mange timer får barnet om ugen?").fill("8")
    why = karen.get_by_label("Hvorfor får barnet færre timer?")
    why.press_sequentially("Sofie bliver træt.")
    expect(karen.get_by_text("Gemt automatisk")).to_be_visible()
    press(karen, "Gem aftalen")
    expect(karen.get_by_text("Skriv, hvilken dag aftalen slutter.").first).to_be_visible()
    expect(karen.get_by_text(MISSING).first).to_be_visible()
    expect(why).to_have_value("Sofie bliver træt.")
    looks_right(karen)
    karen.get_by_label("Hvilken dag er den sidste?").fill(f"{today + timedelta(days=60):%d-%m-%Y}")
    karen.get_by_label("Hvordan kommer barnet op i tid igen?").fill("To timer mere hver uge.")
    press(karen, "Gem aftalen")
    expect(karen.get_by_text("Aftalen er gemt.")).to_be_visible()
    expect(karen.get_by_text("8 timer om ugen i stedet for 28.")).to_be_visible()
    take_picture(karen, "attendance-reduced timetable")
    looks_right(karen)
    goes_nowhere(page_as("Lone B."), here)
    jens = page_as("Jens H.")
    jens.goto(here)
    expect(jens.get_by_text("To timer mere hver uge.").first).to_be_visible()
    expect(jens.get_by_role("link", name="Aftal nedsat skema")).to_have_count(0)
    karen.get_by_role("link", name="Det var en fejl").first.click()
    karen.get_by_label("Hvorfor?").fill("Det var en prøve i huset.")
    press(karen, "Træk tilbage")
    expect(karen.get_by_text("Det er trukket tilbage.")).to_be_visible()
    kinds = town.ask("log_by", "Karen L.")
    assert {"attendance.reduced_agreed", "attendance.reduced_withdrawn"} <= set(kinds)
