"""Jens gets ready to talk with Sofie, writes her words while they talk, and reads them with her."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import goes_nowhere, press
from tests.journeys.visitor import is_right

pytestmark = pytest.mark.long

SEAT, ALONE = "Jeg vil gerne sidde tæt på tavlen.", "Jeg er alene i frikvarteret."


def test_a_talk_from_the_offer_to_the_ok(town, numbers, page_as, today):
    voice = f"/boern/{numbers['sofie']}/stemmen/"
    jens = page_as("Jens H.")
    jens.goto(voice)
    is_right(jens, "conversations-voice")
    jens.get_by_role("link", name="Tilbyd en samtale").click()
    expect(jens.get_by_text("Hvem vil Sofie helst tale med?")).to_be_visible()
    is_right(jens, "conversations-offer")
    jens.get_by_label("Hvilken dag?").fill(f"{today:%d-%m-%Y}")
    jens.get_by_label("Hvor vil Sofie helst være?").fill("Hjørnet i biblioteket")
    press(jens, "Tilbyd samtalen")
    expect(jens.get_by_role("heading", level=1)).to_have_text("Gør klar")
    prepare = jens.url
    with jens.expect_response(re.compile("goer-klar/trin/")):
        jens.get_by_label("Læg telefonen væk. Sæt tid nok af.").check()
    expect(jens.get_by_text("Gemt.", exact=True)).to_be_visible()
    jens.reload()
    expect(jens.get_by_label("Læg telefonen væk. Sæt tid nok af.")).to_be_checked()
    is_right(jens, "conversations-prepare")
    for link in ("Se og udskriv kortene", "Barnet vil ikke i dag", "Find en ny dag"):
        jens.get_by_role("link", name=link).click()
        is_right(jens, f"conversations-{link}")
        jens.goto(prepare)
    jens.get_by_role("link", name="Jeg skriver, mens vi taler").click()
    is_right(jens, "conversations-first")
    press(jens, "Begynd at skrive")
    expect(jens.get_by_text("Sig sætningen til barnet, før I begynder.").first).to_be_visible()
    jens.get_by_label("Jeg har sagt det").check()
    press(jens, "Begynd at skrive")
    _write(jens)
    expect(jens.get_by_role("heading", name="Det siger Sofie")).to_be_visible()
    here = jens.url
    is_right(jens, "conversations-read together")
    jens.get_by_role("link", name="Skriv en aftale").click()
    is_right(jens, "conversations-agreement")
    jens.get_by_label("Hvad har I aftalt?").fill("Jens flytter Sofies plads op foran.")
    jens.get_by_label("Hvornår skal det være sket?").fill(f"{today + timedelta(days=7):%d-%m-%Y}")
    press(jens, "Gem")
    expect(jens.get_by_text("Jens H. har ansvaret.")).to_be_visible()
    press(jens, "Barnet siger ok")
    expect(jens.get_by_text("Barnet har sagt ok til det, der står.")).to_be_visible()
    peter = page_as("Peter M.", phone=True)
    peter.goto(here)
    expect(peter.get_by_text(SEAT, exact=True)).to_be_visible()
    expect(peter.get_by_text(ALONE)).to_have_count(0)
    is_right(peter, "conversations-of another")
    goes_nowhere(page_as("Lone B."), here)
    sofie = page_as("Sofie B.", phone=True)
    sofie.goto(here)
    expect(sofie.get_by_text(ALONE, exact=True)).to_be_visible()
    is_right(sofie, "conversations-her own")


def _write(jens):
    """Two lines and a third that waits; a reload in the middle costs nothing."""
    expect(jens.get_by_role("heading", level=1)).to_have_text("Mens I taler")
    jens.get_by_label("Klassen og vennerne").check()
    jens.locator("[name=item0-text]").fill(SEAT)
    jens.locator("[name=item0-what]").select_option("wish")
    jens.locator("[name=item0-sharing][value=may_share]").check()
    jens.locator("[name=item1-text]").press_sequentially(ALONE)
    expect(jens.get_by_text("Gemt automatisk")).to_be_visible()
    jens.reload()
    expect(jens.locator("[name=item1-text]")).to_have_value(ALONE)
    expect(jens.locator("[name=item0-sharing][value=may_share]")).to_be_checked()
    press(jens, "Skriv en linje mere")
    expect(jens.locator("[name=item3-text]")).to_be_focused()
    expect(jens.locator("[name=item0-text]")).to_have_value(SEAT)
    is_right(jens, "conversations-write")
    press(jens, "Gem, og læs det sammen")
