"""How far a learning conversation is. It follows from what has happened, and is never set by hand."""

from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _


class Outcome(StrEnum):
    """How it ended (`conversation_outcomes` in content/code_lists.yaml). Declined is a good answer."""

    HELD = "held"
    DECLINED = "declined"
    POSTPONED = "postponed"
    OTHER_WAY = "other_way"


class Way(StrEnum):
    """How the child's words come in."""

    SCREEN = "screen"
    """The child sits at the adult's screen."""
    CODE = "code"
    """The child sits at another screen, let in by a code."""
    TOGETHER = "together"
    """The adult writes while they talk."""
    PHONE = "phone"
    """Somebody writes for a school without access."""


WRITTEN = (Way.TOGETHER, Way.PHONE)
"""The adult writes, so the adult says the first sentence too."""


class State(StrEnum):
    OFFERED = "offered"
    UNDERWAY = "underway"
    TO_READ = "to_read"
    """Held; the child has yet to hear what was written."""
    FINISHED = "finished"
    DECLINED = "declined"


NOT_OVER = (State.OFFERED, State.UNDERWAY)

LABELS: dict[State, Any] = {
    State.OFFERED: _("Tilbudt"),
    State.UNDERWAY: _("I gang"),
    State.TO_READ: _("Skal læses med barnet"),
    State.FINISHED: _("Holdt"),
    State.DECLINED: _("Takkede nej"),
}


class Facts(Protocol):
    """What the state follows from."""

    outcome: str
    begun_at: Any
    child_ok_on: Any


def state_of(facts: Facts) -> State:
    """Put off is offered again, on another day."""
    if facts.outcome == Outcome.DECLINED:
        return State.DECLINED
    if facts.outcome in (Outcome.HELD, Outcome.OTHER_WAY):
        return State.FINISHED if facts.child_ok_on else State.TO_READ
    return State.UNDERWAY if facts.begun_at else State.OFFERED
