"""Adding up days."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

WHOLE = Decimal(1)
Shares = Mapping[date, Decimal]
"""How much of each school day a child was away: above 0."""


def together(parts: Iterable[Shares], *, at_most: Decimal | None = None) -> dict[date, Decimal]:
    """The shares of each day added; no day is more than `at_most`."""
    found: dict[date, Decimal] = {}
    for part in parts:
        for day, share in part.items():
            found[day] = found.get(day, Decimal(0)) + share
    if at_most is None:
        return found
    return {day: min(share, at_most) for day, share in found.items()}


def sum_over(days: Shares) -> Decimal:
    return sum(days.values(), Decimal(0))


def day_reached(days: Shares, amount: Fraction | int) -> date | None:
    """The first day by which the shares add up to the amount (above 0); none while they do not."""
    added = Fraction(0)
    for day, share in sorted(days.items()):
        added += Fraction(share)
        if added >= amount:
            return day
    return None
