"""A child at its own screen: it writes, draws, skips and chooses, and nothing of it is lost."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.house import open_house
from tests.journeys.visitor import DESK, PHONE, axe, no_sideways_scroll, sign_in_as, take_picture

BANDS = ("age_6_9", "age_10_13", "age_14_17")
TABLET = {"width": 820, "height": 1180}
FOOTBALL = "Jeg er god til fodbold."
SHOWN = ".step:not([hidden])"
GOOD = {"age_6_9": "q_good_6_1", "age_10_13": "q_good_10_1", "age_14_17": "q_good_14_1"}


def given(house, page, band):
    """An adult gives the child the screen; the page is then the child's."""
    about = house.ask("offer_talk", "Malik A.", band)
    sign_in_as(page, about["adult"])
    page.goto(f"/boern/{about['child']}/samtaler/{about['talk']}/giv-skaermen/")
    page.get_by_role("button", name="Giv skærmen nu").click()
    page.wait_for_selector("form[data-ready]")
    return about


def here(page):
    return page.locator(SHOWN)


def onwards(page, times=1):
    for _step in range(times):
        here(page).locator("[data-go=next]").click()


def to_first_question(page, band):
    """Past the scale and what follows it, with the first card chosen."""
    onwards(page, 2 if band == "age_6_9" else 3)
    page.get_by_role("checkbox", name="Det, jeg er god til").check(force=True)
    onwards(page)
    expect(page.locator(f"#{GOOD[band]}")).to_be_visible()


def saved(page):
    expect(page.locator("#status")).to_have_text("Det er gemt")


@pytest.fixture
def screen(town, open_page):
    """Somebody gives a child the screen: `screen("age_6_9")`."""

    def give(band, **options):
        page = open_page(town, **options)
        page.about = given(town, page, band)
        return page

    return give


