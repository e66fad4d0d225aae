"""The steps of the flow: taken by those who lead the work, proposed by the owner."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.core import flow
from skolespor.core.errors import RuleBroken
from skolespor.core.forms import day_words
from skolespor.notices.actions import tell
from skolespor.tracks import access, events
from skolespor.tracks.actions.making import missing_in
from skolespor.tracks.actions.words import checked, log_names, must_lead, must_work
from skolespor.tracks.models import Move, Proof, Proposal, Track
from skolespor.tracks.queries import track as queries
from skolespor.tracks.rules import gates
from skolespor.tracks.rules.texts import check_day
from skolespor.tracks.states import (
    AGREE,
    ANCHOR,
    EVALUATE,
    NEEDS_WHY,
    RESUME,
    START,
    STATES,
    STOP,
    TRACK,
)


@transaction.atomic
def agree(
    *,
    track: Track,
    by: User,
    reason: str = "",
    on: date | None = None,
    not_a_child: bool = False,
) -> Move:
    """Owner, deadline and a sign are there, or a reason why not (`v_track_complete`)."""
    must_lead(by, track.municipality)
    track.refresh_from_db()
    given = reason or track.missing_reason
    missing = missing_in(track)
    if track.state == AGREE.source[0]:
        gates.check_agreement(missing, given)
    texts = {"missing_reason": given if missing else ""}
    written, count = checked(texts, municipality=track.municipality, is_confirmed=not_a_child)
    agreed_on = on or timezone.localdate()
    move = _take(track, AGREE, by=by, on=agreed_on, agreed_on=agreed_on, **written)
    log_names(count, by=by, about=track)
    return move


@transaction.atomic
def start(*, track: Track, by: User, on: date | None = None) -> Move:
    must_lead(by, track.municipality)
    return _take(track, START, by=by, on=on)


@transaction.atomic
def evaluate(*, track: Track, by: User, on: date | None = None) -> Move:
    """Somebody has written whether it worked (`actions.telling.evaluate`)."""
    must_lead(by, track.municipality)
    latest, since = queries.latest_evaluation(track), queries.running_since(track)
    gates.check_evaluated(latest.at if latest else None, since.at if since else None)
    return _take(track, EVALUATE, by=by, on=on)


@transaction.atomic
def anchor(
    *,
    track: Track,
    criteria: Collection[str],
    by: User,
    reason: str = "",
    on: date | None = None,
    not_a_child: bool = False,
) -> Move:
    """Fixed practice: each criterion that is ticked is proved by what stands on the track, and the proof
    of today is kept; what is missing has a reason (`v_formalised`)."""
    must_lead(by, track.municipality)
    met: Sequence[gates.Standing] = ()
    if _state_now(track) in ANCHOR.source:
        met = gates.check_formalised(queries.criteria_of(track), criteria, reason)
    texts = {"reason": reason}
    written, count = checked(texts, municipality=track.municipality, is_confirmed=not_a_child)
    move = _take(track, ANCHOR, by=by, on=on, why=written["reason"])
    Proof.objects.bulk_create(Proof(move=move, criterion=one.id, words=one.proof) for one in met)
    log_names(count, by=by, about=track)
    return move


@transaction.atomic
def resume(*, track: Track, why: str, by: User, not_a_child: bool = False) -> Move:
    return _with_why(track, RESUME, why, by=by, not_a_child=not_a_child)


@transaction.atomic
def stop(*, track: Track, why: str, by: User, not_a_child: bool = False) -> Move:
    return _with_why(track, STOP, why, by=by, not_a_child=not_a_child)


@transaction.atomic
def propose(*, track: Track, step: str, why: str, by: User, not_a_child: bool = False) -> Proposal:
    """The owner proposes; those who lead the work are told."""
    must_work(by, track)
    if access.may_lead(by, track.municipality):
        raise PermissionDenied
    if step not in {one.name for one in TRACK.from_state(track.state)}:
        raise too_late(track)
    gates.check_why(why)
    texts = {"why": why}
    written, count = checked(texts, municipality=track.municipality, is_confirmed=not_a_child)
    proposal, is_new = Proposal.objects.get_or_create(
        track=track, answered_at=None, defaults={"step": step, "by": by, **written}
    )
    if not is_new:
        words = _("Der ligger allerede et forslag på sporet. Vent på svar på det.")
        raise RuleBroken("track.proposed", words)
    log.record(events.PROPOSED, by=by, about=track, step=step)
    log_names(count, by=by, about=track)
    leads = access.leads_of(track.municipality)
    tell(events.STEP_PROPOSED, leads, key=f"tracks.proposal-{proposal.pk}")
    return proposal


@transaction.atomic
def decline(*, track: Track, by: User) -> None:
    """The proposal is not followed. Done twice, nothing more happens."""
    must_lead(by, track.municipality)
    if _answer(track):
        log.record(events.DECLINED, by=by, about=track)


def too_late(track: Track) -> RuleBroken:
    """Somebody was faster: who, when, and how the track stands now."""
    state, last = _state_now(track), queries.last_move(track)
    words = _("Det nåede du ikke: Sporet er nu »{state}«.").format(state=STATES[state])
    if last is not None:
        who = _("{name} flyttede det {day}.").format(name=last.by, day=day_words(last.on))
        words = f"{words} {who}"
    return RuleBroken("track.too_late", words)


def _with_why(track: Track, step: flow.Step, why: str, *, by: User, not_a_child: bool) -> Move:
    must_lead(by, track.municipality)
    gates.check_why(why)
    texts = {"why": why}
    written, count = checked(texts, municipality=track.municipality, is_confirmed=not_a_child)
    move = _take(track, step, by=by, why=written["why"])
    log_names(count, by=by, about=track)
    return move


def _take(
    track: Track,
    step: flow.Step,
    *,
    by: User,
    on: date | None = None,
    why: str = "",
    **facts: Any,
) -> Move:
    """The step in the database, its line in the history and in the log, and an answer to what was
    proposed. `on` is the day it was decided, where that was before today. Whoever comes second is told
    who was first."""
    source, last, today = _state_now(track), queries.last_move(track), timezone.localdate()
    check_day(on, after=last.on if last else track.begun_on, today=today)
    assert bool(why) >= (step.name in NEEDS_WHY)  # noqa: S101 - the rule above has refused
    try:
        flow.move(track, step, **facts)
    except RuleBroken as refused:
        raise too_late(track) from refused
    move = Move.objects.create(
        track=track,
        step=step.name,
        source=source,
        target=step.target,
        why=why,
        on=on or today,
        by=by,
    )
    _answer(track)
    log.record(events.MOVED, by=by, about=track, step=step.name)
    return move


def _answer(track: Track) -> int:
    return track.proposals.filter(answered_at=None).update(answered_at=timezone.now())


def _state_now(track: Track) -> str:
    return str(Track.objects.values_list("state", flat=True).get(pk=track.pk))
