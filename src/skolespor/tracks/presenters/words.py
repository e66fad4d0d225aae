"""Small words that several pages of tracks say."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from skolespor.core.forms import day_words
from skolespor.tracks.forms import GOING
from skolespor.tracks.models import Measure, Status, Value
from skolespor.tracks.queries.choices import line_words
from skolespor.tracks.queries.standing import Standing
from skolespor.tracks.states import ANCHORED, DRAFT, STATES, STOPPED

BADGES = {ANCHORED: "success", DRAFT: "", STOPPED: ""}


@dataclass(frozen=True)
class Going:
    """How it goes in a word, with a shape of its own."""

    shape: str
    words: Any


@dataclass(frozen=True)
class Action:
    label: Any
    url: str


def state_words(state: str) -> str:
    return str(STATES[state])


def badge_of(state: str) -> str:
    return BADGES.get(state, "info")


def going_of(status: Status | None) -> Going | None:
    if status is None:
        return None
    return Going(status.going, GOING[Status.Going(status.going)][0])


def owner_words(one: Standing) -> str:
    """Who has the ball today; where nobody has, who had it."""
    if one.owner is not None:
        return one.owner.user.name
    if one.had is not None:
        return _("Ingen. {name} arbejder her ikke mere.").format(name=one.had.user.name)
    return _("Ingen endnu")


def owner_job(one: Standing) -> str:
    """The owner's job and line, for those who do not know the name."""
    if one.owner is None:
        return ""
    line = line_words(one.owner)
    return f"{one.owner.role_label}, {line.lower()}" if line else one.owner.role_label


def number(value: Decimal) -> str:
    """As Danes write it, without a nought after the comma."""
    shown = value.normalize()
    places = 1 if shown != shown.to_integral_value() else 0
    return number_format(value, decimal_pos=places, force_grouping=True)


def value_words(value: Value, measure: Measure) -> str:
    if value.is_few:
        return _("færre end 5 børn")
    assert value.value is not None  # noqa: S101 - the database promises it
    return f"{number(value.value)} {measure.unit}"


def n_words(value: Value) -> str:
    """»Færre end 5« says nothing of how many there were."""
    return "" if value.n is None else number(Decimal(value.n))


def period_words(value: Value) -> str:
    return _("{since} til {until}").format(
        since=day_words(value.since), until=day_words(value.until)
    )
