"""Every page, at a desk and on a telephone: for everybody, without sideways scroll. Those about
children have a file of their own, so that two processes share the walk."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.journeys.house import open_house
from tests.journeys.tour import Tour
from tests.journeys.visitor import (
    DESK,
    PHONE,
    fits,
    is_right,
    looks_right,
    no_sideways_scroll,
    take_picture,
)
from tests.journeys.walk import (
    ACCOUNTS,
    ATTENDANCE,
    CALENDAR,
    DEADLINES,
    FILES,
    IN_A_JOURNEY,
    NOT_WALKED,
    OF_A_MEMBER,
    OUTSIDE,
    WALK,
    WORK,
    entrances_first,
)

TABLET = {"width": 768, "height": 1024}
PAPER = {"width": 718, "height": 1000}
"""A4 in the browser's pixels, without the margins."""


@pytest.fixture(scope="module")
def english_tour(town, browser):
    with Tour(town, browser, language="en") as tour:
        yield tour


@pytest.mark.parametrize(
    "stop", entrances_first([*ATTENDANCE, *DEADLINES, *ACCOUNTS, *CALENDAR, *FILES])
)
def test_page_of_the_town_fits_at_every_size(stop, tour):
    with tour.at(stop) as page:
        fits(page, str(stop))


@pytest.mark.parametrize("stop", entrances_first(WORK))
def test_page_of_the_municipalitys_work_fits_at_every_size(stop, tour):
    with tour.at(stop) as page:
        fits(page, str(stop))


@pytest.mark.long
@pytest.mark.parametrize("name", OF_A_MEMBER)
def test_page_about_signing_in_is_right_at_every_size(name, page_of, inge):
    page = page_of(inge)
    assert page.goto(reverse(name)).status == 200
    is_right(page, name)


@pytest.mark.long
@pytest.mark.parametrize("name", OUTSIDE)
def test_page_for_those_outside_is_right_at_every_size(name, odense, open_page):
    page = open_page(odense)
    assert page.goto(reverse(name)).status == 200
    is_right(page, name)


@pytest.mark.parametrize(
    ("who", "page", "status"),
    [
        ("Jens H.", "children:protect", 403),
        ("Lone B.", "workspace:child", 404),
    ],
)
def test_page_that_says_no_is_right_at_every_size(who, page, status, numbers, page_as):
    screen = page_as(who)
    assert screen.goto(reverse(page, args=[numbers["sofie"]])).status == status
    is_right(screen, f"refused {status}")


@pytest.mark.long
def test_components_are_right_at_every_size(built_town, tmp_path, open_page):
    with open_house(built_town.copy(tmp_path / "workshop", SKOLESPOR_DEBUG="True")) as workshop:
        page = open_page(workshop)
        assert page.goto(reverse("core:components")).status == 200
        is_right(page, "components")


def test_every_page_of_the_house_is_on_the_walk():
    walked = {stop.page for stop in WALK} | {*OF_A_MEMBER, *OUTSIDE, *IN_A_JOURNEY, *NOT_WALKED}
    assert sorted(set(names(get_resolver())) - walked) == []


def names(resolver, space=""):
    """The names of all addresses, with the name space of their room."""
    for part in resolver.url_patterns:
        if isinstance(part, URLPattern):
            yield f"{space}{part.name}"
        else:
            yield from names(part, f"{space}{part.namespace}:" if part.namespace else space)


@pytest.mark.long
@pytest.mark.parametrize("stop", WALK, ids=str)
def test_page_is_right_in_english(stop, english_tour):
    for size in (DESK, PHONE):
        with english_tour.at(stop, size=size) as page:
            assert page.locator("html").get_attribute("lang") == "en"
            looks_right(page)
            take_picture(page, f"english {stop}")


@pytest.mark.long
@pytest.mark.parametrize("stop", WALK, ids=str)
def test_page_is_right_opened_at_a_desk_on_a_tablet_and_on_a_telephone(stop, tour):
    for size in (DESK, TABLET, PHONE):
        with tour.at(stop, size=size) as page:
            looks_right(page)


@pytest.mark.long
@pytest.mark.parametrize("stop", WALK, ids=str)
def test_page_can_be_printed(stop, tour):
    with tour.at(stop, size=PAPER) as page:
        page.emulate_media(media="print")
        no_sideways_scroll(page)
        assert page.locator("h1").is_visible()
        assert not page.locator(".navigation-menu").first.is_visible()
        page.emulate_media(media="screen")
