"""Every page of action tracks, at a desk and on a telephone: for everybody, without sideways scroll."""

import pytest

from tests.journeys.visitor import is_right
from tests.journeys.walk import each_page_once
from tests.journeys.walk_tracks import TRACKS


@pytest.mark.parametrize("stop", each_page_once(TRACKS))
def test_page_of_a_track_is_right_at_every_size(stop, tour):
    with tour.at(stop) as page:
        is_right(page, str(stop))
