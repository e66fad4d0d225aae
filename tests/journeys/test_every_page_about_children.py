"""Every page about children, at a desk and on a telephone: for everybody, without sideways scroll."""

import pytest

from tests.journeys.visitor import fits
from tests.journeys.walk import CHILD, NEW_YEAR, PLACES, START, entrances_first


@pytest.mark.parametrize("stop", entrances_first([*START, *CHILD, *PLACES, *NEW_YEAR]))
def test_page_about_children_fits_at_every_size(stop, tour):
    with tour.at(stop) as page:
        fits(page, str(stop))
