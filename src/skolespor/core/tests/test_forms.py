"""Dates as people write them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from skolespor.core.forms import DateField


@pytest.mark.parametrize("typed", ["21-11-2026", "21.11.2026", "21/11/2026", "2026-11-21"])
def test_a_date_is_read_as_people_write_it(typed):
    assert DateField().clean(typed) == date(2026, 11, 21)


@pytest.mark.parametrize("typed", ["01-01-0001", "31-12-1899", "01-01-2200", "31-12-9999"])
def test_a_year_that_nobody_lives_in_is_a_slip_of_the_finger(typed):
    with pytest.raises(ValidationError, match="årstal mellem 1900 og 2199"):
        DateField().clean(typed)
