"""One track, with everything that is written on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.core.danish_sqlite import danish
from skolespor.core.forms import day_words
from skolespor.tracks import access
from skolespor.tracks.models import (
    Evaluation,
    Evidence,
    Measure,
    Meeting,
    Move,
    Partner,
    Proof,
    Proposal,
    Status,
    Track,
    TrackStep,
    Value,
)
from skolespor.tracks.queries.choices import criteria
from skolespor.tracks.queries.files import files_of
from skolespor.tracks.queries.standing import Standing, standings
from skolespor.tracks.rules import gates
from skolespor.tracks.states import RUNNING


@dataclass(frozen=True)
class May:
    """What the reader may do with a track: `lead` decides, `work` follows up."""

    lead: bool
    work: bool


@dataclass(frozen=True)
class Page:
    """All of it, each in the order in which one reads it."""

    standing: Standing
    may: May
    steps: Sequence[TrackStep]
    partners: Sequence[Partner]
    meetings: Sequence[Meeting]
    measures: Sequence[Measure]
    statuses: Sequence[Status]
    evaluations: Sequence[Evaluation]
    moves: Sequence[Move]
    proposal: Proposal | None
    criteria: Sequence[gates.Standing]
    files: Sequence[Evidence]

    @property
    def track(self) -> Track:
        return self.standing.track


def places(*, reader: User) -> list[Organisation]:
    """The municipalities whose tracks the reader sees."""
    return list(access.municipalities_seen(reader).order_by(danish("name"), "pk"))


def place_led(pk: int | None, *, reader: User) -> Organisation | None:
    """Where the reader may begin a track: the one asked for, or the first."""
    led = access.municipalities_led(reader).order_by(danish("name"), "pk")
    return (led.filter(pk=pk) if pk else led).first()


def track_of(pk: int, *, reader: User) -> Track | None:
    seen = access.tracks_seen(reader).filter(pk=pk)
    return seen.select_related("municipality", "owner__user", "owner__organisation").first()


def may_of(track: Track, *, reader: User) -> May:
    leads = access.may_lead(reader, track.municipality)
    return May(lead=leads, work=leads or access.owns(reader, track))


def step_of(track: Track, pk: int) -> TrackStep | None:
    return track.steps.filter(pk=pk, removed_at=None).first()


def partner_of(track: Track, pk: int) -> Partner | None:
    return track.partners.filter(pk=pk, removed_at=None).first()


def meeting_of(track: Track, pk: int) -> Meeting | None:
    return track.meetings.filter(pk=pk, removed_at=None).first()


def value_of(track: Track, pk: int) -> Value | None:
    return Value.objects.filter(measure__track=track, pk=pk, withdrawn_at=None).first()


def measure_of(track: Track) -> Measure | None:
    return track.measures.filter(ended_at=None).first()


def waiting_proposal(track: Track) -> Proposal | None:
    return track.proposals.filter(answered_at=None).select_related("by").first()


def standing_of(track: Track) -> Standing:
    return standings(Track.objects.filter(pk=track.pk))[0]


def page_of(track: Track, *, reader: User) -> Page:
    standing = standing_of(track)
    meetings = list(track.meetings.filter(removed_at=None).order_by("on", "pk"))
    measures = list(_measures(track))
    evaluations = list(track.evaluations.select_related("by").order_by("-at", "-pk"))
    partners = track.partners.filter(removed_at=None).order_by("line", danish("name"), "pk")
    moves = track.moves.select_related("by").order_by("-pk")
    files = list(files_of(track))
    return Page(
        standing=standing,
        may=may_of(track, reader=reader),
        steps=list(
            track.steps.filter(removed_at=None).select_related("done_by").order_by("due_on", "pk")
        ),
        partners=list(partners),
        meetings=meetings,
        measures=measures,
        statuses=list(track.statuses.select_related("by").order_by("-on", "-pk")),
        evaluations=evaluations,
        moves=list(moves.prefetch_related(Prefetch("proofs", Proof.objects.order_by("pk")))),
        proposal=waiting_proposal(track),
        criteria=_criteria(standing, meetings, measures, evaluations, files),
        files=files,
    )


def criteria_of(track: Track) -> list[gates.Standing]:
    """What stands on the track for each criterion of fixed practice."""
    meetings = list(track.meetings.filter(removed_at=None).order_by("on", "pk"))
    evaluations = list(track.evaluations.order_by("-at", "-pk")[:1])
    files = list(files_of(track))
    return _criteria(standing_of(track), meetings, list(_measures(track)), evaluations, files)


def running_since(track: Track) -> Move | None:
    return track.moves.filter(target=RUNNING).order_by("-pk").first()


def latest_evaluation(track: Track) -> Evaluation | None:
    return track.evaluations.order_by("-at", "-pk").first()


def last_move(track: Track) -> Move | None:
    return track.moves.select_related("by").order_by("-pk").first()


def _measures(track: Track) -> Sequence[Measure]:
    """The one in use first, each with its numbers in order."""
    values = Value.objects.filter(withdrawn_at=None).order_by("until", "pk")
    found = track.measures.prefetch_related(Prefetch("values", values))
    return sorted(found, key=lambda one: (one.ended_at is not None, -one.pk))


def _criteria(
    standing: Standing,
    meetings: Sequence[Meeting],
    measures: Sequence[Measure],
    evaluations: Sequence[Evaluation],
    files: Sequence[Evidence],
) -> list[gates.Standing]:
    track, today = standing.track, timezone.localdate()
    coming = next((one for one in meetings if one.on >= today), None)
    current = next((one for one in measures if one.ended_at is None), None)
    facts = gates.Facts(
        procedure=track.procedure_text or track.procedure_link or _described(files),
        meeting=coming.on if coming else None,
        leader=_leader(standing.owner),
        measure=current.title if current else "; ".join(gates.lines_of(track.signs)),
        child_view=evaluations[0].child_view if evaluations else "",
        review=track.next_review if track.next_review and track.next_review > today else None,
    )
    return [gates.standing(id, label, facts) for id, label in criteria()]


def _described(files: Sequence[Evidence]) -> str:
    """That there is a file. What it is called stays with the file."""
    found = next((one for one in files if one.is_procedure), None)
    if found is None:
        return ""
    return _("En fil på sporet fra {day}").format(day=day_words(timezone.localdate(found.added_at)))


def _leader(job: JobSeat | None) -> str:
    if job is None or not access.is_leader_in_a_line(job):
        return ""
    return f"{job.user.name}, {job.role_label}"
