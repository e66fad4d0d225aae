"""What a child has drawn: the lines of a hand, and signs that were put down. Never a picture file.

A drawing is `{"w", "h", "strokes": [{"c", "s", "p": [[x, y], ...]}], "signs": [{"k", "c", "x", "y",
"r"}]}` in whole numbers on a sheet of its own size. What comes from a browser is checked here to the
last number; what is shown is built from those numbers alone, so nothing of a browser's own text is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.core.errors import RuleBroken

WIDTH, HEIGHT = 1000, 700
COLOURS: Mapping[str, str] = {
    "black": "#1a1a1a",
    "red": "#c62828",
    "orange": "#e65100",
    "yellow": "#f5c400",
    "green": "#2e7d32",
    "blue": "#1565c0",
    "purple": "#6a1b9a",
    "brown": "#6d4c41",
    "pink": "#e57399",
    "skin": "#c68642",
}
COLOUR_NAMES: Mapping[str, Any] = {
    "black": gettext_lazy("sort"),
    "red": gettext_lazy("rød"),
    "orange": gettext_lazy("orange"),
    "yellow": gettext_lazy("gul"),
    "green": gettext_lazy("grøn"),
    "blue": gettext_lazy("blå"),
    "purple": gettext_lazy("lilla"),
    "brown": gettext_lazy("brun"),
    "pink": gettext_lazy("lyserød"),
    "skin": gettext_lazy("lysebrun"),
}
THICKNESS: Mapping[int, Any] = {
    6: gettext_lazy("tynd"),
    14: gettext_lazy("mellem"),
    30: gettext_lazy("tyk"),
}
SIGNS: Mapping[str, str] = {
    "star": "M0-50 15-16 50-14 22 9 31 44 0 24-31 44-22 9-50-14-15-16Z",
    "heart": "M0 45C-60 0-50-45-22-45-8-45 0-32 0-26 0-32 8-45 22-45 50-45 60 0 0 45Z",
    "sun": "M0-28A28 28 0 1 1 0 28 28 28 0 1 1 0-28ZM-3-50H3V-36H-3ZM-3 36H3V50H-3Z"
    "M-50-3V3H-36V-3ZM36-3V3H50V-3ZM-37-33-33-37-24-28-28-24ZM24 28 28 24 37 33 33 37Z"
    "M33-37 37-33 28-24 24-28ZM-28 24-24 28-33 37-37 33Z",
    "house": "M-40 48V-6L-50-6 0-48 50-6 40-6V48H12V18H-12V48Z",
    "person": "M0-50A14 14 0 1 1 0-22 14 14 0 1 1 0-50ZM-24-16H24L32 18H20L16 0V50H3V22H-3V50H-16V0"
    "L-20 18H-32Z",
    "tree": "M-8 50V20H-40L-14-8H-30L0-50 30-8H14L40 20H8V50Z",
    "glad": "M0-46A46 46 0 1 1 0 46 46 46 0 1 1 0-46ZM0-36A36 36 0 1 0 0 36 36 36 0 1 0 0-36Z"
    "M-15-18A6 6 0 1 1-15-6 6 6 0 1 1-15-18ZM15-18A6 6 0 1 1 15-6 6 6 0 1 1 15-18Z"
    "M-22 8H22C18 28-18 28-22 8Z",
    "sad": "M0-46A46 46 0 1 1 0 46 46 46 0 1 1 0-46ZM0-36A36 36 0 1 0 0 36 36 36 0 1 0 0-36Z"
    "M-15-18A6 6 0 1 1-15-6 6 6 0 1 1-15-18ZM15-18A6 6 0 1 1 15-6 6 6 0 1 1 15-18Z"
    "M-22 24C-18 4 18 4 22 24L16 26C12 12-12 12-16 26Z",
}
SIGN_NAMES: Mapping[str, Any] = {
    "star": gettext_lazy("stjerne"),
    "heart": gettext_lazy("hjerte"),
    "sun": gettext_lazy("sol"),
    "house": gettext_lazy("hus"),
    "person": gettext_lazy("menneske"),
    "tree": gettext_lazy("træ"),
    "glad": gettext_lazy("glad"),
    "sad": gettext_lazy("ked af det"),
}
MOST_STROKES, MOST_POINTS, MOST_SIGNS = 600, 20_000, 60
SMALLEST, LARGEST = 20, 400
"""How large a sign may be, in the sheet's own numbers."""


