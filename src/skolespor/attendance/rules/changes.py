"""What a corrected file has changed about a child's absence, in days per reason and period.

A correction is about a day that had been told of before: the child's own row is another one now, or is
gone, or there is one where absence at the institution had been registered that day without it. What is
told of a day for the first time corrects nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from skolespor.calendar.rules.years import Quarter, SchoolYear

UNLAWFUL = "unlawful"
Facts = tuple[int, str, date, str, Decimal]
"""Child, institution, day, category, share: as the columns stand in `AbsenceDay`."""
Key = tuple[int, str, str]
"""Child, category, and the period as it is written."""


@dataclass(frozen=True)
class Change:
    """How many days more (or less, below 0) by corrections, and by what is told for the first time."""

    corrected: Decimal
    new: Decimal


def period_of(category: str, day: date) -> str:
    """Unlawful absence is counted in quarters, all other in school years."""
    return str(Quarter.of(day) if category == UNLAWFUL else SchoolYear.of(day))


def changes(
    before: Collection[Facts],
    now: Collection[Facts],
    *,
    was_registered: Callable[[str, date], bool],
) -> dict[Key, Change]:
    """Where corrections have changed a sum. `was_registered` says of an institution and a day whether
    it had been told of before."""
    gone, come = set(before) - set(now), set(now) - set(before)
    told = {(institution, day) for _child, institution, day, _category, _share in before}
    corrected: dict[Key, Decimal] = defaultdict(Decimal)
    new: dict[Key, Decimal] = defaultdict(Decimal)
    for child, _institution, day, category, share in gone:
        corrected[child, category, period_of(category, day)] -= share
    for child, institution, day, category, share in come:
        is_correction = (institution, day) in told or was_registered(institution, day)
        sums = corrected if is_correction else new
        sums[child, category, period_of(category, day)] += share
    return {key: Change(by, new.get(key, Decimal(0))) for key, by in corrected.items() if by}
