"""Before and now: only what both rounds show."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from skolespor.reviews.presenters.words import line_name, number, title
from skolespor.reviews.queries.rounds import Results
from skolespor.reviews.rules.spread import (
    Compared,
    ComparedTheme,
    Moved,
    by_theme,
    compare,
    middles,
    moved,
)

NOTHING: Mapping[str, float | None] = {}


def page(now: Results, before: Results | None) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "round": now.round,
        "title": title(now.round),
        "place": now.round.municipality,
        "lines": [line_name(line) for line in now.shown],
    }
    if before is None:
        return facts
    is_like = _alike(now, before)
    return {
        **facts,
        "before": before.round,
        "before_title": title(before.round),
        "mode_notes": [
            _("{line} svarede på en anden måde dengang.").format(line=line_name(line))
            for line, alike in is_like.items()
            if not alike
        ],
        "themes": _themes(now, before),
    }


def _alike(now: Results, before: Results) -> dict[str, bool]:
    return {line: before.modes.get(line) == mode for line, mode in now.modes.items()}


def _themes(now: Results, before: Results) -> list[dict[str, Any]]:
    """In the order of the instrument; statements that only one of the rounds asked are left out."""
    compared, earlier = _compared(now), {one.statement.id: one for one in _compared(before)}
    was = {one.theme.id: one for one in by_theme(before.instrument, list(earlier.values()))}
    found = {one.theme.id: one for one in by_theme(now.instrument, compared)}
    return [
        _theme(found[theme.id], was.get(theme.id), earlier, list(now.shown))
        for theme in now.instrument.themes
    ]


def _compared(results: Results) -> list[Compared]:
    return compare(results.instrument, results.shown)


def _theme(
    one: ComparedTheme,
    was: ComparedTheme | None,
    earlier: Mapping[str, Compared],
    lines: Sequence[str],
) -> dict[str, Any]:
    both = [each for each in one.compared if each.statement.id in earlier]
    return {
        "title": one.theme.title,
        "cells": _cells(lines, moved(was.lines if was else NOTHING, one.lines)),
        "rows": [
            {
                "title": each.statement.text,
                "cells": _cells(
                    lines, moved(middles(earlier[each.statement.id].lines), middles(each.lines))
                ),
            }
            for each in both
        ],
    }


def _cells(lines: Sequence[str], found: Sequence[Moved]) -> list[dict[str, str]]:
    by_line = {one.line: one for one in found}
    return [
        {"line": line_name(line), "words": _words(by_line[line]) if line in by_line else "–"}
        for line in lines
    ]


def _words(one: Moved) -> str:
    steps = number(abs(one.steps))
    then_now = f"{number(one.before)} → {number(one.now)}"
    if one.steps > 0:
        return _("{numbers}, {steps} trin op").format(numbers=then_now, steps=steps)
    if one.steps < 0:
        return _("{numbers}, {steps} trin ned").format(numbers=then_now, steps=steps)
    return _("{numbers}, uændret").format(numbers=then_now)