def test_a_girl_of_nine_tells_draws_and_chooses_who_may_know(town, screen):
    page = screen("age_6_9", phone=True)
    onwards(page)
    page.get_by_role("radio", name="god", exact=True).check(force=True)
    onwards(page)
    page.get_by_role("checkbox", name="Det, jeg er god til").check(force=True)
    onwards(page)
    here(page).locator("textarea").fill(FOOTBALL)
    onwards(page, 2)
    here(page).get_by_role("button", name="menneske").click()
    page.keyboard.press("ArrowRight")
    onwards(page)
    here(page).get_by_label("Det første").fill("Jeg vil sidde tæt på tavlen.")
    onwards(page)
    expect(here(page).locator("[data-item]:visible")).to_have_count(4)
    item = here(page).locator(f"[data-item={GOOD['age_6_9']}]")
    item.get_by_role("radio", name="Det må de andre vide").check(force=True)
    onwards(page)
    here(page).get_by_role("button", name=re.compile("stjerne")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, fordi du fortalte")
    assert town.ask("said_in", page.about["talk"]) == [
        ["words", "god", "between_us", False],
        ["strength", FOOTBALL, "may_share", False],
        ["drawing", "", "between_us", True],
        ["wish", "Jeg vil sidde tæt på tavlen.", "between_us", False],
    ]


def test_going_back_after_the_screen_was_given_shows_nothing_of_the_adult(screen):
    page = screen("age_10_13")
    for _step in range(4):
        page.go_back()
        expect(page.locator("body")).not_to_contain_text("Maliks")
        expect(page.locator("body")).not_to_contain_text("Log ud")


def test_words_wait_while_the_line_is_down_and_come_when_it_is_back(town, screen):
    page = screen("age_10_13")
    to_first_question(page, "age_10_13")
    page.context.set_offline(True)
    here(page).locator("textarea").fill(FOOTBALL)
    expect(page.locator("#status")).to_have_text("Jeg gemmer, når der er net igen.")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "snak-" in kept
    assert "fodbold" not in kept
    page.context.set_offline(False)
    saved(page)
    assert page.evaluate("localStorage.length") == 0
    assert town.ask("put_down_in", page.about["talk"])[GOOD["age_10_13"]] == FOOTBALL


@pytest.mark.long
def test_a_closed_tab_goes_on_where_it_was(town, screen):
    page = screen("age_14_17")
    to_first_question(page, "age_14_17")
    here(page).locator("textarea").fill(FOOTBALL)
    again = page.context.new_page()
    page.close()
    again.goto("/snak/")
    again.wait_for_selector("form[data-ready]")
    expect(here(again).locator("textarea")).to_have_value(FOOTBALL)


@pytest.mark.long
def test_words_that_waited_when_the_screen_closed_by_itself_are_sent_when_it_is_given_again(
    town, screen, open_page
):
    page = screen("age_10_13")
    to_first_question(page, "age_10_13")
    page.context.set_offline(True)
    here(page).locator("textarea").fill(FOOTBALL)
    expect(page.locator("#status")).to_have_text("Jeg gemmer, når der er net igen.")
    town.ask("leave_alone", page.about["talk"])
    page.context.set_offline(False)
    expect(page.locator("#status")).to_contain_text("Dine ord ligger her endnu.")
    page.goto("/snak/")
    expect(page.locator("#waiting-words")).to_be_visible()
    sign_in_as(page, page.about["adult"])
    page.goto(f"/boern/{page.about['child']}/samtaler/{page.about['talk']}/giv-skaermen/")
    page.get_by_role("button", name="Giv skærmen nu").click()
    page.wait_for_selector("form[data-ready]")
    saved(page)
    assert town.ask("put_down_in", page.about["talk"])[GOOD["age_10_13"]] == FOOTBALL
    # That the screen is closed is an answer to a script here, and meant.
    refused = f"status 410: {town.url}/snak/gem/"
    open_page.watch.troubles = [one for one in open_page.watch.troubles if one != refused]


@pytest.mark.long
def test_unsent_words_nobody_came_back_to_for_a_month_are_removed_from_the_device(screen):
    page = screen("age_10_13")
    day = 24 * 3600 * 1000
    page.evaluate(
        """([old, young]) => {
            localStorage.setItem("snak-old", `${Date.now() - old}.AAAA.BBBB`);
            localStorage.setItem("snak-young", `${Date.now() - young}.AAAA.BBBB`);
            localStorage.setItem("snak-before-there-were-times", "AAAA.BBBB");
            localStorage.setItem("theme", "old");
        }""",
        [31 * day, 29 * day],
    )
    page.reload()
    page.wait_for_selector("form[data-ready]")
    kept = page.evaluate("Object.keys(localStorage).sort()")
    assert kept == ["snak-before-there-were-times", "snak-young", "theme"]
    # One without a time got one, so that it too is gone a month from now.
    stamped = page.evaluate(
        "localStorage.getItem('snak-before-there-were-times').split('.').length"
    )
    assert stamped == 3


@pytest.mark.long
def test_the_newer_drawing_stays_when_an_answer_was_lost_and_the_tab_died(town, screen):
    page = screen("age_6_9")
    to_the_sheet(page)
    page.route("**/snak/gem/", loses_the_answer)
    put_sign(page, "stjerne")
    expect(page.locator("#status")).to_have_text("Jeg gemmer, når der er net igen.")
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('No line')); }")
    put_sign(page, "hjerte")
    page.evaluate(A_MOMENT)
    again = page.context.new_page()
    page.close()
    again.goto("/snak/#drawing")
    again.wait_for_selector("form[data-ready]")
    saved(again)
    expect(again.locator("#drawing .sheet path")).to_have_count(2)
    again.reload()
    expect(again.locator("#drawing .sheet path")).to_have_count(2)
    assert again.evaluate("localStorage.length") == 0


