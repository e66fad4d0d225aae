"""Twelve school lives as pictures: at a desk, on a telephone, and on paper."""

import pytest
from playwright.sync_api import expect

from tests.journeys.house import open_house
from tests.journeys.lives import LIVES
from tests.journeys.visitor import (
    Screens,
    is_right,
    no_sideways_scroll,
    sign_in_as,
    take_picture,
)

pytestmark = pytest.mark.long

WORKER = "Peter M."
PAPER = {"width": 718, "height": 1000}
"""A4 in the browser's pixels, without the margins."""
WITHOUT_PICTURE = {"Intet"}


@pytest.fixture(scope="module")
def lives(built_town, tmp_path_factory, browser):
    """The town with twelve children more, and their worker at a screen."""
    with open_house(built_town.copy(tmp_path_factory.mktemp("lives") / "town")) as house:
        numbers = house.ask("twelve_lives", WORKER)
        screens = Screens(browser)
        page = screens(house)
        sign_in_as(page, WORKER)
        yield page, numbers
        screens.close()
        assert not screens.watch.troubles, "\n".join(screens.watch.troubles)


@pytest.mark.parametrize("name", LIVES)
def test_life_is_right_at_a_desk_on_a_telephone_and_on_paper(lives, name):
    page, numbers = lives
    page.goto(f"/boern/{numbers[name]}/")
    is_right(page, f"timeline {name}")
    on_paper(page, f"timeline {name} first page on paper")
    page.goto(f"/boern/{numbers[name]}/skoletid/")
    is_right(page, f"timeline {name} alone")
    on_paper(page, f"timeline {name} on paper")
    expect(page.locator(".timeline-wide")).to_have_count(0 if name in WITHOUT_PICTURE else 1)


def on_paper(page, name):
    """The picture for a desk, and all of the text."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    no_sideways_scroll(page)
    take_picture(page, name)
    for line in page.locator(".timeline-wide, .timeline-text li").all():
        expect(line).to_be_visible()
    for picture in page.locator(".timeline-slim").all():
        expect(picture).not_to_be_visible()
    page.emulate_media(media="screen")
