"""All municipalities' courses and tracks in words: as a picture of stages, a table and a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from skolespor.accounts.lines import Line
from skolespor.core.forms import day_words
from skolespor.programme import states
from skolespor.programme.models import Course
from skolespor.programme.presenters.course import BADGES, staff_name
from skolespor.programme.queries.overview import Row, by_state
from skolespor.tracks.presenters.words import state_words
from skolespor.tracks.states import ALIVE


def stages(found: Sequence[Row], *, chosen: str, mine: bool) -> list[dict[str, Any]]:
    """How many municipalities are at each stage, in the order of the way; each leads to its own."""
    counts = by_state(found)
    total = max(len(found), 1)
    return [
        {
            "label": staff_name(state),
            "count": counts[state],
            "percent": round(100 * counts[state] / total),
            "url": _address(stage=state, mine=mine),
            "current": state == chosen,
        }
        for state in states.STATES
        if counts[state]
    ]


def tabs(*, stage: str, mine: bool) -> list[dict[str, Any]]:
    return [
        {"label": _("Alle"), "url": _address(stage=stage, mine=False), "current": not mine},
        {
            "label": _("Dem, jeg er konsulent for"),
            "url": _address(stage=stage, mine=True),
            "current": mine,
        },
    ]


def line(row: Row, *, today: date) -> dict[str, Any]:
    course = row.course
    return {
        "name": row.name,
        "url": reverse("programme:course", args=[course.pk]),
        "staff": staff_name(course.state),
        "badge": BADGES[course.state],
        "adviser": _adviser(course),
        "lines": _lines(row),
        "missing": [one.label for one in Line if one.value not in row.lines],
        "next_day": day_words(row.next_day),
        "follow_up": day_words(row.follow_up) if course.state == states.FOLLOW_UP else "",
        "is_late": _is_late(row, today=today),
        "focus": "" if row.focus is None else str(row.focus),
        "tracks": _tracks(row),
    }


def cells(row: Row, *, today: date) -> list[str]:
    """The same as in the table, for a file."""
    told = line(row, today=today)
    names = ("name", "staff", "adviser", "lines", "next_day", "follow_up", "focus", "tracks")
    return [told[name] for name in names]


def head() -> list[str]:
    return [
        _("Kommune"),
        _("Hvor langt"),
        _("Konsulent"),
        _("Linjer, der er med"),
        _("Næste dag"),
        _("Opfølgning senest"),
        _("Fokus"),
        _("Handlespor"),
    ]


def _address(*, stage: str, mine: bool) -> str:
    chosen = [f"trin={stage}"] if stage else []
    chosen += ["hvis=mine"] if mine else []
    address = reverse("programme:overview")
    return f"{address}?{'&'.join(chosen)}" if chosen else address


def _adviser(course: Course) -> str:
    return course.adviser.name if course.adviser else ""


def _lines(row: Row) -> str:
    return ", ".join(one.label for one in Line if one.value in row.lines)


def _is_late(row: Row, *, today: date) -> bool:
    due = row.follow_up
    return row.course.state == states.FOLLOW_UP and due is not None and due < today


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
