"""Karen sends the town's absence: a column by another name, a wrong row, a corrected file, a receipt."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.doing import goes_nowhere, heading, press
from tests.journeys.visitor import DESK, PHONE, Screens, looks_right, sign_in_as, take_picture

SECONDS = 30_000
ROWS = [
    "6205120000;900001;12-10-2026;sygdom",
    "6206130001;900001;12-10-2026;tilladelse",
    "6207140002;900001;13-10-2026;ulovligt",
]
HEAD = "cpr;institutionsnummer;dag i skolen;kategori"


@pytest.fixture
def karen(page_as):
    return page_as("Karen L.")


def csv(*rows: str, head: str = HEAD) -> dict[str, object]:
    text = "\r\n".join([head, *rows, ""])
    return {
        "name": "fravær Kanariefugl.csv",
        "mimeType": "text/csv",
        "buffer": text.encode("cp1252"),
    }


def send(page: Page, file: dict[str, object], kind: str = "Fravær") -> None:
    page.goto("/filer/")
    page.locator("main").get_by_role("link", name="Send en fil").click()
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Hvor ligger filen?").set_input_files(file)
    press(page, "Prøv filen")


def is_right(page: Page, name: str) -> None:
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        looks_right(page)
        take_picture(page, f"files {name}")


@pytest.mark.long
def test_file_is_sent_mapped_mended_and_taken_in(karen, town):
    wrong = ROWS[1].replace("tilladelse", "hjemme hos mormor")
    send(karen, csv(ROWS[0], wrong, ROWS[2]))
    expect(karen.get_by_text("Vi kan ikke finde: dato.")).to_be_visible(timeout=SECONDS)
    is_right(karen, "columns missing")
    karen.get_by_role("link", name="Fortæl, hvad kolonnerne hedder").click()
    karen.get_by_label("Hvad hedder dato i jeres fil?").select_option(label="dag i skolen")
    is_right(karen, "columns")
    press(karen, "Gem navnene, og prøv filen")
    expect(karen.get_by_text("3 rækker læst. 1 række har fejl.")).to_be_visible(timeout=SECONDS)
    row = karen.get_by_role("row").filter(has_text="kategori")
    expect(row.get_by_role("rowheader")).to_have_text("3")
    expect(karen.get_by_text("hjemme hos mormor")).to_have_count(0)
    is_right(karen, "wrong row")
    with karen.expect_download() as loaded:
        karen.get_by_role("link", name="Hent alle fejl som CSV").click()
    assert "3;kategori;" in loaded.value.path().read_text("utf-8-sig")
    address = karen.url
    send(karen, csv(*ROWS))  # mended; the column's name is remembered
    expect(karen.get_by_text("3 rækker læst. Ingen fejl.")).to_be_visible(timeout=SECONDS)
    is_right(karen, "all good")
    press(karen, "Tag filen ind")
    expect(karen.get_by_role("heading", name="3 rækker er taget ind")).to_be_visible(
        timeout=SECONDS
    )
    is_right(karen, "receipt")
    send(karen, csv(*ROWS))
    expect(karen.get_by_text("Den samme fil er taget ind før")).to_be_visible(timeout=SECONDS)
    is_right(karen, "known")
    karen.goto("/filer/")
    expect(karen.get_by_role("rowheader", name="dag i skolen")).to_be_visible()
    is_right(karen, "history")
    assert "imports.taken_in" in town.ask("log_by", "Karen L.")
    goes_nowhere(karen, "/filer/999999/")
    karen.goto(address)
    karen.get_by_role("link", name="Smid filen ud").click()
    press(karen, "Smid filen ud")
    expect(karen.get_by_text("Intet fra den er taget ind.")).to_be_visible()


@pytest.mark.long
def test_file_that_cannot_be_read_says_why(karen):
    send(karen, csv(*ROWS[1:], head=ROWS[0]))
    expect(karen.get_by_text("Række 1 ligner ikke overskrifter.")).to_be_visible(timeout=SECONDS)
    is_right(karen, "unreadable")


@pytest.mark.long
def test_work_goes_on_and_is_told_without_a_script(town, browser):
    """The page asks again by itself, also where no script runs."""
    screens = Screens(browser)
    page = screens(town, java_script_enabled=False)
    sign_in_as(page, "Inge R.")
    send(
        page,
        {"name": "f.csv", "mimeType": "text/csv", "buffer": b"kommune;dato\n9001;31-12-2026\n"},
        "Skoledage",
    )
    heading(page, "Fil med skoledage")
    expect(page.get_by_text("1 række læst. Ingen fejl.")).to_be_visible(timeout=SECONDS)
    screens.close()


@pytest.mark.long
def test_long_work_shows_how_far_it_is(karen):
    rows = [
        f"62051200{n % 10:02};900001;{n % 28 + 1:02}-09-2025;sygdom;;{n}" for n in range(500_000)
    ]
    send(karen, csv(*rows, head="cpr;institutionsnummer;dato;kategori;andel;lobenummer"))
    expect(karen.get_by_role("progressbar")).to_be_visible()
    is_right(karen, "progress")
    expect(karen.get_by_text("500.000 rækker læst")).to_be_visible(timeout=120_000)
    is_right(karen, "many")
