"""Limits of absence that are reached, told as facts that deadlines are counted from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from skolespor.attendance.queries.quarters import InQuarter
from skolespor.attendance.queries.years import InYear
from skolespor.attendance.rules.quarters import limits_for, reached_on
from skolespor.attendance.rules.years import SICK_TEACHING
from skolespor.calendar.rules.years import Quarter, SchoolYear
from skolespor.children.models import Child
from skolespor.deadlines.actions.facts import happened, withdrawn
from skolespor.deadlines.models import Deadline, Fact
from skolespor.deadlines.rules.state import State

QUARTER, SICK, UNLAWFUL = (
    "quarter_absence_computed",
    "sickness_days_counted",
    "unlawful_absence_registered",
)
A_WEEK = timedelta(days=7)
CALL_HOME = "dl_absence_contact_home"
BEGINS = "absence-"
"""How what is told of absence is referred to: with its quarter, or its school year."""

Key = tuple[int, str, str, str]
"""Child, trigger, rule and ref: what makes a fact one."""


@dataclass(frozen=True)
class Reached:
    """One limit that a child has reached, on which day, in which period."""

    child: Child
    trigger: str
    rule: str
    ref: str
    on: date
    until: date | None = None

    @property
    def key(self) -> Key:
        return self.child.pk, self.trigger, self.rule, self.ref


def keep_limits(
    quarters: Sequence[InQuarter],
    years: Sequence[InYear],
    *,
    periods: Iterable[Quarter | SchoolYear],
    today: date,
) -> None:
    """Tell of each limit that is reached in the periods asked about, and take back those that are not
    reached any more: corrections go backwards in time."""
    reached = [*_of_quarters(quarters), *_of_years(years)]
    calls = {c.child.pk: c for c in sorted(_calls(quarters, today), key=lambda call: call.on)}
    told = _told([*reached, *calls.values()])
    for one in [*reached, *calls.values()]:
        if told.get(one.key) != (one.on, one.until):
            _tell(one, today)
    _take_back({one.key for one in reached}, {_of(period) for period in periods}, today)
    _hang_up(quarters, today)


def _told(reached: Iterable[Reached]) -> dict[Key, tuple[date, date | None]]:
    """What has been told of these children already and stands: most nights all of it."""
    children = {one.child.pk for one in reached}
    rows = Fact.objects.filter(
        child__in=children, trigger__in=[QUARTER, SICK, UNLAWFUL], withdrawn_at=None
    )
    columns = ("child", "trigger", "rule", "ref", "on", "until")
    return {
        (child, trigger, rule, ref): (on, until)
        for child, trigger, rule, ref, on, until in rows.values_list(*columns)
    }


def told_of() -> set[Quarter | SchoolYear]:
    """The periods in which a limit has been told of and stands, however long ago."""
    refs = Fact.objects.filter(trigger__in=[QUARTER, SICK], withdrawn_at=None)
    written = {ref.removeprefix(BEGINS) for ref in refs.values_list("ref", flat=True)}
    return {SchoolYear.parse(one) if "/" in one else Quarter.parse(one) for one in written}


def _tell(one: Reached, today: date) -> None:
    happened(
        one.trigger,
        one.child,
        one.on,
        one.ref,
        rule=one.rule,
        until=one.until,
        today=today,
    )


def _of_quarters(found: Iterable[InQuarter]) -> Iterable[Reached]:
    for one in found:
        for limit in limits_for(one.schools, on=one.quarter.last_day):
            day = reached_on(limit.percent, one.schools)
            if one.level >= limit.percent and day:
                yield Reached(one.child, QUARTER, limit.rule, _of(one.quarter), day)


def _calls(found: Iterable[InQuarter], today: date) -> Iterable[Reached]:
    """The newest unlawful day of the last week asks for a call home: what is older is not called about
    any more. One call is about all days since the last one."""
    waiting = dict(
        Deadline.objects.filter(rule=CALL_HOME, state=State.OPEN).values_list("child", "ref")
    )
    for one in found:
        newest = max((day for day in _unlawful(one) if day <= today), default=None)
        if newest and newest > today - A_WEEK:
            ref = waiting.get(one.child.pk) or f"{_of(one.quarter)}-{newest:%m%d}"
            yield Reached(one.child, UNLAWFUL, "", ref, newest, newest + A_WEEK)


def _unlawful(one: InQuarter) -> set[date]:
    return {day for school in one.schools for day in school.counted}


def _of_years(found: Iterable[InYear]) -> Iterable[Reached]:
    for one in found:
        if one.sick_teaching_on:
            ref = _of(one.year)
            yield Reached(one.child, SICK, SICK_TEACHING, ref, one.sick_teaching_on)


def _of(period: Quarter | SchoolYear) -> str:
    return f"{BEGINS}{period}"


def _take_back(reached: set[Key], periods: set[str], today: date) -> None:
    """Only of periods that were asked about. The child is the one that is kept."""
    rows = Fact.objects.filter(trigger__in=[QUARTER, SICK], withdrawn_at=None, ref__in=periods)
    for row in rows.select_related("child__merged_into"):
        child = row.child.merged_into or row.child
        if (child.pk, row.trigger, row.rule, row.ref) not in reached:
            withdrawn(row.trigger, child, row.ref, rule=row.rule, today=today)


def _hang_up(quarters: Iterable[InQuarter], today: date) -> None:
    """A call home about a day that was no unlawful absence after all is not asked for any more."""
    days: dict[int, set[date]] = {}
    for one in quarters:
        days.setdefault(one.child.pk, set()).update(_unlawful(one))
    calls = Deadline.objects.filter(rule=CALL_HOME, state=State.OPEN).select_related("child")
    for call in calls:
        if call.happened_on not in days.get(call.child_id, set()):
            withdrawn(UNLAWFUL, call.child, call.ref, today=today)
