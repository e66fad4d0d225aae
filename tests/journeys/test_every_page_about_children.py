"""Every page about children, at a desk and on a telephone: for everybody, without sideways scroll."""

import pytest

from tests.journeys.visitor import is_right
from tests.journeys.walk import CHILD, NEW_YEAR, PLACES, START, each_page_once


@pytest.mark.parametrize("stop", each_page_once([*START, *CHILD, *PLACES, *NEW_YEAR]))
def test_page_about_children_is_right_at_every_size(stop, tour):
    with tour.at(stop) as page:
        is_right(page, str(stop))
