"""The tracks of a municipality: on the board, in the list, over the year, and for the committee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from skolespor.accounts.models import Organisation, User
from skolespor.tracks import access
from skolespor.tracks.models import Evaluation, Measure, Meeting, Status, Track, TrackStep, Value
from skolespor.tracks.queries.standing import Standing, in_words_order, standings
from skolespor.tracks.states import AGREED, ALIVE, EVALUATED, OPEN, RUNNING, STATES

BY_DEADLINE = F("deadline").asc(nulls_last=True)
"""Said, since the two databases put what is empty at different ends."""
IN_A_COLUMN = 8
"""A column that is longer leads to the list."""


@dataclass(frozen=True)
class Column:
    state: str
    standings: Sequence[Standing]
    count: int

    @property
    def left(self) -> int:
        return self.count - len(self.standings)


def columns(place: Organisation, *, reader: User) -> list[Column]:
    """By state; in each those that must do something first."""
    seen = access.tracks_seen(reader).filter(municipality=place)
    found = in_words_order(standings(seen.order_by("pk")))
    return [_column(state, found) for state in STATES]


def _column(state: str, found: Sequence[Standing]) -> Column:
    here = [one for one in found if one.track.state == state]
    return Column(state, here[:IN_A_COLUMN], len(here))


def listed(place: Organisation, state: str, *, reader: User) -> QuerySet[Track]:
    """All tracks, or those in one state; the newest first. The page asks for standings of its part."""
    seen = access.tracks_seen(reader).filter(municipality=place).order_by("-pk")
    return seen.filter(state=state) if state in STATES else seen


def of_page(tracks: Sequence[Track]) -> list[Standing]:
    """The standings of one page of a list, in its order."""
    order = {track.pk: number for number, track in enumerate(tracks)}
    found = standings(Track.objects.filter(pk__in=order))
    return sorted(found, key=lambda one: order[one.track.pk])


@dataclass(frozen=True)
class Year:
    """What a track has in a year."""

    standing: Standing
    steps: Sequence[TrackStep]
    meetings: Sequence[Meeting]
    statuses: Sequence[Status]


def over_time(place: Organisation, *, reader: User) -> QuerySet[Track]:
    """Those that somebody works with, in the order in which they end."""
    seen = access.tracks_seen(reader).filter(municipality=place, state__in=OPEN)
    return seen.order_by(BY_DEADLINE, "pk")


def years_of(tracks: Sequence[Track], *, first: date, last: date) -> list[Year]:
    """With what lies between the days, `last` not included."""
    within = {"removed_at": None}
    found = Track.objects.filter(pk__in=[one.pk for one in tracks]).prefetch_related(
        Prefetch(
            "steps",
            TrackStep.objects.filter(due_on__gte=first, due_on__lt=last, **within).order_by(
                "due_on", "pk"
            ),
        ),
        Prefetch(
            "meetings",
            Meeting.objects.filter(on__gte=first, on__lt=last, **within).order_by("on", "pk"),
        ),
        Prefetch(
            "statuses", Status.objects.filter(on__gte=first, on__lt=last).order_by("on", "pk")
        ),
    )
    order = {track.pk: number for number, track in enumerate(tracks)}
    made = [
        Year(
            one,
            list(one.track.steps.all()),
            list(one.track.meetings.all()),
            list(one.track.statuses.all()),
        )
        for one in standings(found)
    ]
    return sorted(made, key=lambda one: order[one.standing.track.pk])


@dataclass(frozen=True)
class Told:
    """What the committee reads of one track."""

    standing: Standing
    next_step: TrackStep | None
    measure: Measure | None
    values: Sequence[Value]
    done: int
    steps: int
    evaluation: Evaluation | None


def told_to_committee(place: Organisation, *, reader: User) -> list[Told]:
    """What is agreed on and not stopped; what is under way first."""
    seen = access.tracks_seen(reader).filter(municipality=place, state__in=ALIVE)
    steps = TrackStep.objects.filter(removed_at=None).order_by("due_on", "pk")
    values = Value.objects.filter(withdrawn_at=None).order_by("until", "pk")
    measures = Measure.objects.filter(ended_at=None).prefetch_related(Prefetch("values", values))
    judged = Evaluation.objects.order_by("-at", "-pk")
    found = seen.prefetch_related(
        Prefetch("steps", steps), Prefetch("measures", measures), Prefetch("evaluations", judged)
    )
    order = {state: number for number, state in enumerate((RUNNING, EVALUATED, AGREED))}
    made = [_told(one) for one in standings(found.order_by(BY_DEADLINE, "pk"))]
    return sorted(made, key=lambda one: order.get(one.standing.track.state, len(order)))


def _told(one: Standing) -> Told:
    steps, measures = list(one.track.steps.all()), list(one.track.measures.all())
    measure = measures[0] if measures else None
    return Told(
        standing=one,
        next_step=next((step for step in steps if step.done_on is None), None),
        measure=measure,
        values=list(measure.values.all()) if measure else [],
        done=sum(step.done_on is not None for step in steps),
        steps=len(steps),
        evaluation=next(iter(one.track.evaluations.all()), None),
    )


def state_counts(place: Organisation, *, reader: User) -> dict[str, int]:
    """How many tracks are where, for the line of numbers on paper."""
    found = access.tracks_seen(reader).filter(municipality=place).values_list("state", flat=True)
    states = list(found)
    return {state: states.count(state) for state in STATES}
