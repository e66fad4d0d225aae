"""How it goes, and whether it worked."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.core.errors import RuleBroken
from skolespor.tracks import access, events
from skolespor.tracks.actions import moving
from skolespor.tracks.actions.words import checked, log_names, must_work
from skolespor.tracks.models import Evaluation, Status, Track
from skolespor.tracks.queries.track import standing_of, waiting_proposal
from skolespor.tracks.rules.texts import check_not_to_come
from skolespor.tracks.states import ALIVE, EVALUATE, RUNNING


@transaction.atomic
def write_status(
    *,
    track: Track,
    going: str,
    done: str,
    seen: str,
    next: str,
    by: User,
    on: date | None = None,
    not_a_child: bool = False,
) -> Status:
    """What is done, what is seen, what now. It answers the day that is due. `on` is the day it tells of,
    where that was before today."""
    must_work(by, track)
    check_not_to_come(on, today=timezone.localdate(), field="on")
    if track.state not in ALIVE:
        words = _("Sporet er en kladde. Aftal det først, så kan du skrive status.")
        raise RuleBroken("status.draft", words)
    texts = {"done": done, "seen": seen, "next": next}
    written, count = checked(texts, municipality=track.municipality, is_confirmed=not_a_child)
    status = Status.objects.create(
        track=track,
        going=Status.Going(going),
        due_on=standing_of(track).due,
        on=on or timezone.localdate(),
        by=by,
        **written,
    )
    log.record(events.STATUS_WRITTEN, by=by, about=status, track=track.pk, going=status.going)
    log_names(count, by=by, about=track)
    return status


@transaction.atomic
def evaluate(
    *,
    track: Track,
    worked: str,
    done: str,
    seen: str,
    child_view: str,
    by: User,
    on: date | None = None,
    not_a_child: bool = False,
) -> Evaluation:
    """Whether it worked. Those who lead the work take the step with it; the owner proposes it."""
    must_work(by, track)
    check_not_to_come(on, today=timezone.localdate(), field="on")
    if track.state != RUNNING:
        raise moving.too_late(track)
    texts = {"done": done, "seen": seen, "child_view": child_view}
    written, count = checked(texts, municipality=track.municipality, is_confirmed=not_a_child)
    evaluation = Evaluation.objects.create(
        track=track,
        worked=Evaluation.Worked(worked),
        on=on or timezone.localdate(),
        by=by,
        **written,
    )
    log.record(events.EVALUATED, by=by, about=evaluation, track=track.pk, worked=worked)
    log_names(count, by=by, about=track)
    if access.may_lead(by, track.municipality):
        moving.evaluate(track=track, by=by, on=on)
    elif waiting_proposal(track) is None:
        why = _("Evalueringen er skrevet.")
        moving.propose(track=track, step=EVALUATE.name, why=why, by=by)
    return evaluation
