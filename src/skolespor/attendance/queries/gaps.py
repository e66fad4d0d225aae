"""A child's school gaps, and who can own one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import SOLVES_A_GAP, Role, fields_of, roles_with
from skolespor.attendance.models import Gap, GapStep
from skolespor.attendance.queries.clocks import WithoutSchool
from skolespor.attendance.rules.gaps import Written, missing
from skolespor.children import access
from skolespor.children.models import Child
from skolespor.children.queries.page import Header

FOLLOW_UP = "absence_follow_up"
"""The field of the matrix that shows reason, plan and steps."""


def gaps_of(child: Child) -> QuerySet[Gap]:
    """Also those of a child that was created twice."""
    return Gap.objects.filter(Q(child=child) | Q(child__merged_into=child))


def may_own(child: Child) -> list[User]:
    """Who can be the one who solves it: those around the child today who may work with gaps."""
    return knowing(child, roles_with(Permission.GAP_WORK))


def first_owner(child: Child) -> User | None:
    """Whose it is when nobody has said anything: the learning coordinator around the child."""
    return next(iter(knowing(child, (SOLVES_A_GAP,))), None)


def knowing(child: Child, roles: Collection[Role]) -> list[User]:
    """Of those around the child, who may know where it is."""
    found = access.around(child, roles)
    if not child.is_protected:
        return found
    return [user for user in found if not access.sight_of(user, child).is_masked]


@dataclass(frozen=True)
class Work:
    """What people have written about the gap that is open today, and what is missing by now. `gap` is
    `None` until the night, or somebody's first word, has opened it. `steps` are the newest first."""

    gap: Gap | None
    steps: Sequence[GapStep]
    missing: Sequence[str]
    sees_follow_up: bool


def work_of(head: Header, without: WithoutSchool | None) -> Work | None:
    """Nothing when there is no gap today. Reader by reader: reason, plan and steps only for those who
    see what is done about absence; everybody sees who has it."""
    if without is None or not without.clock.is_gap:
        return None
    gap = gaps_of(head.child).filter(is_open=True).select_related("owner", "edited_by").first()
    sees = FOLLOW_UP in fields_of(Role(head.way.role), "absence")
    steps = list(gap.steps.select_related("by").order_by("-at", "-pk")) if gap and sees else []
    wanted = missing(without.clock.days, written_of(gap, [step.day for step in steps]))
    return Work(gap, steps, wanted if sees else [], sees)


def written_of(gap: Gap | None, told_on: Sequence[date]) -> Written:
    return Written(
        has_owner=bool(gap and gap.owner_id),
        has_reason=bool(gap and gap.reason),
        has_plan=bool(gap and gap.plan),
        told_on=told_on,
    )
