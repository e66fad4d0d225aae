"""Every page on which a child's words stand, its own pages too, at a desk and on a telephone: for
everybody, without sideways scroll."""

import pytest

from tests.journeys.visitor import is_right
from tests.journeys.walk import each_page_once
from tests.journeys.walk_voice import CONVERSATIONS, OWN, PROMISES


@pytest.mark.parametrize("stop", each_page_once([*CONVERSATIONS, *PROMISES, *OWN]))
def test_page_of_the_voice_is_right_at_every_size(stop, tour):
    with tour.at(stop) as page:
        is_right(page, str(stop))
