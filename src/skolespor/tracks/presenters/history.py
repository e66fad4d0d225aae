"""What has happened to a track: who took which step, when, and why."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from skolespor.core.forms import day_words
from skolespor.tracks.models import Move
from skolespor.tracks.presenters.words import state_words
from skolespor.tracks.queries.choices import criteria
from skolespor.tracks.queries.track import Page


@dataclass(frozen=True)
class Line:
    day: str
    words: str
    why: str
    proofs: list[dict[str, Any]]


def history(shown: Page) -> list[Line]:
    """The newest first; the day it was written down last."""
    track = shown.track
    labels = dict(criteria())
    begun = _("{name} skrev kladden.").format(name=track.created_by)
    moves = [_line(one, labels) for one in shown.moves]
    return [*moves, Line(day_words(track.begun_on), begun, "", [])]


def _line(move: Move, labels: dict[str, str]) -> Line:
    words = _("{name}: fra »{source}« til »{target}«.").format(
        name=move.by, source=state_words(move.source), target=state_words(move.target)
    )
    proofs = [
        {"label": labels.get(one.criterion, one.criterion), "words": one.words}
        for one in move.proofs.all()
    ]
    return Line(day_words(move.on), words, move.why, proofs)
