"""Draws the tracks over a year: one lane each, from left to right. Below a title lies the time from
agreement to deadline, with the steps on it; below that the meetings and the statuses. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from skolespor.calendar.rules.months import add_months

MONTHS = 12
MARGIN = 10
AXIS = 30
TITLE, BAR, BELOW, APART = 20, 18, 22, 14
HALF = 7
"""Half the width of a mark."""


class Kind(StrEnum):
    """What a mark is, each with a shape of its own."""

    STEP = "step"
    DONE = "done"
    MEETING = "meeting"
    STATUS = "status"
    DUE = "due"
    DEADLINE = "deadline"


ON_THE_BAR = (Kind.STEP, Kind.DONE, Kind.DEADLINE)


@dataclass(frozen=True)
class Mark:
    kind: Kind
    day: date
    words: str


@dataclass(frozen=True)
class Lane:
    """`since` is the day of the agreement, None for a draft; without a last day the bar ends with the
    picture."""

    title: str
    since: date | None
    until: date | None
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Tick:
    x: float
    day: date


@dataclass(frozen=True)
class Placed:
    kind: Kind
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Drawn:
    title: str
    title_y: float
    bar: tuple[float, float, float] | None
    """Left, top and width."""
    marks: Sequence[Placed]


@dataclass
class Picture:
    width: int
    height: float = AXIS + 4
    axis: int = AXIS
    bar_height: int = BAR
    ticks: list[Tick] = field(default_factory=list)
    lanes: list[Drawn] = field(default_factory=list)
    today: float | None = None
    left: int = MARGIN

    @property
    def right(self) -> int:
        return self.width - MARGIN


def draw(lanes: Sequence[Lane], *, first: date, today: date, width: int, letters: int) -> Picture:
    """Twelve months from `first`, the first of a month. `letters`: so many fit in a title."""
    last = add_months(first, MONTHS)
    picture = Picture(width)
    picture.ticks = [
        Tick(_x(picture, day, first, last), day)
        for day in (add_months(first, number) for number in range(MONTHS))
    ]
    for lane in lanes:
        picture.lanes.append(_lane(picture, lane, first, last, letters))
        picture.height += TITLE + BAR + BELOW + APART
    if first <= today < last:
        picture.today = _x(picture, today, first, last)
    return picture


def _lane(picture: Picture, lane: Lane, first: date, last: date, letters: int) -> Drawn:
    top = picture.height + TITLE
    marks = [
        Placed(
            one.kind,
            _x(picture, one.day, first, last),
            top + BAR / 2 if one.kind in ON_THE_BAR else top + BAR + BELOW / 2,
            one.words,
        )
        for one in lane.marks
        if first <= one.day < last
    ]
    return Drawn(
        shortened(lane.title, letters), top - 6, _bar(picture, lane, top, first, last), marks
    )


def _bar(
    picture: Picture, lane: Lane, top: float, first: date, last: date
) -> tuple[float, float, float] | None:
    until = lane.until or last
    if lane.since is None or lane.since >= last or until < first:
        return None
    left = _x(picture, max(lane.since, first), first, last)
    right = _x(picture, min(until, last), first, last)
    return left, top, max(round(right - left, 1), 2)


def _x(picture: Picture, day: date, first: date, last: date) -> float:
    part = (day - first).days / (last - first).days
    return round(picture.left + part * (picture.right - picture.left), 1)


def shortened(text: str, letters: int) -> str:
    """As much of the text as there is room for, cut between words where that can be."""
    if len(text) <= letters:
        return text
    cut = text[: letters - 1].rstrip()
    whole = cut.rsplit(" ", 1)[0]
    return (whole if len(whole) > letters // 2 else cut).rstrip(" ,.;:-") + "…"
