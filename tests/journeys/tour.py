"""From page to page of a walk, each person in a browser of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self
from urllib.parse import urlsplit

from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.journeys.house import House
from tests.journeys.stops import Stop
from tests.journeys.visitor import DESK, SIGN_IN, Screens, sign_in_as


class Tour:
    """Signs each person in once, and lets nothing pass that must never happen in a browser."""

    def __init__(self, house: House, browser: Browser, language: str = "da"):
        self.house, self.language = house, language
        self.screens = Screens(browser)
        self.numbers: dict[str, Any] = house.ask("numbers")
        self.pages: dict[str, Page] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *trouble: object) -> None:
        self.screens.close()

    def page_of(self, who: str) -> Page:
        if who not in self.pages:
            page = self.pages[who] = self.screens(self.house)
            cookie = {"name": "django_language", "value": self.language, "url": self.house.url}
            page.context.add_cookies([cookie])
            if who:
                sign_in_as(page, who)
        return self.pages[who]

    @contextmanager
    def at(self, stop: Stop, *, size: Any = DESK, status: int | None = 200) -> Iterator[Page]:
        """Go there, do what the stop says, and look."""
        troubles = self.screens.watch.troubles
        troubles.clear()
        page = self.page_of(stop.who)
        page.set_viewport_size(size)
        address = self.address(stop)
        answer = page.goto(address)
        if stop.who and is_asked_who(page):  # who has opened no page for half an hour is signed out
            sign_in_as(page, stop.who)
            answer = page.goto(address)
            assert not is_asked_who(page), f"{stop} is not let in"
        assert answer is not None
        assert status in (None, answer.status), f"{page.url}: {answer.status}"
        if stop.then:
            stop.then(page)
        yield page
        assert not troubles, "\n".join(troubles)

    def address(self, stop: Stop) -> str:
        if stop.page == "demo:sign_in":  # its addresses exist only where the data is invented
            return SIGN_IN
        return reverse(stop.page, args=[self.numbers.get(name, name) for name in stop.about])


def is_asked_who(page: Page) -> bool:
    return urlsplit(page.url).path == SIGN_IN
