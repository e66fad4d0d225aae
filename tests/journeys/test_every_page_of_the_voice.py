"""Every page on which a child's words stand, its own pages too, at a desk and on a telephone: for
everybody, without sideways scroll."""

import pytest

from tests.journeys.visitor import fits
from tests.journeys.walk import entrances_first
from tests.journeys.walk_voice import CONVERSATIONS, OWN, PROMISES


@pytest.mark.parametrize("stop", entrances_first([*CONVERSATIONS, *PROMISES, *OWN]))
def test_page_of_the_voice_fits_at_every_size(stop, tour):
    with tour.at(stop) as page:
        fits(page, str(stop))
