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
from skolespor.deadlines.models import Fact

QUARTER, SICK, UNLAWFUL = (
    "quarter_absence_computed",
    "sickness_days_counted",
    "unlawful_absence_registered",
)
A_WEEK = timedelta(days=7)


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
    def key(self) -> tuple[int, str, str, str]:
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
    reached = [*_of_quarters(quarters, today), *_of_years(years, today)]
    for one in reached:
        happened(
            one.trigger,
            one.child,
            one.on,
            one.ref,
            rule=one.rule,
            until=one.until,
            today=today,
        )
    _take_back({one.key for one in reached}, {_of(period) for period in periods}, today)


def _of_quarters(found: Iterable[InQuarter], today: date) -> Iterable[Reached]:
    for one in found:
        for limit in limits_for(one.schools, on=one.quarter.last_day):
            day = reached_on(limit.percent, one.schools)
            if one.level >= limit.percent and day:
                ref = _of(one.quarter)
                yield Reached(one.child, QUARTER, limit.rule, ref, day)
        if newest := _newest_unlawful(one, today):
            ref = f"{_of(one.quarter)}-{newest:%m%d}"
            yield Reached(one.child, UNLAWFUL, "", ref, newest, newest + A_WEEK)


def _newest_unlawful(one: InQuarter, today: date) -> date | None:
    """Of the last week: what is older is not called home about any more."""
    days = [day for school in one.schools for day in school.counted if day <= today]
    newest = max(days, default=None)
    return newest if newest and newest > today - A_WEEK else None


def _of_years(found: Iterable[InYear], today: date) -> Iterable[Reached]:
    for one in found:
        if one.sick_teaching_on:
            ref = _of(one.year)
            yield Reached(one.child, SICK, SICK_TEACHING, ref, one.sick_teaching_on)


def _of(period: Quarter | SchoolYear) -> str:
    return f"absence-{period}"


def _take_back(reached: set[tuple[int, str, str, str]], periods: set[str], today: date) -> None:
    """Only of periods that were asked about, and not a call home that was right on its day."""
    rows = Fact.objects.filter(
        trigger__in=[QUARTER, SICK],
        withdrawn_at=None,
        child__merged_into=None,
        ref__in=periods,
    )
    for row in rows.select_related("child"):
        if (row.child_id, row.trigger, row.rule, row.ref) not in reached:
            withdrawn(row.trigger, row.child, row.ref, rule=row.rule, today=today)
