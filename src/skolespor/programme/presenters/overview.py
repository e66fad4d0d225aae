"""All municipalities' courses and tracks in words: as a picture of stages, a table and a file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skolespor.accounts.lines import Line
from skolespor.core.forms import day_words
from skolespor.programme import states
from skolespor.programme.models import Course, Day
from skolespor.programme.presenters.agency import rooms
from skolespor.programme.presenters.course import BADGES, staff_name
from skolespor.programme.queries.overview import Row, Wanted, by_state, of_adviser
from skolespor.programme.rules.days import KINDS
from skolespor.tracks.presenters.words import state_words
from skolespor.tracks.states import ALIVE

ENDED = (states.CLOSED, states.PAUSED, states.NOT_NOW, states.WITHDRAWN)
PARTS: Sequence[tuple[Any, Sequence[str]]] = (
    (gettext_lazy("Før aftalen"), [one for one in states.BEFORE if one != states.DRAFT]),
    (gettext_lazy("Forløbet er i gang"), states.RUNNING),
    (gettext_lazy("Slut eller på pause"), ENDED),
)
"""The way in three parts, as the picture shows it."""


def page(
    every: Sequence[Row], shown: Sequence[Row], wanted: Wanted, *, today: date
) -> dict[str, Any]:
    """`every` are all municipalities, `shown` those on the page."""
    counted = of_adviser(every, wanted.adviser)
    return {
        "rooms": rooms("programme:overview"),
        "tabs": _tabs(wanted),
        "parts": _parts(counted, wanted),
        "lines": [line(row, today=today) for row in shown],
        "heading": staff_name(wanted.stage) if wanted.stage else _("Alle trin"),
        "all_stages": address(adviser=wanted.adviser) if wanted.stage else "",
        "file": address(wanted.stage, wanted.adviser, "programme:overview_file"),
        "whole": address(wanted.stage, wanted.adviser, vis="alle"),
        "is_narrowed": wanted != Wanted(),
        "number": len(every),
        "counted": len(counted),
        "today": day_words(today),
    }


def _tabs(wanted: Wanted) -> list[dict[str, Any]]:
    """All, or those for whom the reader is the adviser; the stage stays."""
    is_mine = wanted.adviser is not None
    mine = address(wanted.stage, hvis="mine")
    return [
        {"label": _("Alle kommuner"), "url": address(wanted.stage), "current": not is_mine},
        {"label": _("Dem, jeg er konsulent for"), "url": mine, "current": is_mine},
    ]


def _parts(counted: Sequence[Row], wanted: Wanted) -> list[dict[str, Any]]:
    """How many municipalities are at each stage, in the order of the way; the bars share one measure."""
    counts = by_state(counted)
    most = max(counts.values(), default=1)
    return [
        {
            "label": str(label),
            "count": sum(counts[state] for state in part),
            "stages": [_stage(state, counts, most, wanted) for state in part],
        }
        for label, part in PARTS
    ]


def _stage(state: str, counts: Mapping[str, int], most: int, wanted: Wanted) -> dict[str, Any]:
    count = counts.get(state, 0)
    return {
        "label": staff_name(state),
        "count": count,
        "words": ngettext("{count} kommune", "{count} kommuner", count).format(count=count),
        "most": most,
        "url": address(state, wanted.adviser) if count else "",
        "current": state == wanted.stage,
    }


def line(row: Row, *, today: date) -> dict[str, Any]:
    course = row.course
    return {
        "name": row.name,
        "url": reverse("programme:course", args=[course.pk]),
        "staff": staff_name(course.state),
        "badge": BADGES[course.state],
        "adviser": _adviser(course),
        "lines": [{"label": one.label, "is_there": one.value in row.lines} for one in Line],
        "next_day": _day(row.next_day),
        "follow_up": day_words(row.follow_up),
        "is_late": row.is_late(today=today),
        "focus": "" if row.focus is None else str(row.focus),
        "tracks": _tracks(row),
    }


def head() -> list[str]:
    return [
        _("Kommune"),
        _("Hvor langt"),
        _("Konsulent"),
        _("Linjer, der er med"),
        _("Linjer, der mangler"),
        _("Næste dag"),
        _("Opfølgning senest"),
        _("Over tiden"),
        _("Fokus"),
        _("Handlespor"),
    ]


def cells(row: Row, *, today: date) -> list[str]:
    """The same as in the table, for a file."""
    told = line(row, today=today)
    return [
        told["name"],
        told["staff"],
        told["adviser"],
        _labels(told["lines"], is_there=True),
        _labels(told["lines"], is_there=False),
        told["next_day"],
        told["follow_up"],
        _("Ja") if told["is_late"] else "",
        told["focus"],
        told["tracks"],
    ]


def address(
    stage: str = "",
    adviser: int | None = None,
    name: str = "programme:overview",
    **more: str,
) -> str:
    """Words of the page stand in the address: which stage, and whether they are the reader's own."""
    chosen = {"trin": stage, "hvis": "mine" if adviser is not None else ""} | more
    query = urlencode({word: value for word, value in chosen.items() if value})
    return f"{reverse(name)}?{query}" if query else reverse(name)


def _adviser(course: Course) -> str:
    return course.adviser.name if course.adviser else ""


def _labels(lines: Sequence[Mapping[str, Any]], *, is_there: bool) -> str:
    return ", ".join(str(one["label"]) for one in lines if one["is_there"] is is_there)


def _day(day: Day | None) -> str:
    if day is None:
        return ""
    return _("{day} ({kind})").format(day=day_words(day.on), kind=str(KINDS[day.kind]).lower())


def _tracks(row: Row) -> str:
    """»2 i gang, 1 forankret«; nothing before there is an agreement."""
    if row.tracks is None:
        return ""
    told = [
        f"{row.tracks[state]} {state_words(state).lower()}"
        for state in ALIVE
        if row.tracks.get(state)
    ]
    return ", ".join(told) or _("Ingen endnu")
