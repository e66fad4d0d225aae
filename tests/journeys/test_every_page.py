"""Every page, at a desk and on a telephone: for everybody, without sideways scroll."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.journeys.conftest import sign_in_as
from tests.journeys.visitor import (
    DESK,
    DOUBLED,
    PHONE,
    Screens,
    looks_right,
    no_sideways_scroll,
    take_picture,
)
from tests.journeys.walk import IN_A_JOURNEY, NOT_WALKED, OF_A_MEMBER, OUTSIDE, WALK


@pytest.fixture(scope="module")
def numbers(town):
    """What stands in the addresses."""
    return town.ask("numbers")


@pytest.fixture(scope="module")
def tour(town, browser):
    """One browser for each person, kept from page to page."""
    screens, pages = Screens(browser), {}

    def enter(who):
        if who not in pages:
            pages[who] = screens(town)
            if who:
                sign_in_as(pages[who], who)
        return pages[who]

    yield enter, screens.watch
    screens.close()


@pytest.fixture
def visit(tour, numbers):
    """Go to a stop of the walk, do there what it says, and find nothing to complain about."""
    enter, watch = tour
    watch.troubles.clear()

    def go(stop, size=DESK):
        page = enter(stop.who)
        page.set_viewport_size(size)
        about = [numbers.get(name, name) for name in stop.about]
        answer = page.goto(address(stop.page, about))
        assert answer.status == 200, f"{page.url}: {answer.status}"
        if stop.then:
            stop.then(page)
        return page

    yield go
    assert not watch.troubles, "\n".join(watch.troubles)


def address(name, about):
    return "/demo/" if name == "demo:sign_in" else reverse(name, args=about)


def is_right(page, name):
    """At a desk, at 200 % and on a telephone."""
    looks_right(page)
    take_picture(page, name)
    page.set_viewport_size(DOUBLED)
    no_sideways_scroll(page)
    page.set_viewport_size(PHONE)
    looks_right(page)
    take_picture(page, name)


@pytest.mark.parametrize("stop", WALK, ids=str)
def test_page_of_the_town_is_right_at_every_size(stop, visit):
    is_right(visit(stop), str(stop))


@pytest.mark.parametrize("name", OF_A_MEMBER)
def test_page_about_signing_in_is_right_at_every_size(name, page_of, inge):
    page = page_of(inge)
    assert page.goto(reverse(name)).status == 200
    is_right(page, name)


@pytest.mark.parametrize("name", OUTSIDE)
def test_page_for_those_outside_is_right_at_every_size(name, odense, open_page):
    page = open_page(odense)
    assert page.goto(reverse(name)).status == 200
    is_right(page, name)


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
