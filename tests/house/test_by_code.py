"""A child that came in with an adult's code: the adult may sit there too, so its own pages are all there
is. A new address is closed there until somebody opens it."""

import logging
import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from skolespor.accounts.queries import fingerprint
from skolespor.conversations.actions.screens import make_own_code
from skolespor.programme.doors import SEATS, SINCE
from skolespor.programme.models import Course
from tests.house.addresses import ADDRESSES
from tests.house.test_access_table import _groups

pytestmark = pytest.mark.once

OPEN = {
    "workspace:today",
    "workspace:help",
    "workspace:security_txt",
    "account_logout",
    "core:language",
    "core:components",
    "guide:page",
    "guide:file",
    "snak:talk",
    "snak:save",
    "snak:end",
    "snak:code",
    "public:offer",
    "public:accessibility",
    "public:privacy",
    "public:robots",
    "public:sitemap",
}
OWN = [(name, keys) for name, route, keys in ADDRESSES if route.startswith("mig/")]
CLOSED = [
    (name, keys)
    for name, route, keys in ADDRESSES
    if name not in OPEN and not route.startswith("mig/")
]


@pytest.fixture
def browser(maja, maja_herself, foster_freja):
    cache.clear()
    client = Client()
    client.post(reverse("snak:code"), {"code": make_own_code(child=maja, by=foster_freja)})
    logging.disable(logging.WARNING)
    yield client
    logging.disable(logging.NOTSET)


def test_by_code_there_is_no_page_but_the_childs_own(browser, numbers, places, maja):
    numbers["spell_id"] = maja.placements.get().pk
    for name, keys in CLOSED:
        page = reverse(name, kwargs={key: numbers[key] for key in keys or _groups(name)})
        for method in ("get", "post"):
            assert getattr(browser, method)(page).status_code == 404, name
    assert len(CLOSED) > 150


def test_every_own_page_without_a_number_opens_by_code(browser, numbers):
    opened = [name for name, keys in OWN if not keys]
    assert {browser.get(reverse(name)).status_code for name in opened} == {200}
    assert len(opened) > 10


def test_a_course_that_the_adult_came_to_by_a_link_is_closed_to_the_child_in_that_browser(
    maja, maja_herself, foster_freja, solvang
):
    cache.clear()
    course = Course.objects.create(municipality=solvang.code)
    seat = course.participants.create(
        name="Bo", email="bo@example.invalid", browser=fingerprint("kept"), joined_at=timezone.now()
    )
    client = Client()
    session = client.session
    session[SEATS], session[SINCE] = {str(seat.pk): "kept"}, int(time.time())
    session.save()
    address = reverse("programme:course", args=[course.pk])
    assert client.get(address).status_code == 200
    client.post(reverse("snak:code"), {"code": make_own_code(child=maja, by=foster_freja)})
    assert client.get(reverse("workspace:own")).status_code == 200
    for page in (address, reverse("programme:people", args=[course.pk])):
        assert client.get(page).status_code == 404
