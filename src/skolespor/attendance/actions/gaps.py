"""School gaps: kept in step with the facts every night, and worked with by people."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.attendance import events
from skolespor.attendance.actions import gap_deadlines as due
from skolespor.attendance.models import Gap, GapStep
from skolespor.attendance.queries.clocks import course_of, without_school
from skolespor.attendance.queries.gaps import first_owner, gaps_of, may_own
from skolespor.attendance.rules import gaps as rules
from skolespor.attendance.rules.gaps import Run
from skolespor.audit import log
from skolespor.children import access
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child
from skolespor.children.rules import check_reason
from skolespor.core.versions import save_seen
from skolespor.notices.actions import tell


def keep_gaps(*, today: date) -> None:
    """Open those that have reached the fourth school day, count on, and close those that are over;
    also when facts have been put right. Doing it again changes nothing. One child at a time, so
    that nobody at a screen waits."""
    known = Gap.objects.values_list("child__merged_into", "child")
    children = {kept or child for kept, child in known}
    followed = Child.objects.filter(merged_into=None)
    found = without_school(today, children=followed)
    children |= {one.child.pk for one in found if one.clock.is_gap}
    kept_today = followed.filter(pk__in=children).select_related("acting_municipality")
    for child in kept_today.order_by("pk"):
        keep_gap(child, today=today)


@transaction.atomic
def keep_gap(child: Child, *, today: date) -> Gap | None:
    """The child's gaps as the facts say today. Returns the open one, if there is any."""
    hold([child.pk])
    course = course_of(child, today)
    now = course.clock.days if course.clock and course.clock.is_gap else ()
    left = [run for run in course.pauses if len(run) >= rules.OPENS]
    taken: dict[Run, Gap] = {}
    counted = []
    for gap in gaps_of(child).order_by(
        "-since", "-pk"
    ):  # of two in one pause the newest is worked with
        run = rules.pause_of(left, gap.since, gap.last_day)
        if run in taken:
            _gather(gap, into=taken[run])
            run = ()
        elif run:
            taken[run] = gap
        counted.append((bool(run) and run == now, gap, run))
    for is_open, gap, run in sorted(counted, key=lambda one: one[0]):  # those that close come first
        _count(gap, child, run, is_open=is_open)
    open_one = gaps_of(child).filter(is_open=True).select_related("owner").first()
    if now and open_one is None:
        open_one = _open(child, now)
    for gap in gaps_of(child):
        due.remember(gap, child, today=today)
    if open_one:
        _keep_owner(open_one, child)
        _tell(open_one, child)
        due.settle(open_one, child, now, today=today)
    return open_one


def _gather(gap: Gap, *, into: Gap) -> None:
    """Two gaps are one after all: what people have written about both stands with the newer."""
    gap.steps.update(gap=into)
    if gap.owner and not into.owner:
        into.owner = gap.owner
        into.save(update_fields=["owner"])
    if not gap.plan:
        return
    plans = [plan for plan in (into.plan, gap.plan) if plan]
    into.plan, gap.plan = "\n\n".join(plans), ""
    into.reason = into.reason or gap.reason
    into.version += 1
    into.save(update_fields=["plan", "reason", "version", "edited_at"])
    gap.save(update_fields=["plan"])


def _keep_owner(gap: Gap, child: Child) -> None:
    """Who has left the child solves nothing: it is the coordinator's, as soon as there is one."""
    if gap.owner_id in {user.pk for user in may_own(child)}:
        return
    owner = first_owner(child)
    if owner == gap.owner:
        return
    gap.owner = owner
    gap.version += 1
    gap.save(update_fields=["owner", "version"])
    log.record(events.GAP_OWNED, by=None, about=gap, child_id=child.pk, owner=gap.owner_id or 0)
    _tell_owner(gap, child)


def _open(child: Child, run: Run) -> Gap:
    gap = Gap.objects.create(child=child, is_open=True, owner=first_owner(child), **_days(run))
    log.record(events.GAP_OPENED, by=None, about=gap, child_id=child.pk)
    _tell_owner(gap, child)
    return gap


def _count(gap: Gap, child: Child, run: Run, *, is_open: bool) -> None:
    """Write what the facts say now, when it is something else than what stands."""
    now = {**(_days(run) if run else {"school_days": 0}), "is_open": is_open, "child": child}
    if all(getattr(gap, name) == value for name, value in now.items()):
        return
    if gap.is_open and not is_open:
        log.record(events.GAP_CLOSED, by=None, about=gap, child_id=child.pk)
    for name, value in now.items():
        setattr(gap, name, value)
    gap.save(update_fields=list(now))


def _days(run: Run) -> dict[str, Any]:
    return {
        "since": run[0],
        "opened_on": rules.opened_on(run),
        "last_day": run[-1],
        "school_days": len(run),
    }


def _tell(gap: Gap, child: Child) -> None:
    """Each person once for each step: who owns it, and the leaders where the child's course is."""
    leaders = access.in_municipality(child.acting_municipality, Permission.FACTS_OF_MUNICIPALITY)
    if gap.owner is None:
        tell(events.GAP_WITHOUT_OWNER, leaders, key=f"gap-{gap.pk}-nobody-{gap.version}")
    told = [*leaders, *([gap.owner] if gap.owner else [])]
    if gap.school_days >= rules.LED:
        tell(events.GAP_DAY_10, told, key=f"gap-{gap.pk}-10")
    elif gap.school_days >= rules.EXPLAINED and not (gap.reason and gap.plan):
        tell(events.GAP_DAY_5, told, key=f"gap-{gap.pk}-5")


def _tell_owner(gap: Gap, child: Child) -> None:
    if gap.owner:
        key = f"gap-{gap.pk}-owner-{gap.owner_id}-{gap.version}"
        tell(events.OWNER_OF_GAP, [gap.owner], key=key, child_id=child.pk)


@transaction.atomic
def explain_gap(*, child: Child, owner: User, reason: str, plan: str, seen: int, by: User) -> Gap:
    """Who solves it, why the child is without school, and what happens meanwhile. Raises
    `EditedMeanwhile` when somebody has saved since the writer's page was made."""
    gap = _taken(child, by)
    rules.check_reason(reason)
    if owner.pk not in {user.pk for user in may_own(child)}:
        raise PermissionDenied
    is_new_owner = gap.owner_id != owner.pk
    said = {"owner": owner, "reason": reason, "plan": plan.strip()}
    save_seen(gap, seen=seen, **said, edited_by=by, edited_at=timezone.now())
    log.record(events.GAP_EXPLAINED, by=by, about=gap, child_id=child.pk, reason=reason)
    due.answer(gap, child, by=by)
    if is_new_owner:
        log.record(events.GAP_OWNED, by=by, about=gap, child_id=child.pk, owner=owner.pk)
        if owner.pk != by.pk:
            _tell_owner(gap, child)
    return gap


@transaction.atomic
def add_step(*, child: Child, text: str, by: User) -> GapStep:
    """What somebody has done today."""
    gap = _taken(child, by)
    check_reason(text, field="text")
    today = timezone.localdate()
    step = GapStep.objects.create(gap=gap, day=today, text=text.strip(), by=by)
    log.record(events.GAP_STEP, by=by, about=step, child_id=child.pk)
    due.told(gap, child, today=today, by=by)
    return step


def _taken(child: Child, by: User) -> Gap:
    """The child's open gap; opened now if the night has not been yet."""
    if access.sight_of(by, child).is_masked or not access.may(by, Permission.GAP_WORK, child):
        raise PermissionDenied
    gap = keep_gap(child, today=timezone.localdate())
    if gap is None:
        raise rules.closed()
    return gap
