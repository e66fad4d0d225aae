"""What happens at the same time stands below each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from skolespor.children.rules import SUMMER
from skolespor.children.timeline import Dot, Stretch


def last_of(stretch: Stretch) -> date:
    return stretch.until or date.max


def rows_of(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    """As few rows as need be. On a day of change both may stand in one row; who goes on at the same
    place goes on in the same row."""
    rows: list[list[Stretch]] = []
    for stretch in sorted(stretches, key=lambda one: (one.since or date.min, last_of(one))):
        free = [row for row in rows if stretch.since and last_of(row[-1]) <= stretch.since]
        same = [row for row in free if row[-1].label == stretch.label]
        row = next(iter(same or free), None)
        if row is None:
            rows.append([stretch])
        else:
            row.append(stretch)
    return rows


@dataclass(frozen=True)
class Run:
    """Stretches of one name after each other: the name is written once."""

    stretches: tuple[Stretch, ...]

    @property
    def label(self) -> str:
        return self.stretches[0].label


def runs_of(row: Sequence[Stretch]) -> list[Run]:
    """A summer between two classes of the same school is no interruption."""
    runs: list[list[Stretch]] = []
    for stretch in row:
        if runs and _goes_on(runs[-1][-1], stretch):
            runs[-1].append(stretch)
        else:
            runs.append([stretch])
    return [Run(tuple(run)) for run in runs]


def _goes_on(before: Stretch, after: Stretch) -> bool:
    if before.label != after.label or before.until is None or after.since is None:
        return False
    return after.since - before.until <= SUMMER


def dots_in_rows(dots: Sequence[Dot], places: Sequence[float], apart: float) -> list[int]:
    """The row of each dot, so that no two signs lie on each other. `places` are in order."""
    ends: list[float] = []
    found: list[int] = []
    for place in places[: len(dots)]:
        row = next((n for n, end in enumerate(ends) if place - end >= apart), len(ends))
        ends[row : row + 1] = [place]
        found.append(row)
    return found
