from datetime import date

import pytest

from skolespor.core.validity import valid_on

LIMITS = {date(2024, 1, 1): "ten", date(2026, 1, 1): "fifteen"}


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2024, 1, 1), "ten"),
        (date(2025, 12, 31), "ten"),
        (date(2026, 1, 1), "fifteen"),
        (date(2099, 1, 1), "fifteen"),
    ],
)
def test_the_latest_version_that_has_begun_is_valid(day, version):
    assert valid_on(day, LIMITS) == version


def test_before_the_first_version_nothing_is_valid():
    with pytest.raises(LookupError, match="2023-12-31"):
        valid_on(date(2023, 12, 31), LIMITS)
