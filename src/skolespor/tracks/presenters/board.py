"""The tracks of a municipality side by side, and as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation
from skolespor.core.forms import day_words
from skolespor.tracks.presenters.words import badge_of, going_of, owner_words, state_words
from skolespor.tracks.queries.board import Column
from skolespor.tracks.queries.choices import focus_limit, theme_of
from skolespor.tracks.queries.standing import Standing
from skolespor.tracks.states import DRAFT, FOLLOWED, STATES, WHAT_IT_MEANS

UNDER_WAY = (DRAFT, *FOLLOWED)
"""What has become fixed practice, or was stopped, has no deadline any more."""


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class Card:
    """A track: what, who has the ball, by when, how it goes, and what waits."""

    title: str
    url: str
    theme: str
    owner: str
    deadline: str
    going: Any
    waits: str
    is_late: bool
    state: str
    badge: str


def tabs(places: Sequence[Organisation], chosen: Organisation) -> list[Tab]:
    """Only where somebody sees the work of more than one municipality."""
    if len(places) == 1:
        return []
    return [Tab(one.name, f"?kommune={one.pk}", one.pk == chosen.pk) for one in places]


def board(place: Organisation, found: Sequence[Tab], columns: Sequence[Column]) -> dict[str, Any]:
    return {
        "place": place,
        "tabs": found,
        "is_empty": not any(column.count for column in columns),
        "columns": [_column(one, place) for one in columns],
        "has_alive": any(one.count for one in columns if one.state in FOLLOWED),
        "too_many": _too_many(columns),
    }


def _column(column: Column, place: Organisation) -> dict[str, Any]:
    return {
        "state": state_words(column.state),
        "meaning": WHAT_IT_MEANS[column.state],
        "count": column.count,
        "cards": [card(one) for one in column.standings],
        "left": column.left,
        "more": f"{reverse('tracks:all')}?tilstand={column.state}&kommune={place.pk}",
    }


def card(one: Standing) -> Card:
    theme = theme_of(one.track.theme)
    return Card(
        title=one.track.title,
        url=reverse("tracks:track", args=[one.track.pk]),
        theme=theme.title if theme else one.track.focus,
        owner=owner_words(one),
        deadline=day_words(one.track.deadline) if one.track.state in UNDER_WAY else "",
        going=going_of(one.last),
        waits=_waits(one),
        is_late=one.is_late or one.has_lost_its_owner,
        state=state_words(one.track.state),
        badge=badge_of(one.track.state),
    )


def _waits(one: Standing) -> str:
    if one.has_lost_its_owner:
        return _("Ingen har bolden. Vælg en ny ejer.")
    if one.is_due:
        return _("Mangler status siden {day}").format(day=day_words(one.due))
    return ""


def _too_many(columns: Sequence[Column]) -> str:
    """A calm word where more is going on at once than comes to something."""
    count = sum(one.count for one in columns if one.state in FOLLOWED)
    if count <= focus_limit() + 1:
        return ""
    words = _("I har {count} spor på én gang. To eller tre fokus er nok. Er der et, der kan vente?")
    return words.format(count=count)


def all_tracks(
    place: Organisation, found: Sequence[Tab], state: str, rows: Sequence[Standing]
) -> dict[str, Any]:
    where = f"kommune={place.pk}"
    states = [Tab(_("Alle"), f"?{where}", state not in STATES)]
    states += [
        Tab(str(words), f"?{where}&tilstand={code}", state == code)
        for code, words in STATES.items()
    ]
    return {"place": place, "tabs": found, "states": states, "rows": [card(one) for one in rows]}