@pytest.mark.long
def test_words_of_two_open_pages_stand_together_and_a_choice_can_be_taken_back(town, screen):
    page = screen("age_10_13")
    other = page.context.new_page()
    other.goto("/snak/")
    other.wait_for_selector("form[data-ready]")
    for one in (page, other):
        one.evaluate("history.replaceState(null, '', '#wishes')")
        one.reload()
        one.wait_for_selector("form[data-ready]")
    for one, words, number in ((page, FOOTBALL, "3"), (other, "Og til at regne.", "8")):
        here(one).get_by_label("Det første").fill(words)
        one.locator(f"input[type=radio][value='{number}']").evaluate("mark => mark.click()")
        saved(one)
    both = f"{FOOTBALL}\nOg til at regne."
    expect(here(other).get_by_label("Det første")).to_have_value(both)
    put_down = town.ask("put_down_in", page.about["talk"])
    assert (put_down["wish_1"], put_down["one_to_ten_10_13"]) == (both, "3")
    for _step in range(5):
        if other.get_by_role("button", name="Brug det i stedet").is_visible():
            break
        here(other).locator("[data-go=back]").click()
    other.get_by_role("button", name="Brug det i stedet").click()
    saved(other)
    assert town.ask("put_down_in", page.about["talk"])["one_to_ten_10_13"] == "8"


@pytest.mark.long
def test_it_does_not_fit_before_what_could_not_be_kept_is_put_right(town, screen, open_page):
    page = screen("age_10_13")
    to_first_question(page, "age_10_13")
    here(page).locator("textarea").evaluate(
        """field => { field.removeAttribute("maxlength"); field.value = "a".repeat(2001);
        field.dispatchEvent(new Event("input", { bubbles: true })); }"""
    )
    expect(here(page).locator("[data-note]")).to_have_text("Det er lidt for langt. Del det i to.")
    expect(page.locator("#status")).to_contain_text("Det her kan jeg ikke gemme.")
    onwards(page, 6)
    here(page).get_by_role("button", name="Det passer").click()
    expect(page.locator(f"#{GOOD['age_10_13']} [data-note]")).to_be_visible()
    assert GOOD["age_10_13"] not in town.ask("put_down_in", page.about["talk"])
    here(page).locator("textarea").fill(FOOTBALL)
    expect(here(page).locator("[data-note]")).to_be_empty()
    saved(page)
    onwards(page, 6)
    here(page).get_by_role("button", name="Det passer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, fordi du fortalte")
    refused = f"status 400: {town.url}/snak/gem/"
    open_page.watch.troubles = [one for one in open_page.watch.troubles if one != refused]


@pytest.mark.long
def test_two_taps_on_the_sticker_are_one_and_nothing_of_it_is_told_to_the_next_child(town, screen):
    page = screen("age_6_9")
    page.evaluate("localStorage.setItem('snak-0011223344556677', 'AAAA.BBBB')")
    page.locator("#cards input").first.evaluate("card => card.click()")
    onwards(page, 8)
    page.route("**/snak/", slowly)
    star = here(page).get_by_role("button", name=re.compile("stjerne"))
    star.evaluate("star => { star.click(); setTimeout(() => star.click(), 300); }")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, fordi du fortalte")
    page.goto("/snak/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Skærmen er lukket")
    expect(page.locator("#waiting-words")).to_be_hidden()


def to_the_sheet(page):
    onwards(page, 3)
    expect(page.locator("#drawing .sheet")).to_be_visible()


def put_sign(page, name):
    here(page).locator("[data-signs]").get_by_role("button", name=name, exact=True).click()


A_MOMENT = "() => new Promise((done) => setTimeout(done, 300))"


def loses_the_answer(route):
    """The server has it; the line breaks before it can say so."""
    route.fetch()
    route.abort()


def slowly(route):
    time.sleep(0.8)
    route.continue_()


