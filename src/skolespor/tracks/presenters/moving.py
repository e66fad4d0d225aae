"""What the pages say on which a step is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.core.forms import Hinted
from skolespor.tracks.models import Track
from skolespor.tracks.queries.standing import months_of
from skolespor.tracks.rules.gates import MISSING, Standing
from skolespor.tracks.states import TRACK

SHORT = 160
WHERE = {
    "fc_procedure": "describe",
    "fc_calendar": "add_meeting",
    "fc_owner_line": "edit",
    "fc_measure": "measure",
    "fc_next_review": "describe",
}
"""The page on which one puts what is missing. What children say is written in the evaluation, which is
over by then."""


@dataclass(frozen=True)
class Check:
    words: str
    is_there: bool


def checks(track: Track, missing: Sequence[str]) -> list[Check]:
    """Owner, deadline, sign: there or not."""
    return [Check(str(words), name not in missing) for name, words in MISSING.items()]


def rhythm(track: Track) -> str:
    months = months_of([track.municipality], timezone.localdate())[track.municipality_id]
    return _("Ejeren skriver status hver {months}. måned.").format(months=months)


def steps_from(state: str) -> dict[str, Any]:
    return {step.name: step.label for step in TRACK.from_state(state)}


def criteria(standings: Sequence[Standing]) -> list[tuple[str, Hinted]]:
    """Each criterion with what proves it, as a choice."""
    return [(one.id, Hinted(one.label, _hint(one))) for one in standings]


def _hint(one: Standing) -> str:
    if not one.proof:
        return _("Mangler. {what}").format(what=one.what_to_do)
    proof = one.proof if len(one.proof) <= SHORT else one.proof[:SHORT].rstrip() + " ..."
    return _("Det viser det: {proof}").format(proof=proof)


def not_proved(track: Track, standings: Sequence[Standing]) -> list[dict[str, str]]:
    """What can still be written, with the page for it."""
    return [
        {"label": one.what_to_do, "url": reverse(f"tracks:{WHERE[one.id]}", args=[track.pk])}
        for one in standings
        if not one.proof and one.id in WHERE
    ]
