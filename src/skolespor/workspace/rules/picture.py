"""Draws a child's school life: from what the rooms tell, to rectangles, signs and labels.

Time runs from left to right, one lane below the other. What is planned lies after today and is drawn
apart; what has no last day ends today.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.children.timeline import Lane, Part, Stretch, Week
from skolespor.workspace.rules.lettering import fitted, width_of
from skolespor.workspace.rules.marks import (
    MARGIN,
    Box,
    Column,
    Ground,
    Line,
    Picture,
    Piece,
    Scale,
    Sign,
    Style,
    Text,
)
from skolespor.workspace.rules.rows import Run, dots_in_rows, rows_of, runs_of
from skolespor.workspace.rules.window import DAY, Window, ticks

AXIS = 44
BETWEEN = 14
"""Between two lanes."""
BETWEEN_ROWS = 4
PAD = 6
"""Between the edge of a stretch and its name."""
THIN = 3
"""The narrowest stretch: a single day must be seen in twelve years."""
UNKNOWN = 8
"""A stretch of which nobody may say since when, takes one part in so many before today."""
HEIGHTS = {Lane.HOME: 30, Lane.SCHOOL: 44, Lane.WITHOUT: 26, Lane.AWAY: 20}
COLUMNS, APART = 44, 16
ONLY_FILLED = {Lane.AWAY, Lane.EVENTS}
"""Lanes that say nothing by being empty."""
WEEK = 5
"""School days of a whole week."""


@dataclass(frozen=True)
class Words:
    """The words in the picture: titles of lanes, what stands where nothing is known, the letters that
    stand for names, and today."""

    titles: Mapping[Lane, str]
    nothing: Mapping[Lane, str]
    letters: Mapping[tuple[Lane, str], str]
    today: str


def draw(part: Part, *, window: Window, today: date, style: Style, words: Words) -> Picture:
    scale = Scale(window, MARGIN + style.gutter, style.width - style.gutter - 2 * MARGIN)
    picture = Picture(style, scale, AXIS)
    bottom: float = AXIS
    seen = within(part, window, today)
    for lane in seen.lanes:
        bottom = _lane(picture, lane, seen, bottom + BETWEEN, today, words)
    picture.height = round(bottom + BETWEEN / 2)
    _axis(picture)
    if today in window:
        picture.today = _today(picture, today, words.today)
    return picture


def within(part: Part, window: Window, today: date) -> Part:
    """What has a day in the window. Some lanes are left out where they would be empty."""
    stretches = tuple(one for one in part.stretches if spans_of(one, window, today))
    dots = tuple(dot for dot in part.dots if dot.day in window)
    filled = {*(one.lane for one in stretches), *([Lane.EVENTS] if dots else [])}
    return Part(
        lanes=tuple(lane for lane in part.lanes if lane in filled or lane not in ONLY_FILLED),
        stretches=stretches,
        dots=dots,
        weeks=tuple(week for week in part.weeks if week.monday in window),
    )


def _lane(picture: Picture, lane: Lane, part: Part, y: float, today: date, words: Words) -> float:
    """Draws one lane and returns where it ends."""
    top = y + picture.style.title_above
    if lane is Lane.ABSENCE:
        bottom = _columns(picture, part.weeks, top)
    elif lane is Lane.EVENTS:
        bottom = _signs(picture, part, top)
    else:
        bottom = _stretches(picture, part.of(lane), top, today, words)
    first_row: float = HEIGHTS.get(lane, APART)
    if bottom == top:
        bottom = _nothing(picture, words.nothing[lane], top)
        first_row = bottom - top
    _title(picture, words.titles[lane], y, first_row=first_row)
    return bottom


def _title(picture: Picture, title: str, y: float, *, first_row: float) -> None:
    size = picture.style.size
    base = y + (size if picture.style.title_above else first_row / 2 + size / 3)
    picture.titles.append(Text(MARGIN, round(base, 1), title, "title"))


def _nothing(picture: Picture, words: str, y: float) -> float:
    size = picture.style.size
    height = size + PAD
    base = round(y + height / 2 + size / 3, 1)
    picture.texts.append(Text(picture.scale.left + PAD, base, words, "nothing"))
    return y + height


# Stretches


def _stretches(
    picture: Picture, stretches: tuple[Stretch, ...], y: float, today: date, words: Words
) -> float:
    bottom = y
    for row in rows_of(stretches):
        for run in runs_of(row):
            _run(picture, run, bottom, today, words)
        bottom += HEIGHTS[row[0].lane] + BETWEEN_ROWS
    return bottom - BETWEEN_ROWS if bottom > y else y


def _run(picture: Picture, run: Run, y: float, today: date, words: Words) -> None:
    boxes = [box_of(stretch, picture.scale, y, today) for stretch in run.stretches]
    picture.boxes += boxes
    first = boxes[0].stretch
    if first.lane is Lane.WITHOUT:
        _count(picture, boxes[0])
    elif first.label:
        _name(picture, boxes, words.letters.get((first.lane, first.label), ""))
    for box in boxes:
        _detail(picture, box)


@dataclass(frozen=True)
class Span:
    """The days of a stretch that a window shows, of those that have been or of those to come."""

    first: date
    last: date
    is_planned: bool


def spans_of(stretch: Stretch, window: Window, today: date) -> list[Span]:
    since = stretch.since or max(today - timedelta(window.days // UNKNOWN), window.first)
    last = stretch.until or (today if since <= today else window.last)
    parts = (
        Span(since, min(last, today), is_planned=False),
        Span(max(since, today + DAY), last, is_planned=True),
    )
    cut = (
        Span(max(one.first, window.first), min(one.last, window.last), one.is_planned)
        for one in parts
    )
    return [one for one in cut if one.first <= one.last]


def box_of(stretch: Stretch, scale: Scale, y: float, today: date) -> Box:
    """A stretch that has days in the picture."""
    window, since = scale.window, stretch.since
    begun = since is None or since <= today
    last = stretch.until or (today if begun else date.max)
    return Box(
        stretch,
        y,
        HEIGHTS[stretch.lane],
        tuple(_piece(scale, span) for span in spans_of(stretch, window, today)),
        comes=since is None or since < window.first,
        goes=last > window.last,
    )


def _piece(scale: Scale, span: Span) -> Piece:
    x = min(scale.x(span.first), round(scale.right - THIN, 1))
    return Piece(x, round(max(scale.x(span.last + DAY) - x, THIN), 1), span.is_planned)


def _name(picture: Picture, boxes: list[Box], letter: str) -> None:
    """The name over all of the run, or beside it when the run has no first day; else its letter, with
    as much of the name as there is room for."""
    size, first = picture.style.size, boxes[0]
    x = round(first.x + PAD + (PAD if first.comes else 0), 1)
    y = round(first.y + size + 4 + (0 if _is_tall(first) else 1), 1)
    room, label = boxes[-1].right - x - PAD / 2, first.stretch.label
    beside = first.x - PAD - picture.scale.left if first.stretch.since is None else 0
    if width_of(label, size) <= room:
        picture.texts.append(Text(x, y, label, _kind_of_name(first)))
    elif width_of(label, size) <= beside:
        picture.texts.append(Text(round(first.x - PAD, 1), y, label, "name", "end"))
    elif letter and width_of(letter, size) <= boxes[-1].right - first.x:
        picture.letters.add((first.stretch.lane, label))
        some = fitted(label, size, room - width_of(f"{letter}m", size))
        picture.texts += _lettered(
            letter, some, boxes, Text(x, y, some, _kind_of_name(first)), size
        )


def _lettered(letter: str, some: str, boxes: list[Box], at: Text, size: float) -> list[Text]:
    """The letter alone in the middle, or before the beginning of the name."""
    if not some:
        middle = round((boxes[0].x + boxes[-1].right) / 2, 1)
        return [Text(middle, at.y, letter, "letter", "middle")]
    after = round(at.x + width_of(f"{letter}i", size), 1)
    return [Text(at.x, at.y, letter, "letter"), replace(at, x=after)]


def _kind_of_name(box: Box) -> str:
    """With the ground on which it stands, so that a line behind it does not cut it."""
    return f"name tl-on-{'paper' if box.pieces[0].is_planned else box.stretch.lane.value}"


def _is_tall(box: Box) -> bool:
    return box.height == HEIGHTS[Lane.SCHOOL]


def _detail(picture: Picture, box: Box) -> None:
    """The class, where there is room for all of it."""
    size = picture.style.size - 2
    x = box.x + PAD + (PAD if box.comes else 0)
    if box.stretch.detail and width_of(box.stretch.detail, size) <= box.right - x:
        y = round(box.y + box.height - 8, 1)
        picture.texts.append(Text(round(x, 1), y, box.stretch.detail, "detail"))


def _count(picture: Picture, box: Box) -> None:
    """The number of days, over the hatching."""
    size, days = picture.style.size, box.stretch.days or 0
    long = ngettext("{n} dag", "{n} dage", days).format(n=days)
    room = box.right - box.x - PAD
    text = next((text for text in (long, str(days)) if width_of(text, size) <= room), "")
    if text:
        y = round(box.middle + size / 3, 1)
        picture.texts.append(Text(round((box.x + box.right) / 2, 1), y, text, "count", "middle"))


# Absence and events


def _columns(picture: Picture, weeks: tuple[Week, ...], top: float) -> float:
    if not weeks:
        return top
    ground, scale = top + COLUMNS, picture.scale
    highest = max([WEEK, *(float(week.days) for week in weeks)])
    top = round(ground - COLUMNS * WEEK / highest, 1)
    picture.ground = Ground(ground, top)
    picture.texts.append(Text(scale.right, top - 3, _("5 dage"), "scale", "end"))
    for week in weeks:
        x = scale.x(week.monday)
        width = max(scale.x(week.monday + WEEK * DAY) - x, 1)
        height = max(COLUMNS * float(week.days) / highest, 1)
        picture.columns.append(Column(x, round(width, 1), round(height, 1), week))
    return ground


def _signs(picture: Picture, part: Part, top: float) -> float:
    if not part.dots:
        return top
    scale, dots = picture.scale, part.dots
    places = [
        min(max(scale.x(d.day), scale.left + APART / 2), scale.right - APART / 2) for d in dots
    ]
    rows = dots_in_rows(dots, places, APART)
    for dot, x, row in zip(dots, places, rows, strict=True):
        picture.signs.append(Sign(round(x, 1), round(top + APART / 2 + row * APART, 1), dot))
    return top + APART * (max(rows, default=0) + 1)


# Axis and today


def _axis(picture: Picture) -> None:
    scale, size = picture.scale, picture.style.size - 1
    per_day = scale.width / scale.window.days
    fits = partial(_fits, per_day, size)
    for tick in ticks(scale.window, fits):
        x = scale.x(tick.day)
        label = Text(round(x + 4, 1), size + 2, tick.label, "tick") if tick.label else None
        picture.ticks.append(Line(x, label))


def _fits(per_day: float, size: float, text: str, days: int) -> bool:
    return width_of(text, size) + 6 <= per_day * days


def _today(picture: Picture, today: date, words: str) -> Line:
    """In the middle of the day; the words where they have room."""
    scale, size = picture.scale, picture.style.size
    x = round((scale.x(today) + scale.x(today + DAY)) / 2, 1)
    half = width_of(words, size) / 2
    middle = round(min(max(x, half + MARGIN), scale.right - half), 1)
    return Line(x, Text(middle, AXIS - 7, words, "today", "middle"))
