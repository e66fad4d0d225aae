"""The agency's workspace in words."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from skolespor.core.content import in_language, read_yaml
from skolespor.programme import states
from skolespor.programme.forms.application import half_year_words
from skolespor.programme.presenters.course import staff_name
from skolespor.programme.queries.courses import Half

AT_MOST = 30
"""So many stand first; the others follow in the list of all."""


def rooms(here: str) -> list[dict[str, Any]]:
    """The agency's two lists, one beside the other."""
    pages = (("programme:queue", _("Henvendelser")), ("programme:overview", _("Kommunerne")))
    return [
        {"label": label, "url": reverse(page), "current": page == here} for page, label in pages
    ]


def halves(found: Sequence[Half]) -> list[dict[str, Any]]:
    return [
        {
            "name": half_year_words(one.half_year),
            "words": _room(one),
            "url": reverse("programme:places", args=[one.half_year]),
            "is_full": one.is_full,
        }
        for one in found
    ]


def _room(one: Half) -> str:
    if one.places is None:
        return _("{taken} har plads. Ingen har skrevet, hvor mange der er plads til.").format(
            taken=one.taken
        )
    return _("{taken} af {places} pladser er brugt").format(taken=one.taken, places=one.places)


def filters(chosen: str) -> list[dict[str, Any]]:
    """All, or those in one state."""
    address = reverse("programme:queue")
    known = [state for state in states.STATES if state != states.DRAFT]
    rows = [("", _("Alle")), *((state, staff_name(state)) for state in known)]
    return [
        {
            "label": label,
            "url": f"{address}?status={state}" if state else address,
            "current": state == chosen,
        }
        for state, label in rows
    ]


def guide() -> dict[str, Any]:
    """What one talks about the first time, and what shows that a municipality is ready."""
    found = read_yaml("advisory_course.yaml")["dialogue_guide"]
    return {
        "title": in_language(found, "title"),
        "questions": [
            {"theme": in_language(one, "theme"), "text": in_language(one, "text")}
            for one in found["questions"]
        ],
        "signals": [
            in_language({"signal_da": one}, "signal") for one in found["readiness_signals_da"]
        ],
    }
