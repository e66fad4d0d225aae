"""Every page on which a child's words stand, its own pages too, at a desk and on a telephone: for
everybody, without sideways scroll."""

import pytest

from tests.journeys.visitor import is_right
from tests.journeys.walk import each_page_once
from tests.journeys.walk_voice import CONVERSATIONS, OWN, PROMISES

FORMS = {
    "add",
    "agree",
    "decline",
    "postpone",
    "withdraw",
    "own_code",
    "make_code",
    "decide",
    "told",
    "owner",
    "reword",
    "sharing",
    "own_ask",
    "own_wish",
    "own_case_worker",
}
"""Forms look like one another: all of them are walked in the long run."""
STOPS = [*CONVERSATIONS, *PROMISES, *OWN]


def is_a_form(stop):
    return stop.page.partition(":")[2] in FORMS


@pytest.mark.parametrize("stop", each_page_once(stop for stop in STOPS if not is_a_form(stop)))
def test_page_of_the_voice_is_right_at_every_size(stop, tour):
    with tour.at(stop) as page:
        is_right(page, str(stop))


@pytest.mark.long
@pytest.mark.parametrize("stop", [stop for stop in STOPS if is_a_form(stop)], ids=str)
def test_form_of_the_voice_is_right_at_every_size(stop, tour):
    with tour.at(stop) as page:
        is_right(page, str(stop))
