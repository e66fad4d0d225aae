"""A municipality's tracks as its advisory course sees them: what they are about and how far they are. No
person's name and no text but the title goes there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from skolespor.accounts.lines import line_of
from skolespor.accounts.models import Organisation
from skolespor.accounts.roles import Role
from skolespor.tracks.models import Move, Proof, Track
from skolespor.tracks.queries.standing import Standing, standings
from skolespor.tracks.rules.gates import missing_for_agreement
from skolespor.tracks.states import ALIVE, ANCHORED, OPEN

FORMALISED = frozenset({"fc_procedure", "fc_calendar", "fc_measure"})
"""`v_formalised` in content/advisory_course.yaml, by `formalisation_criteria`."""


@dataclass(frozen=True)
class Work:
    """A track in short. `line` is that of who has the ball today; `going` how the last status said that
    it goes."""

    title: str
    state: str
    line: str
    deadline: date | None
    going: str
    is_complete: bool
    is_formalised: bool

    @property
    def is_anchored(self) -> bool:
        return self.state == ANCHORED


def work_of(municipality: Organisation, *, since: date) -> Sequence[Work]:
    """The tracks that are not stopped and that were begun, or taken a step further, since a day; in the
    order they were begun. What has lain still since before it belongs to earlier work. Constant queries."""
    moved = Move.objects.filter(on__gte=since).values("track")
    rows = Track.objects.filter(Q(begun_on__gte=since) | Q(pk__in=moved))
    found = standings(rows.filter(municipality=municipality, state__in=OPEN).order_by("pk"))
    proved = _proved([one.track.pk for one in found if one.track.state == ANCHORED])
    return [_work(one, proved.get(one.track.pk, frozenset())) for one in found]


def _proved(tracks: Sequence[int]) -> dict[int, frozenset[str]]:
    """By track, what was shown the last time it became fixed practice."""
    rows = Proof.objects.filter(move__track__in=tracks).order_by("move_id")
    latest: dict[int, dict[int, set[str]]] = {}
    for track, move, criterion in rows.values_list("move__track", "move", "criterion"):
        latest.setdefault(track, {}).setdefault(move, set()).add(criterion)
    return {track: frozenset(moves[max(moves)]) for track, moves in latest.items()}


def _work(one: Standing, proved: frozenset[str]) -> Work:
    track = one.track
    missing = missing_for_agreement(
        has_owner=one.owner is not None, deadline=track.deadline, signs=track.signs
    )
    line = line_of(Role(one.owner.role)) if one.owner else None
    return Work(
        title=track.title,
        state=track.state,
        line=line.value if line else "",
        deadline=track.deadline,
        going=one.last.going if one.last else "",
        is_complete=not missing or bool(track.missing_reason),
        is_formalised=proved >= FORMALISED,
    )


def counts_of_all() -> Mapping[str, Mapping[str, int]]:
    """How many tracks are in which state, by the municipality's code; drafts and those that were stopped
    are not counted. One query."""
    rows = Track.objects.filter(state__in=ALIVE).values_list("municipality__code", "state")
    found: dict[str, dict[str, int]] = {}
    for code, state, count in rows.annotate(count=Count("pk")).order_by("municipality__code"):
        found.setdefault(code, {})[state] = count
    return found