@pytest.mark.long
def test_a_second_finger_does_not_break_the_line_nor_does_taking_back_meanwhile(screen):
    page = screen("age_6_9")
    to_the_sheet(page)
    frame = page.locator("#drawing .sheet").bounding_box()
    page.mouse.move(frame["x"] + 50, frame["y"] + 50)
    page.mouse.down()
    page.mouse.move(frame["x"] + 90, frame["y"] + 60)
    page.evaluate(PALM, [frame["x"] + 200, frame["y"] + 150])
    page.locator("#drawing [data-undo]").evaluate("undo => undo.click()")
    page.mouse.move(frame["x"] + 130, frame["y"] + 70)
    page.mouse.up()
    line = page.locator("#drawing .sheet path").get_attribute("d")
    across = [int(x) for x in re.findall(r"[ML](\d+) ", line)]
    assert across == sorted(across)
    assert len(across) == 3
    saved(page)


PALM = """([x, y]) => {
  const sheet = document.querySelector("#drawing .sheet");
  ["pointerdown", "pointermove", "pointerup"].forEach((name) => sheet.dispatchEvent(new PointerEvent(
    name, { pointerId: 77, clientX: x, clientY: y, bubbles: true, pointerType: "touch" })));
}"""


@pytest.mark.long
def test_a_server_that_starts_again_loses_nothing(built_town, open_page, tmp_path):
    house = built_town.copy(tmp_path / "town")
    with open_house(house):
        page = open_page(house)
        about = given(house, page, "age_10_13")
        to_first_question(page, "age_10_13")
        saved(page)
    here(page).locator("textarea").fill(FOOTBALL)
    expect(page.locator("#status")).to_have_text("Jeg gemmer, når der er net igen.")
    with open_house(house):
        saved(page)
        assert house.ask("put_down_in", about["talk"])[GOOD["age_10_13"]] == FOOTBALL


@pytest.mark.long
def test_with_tab_and_enter_alone(town, screen):
    """As somebody does who steps with one switch: no arrow, no pointer."""
    page = screen("age_10_13")

    def press(name):
        for _step in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(WORDS_IN_FOCUS).startswith(name):
                page.keyboard.press("Enter")
                return
        raise AssertionError(f"{name} cannot be reached with Tab")

    press("Begynd")
    press("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="2", exact=True)).to_be_checked()
    press("Videre")
    press("Spring over")
    press("Det, jeg er god til")
    press("Videre")
    press("Spring over")
    press("Spring over")
    press("Spring over")
    press("hjerte")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "hjerte")
    press("Videre")
    press("Spring over")
    press("Videre")
    press("Det passer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, fordi du fortalte")


WORDS_IN_FOCUS = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels[0];
  return (one.getAttribute("aria-label") || (label || one).textContent).trim();
}"""


@pytest.mark.long
@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=lambda size: str(size["width"]))
def test_every_step_can_be_read_and_used_by_everybody(band, size, screen):
    page = screen(band)
    page.set_viewport_size(size)
    page.locator("#cards input").first.evaluate("card => card.click()")
    for number in range(12):
        put_something_down(here(page))
        no_sideways_scroll(page)
        axe(page)
        too_small(page)
        take_picture(page, f"snak-{band}-{number:02d}")
        forward = here(page).locator("[data-go=next]")
        if not forward.count():
            break
        forward.click()
    page.get_by_text("Har du brug for hjælp nu?").click()
    expect(page.get_by_role("link", name="116 111")).to_be_visible()
    axe(page)


def put_something_down(step):
    """Words where there is room for them, a number, and two signs on the sheet."""
    fields = step.locator("textarea:visible:not([data-mirror])")
    for field in fields.all():
        field.fill(f"{FOOTBALL} Det har jeg øvet hver dag i frikvarteret.")
    for mark in step.locator(".mark input").all()[3:4]:
        mark.check(force=True)
    for sign in ("hjerte", "hus"):
        for button in step.get_by_role("button", name=sign, exact=True).all():
            if button.is_visible() and not button.get_attribute("data-sign"):
                button.click()


def too_small(page):
    """A thumb needs 48 pixels."""
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, .mark, .theme-card, .sharing-choice")]
        .filter((e) => e.offsetParent).filter((e) => e.getBoundingClientRect().height < 47.5)
        .map((e) => e.outerHTML.slice(0, 90))"""
    )
    assert not small, small
