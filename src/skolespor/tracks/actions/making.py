"""A track is written, and put right."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.audit import log
from skolespor.core.errors import RuleBroken
from skolespor.core.versions import save_seen
from skolespor.notices.actions import tell
from skolespor.tracks import access, events
from skolespor.tracks.actions.words import checked, log_names, must_lead, must_work
from skolespor.tracks.models import Track
from skolespor.tracks.queries.choices import theme_of, theme_of_statement
from skolespor.tracks.rules import gates, texts
from skolespor.tracks.states import DRAFT


@dataclass(frozen=True)
class Plan:
    """What is written on a track: what, why, where it comes from, who, by when, and how one sees it."""

    title: str
    why: str
    signs: str = ""
    deadline: date | None = None
    owner: JobSeat | None = None
    theme: str = ""
    statement: str = ""
    focus: str = ""
    missing_reason: str = ""

    @property
    def written(self) -> dict[str, str]:
        names = ("title", "why", "signs", "focus", "missing_reason")
        return {name: getattr(self, name) for name in names}

    @property
    def chosen(self) -> dict[str, Any]:
        taken = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in taken.items() if name not in self.written}


@transaction.atomic
def create(
    *,
    municipality: Organisation,
    plan: Plan,
    by: User,
    on: date | None = None,
    not_a_child: bool = False,
) -> Track:
    """A draft; nobody owes anything yet but what they have written. `on` is the day it was begun, where
    that was before today."""
    must_lead(by, municipality)
    texts.check_not_to_come(on, today=timezone.localdate(), field="on")
    _check(plan, municipality)
    texts.check_not_past(plan.deadline, today=timezone.localdate(), field="deadline")
    written, count = checked(plan.written, municipality=municipality, is_confirmed=not_a_child)
    track = Track.objects.create(
        municipality=municipality,
        begun_on=on or timezone.localdate(),
        created_by=by,
        edited_by=by,
        edited_at=timezone.now(),
        **plan.chosen | _with_theme(plan) | written,
    )
    log.record(events.CREATED, by=by, about=track, theme=track.theme)
    log_names(count, by=by, about=track)
    _tell_owner(track, None, by=by)
    return track


@transaction.atomic
def edit(*, track: Track, plan: Plan, seen: int, by: User, not_a_child: bool = False) -> Track:
    """Raises `EditedMeanwhile` when somebody has saved since the writer's page was made. What has been
    agreed on stays complete, or says why not."""
    must_lead(by, track.municipality)
    must_work(by, track)
    had = track.owner_id
    if plan.owner is None or plan.owner.pk != had:
        _check(plan, track.municipality)
    else:
        _check_theme(plan)
    if plan.deadline != track.deadline:
        texts.check_not_past(plan.deadline, today=timezone.localdate(), field="deadline")
    if track.state != DRAFT:
        gates.check_agreement(missing_in(plan), plan.missing_reason)
    written, count = checked(
        plan.written, municipality=track.municipality, is_confirmed=not_a_child
    )
    changes = plan.chosen | _with_theme(plan) | written
    save_seen(track, seen=seen, edited_by=by, edited_at=timezone.now(), **changes)
    log.record(events.EDITED, by=by, about=track, version=track.version)
    log_names(count, by=by, about=track)
    _tell_owner(track, had, by=by)
    return track


@transaction.atomic
def describe(
    *,
    track: Track,
    procedure_text: str,
    procedure_link: str,
    next_review: date | None,
    seen: int,
    by: User,
    not_a_child: bool = False,
) -> Track:
    """The fixed practice in a few words or a link to the municipality's own document, and the day on
    which it is looked at next."""
    must_work(by, track)
    texts.check_link(procedure_link.strip())
    if next_review != track.next_review:
        texts.check_not_past(next_review, today=timezone.localdate(), field="next_review")
    words = {"procedure_text": procedure_text}
    written, count = checked(words, municipality=track.municipality, is_confirmed=not_a_child)
    save_seen(
        track,
        seen=seen,
        procedure_link=procedure_link.strip(),
        next_review=next_review,
        edited_by=by,
        edited_at=timezone.now(),
        **written,
    )
    log.record(events.DESCRIBED, by=by, about=track, version=track.version)
    log_names(count, by=by, about=track)
    return track


def missing_in(plan: Plan | Track) -> list[str]:
    """What a track lacks before it can be agreed on."""
    today = timezone.localdate()
    return gates.missing_for_agreement(
        has_owner=access.is_there_today(plan.owner, today=today),
        deadline=plan.deadline,
        signs=plan.signs,
    )


def _check(plan: Plan, municipality: Organisation) -> None:
    _check_theme(plan)
    if plan.owner and not access.may_own(municipality).filter(pk=plan.owner.pk).exists():
        raise PermissionDenied


def _check_theme(plan: Plan) -> None:
    """The ids of the content, and the statement of the theme."""
    of_statement = theme_of_statement(plan.statement)
    if plan.theme and theme_of(plan.theme) is None:
        raise RuleBroken("track.theme", _("Vælg et tema fra egenvurderingen."), "theme")
    if plan.statement and (not of_statement or plan.theme not in ("", of_statement)):
        words = _("Udsagnet hører ikke til temaet. Vælg et andet.")
        raise RuleBroken("track.statement", words, "statement")


def _with_theme(plan: Plan) -> dict[str, str]:
    return {"theme": plan.theme or theme_of_statement(plan.statement)}


def _tell_owner(track: Track, had: int | None, *, by: User) -> None:
    owner = track.owner
    if owner is None or owner.pk == had:
        return
    log.record(events.OWNED, by=by, about=track, owner=owner.user_id)
    if owner.user_id != by.pk:
        tell(events.MADE_OWNER, [owner.user], key=f"tracks.owner-{track.pk}-{track.version}")
