"""The three lines on one scale, drawn by the server: a shape and a letter for each line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skolespor.reviews.presenters.words import line_name, missing, number, value
from skolespor.reviews.rules.shown import HIGHEST, LOWEST, Shown, Why

LEFT, STEP, TOP, TRACK = 24, 68, 26, 20
"""Units of the picture: the scale's first mark, from mark to mark, the first line's track, each track."""
SHAPES = {"school": "circle", "authority": "square", "placement": "diamond"}


@dataclass(frozen=True)
class Mark:
    """A line's place on the scale. `bar` is where its value lies between two numbers: left and width."""

    x: float
    y: int
    shape: str
    letter: str
    bar: tuple[float, float] | None = None


@dataclass(frozen=True)
class Gap:
    """A line without a value, in words."""

    y: int
    text: str


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Picture:
    name: str
    title: str
    words: str
    height: int
    ticks: Sequence[Tick]
    marks: Sequence[Mark]
    gaps: Sequence[Gap]


@dataclass(frozen=True)
class Key:
    """What a shape means."""

    shape: str
    letter: str
    words: str


def keys(lines: Sequence[str]) -> list[Key]:
    return [Key(SHAPES[line], letter(line), line_name(line)) for line in lines]


def letter(line: str) -> str:
    return line_name(line)[0].upper()


def of_statement(name: str, title: str, lines: Mapping[str, Shown]) -> Picture:
    marks, gaps = [], []
    for row, (line, shown) in enumerate(lines.items()):
        y = TOP + row * TRACK
        if shown.low is None or shown.high is None:
            gaps.append(Gap(y, _gap(line, missing(shown.why or Why.NOT_ANSWERED))))
            continue
        is_exact = shown.low == shown.high
        bar = None if is_exact else (at(shown.low), at(shown.high) - at(shown.low))
        marks.append(Mark(at(shown.middle), y, SHAPES[line], letter(line), bar))
    said = ". ".join(f"{line_name(line)}: {value(shown)}" for line, shown in lines.items())
    return _picture(name, title, said, marks, gaps, rows=len(lines))


def of_values(name: str, title: str, lines: Mapping[str, float | None]) -> Picture:
    """The same for numbers worked out from several statements."""
    marks, gaps = [], []
    for row, (line, middle) in enumerate(lines.items()):
        y = TOP + row * TRACK
        if middle is None:
            gaps.append(Gap(y, _gap(line, _("intet tal"))))
        else:
            marks.append(Mark(at(middle), y, SHAPES[line], letter(line)))
    said = ". ".join(
        f"{line_name(line)}: {_('intet tal') if middle is None else number(middle)}"
        for line, middle in lines.items()
    )
    return _picture(name, title, said, marks, gaps, rows=len(lines))


def _gap(line: str, words: str) -> str:
    return f"{letter(line)}: {words}"


def _picture(
    name: str, title: str, said: str, marks: list[Mark], gaps: list[Gap], *, rows: int
) -> Picture:
    ticks = [Tick(at(step), str(step)) for step in range(LOWEST, HIGHEST + 1)]
    height = TOP + rows * TRACK - TRACK // 2 + 2
    return Picture(name, title, f"{said}.", height, ticks, marks, gaps)


def at(value: float) -> float:
    return round(LEFT + (value - LOWEST) * STEP, 1)
