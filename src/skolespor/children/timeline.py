"""What a room tells the school timeline of one child, to one reader.

Each room has a `queries.timeline(head)` that gives a `Part`; the roof lists the rooms, puts the parts
together and draws them. What a reader may not know is not in the part: the picture and its text only
show what has come so far.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto


class Lane(StrEnum):
    """What stands in one line of the picture, from the top."""

    HOME = auto()
    SCHOOL = auto()
    WITHOUT = auto()
    """School days in a row without school."""
    AWAY = auto()
    """*Går ikke i skole*, as somebody has written it."""
    ABSENCE = auto()
    EVENTS = auto()


class Shape(StrEnum):
    """Signs that can be told apart without colour."""

    DIAMOND = auto()
    CIRCLE = auto()
    TRIANGLE = auto()
    SQUARE = auto()


@dataclass(frozen=True)
class Stretch:
    """Something that lasts, first and last day included; no last day means still. No first day: the
    reader may know that it is so today, but not since when. `days` are school days that were counted.
    """

    lane: Lane
    since: date | None
    until: date | None
    label: str = ""
    detail: str = ""
    days: int | None = None


@dataclass(frozen=True)
class Dot:
    """Something that happens on a day. `kind` says what the shape means."""

    day: date
    label: str
    shape: Shape
    kind: str


@dataclass(frozen=True)
class Week:
    """Days of absence in the week that begins with a Monday."""

    monday: date
    days: Decimal


@dataclass(frozen=True)
class Part:
    """What stands in the lanes that the reader may know of. A lane of which nothing is known is named
    too, so that the picture can say so. `notes` are sentences on how it was counted."""

    lanes: tuple[Lane, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    dots: tuple[Dot, ...] = ()
    weeks: tuple[Week, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.stretches or self.dots or self.weeks)

    def of(self, lane: Lane) -> tuple[Stretch, ...]:
        return tuple(stretch for stretch in self.stretches if stretch.lane is lane)


def together(parts: Iterable[Part]) -> Part:
    """All rooms in one: lanes in the order of the picture, the rest by days."""
    told = list(parts)
    named = {lane for part in told for lane in part.lanes}
    return Part(
        lanes=tuple(lane for lane in Lane if lane in named),
        stretches=tuple(
            sorted((one for part in told for one in part.stretches), key=_first_day_of)
        ),
        dots=tuple(sorted((one for part in told for one in part.dots), key=lambda dot: dot.day)),
        weeks=tuple(sorted((one for part in told for one in part.weeks), key=lambda w: w.monday)),
        notes=tuple(dict.fromkeys(note for part in told for note in part.notes)),
    )


def _first_day_of(stretch: Stretch) -> date:
    return stretch.since or date.min
