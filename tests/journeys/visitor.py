"""What a person at a screen sees, and what must never happen there."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Response,
    WebError,
)

from tests.journeys.house import House

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 780}
DOUBLED = {"width": 640, "height": 450}
"""A desk of 1280 x 900 at 200 % zoom."""
SIGN_IN = "/demo/"
"""Where one chooses in the demo who one is."""
PATIENCE = 10_000
"""Milliseconds to wait for something to appear."""
AXE = Axe()
RULES = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
TELL_OF_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error("CSP: " + event.violatedDirective + " " + event.blockedURI + " " + event.sample));
"""


@dataclass
class Watch:
    """Notes what must never happen in a browser, whatever page is shown."""

    troubles: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(TELL_OF_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("dialog", self._dialog)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        """A page that is refused on purpose is a status, and looked at by the test itself."""
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.troubles.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.troubles.append(f"script: {error.error}")

    def _dialog(self, dialog: Dialog) -> None:
        """Leaving a page with unsaved words may ask; nothing else may."""
        if dialog.type != "beforeunload":
            self.troubles.append(f"dialog: {dialog.message}")
        dialog.accept()

    def _response(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.troubles.append(f"status {response.status}: {response.url}")


@dataclass
class Screens:
    """The browsers of one test, each with its own person in it."""

    browser: Browser
    watch: Watch = field(default_factory=Watch)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(self, house: House, *, phone: bool = False, **options: Any) -> Page:
        context = self.browser.new_context(
            base_url=house.url, locale="da-DK", viewport=PHONE if phone else DESK, **options
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        self.watch.over(context)
        return context.new_page()

    def as_they_stand(self) -> list[tuple[str, str]]:
        """Address and contents of every page that is open."""
        pages = [page for context in self.contexts for page in context.pages]
        return [(page.url, page.locator("body").aria_snapshot()) for page in pages]

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def axe(page: Page) -> None:
    """No violation of WCAG 2.2 AA or of best practice."""
    found = AXE.run(page, options=RULES).response["violations"]
    assert not found, "\n".join(_in_words(page, violation) for violation in found)


def _in_words(page: Page, violation: dict[str, Any]) -> str:
    nodes = "\n".join(f"    {node['html'][:300]}" for node in violation["nodes"])
    return f"{page.url}: {violation['id']}, {violation['help']}\n{nodes}"


def no_sideways_scroll(page: Page) -> None:
    """Nobody has to scroll from side to side; says what stands out."""
    wide = page.evaluate(WHAT_STANDS_OUT)
    assert not wide, f"{page.url} at {page.viewport_size}: too wide: {wide}"


WHAT_STANDS_OUT = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) { return []; }
  return [...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > room + 1)
    .map((e) => e.outerHTML.slice(0, 120)).slice(0, 5);
}"""


def looks_right(page: Page) -> None:
    """What holds for every page at the size it stands in now."""
    page.wait_for_load_state()
    headings = page.locator("h1").all_inner_texts()
    assert len(headings) == 1, f"{page.url}: headings of the first level: {headings}"
    assert page.title().endswith(" - Skolespor"), f"{page.url}: title is {page.title()!r}"
    assert len(page.title()) > len(" - Skolespor"), f"{page.url}: the title says nothing"
    no_sideways_scroll(page)
    axe(page)


def take_picture(page: Page, name: str) -> None:
    """Where SKOLESPOR_PICTURES names a folder: somebody wants to look at the pages."""
    if folder := os.environ.get("SKOLESPOR_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def sign_in_as(page: Page, name: str) -> None:
    """As anybody does it in the demo: by choosing a person."""
    page.goto(SIGN_IN)
    page.get_by_role("button", name=re.compile(rf"^{re.escape(name)}")).click()
    page.wait_for_url(lambda address: not address.endswith(SIGN_IN))


def is_right(page, name):
    """At a desk, at 200 % and on a telephone."""
    page.set_viewport_size(DESK)
    looks_right(page)
    fits(page, name)


def fits(page, name):
    """All is right on a telephone, and at a desk and at 200 % nothing stands out."""
    page.set_viewport_size(DESK)
    no_sideways_scroll(page)
    take_picture(page, name)
    page.set_viewport_size(DOUBLED)
    no_sideways_scroll(page)
    page.set_viewport_size(PHONE)
    looks_right(page)
    take_picture(page, name)
