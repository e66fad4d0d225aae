"""A closed round as rows and on paper: the same facts as on the pages, no more."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from skolespor.core.pdf import pdf
from skolespor.reviews.forms import step_words
from skolespor.reviews.presenters.picture import letter
from skolespor.reviews.presenters.results import agreement
from skolespor.reviews.presenters.words import (
    distance,
    how,
    line_name,
    mode_label,
    number,
    title,
    value,
    within,
)
from skolespor.reviews.queries.focus import open_focus
from skolespor.reviews.queries.rounds import Results
from skolespor.reviews.rules.spread import by_theme, compare, most_apart_first

TEMPLATE = Path(__file__).parents[1] / "typst" / "results.typ"


def head() -> list[str]:
    return [
        _("Tema"),
        _("Udsagn"),
        _("Linje"),
        _("Svar"),
        _("Sådan er der svaret"),
        _("Inden for linjen"),
        _("Afstand mellem linjerne"),
        _("Det bygger svaret på"),
        _("Det er vi enige om"),
        _("Note"),
    ]


def rows(results: Results) -> Iterator[list[str]]:
    """One row for each statement and line, where the lines are farthest apart first."""
    for one in most_apart_first(compare(results.instrument, results.shown)):
        agreed = agreement(results.agreements.get(one.statement.id))
        for line, shown in one.lines.items():
            yield [
                one.theme.title,
                one.statement.for_line(line),
                line_name(line),
                value(shown),
                how(results.modes[line], shown),
                " ".join(within(shown)),
                distance(one.distance),
                " / ".join(shown.texts),
                agreed["value"] if agreed else "",
                agreed["note"] if agreed else "",
            ]


def printed(results: Results) -> bytes:
    """In Danish, whatever language the reader has chosen."""
    with translation.override("da"):
        return pdf(TEMPLATE, paper(results))


def paper(results: Results) -> dict[str, Any]:
    compared = compare(results.instrument, results.shown)
    themes = by_theme(results.instrument, compared)
    return {
        "title": _("Egenvurdering: sådan gør vi i dag"),
        "place": results.round.municipality.name,
        "day": title(results.round),
        "scale": [f"{step}: {words}" for step, words in step_words().items() if step.isdecimal()],
        "lines": [
            {
                "name": line_name(line),
                "letter": letter(line),
                "mode": mode_label(results.modes[line]),
            }
            for line in results.shown
        ],
        "themes": [
            {
                "title": one.theme.title,
                "values": ["–" if v is None else number(v) for v in one.lines.values()],
                "places": list(one.lines.values()),
                "distance": distance(one.distance),
                "is_flagged": one.is_flagged,
            }
            for one in themes
        ],
        "statements": [_statement(one, results) for one in most_apart_first(compared)],
        "focus": [
            {"words": one.words, "why": one.why} for one in open_focus(results.round.municipality)
        ],
    }


def _statement(one: Any, results: Results) -> dict[str, Any]:
    agreed = agreement(results.agreements.get(one.statement.id))
    return {
        "title": one.statement.text,
        "theme": one.theme.title,
        "values": [value(shown) for shown in one.lines.values()],
        "distance": distance(one.distance),
        "is_flagged": one.is_flagged,
        "agreed": agreed["value"] if agreed else "",
        "note": agreed["note"] if agreed else "",
    }
