"""A series of numbers: as a line and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from skolespor.core.forms import day_words
from skolespor.tracks.forms import COUNTS
from skolespor.tracks.models import Measure, Value
from skolespor.tracks.presenters.words import n_words, period_words, value_words
from skolespor.tracks.rules import chart
from skolespor.tracks.rules.numbers import Counts


@dataclass(frozen=True)
class Row:
    pk: int
    period: str
    value: str
    n: str


@dataclass(frozen=True)
class Drawn:
    """`title` says what is to be seen; `labels` are words at places of the picture."""

    title: str
    chart: chart.Chart
    labels: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Series:
    name: str
    is_current: bool
    measure: Measure
    kind: Any
    rows: Sequence[Row]
    drawn: Drawn | None


def series(measure: Measure, number: int) -> Series:
    values = list(measure.values.all())
    return Series(
        name=f"series-{number}",
        is_current=measure.ended_at is None,
        measure=measure,
        kind=COUNTS[Counts(measure.counts)][0],
        rows=[
            Row(one.pk, period_words(one), value_words(one, measure), n_words(one))
            for one in values
        ],
        drawn=_drawn(measure, values) if values else None,
    )


def _drawn(measure: Measure, values: Sequence[Value]) -> Drawn:
    made = chart.draw([chart.Point(one.until, one.value) for one in values])
    ends = dict.fromkeys((0, len(values) - 1))
    labels = [_label(values[number], measure, made.dots[number]) for number in ends]
    return Drawn(_title(measure, values), made, labels)


def _title(measure: Measure, values: Sequence[Value]) -> str:
    first, last = value_words(values[0], measure), value_words(values[-1], measure)
    if len(values) == 1:
        return _("{title}: {value}.").format(title=measure.title, value=last)
    return _("{title}: fra {first} til {last}.").format(title=measure.title, first=first, last=last)


def _label(value: Value, measure: Measure, dot: chart.Dot) -> dict[str, Any]:
    anchor = "end" if dot.x > (chart.LEFT + chart.RIGHT) / 2 else "start"
    return {
        "x": dot.x + (6 if anchor == "end" else -6),
        "y": dot.y - 9,
        "day": day_words(value.until),
        "words": value_words(value, measure),
        "anchor": anchor,
        "day_y": chart.BOTTOM + 20,
    }