def check_drawing(drawing: object) -> dict[str, Any]:
    """The drawing as it may be kept, with nothing in it but what is known; empty for an empty sheet."""
    if drawing in ({}, None):
        return {}
    if not isinstance(drawing, dict) or set(drawing) != {"w", "h", "strokes", "signs"}:
        _refuse()
    if (drawing["w"], drawing["h"]) != (WIDTH, HEIGHT):
        _refuse()
    strokes = [_stroke(one) for one in _list(drawing["strokes"], MOST_STROKES)]
    if sum(len(one["p"]) for one in strokes) > MOST_POINTS:
        _refuse()
    signs = [_sign(one) for one in _list(drawing["signs"], MOST_SIGNS)]
    if not strokes and not signs:
        return {}
    return {"w": WIDTH, "h": HEIGHT, "strokes": strokes, "signs": signs}


def _stroke(stroke: object) -> dict[str, Any]:
    if not isinstance(stroke, dict) or set(stroke) != {"c", "s", "p"}:
        _refuse()
    if not _known(stroke["c"], COLOURS) or not _whole(stroke["s"], min(THICKNESS), max(THICKNESS)):
        _refuse()
    points = _list(stroke["p"], MOST_POINTS)
    if not points:
        _refuse()
    return {"c": stroke["c"], "s": stroke["s"], "p": [_point(*_list(one, 2)) for one in points]}


def _point(*numbers: object) -> list[int]:
    if len(numbers) != 2:
        _refuse()
    x, y = numbers
    if not _whole(x, 0, WIDTH) or not _whole(y, 0, HEIGHT):
        _refuse()
    return [x, y]  # type: ignore[list-item]  # whole numbers, looked at above


def _sign(sign: object) -> dict[str, Any]:
    if not isinstance(sign, dict) or set(sign) != {"k", "c", "x", "y", "r"}:
        _refuse()
    if not _known(sign["k"], SIGNS) or not _known(sign["c"], COLOURS):
        _refuse()
    if not _whole(sign["r"], SMALLEST, LARGEST):
        _refuse()
    x, y = _point(sign["x"], sign["y"])
    return {"k": sign["k"], "c": sign["c"], "x": x, "y": y, "r": sign["r"]}


def _known(value: object, names: Mapping[str, Any]) -> bool:
    return isinstance(value, str) and value in names


def _whole(value: object, lowest: int, highest: int) -> bool:
    return type(value) is int and lowest <= value <= highest


def _list(value: object, longest: int) -> Sequence[Any]:
    if not isinstance(value, list) or len(value) > longest:
        _refuse()
    return value


def _refuse() -> NoReturn:
    raise RuleBroken("drawing.unknown", _("Tegningen kan ikke læses."))


@dataclass(frozen=True)
class Line:
    path: str
    colour: str
    width: int


@dataclass(frozen=True)
class Put:
    """A sign on the sheet."""

    path: str
    colour: str
    place: str


@dataclass(frozen=True)
class Picture:
    """A drawing as `promises/_picture.html` shows it; `text` says what one who cannot see it may know."""

    box: str
    lines: Sequence[Line]
    signs: Sequence[Put]
    text: str


def picture_of(drawing: Mapping[str, Any]) -> Picture | None:
    """What the template shows; nothing for an empty sheet. The drawing is checked anew: a row that was
    written some other way is never more than numbers either."""
    sheet = check_drawing(dict(drawing))
    if not sheet:
        return None
    lines = [Line(_path(one["p"]), COLOURS[one["c"]], one["s"]) for one in sheet["strokes"]]
    signs = [Put(SIGNS[one["k"]], COLOURS[one["c"]], _place(one)) for one in sheet["signs"]]
    return Picture(f"0 0 {WIDTH} {HEIGHT}", lines, signs, _in_words(sheet))


def _path(points: Sequence[Sequence[int]]) -> str:
    """A single point is a dot: a line to itself with round ends."""
    first, rest = points[0], points[1:] or points[:1]
    return f"M{first[0]} {first[1]}" + "".join(f"L{x} {y}" for x, y in rest)


def _place(sign: Mapping[str, Any]) -> str:
    return f"translate({sign['x']} {sign['y']}) scale({sign['r'] / 50:g})"


def _in_words(sheet: Mapping[str, Any]) -> str:
    names = dict.fromkeys(str(SIGN_NAMES[one["k"]]) for one in sheet["signs"])
    if not names:
        return _("En tegning, barnet selv har lavet")
    return _("En tegning, barnet selv har lavet, med {signs}").format(signs=", ".join(names))
