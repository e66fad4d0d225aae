"""Steps, partners and meetings: written by the owner and by those who lead the work."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from skolespor.accounts.lines import Line
from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.core.versions import save_seen
from skolespor.tracks import events
from skolespor.tracks.actions.words import checked, log_names, must_work
from skolespor.tracks.models import Meeting, Partner, Track, TrackStep
from skolespor.tracks.rules.texts import check_not_to_come


@transaction.atomic
def add_step(
    *, track: Track, text: str, who: str, due_on: date, by: User, not_a_child: bool = False
) -> TrackStep:
    must_work(by, track)
    texts = {"text": text, "who": who}
    written, count = checked(texts, municipality=track.municipality, is_confirmed=not_a_child)
    step = TrackStep.objects.create(
        track=track, due_on=due_on, edited_by=by, edited_at=timezone.now(), **written
    )
    log.record(events.STEP_ADDED, by=by, about=step, track=track.pk)
    log_names(count, by=by, about=track)
    return step


@transaction.atomic
def edit_step(
    *,
    step: TrackStep,
    text: str,
    who: str,
    due_on: date,
    seen: int,
    by: User,
    not_a_child: bool = False,
) -> TrackStep:
    """Raises `EditedMeanwhile` when somebody has saved since."""
    must_work(by, step.track)
    texts = {"text": text, "who": who}
    place = step.track.municipality
    written, count = checked(texts, municipality=place, is_confirmed=not_a_child)
    save_seen(step, seen=seen, due_on=due_on, edited_by=by, edited_at=timezone.now(), **written)
    log.record(events.STEP_EDITED, by=by, about=step, track=step.track_id)
    log_names(count, by=by, about=step.track)
    return step


@transaction.atomic
def tick(*, step: TrackStep, by: User, on: date | None = None) -> None:
    """It is done, today or on an earlier day. Ticked twice, the first one stands."""
    must_work(by, step.track)
    check_not_to_come(on, today=timezone.localdate(), field="on")
    done = {"done_on": on or timezone.localdate(), "done_by": by}
    if _still(step).filter(done_on=None).update(**done):
        log.record(events.STEP_DONE, by=by, about=step, track=step.track_id)


@transaction.atomic
def untick(*, step: TrackStep, by: User) -> None:
    """It was a mistake."""
    must_work(by, step.track)
    if _still(step).exclude(done_on=None).update(done_on=None, done_by=None):
        log.record(events.STEP_UNDONE, by=by, about=step, track=step.track_id)


@transaction.atomic
def remove_step(*, step: TrackStep, by: User) -> None:
    must_work(by, step.track)
    if _still(step).update(removed_at=timezone.now()):
        log.record(events.STEP_REMOVED, by=by, about=step, track=step.track_id)


@transaction.atomic
def add_partner(
    *, track: Track, line: str, name: str, by: User, not_a_child: bool = False
) -> Partner:
    """Somebody who takes part, or a unit that does, from one of the three lines."""
    must_work(by, track)
    written, count = checked(
        {"name": name}, municipality=track.municipality, is_confirmed=not_a_child
    )
    partner = Partner.objects.create(track=track, line=Line(line).value, **written)
    log.record(events.PARTNER_ADDED, by=by, about=partner, track=track.pk, line=partner.line)
    log_names(count, by=by, about=track)
    return partner


@transaction.atomic
def remove_partner(*, partner: Partner, by: User) -> None:
    must_work(by, partner.track)
    there = Partner.objects.filter(pk=partner.pk, removed_at=None)
    if there.update(removed_at=timezone.now()):
        log.record(events.PARTNER_REMOVED, by=by, about=partner, track=partner.track_id)


@transaction.atomic
def add_meeting(
    *, track: Track, on: date, title: str, looks_at: str, by: User, not_a_child: bool = False
) -> Meeting:
    """A day on which the track is looked at. Earlier ones may be written too: they are part of the
    year."""
    must_work(by, track)
    texts = {"title": title, "looks_at": looks_at}
    written, count = checked(texts, municipality=track.municipality, is_confirmed=not_a_child)
    meeting = Meeting.objects.create(track=track, on=on, **written)
    log.record(events.MEETING_ADDED, by=by, about=meeting, track=track.pk)
    log_names(count, by=by, about=track)
    return meeting


@transaction.atomic
def remove_meeting(*, meeting: Meeting, by: User) -> None:
    must_work(by, meeting.track)
    there = Meeting.objects.filter(pk=meeting.pk, removed_at=None)
    if there.update(removed_at=timezone.now()):
        log.record(events.MEETING_REMOVED, by=by, about=meeting, track=meeting.track_id)


def _still(step: TrackStep) -> QuerySet[TrackStep]:
    return TrackStep.objects.filter(pk=step.pk, removed_at=None)
