"""What several do in the journey of an advisory course: come in, write, come back a year later."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import vobject
from playwright.sync_api import Page, expect

from tests.journeys.doing import heading, press
from tests.journeys.house import SECONDS_TO_SEND, House
from tests.journeys.second_factor import PASSWORD, begin_to_sign_in, read_secret
from tests.journeys.visitor import Screens, is_right

TELL_WHAT_IS_SHOWN = """
addEventListener("DOMContentLoaded", () => heard(document.documentElement.outerHTML));
"""
A_LINK = "/raadgivning/adgang/"


@dataclass
class Person:
    """Somebody of the journey. `shown` is every page that their browsers have shown them, `spare` the
    codes that they have written down for the day on which the telephone is gone."""

    name: str
    email: str
    shown: list[str] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)

    def opens(self, open_page: Screens, house: House, *, phone: bool) -> Page:
        page = open_page(house, phone=phone)
        page.context.expose_function("heard", lambda html: self.shown.append(html))
        page.context.add_init_script(TELL_WHAT_IS_SHOWN)
        return page


def real_house(built: House, folder: Path) -> House:
    """The invented town as a house where nobody is chosen from a list: people sign in with two steps,
    and mails are sent."""
    house = built.copy(folder)
    (house.folder / "invented").unlink()
    return house


def signs_in_for_the_first_time(page: Page, house: House, person: Person) -> None:
    """A new password by a link in a mail, then a second step. The spare codes are written down."""
    page.goto("/konto/log-ind/")
    page.get_by_role("link", name="Glemt din adgangskode?").click()
    page.get_by_label("Mailadresse").fill(person.email)
    press(page, "Send link")
    page.goto(house.link_to(person.email, path="/konto/"))
    for asked in page.locator("main input[type=password]").all():
        asked.fill(PASSWORD)
    press(page, "Gem adgangskode")
    begin_to_sign_in(page, person.email)
    page.get_by_role("link", name="Slå koder fra en app til").click()
    sends(page, "Fortsæt", password=PASSWORD)
    read_secret(page)
    heading(page, "Nødkoder")
    person.spare = page.locator("main li").all_inner_texts()


def signs_in_with_a_spare_code(page: Page, person: Person) -> None:
    begin_to_sign_in(page, person.email)
    page.get_by_label("Kode").fill(person.spare.pop().strip())
    page.get_by_role("button", name="Log ind", exact=True).click()
    heading(page, "Mit overblik")


def comes_in(page: Page, link: str) -> str:
    """By the link in a mail; gives the address of the course."""
    page.goto(link)
    heading(page, "Du er med i et rådgivningsforløb")
    press(page, "Gå videre")
    return where(page)


def comes_in_again(page: Page, house: House, person: Person) -> str:
    """Whoever has been in before asks for a new link."""
    page.goto("/raadgivning/adgang/")
    page.get_by_label("Mail på arbejdet").fill(person.email)
    press(page, "Send mig et link")
    heading(page, "Se i din mail")
    return comes_in(page, house.link_to(person.email, path=A_LINK))


def answers_for_a_line(page: Page, *values: str) -> None:
    """A line answers together on one theme, from the page that asks how it answers."""
    heading(page, "Hvordan svarer I?")
    sends(page, "Vælg", mode="joint")
    goes(page, "Begynd")
    for statement, value in zip(page.locator(".answer-statement").all(), values, strict=True):
        statement.locator(f"[type=radio][value='{value}']").check()
    sends(page, "Gem og gå videre")
    goes(page, "Send svarene")
    sends(page, "Send")
    heading(page, "Tak, svarene er sendt")


def where(page: Page) -> str:
    return urlsplit(page.url).path


def fill(page: Page, **answers: str) -> None:
    """Answers by the names of the fields: words, or the value of a choice; a cross is »yes«."""
    for name, given in answers.items():
        asked = page.locator(f"main [name={name}]:not([type=hidden])")
        kind = asked.first.evaluate("one => one.type")
        if kind == "radio":
            page.locator(f"main [name={name}][value='{given}']").check()
        elif kind == "checkbox":
            asked.set_checked(given == "yes")
        elif kind == "select-one":
            asked.select_option(given)
        else:
            asked.fill(given)


def sends(page: Page, button: str, **answers: str) -> None:
    fill(page, **answers)
    with page.expect_navigation():
        press(page, button)


def chooses(page: Page, name: str, *values: str) -> None:
    """These of many, and no others; without values all of them."""
    for one in page.locator(f"main [name={name}]").all():
        one.set_checked(not values or one.get_attribute("value") in values)


def goes(page: Page, link: str) -> None:
    """To what a link or a button of the page leads to."""
    page.locator("main").get_by_role("link", name=link, exact=True).first.click()


def takes(page: Page, course: str, step: str, **answers: str) -> None:
    """A step from the page of the course; what it says on the button stands on its page too."""
    page.goto(course)
    goes(page, step)
    sends(page, step, **answers)


def told(page: Page, *words: str) -> None:
    """The page says so."""
    for one in words:
        expect(page.locator("main").get_by_text(one).first).to_be_visible()


def just_done(page: Page, words: str) -> None:
    """What a page says when something has been done."""
    expect(page.get_by_text(words).first).to_be_visible()


def not_told(page: Page, words: str) -> None:
    expect(page.get_by_text(words)).to_have_count(0)


def seen(page: Page, name: str) -> None:
    """The page is right at every size; the reader goes on at the one they have."""
    size = page.viewport_size
    is_right(page, f"course {name}")
    if size:
        page.set_viewport_size(size)


def in_words(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def weekday(day: date) -> date:
    """The day, or the Monday after."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def calendar_of(page: Page, course: str) -> dict[str, vobject.base.Component]:
    """The days of the course as another program than ours reads them, by their titles."""
    with page.expect_download() as download:
        goes(page, "Hent alle dage til din kalender (.ics)")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    return {one.summary.value.partition(",")[0]: one for one in vobject.readOne(text).vevent_list}


def days_by_mail(house: House, person: Person, number: int) -> list[vobject.base.Component]:
    """The days that have come to somebody's calendar by mail, oldest first, when there are so many."""
    until = time.monotonic() + SECONDS_TO_SEND
    while len(found := list(_days_of(house, person))) < number and time.monotonic() < until:
        time.sleep(0.2)
    assert len(found) == number, f"{len(found)} days to {person.name}"
    return found


def _days_of(house: House, person: Person) -> Iterator[vobject.base.Component]:
    for mail in house.sent():
        if mail["To"] == person.email:
            yield from (vobject.readOne(part.get_content()) for part in mail.iter_attachments())
