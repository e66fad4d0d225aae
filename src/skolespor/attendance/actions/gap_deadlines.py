"""A school gap as deadlines of persons: what falls due on its days, and what is there already."""

from datetime import date

from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.attendance.models import Gap
from skolespor.attendance.queries.gaps import written_of
from skolespor.attendance.rules.gaps import OWNER, PLAN, REASON, STATUS, Run, missing
from skolespor.children.models import Child
from skolespor.deadlines.actions.facts import happened, withdrawn
from skolespor.deadlines.actions.handling import fulfilled

TRIGGER = "no_enrolment"
OPENS, DAY_5, DAY_10, WEEKLY = (
    "dl_gap_opens",
    "dl_gap_day_5",
    "dl_gap_day_10",
    "dl_gap_weekly_status",
)
ASKS_FOR = {OPENS: {OWNER}, DAY_5: {REASON, PLAN}, DAY_10: {STATUS}, WEEKLY: {STATUS}}
"""What must be there for each of the rules to be met."""


def remember(gap: Gap, child: Child, *, today: date) -> None:
    """Tell `deadlines` of the gap as the facts say it now; of one that never was, that it never was."""
    if not gap.school_days:
        return withdrawn(TRIGGER, child, _ref(gap), today=today)
    until = None if gap.is_open else gap.last_day
    return happened(TRIGGER, child, gap.since, _ref(gap), until=until, today=today)


def settle(gap: Gap, child: Child, run: Run, *, today: date) -> None:
    """What people have written already closes what has fallen due."""
    told_on = list(gap.steps.values_list("day", flat=True))
    lacks = set(missing(run, written_of(gap, told_on)))
    for rule, wanted in ASKS_FOR.items():
        if not wanted & lacks:
            fulfilled(child=child, rule=rule, ref=_ref(gap), today=today)


def answer(gap: Gap, child: Child, *, by: User) -> None:
    """Somebody has said who solves it, why, and what happens meanwhile: also before it falls due."""
    today = timezone.localdate()
    fulfilled(child=child, rule=OPENS, ref=_ref(gap), today=today, early=True, by=by)
    if gap.reason and gap.plan:
        fulfilled(child=child, rule=DAY_5, ref=_ref(gap), today=today, early=True, by=by)


def told(gap: Gap, child: Child, *, today: date, by: User) -> None:
    """Somebody has written what was done: the status that has fallen due is there."""
    for rule in (DAY_10, WEEKLY):
        fulfilled(child=child, rule=rule, ref=_ref(gap), today=today, by=by)


def _ref(gap: Gap) -> str:
    return f"gap-{gap.pk}"
