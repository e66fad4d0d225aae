"""Journeys: people of the invented town at real screens, with a real server behind them."""

import fcntl
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys import visitor
from tests.journeys.house import House, new_house, open_house
from tests.journeys.second_factor import Phone, accept, turn_codes_on
from tests.journeys.tour import Tour
from tests.journeys.visitor import Screens, sign_in_as

INGE = "inge@odense.invalid"
PUPILS = "300"
HERE = Path(__file__).parent
BEGIN = ("test_course.py", "test_invitation.py", "test_every_page.py", "test_second_factor.py")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """The long walk first; beside it, while it builds its town, a file that needs none; then the file with
    the most tests, so that two processes end together."""
    if all(HERE in item.path.parents for item in session.items):
        many = Counter(item.path for item in session.items)
        session.items.sort(key=lambda item: (order_of(item.path.name), -many[item.path], item.path))


def order_of(file: str) -> int:
    return BEGIN.index(file) if file in BEGIN else len(BEGIN)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """A journey that breaks off says where everybody stood."""
    report = yield
    if report.failed and report.when == "call":
        screens = item.funcargs.get("open_page")
        report.sections += screens.as_they_stand() if screens else []
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium er ikke installeret (Debian: pakken chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def built_town(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The invented town with small registers, built by the demo's own command; nobody has been in
    it. Processes that run tests beside each other share it: the first builds, the others wait."""
    mine = tmp_path_factory.getbasetemp()
    shared = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    house = new_house(shared / "built-town" / "town")
    with (house.folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not any(house.folder.iterdir()):
            house.run("demo", "--no-serve", "--pupils", PUPILS)
    return house


@pytest.fixture(scope="session")
def town(built_town: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The town in which all journeys take place, each with its own children."""
    with open_house(built_town.copy(tmp_path_factory.mktemp("houses") / "town")) as house:
        yield house


@pytest.fixture(scope="session")
def numbers(town: House) -> dict[str, Any]:
    """The numbers in the addresses of the town, by a name one can read: `numbers["sofie"]`."""
    return dict(town.ask("numbers"))


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Screens]:
    """A browser of one's own: `open_page(town, phone=True)`. The test fails on anything that must
    never happen in a browser."""
    screens = Screens(browser)
    yield screens
    screens.close()
    assert not screens.watch.troubles, "\n".join(screens.watch.troubles)


@pytest.fixture
def page_as(town: House, open_page: Screens) -> Callable[..., Page]:
    """Somebody of the town at a screen of their own: `page_as("Peter M.", phone=True)`."""

    def enter(name: str, **options: object) -> Page:
        page = open_page(town, **options)
        sign_in_as(page, name)
        return page

    return enter


@pytest.fixture(scope="session")
def odense(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A municipality that begins: no demo, mail in files, the first administrator invited."""
    house = new_house(tmp_path_factory.mktemp("houses") / "odense")
    house.run("begin", "--municipality", "0461", "--email", INGE, "--name", "Inge Rask")
    with open_house(house):
        yield house


@dataclass(frozen=True)
class Member:
    """Somebody who has accepted and signs in with a code: `storage` holds the session."""

    email: str
    phone: Phone
    storage: Any


@pytest.fixture(scope="session")
def inge(odense: House, browser: Browser) -> Member:
    """Inge has followed her link, chosen a password and turned codes on."""
    context = browser.new_context(base_url=odense.url, locale="da-DK", viewport=visitor.DESK)
    page = context.new_page()
    accept(page, odense.link_to(INGE))
    phone = turn_codes_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nødkoder")
    member = Member(INGE, phone, context.storage_state())
    context.close()
    return member


@pytest.fixture
def page_of(odense: House, open_page: Screens) -> Callable[..., Page]:
    """A member of the municipality at a screen where they are signed in: `page_of(inge)`."""

    def enter(member: Member, **options: object) -> Page:
        return open_page(odense, storage_state=member.storage, **options)

    return enter


@pytest.fixture(scope="session")
def tour(town, browser):
    """One browser for each person, kept from page to page."""
    with Tour(town, browser) as tour:
        yield tour
