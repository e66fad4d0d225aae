"""*Nedsat skema*: agreed on, changed, ended before its time and withdrawn; and somebody is told when it is
over and nothing follows."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.attendance import events
from skolespor.attendance.models import ReducedTimetable
from skolespor.attendance.queries.reduced import (
    Span,
    agreements_of,
    looked_at_every,
    may_write,
    over_without_another,
    school_days_of,
)
from skolespor.attendance.rules import reduced as rules
from skolespor.attendance.rules.reduced import Texts
from skolespor.audit import log
from skolespor.children import access
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child
from skolespor.children.rules import check_reason
from skolespor.core.versions import save_seen
from skolespor.deadlines.actions.facts import happened, withdrawn
from skolespor.notices.actions import tell

AGREED = "reduced_timetable_agreed"


@dataclass(frozen=True)
class Said:
    """What people have written with an agreement. `legal_ground` is what the administration answered."""

    reason: str
    return_plan: str
    legal_ground: str = ""
    child_words: str = ""

    @property
    def stripped(self) -> dict[str, str]:
        return {name: text.strip() for name, text in vars(self).items()}


@transaction.atomic
def agree(
    *,
    child: Child,
    since: date,
    until: date | None,
    hours_before: Decimal,
    hours_now: Decimal,
    said: Said,
    by: User,
) -> ReducedTimetable:
    """From the first day to the last, both included; without a last day, a reason and a plan there is no
    agreement."""
    _take(child, by)
    last_day = _check_days(child, since, until)
    rules.check_hours(hours_before, hours_now)
    rules.check_texts(Texts(said.reason, said.return_plan))
    agreed = ReducedTimetable.objects.create(
        child=child,
        since=since,
        until=last_day,
        hours_before=hours_before,
        hours_now=hours_now,
        agreed_by=by,
        edited_by=by,
        **said.stripped,
    )
    _record(events.REDUCED_AGREED, agreed, child, by)
    return agreed


@transaction.atomic
def change(
    *, agreed: ReducedTimetable, until: date | None, said: Said, seen: int, by: User
) -> None:
    """Another last day, or other words; it is looked at again. Other hours are another agreement. Raises
    `EditedMeanwhile` when somebody has saved since the writer's page was made."""
    child = _take_one(agreed, by)
    today = timezone.localdate()
    rules.check_running(agreed, today=today)
    last_day = _check_days(child, agreed.since, until, besides=agreed.pk)
    rules.check_new_end(last_day, agreed=agreed, today=today)
    rules.check_texts(Texts(said.reason, said.return_plan))
    edited = {"edited_by": by, "edited_at": timezone.now()}
    save_seen(agreed, seen=seen, until=last_day, **said.stripped, **edited)
    _record(events.REDUCED_CHANGED, agreed, child, by)


@transaction.atomic
def end_early(*, agreed: ReducedTimetable, last_day: date, reason: str, by: User) -> None:
    """The child has all its hours again from the day after."""
    child = _take_one(agreed, by)
    rules.check_last_day(last_day, agreed=agreed)
    check_reason(reason)
    _edit(agreed, by, until=last_day, end_reason=reason.strip())
    _record(events.REDUCED_ENDED, agreed, child, by)


@transaction.atomic
def withdraw(*, agreed: ReducedTimetable, reason: str, by: User) -> None:
    """It was wrong: no hours are missing, as if it had never been agreed on."""
    child = _take_one(agreed, by)
    check_reason(reason)
    _edit(agreed, by, withdrawn_at=timezone.now(), end_reason=reason.strip())
    _record(events.REDUCED_WITHDRAWN, agreed, child, by)


def tell_who_is_left_with_nothing(*, today: date) -> None:
    """The last day has passed and there is no other agreement: who wrote it (or, when that person follows
    the child no more, who can write one now) and the leaders are told, each once."""
    for agreed in over_without_another(today):
        child = agreed.child.merged_into or agreed.child
        key = f"reduced-{agreed.pk}-over-{agreed.version}"
        writers = may_write(child)
        owners = [user for user in writers if user.pk == agreed.agreed_by_id] or writers
        leaders = access.in_municipality(
            child.acting_municipality, Permission.FACTS_OF_MUNICIPALITY
        )
        around = [*owners, *(user for user in leaders if _may_open(user, child))]
        tell(events.REDUCED_OVER, around, key=key, child_id=child.pk)
        known = {user.pk for user in around}
        others = [user for user in leaders if user.pk not in known]
        tell(events.REDUCED_OVER_HERE, others, key=key)


def _may_open(user: User, child: Child) -> bool:
    is_let_in = access.may(user, Permission.ATTENDANCE_VIEW, child)
    return is_let_in and not access.sight_of(user, child).is_masked


def _check_days(child: Child, since: date, until: date | None, *, besides: int = 0) -> date:
    others = [one for one in agreements_of(child, on=since) if one.row.pk != besides]
    last_day = rules.check_days(since, until, others)
    rules.check_school(school_days_of(Span(since, last_day), [child.pk])[child.pk])
    return last_day


def _take_one(agreed: ReducedTimetable, by: User) -> Child:
    """Nobody else changes the child meanwhile, and nobody has withdrawn this before. Returns the child,
    of one that was created twice the one that is kept."""
    child = agreed.child.merged_into or agreed.child
    _take(child, by)
    agreed.refresh_from_db()
    rules.check_stands(agreed.withdrawn_at is None)
    return child


def _take(child: Child, by: User) -> None:
    is_masked = access.sight_of(by, child).is_masked
    if is_masked or not access.may(by, Permission.REDUCED_TIMETABLE_WRITE, child):
        raise PermissionDenied
    hold([child.pk])


def _edit(agreed: ReducedTimetable, by: User, **changes: Any) -> None:
    for name, value in {**changes, "edited_by": by, "version": agreed.version + 1}.items():
        setattr(agreed, name, value)
    agreed.save(update_fields=[*changes, "edited_by", "edited_at", "version"])


def _record(kind: log.Kind, agreed: ReducedTimetable, child: Child, by: User) -> None:
    """With the days, so that the log book shows what the last day was before."""
    days = {"since": agreed.since.isoformat(), "until": agreed.until.isoformat()}
    log.record(kind, by=by, about=agreed, child_id=child.pk, version=agreed.version, **days)
    _remember(agreed, child, by)


def _remember(agreed: ReducedTimetable, child: Child, by: User) -> None:
    """The looks at the agreement as deadlines: up to the last one, which comes when it is over and stays
    open until another would be due."""
    ref = f"reduced-{agreed.pk}"
    if agreed.withdrawn_at:
        return withdrawn(AGREED, child, ref, by=by)
    every = looked_at_every(child, agreed.since)
    looks = rules.reviews(agreed, ended_early=bool(agreed.end_reason), every=every)
    open_still = timedelta(days=0 if agreed.end_reason else every - 1)
    until = max([agreed.until, *looks]) + open_still
    return happened(AGREED, child, agreed.since, ref, until=until, by=by)
