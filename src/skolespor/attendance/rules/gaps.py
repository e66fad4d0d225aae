"""A school gap (*skolepause*): when it opens, what must be written by which day, when it is over.

More than three school days in a row. On the fourth somebody owns it, on the fifth there is a reason
and an interim plan, on the tenth the leaders have written who does what, and then somebody tells
how it goes every fifth school day (content/deadlines.yaml: `dl_gap_opens` to `dl_gap_weekly_status`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from skolespor.attendance.rules.clock import SHORT
from skolespor.core.content import code_list
from skolespor.core.errors import RuleBroken

OPENS, EXPLAINED, LED, STATUS_EVERY = SHORT + 1, 5, 10, 5
"""Numbers of school days in the gap."""
OWNER, REASON, PLAN, STATUS = "owner", "reason", "plan", "status"
"""What must be there; `STATUS` is a line on what was done."""
Run = Sequence[date]
"""The school days of one pause, in order."""


@dataclass(frozen=True)
class Written:
    """What people have written about a gap: whether there is an owner, a reason and a plan, and the
    days on which they told what was done."""

    has_owner: bool
    has_reason: bool
    has_plan: bool
    told_on: Collection[date]


def opened_on(run: Run) -> date:
    """The fourth school day."""
    return run[OPENS - 1]


def status_days(run: Run) -> tuple[date, ...]:
    """The days by which somebody must have told how it goes: the tenth, and every fifth after it."""
    return tuple(run[LED - 1 :: STATUS_EVERY])


def missing(run: Run, written: Written) -> tuple[str, ...]:
    """What is missing today, in the order in which it fell due. A status is there when something was
    told since the one before fell due, that day not included."""
    wanted = [
        (OPENS, written.has_owner, OWNER),
        (EXPLAINED, written.has_reason, REASON),
        (EXPLAINED, written.has_plan, PLAN),
        (LED, _has_told(run, written.told_on), STATUS),
    ]
    return tuple(
        code for from_day, is_there, code in wanted if len(run) >= from_day and not is_there
    )


def _has_told(run: Run, told_on: Collection[date]) -> bool:
    due = status_days(run)
    if not due:
        return True
    before = due[-2] if len(due) > 1 else run[EXPLAINED - 1]
    return any(day > before for day in told_on)


def pause_of(pauses: Iterable[Run], since: date, last_day: date) -> Run:
    """The pause that a gap is about now: the first one with a day in it. Empty when facts have been
    put right and there never was one."""
    for run in pauses:
        if run[0] <= last_day and run[-1] >= since:
            return run
    return ()


def check_reason(reason: str) -> None:
    """A code of the list `school_gap_reasons`."""
    if reason not in code_list("school_gap_reasons"):
        raise RuleBroken("gap.reason", _("Vælg, hvorfor barnet er uden skole."), "reason")


def closed() -> RuleBroken:
    return RuleBroken("gap.closed", _("Barnet er ikke længere uden skole. Intet er gemt."))
