"""Malik is 8, Sofie 11, Freja 15, and Emil has no school: their own pages, at their own screens."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import goes_nowhere, heading
from tests.journeys.visitor import DESK, DOUBLED, PHONE, axe, looks_right, no_sideways_scroll

TABLET = {"width": 820, "height": 1180}
PAGES = (
    "",
    "god-til/",
    "snak/",
    "snak/ny/",
    "raadgiver/",
    "aftaler/",
    "aftaler/skriv/",
    "voksne/",
    "hvem/",
    "hvem/laest/",
    "hvem/sagt/",
    "rettigheder/",
    "hjaelp/",
)
VOICE = """(lang, isLocal) => {
  const said = [];
  window.said = said;
  const speech = { getVoices: () => [{ lang, localService: isLocal, name: "v" }],
    speak: (spoken) => said.push(spoken.text), cancel: () => {}, addEventListener: () => {} };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
}"""


@pytest.mark.long
@pytest.mark.parametrize("name", ["Malik A.", "Sofie B.", "Freja C.", "Emil D."])
def test_every_page_is_right_at_every_size(page_as, name):
    child = page_as(name)
    for page in PAGES:
        child.set_viewport_size(DESK)
        child.goto(f"/mig/{page}")
        looks_right(child)
        for size in (TABLET, PHONE):
            child.set_viewport_size(size)
            axe(child)
            no_sideways_scroll(child)
        child.set_viewport_size(DOUBLED)
        no_sideways_scroll(child)


def test_malik_tells_what_he_is_good_at_with_the_keyboard_alone(page_as):
    malik = page_as("Malik A.")
    heading(malik, "Hej Malik")
    malik.get_by_role("link", name="Det, jeg er god til").focus()
    malik.keyboard.press("Enter")
    heading(malik, "Det, jeg er god til")
    malik.get_by_label("Hvad er du god til?").focus()
    malik.keyboard.type("Jeg er god til at bygge huler.")
    malik.keyboard.press("Tab")
    malik.keyboard.press("Space")
    expect(malik.get_by_role("radio", name="Jens H.")).to_be_checked()
    malik.keyboard.press("Tab")
    malik.keyboard.press("ArrowUp")
    expect(malik.get_by_role("radio", name="Det må de andre vide")).to_be_checked()
    malik.keyboard.press("Tab")
    malik.keyboard.press("Enter")
    expect(malik.get_by_text("Tak. Det er gemt.")).to_be_visible()
    expect(malik.get_by_text("Jeg er god til at bygge huler.")).to_be_visible()


@pytest.mark.long
def test_sofie_asks_for_a_talk_and_then_rather_not(page_as):
    sofie = page_as("Sofie B.", phone=True)
    sofie.get_by_role("link", name="Snak om skolen").click()
    sofie.get_by_role("link", name="Jeg vil gerne snakke").click()
    sofie.get_by_label("Poul E.").check()
    sofie.get_by_label("På gåtur").check()
    sofie.get_by_label("Drømme og næste skridt").check()
    sofie.get_by_role("button", name="Spørg").click()
    expect(sofie.get_by_role("heading", name="Du har spurgt Poul E.")).to_be_visible()
    sofie.get_by_role("link", name="Ikke i dag").click()
    heading(sofie, "Ikke i dag")
    sofie.get_by_role("button", name="Nej, ikke i dag").click()
    expect(sofie.get_by_text("Det er helt i orden.")).to_be_visible()
    expect(sofie.get_by_text("Poul E.")).to_have_count(0)


@pytest.mark.long
def test_freja_writes_to_her_case_worker_and_knows_by_when(page_as):
    freja = page_as("Freja C.", phone=True)
    freja.goto("/mig/raadgiver/")
    freja.get_by_label("Vil du skrive, hvad det handler om?").fill("Må jeg blive på min skole?")
    freja.get_by_role("button", name="Send").click()
    expect(freja.get_by_text("De voksne skal svare dig senest")).to_be_visible()
    freja.goto("/mig/hvem/sagt/")
    freja.get_by_role("button", name="Kun min voksne og mig").first.click()
    chosen = freja.get_by_role("button", name="Kun min voksne og mig").first
    expect(chosen).to_have_attribute("aria-pressed", "true")


def test_emil_reads_that_the_adults_find_a_school_and_no_number_of_days(page_as):
    emil = page_as("Emil D.", phone=True)
    heading(emil, "Hej Emil")
    expect(emil.get_by_text("De voksne er ved at finde en skole til dig.")).to_be_visible()
    expect(emil.locator("main").get_by_text("dage")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "is_local", "is_there"),
    [("da-DK", True, True), ("da-DK", False, False), ("en-US", True, False)],
)
def test_read_aloud_is_there_only_with_a_voice_of_the_device(page_as, language, is_local, is_there):
    sofie = page_as("Sofie B.")
    sofie.add_init_script(f"({VOICE})('{language}', {str(is_local).lower()})")
    sofie.goto("/mig/rettigheder/")
    button = sofie.get_by_role("button", name=re.compile("Læs op.*Det gælder altid"))
    expect(button).to_have_count(1 if is_there else 0)
    if is_there:
        button.click()
        assert sofie.evaluate("window.said[0]") == "Det gælder altid"
        expect(
            sofie.get_by_role("button", name=re.compile("Stop.*Det gælder altid"))
        ).to_be_visible()
        axe(sofie)


def test_an_adult_has_no_such_pages(page_as):
    jens = page_as("Jens H.")
    for page in PAGES:
        goes_nowhere(jens, f"/mig/{page}")
