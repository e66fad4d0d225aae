"""Days and shares as people write them."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from django.utils.formats import number_format


def days_in_words(number: Decimal) -> str:
    """Whole days as whole numbers, parts with two decimals at most."""
    text = number_format(round(number, 2).normalize())
    return str(text)


def percent_towards(share: Fraction, limits: set[int]) -> str:
    """One decimal; two, cut off, where one would look like a limit that is not reached."""
    percent = share * 100
    rounded = round(percent, 1)
    if any(percent < limit <= rounded for limit in limits):
        return f"{number_format(floor(percent * 100) / 100, decimal_pos=2)} %"
    return f"{number_format(float(rounded), decimal_pos=1)} %"


def percent_beyond(share: Fraction, limit: int) -> str:
    """One decimal; two, rounded up, where one would look like no more than a limit that is passed."""
    percent = share * 100
    rounded = round(percent, 1)
    if rounded <= limit < percent:
        return f"{number_format(ceil(percent * 100) / 100, decimal_pos=2)} %"
    return f"{number_format(float(rounded), decimal_pos=1)} %"
