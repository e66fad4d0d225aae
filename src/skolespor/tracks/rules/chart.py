"""Draws a series of numbers as a line. A number that is too small to write breaks it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WIDTH, HEIGHT = 480, 170
LEFT, RIGHT, TOP, BOTTOM = 52, 452, 22, 130
STEPS = (1, 2, 5)
"""An axis ends with one of these and noughts."""


@dataclass(frozen=True)
class Point:
    """`value` is None where fewer than five is written."""

    day: date
    value: Decimal | None


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    is_few: bool


@dataclass(frozen=True)
class Chart:
    top: int
    dots: Sequence[Dot]
    lines: Sequence[str]
    """Each a list of points for an SVG polyline."""


def draw(points: Sequence[Point]) -> Chart:
    """In the order of their days. One number alone is a dot."""
    highest = max((one.value for one in points if one.value is not None), default=Decimal(0))
    top = nice_top(highest)
    first, days = points[0].day, max((points[-1].day - points[0].day).days, 1)
    dots = [_dot(one, first, days, top) for one in points]
    return Chart(top, dots, [_line(run) for run in _runs(dots) if len(run) > 1])


def nice_top(highest: Decimal) -> int:
    """The first of 1, 2, 5, 10, 20, 50 ... that holds the highest number."""
    size = 1
    while True:
        for step in STEPS:
            if step * size >= highest:
                return step * size
        size *= 10


def _dot(point: Point, first: date, days: int, top: int) -> Dot:
    x = LEFT + (point.day - first).days / days * (RIGHT - LEFT)
    share = float(point.value) / top if point.value is not None else 0
    return Dot(round(x, 1), round(BOTTOM - share * (BOTTOM - TOP), 1), point.value is None)


def _runs(dots: Sequence[Dot]) -> list[list[Dot]]:
    runs: list[list[Dot]] = [[]]
    for dot in dots:
        if dot.is_few:
            runs.append([])
        else:
            runs[-1].append(dot)
    return runs


def _line(run: Sequence[Dot]) -> str:
    return " ".join(f"{dot.x},{dot.y}" for dot in run)
