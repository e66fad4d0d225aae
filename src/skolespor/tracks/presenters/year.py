"""Twelve months of tracks: as a picture, and as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.models import Organisation
from skolespor.calendar.rules.months import add_months
from skolespor.core.forms import day_words
from skolespor.tracks.queries.board import Year
from skolespor.tracks.rules.picture import MONTHS, Kind, Lane, Mark, Picture, draw

BEFORE, AT_ONCE = 3, 6
"""Months before today in the picture, and how many one turns at a time."""
WIDE, SLIM = (960, 110), (340, 42)
"""Width of a picture, and the letters of a title that fit in it."""
KEYS = {
    Kind.STEP: gettext_lazy("Skridt"),
    Kind.DONE: gettext_lazy("Skridt, der er gjort"),
    Kind.DEADLINE: gettext_lazy("Frist"),
    Kind.MEETING: gettext_lazy("Møde"),
    Kind.STATUS: gettext_lazy("Status"),
    Kind.DUE: gettext_lazy("Status, der skal skrives"),
}


@dataclass(frozen=True)
class Seen:
    """One of the two sizes of the picture."""

    name: str
    picture: Picture
    labels: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Row:
    day: str
    track: str
    what: Any
    words: str


def first_month(today: date) -> date:
    return add_months(today.replace(day=1), -BEFORE)


def last_month(first: date) -> date:
    return add_months(first, MONTHS)


def page(
    place: Organisation, found: Sequence[Any], years: Sequence[Year], *, first: date, today: date
) -> dict[str, Any]:
    lanes = [_lane(one) for one in years]
    ends = {"since": _month(first), "until": _month(add_months(first, MONTHS - 1))}
    sizes = (("wide", *WIDE), ("slim", *SLIM))
    return {
        "place": place,
        "tabs": found,
        "period": _("{since} til {until}").format(**ends),
        "pictures": [
            _seen(name, draw(lanes, first=first, today=today, width=width, letters=letters))
            for name, width, letters in sizes
        ],
        "keys": [{"kind": kind.value, "words": words} for kind, words in KEYS.items()],
        "rows": _rows(lanes, first),
        "lanes": lanes,
        "earlier": _turn(place, first, -AT_ONCE),
        "later": _turn(place, first, AT_ONCE),
    }


def _turn(place: Organisation, first: date, months: int) -> str:
    return f"?kommune={place.pk}&fra={add_months(first, months):%Y-%m}"


def _month(day: date) -> str:
    return date_format(day, "F Y")


def _lane(one: Year) -> Lane:
    track = one.standing.track
    return Lane(track.title, track.agreed_on, track.deadline, list(_marks(one)))


def _marks(one: Year) -> Iterator[Mark]:
    standing = one.standing
    for step in one.steps:
        yield Mark(Kind.DONE if step.done_on else Kind.STEP, step.due_on, step.text)
    for meeting in one.meetings:
        yield Mark(Kind.MEETING, meeting.on, f"{meeting.title}: {meeting.looks_at}")
    for status in one.statuses:
        yield Mark(Kind.STATUS, status.on, status.next)
    if standing.due:
        yield Mark(Kind.DUE, standing.due, "")
    if standing.track.deadline:
        yield Mark(Kind.DEADLINE, standing.track.deadline, "")


def _seen(name: str, picture: Picture) -> Seen:
    """Every month is named where there is room, otherwise each third."""
    step = 1 if name == "wide" else 3
    labels = [
        {"x": tick.x, "words": date_format(tick.day, "M Y" if tick.day.month == 1 else "M")}
        for tick in picture.ticks[::step]
    ]
    return Seen(name, picture, labels)


def _rows(lanes: Sequence[Lane], first: date) -> list[Row]:
    """The same, day by day."""
    last = last_month(first)
    marks = [
        (mark, lane.title) for lane in lanes for mark in lane.marks if first <= mark.day < last
    ]
    in_order = sorted(marks, key=lambda found: (found[0].day, found[1]))
    return [Row(day_words(one.day), title, KEYS[one.kind], one.words) for one, title in in_order]
