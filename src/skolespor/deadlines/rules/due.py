"""When something is due: from what happened, by a rule, in a calendar.

Days count as content/code_lists.yaml (`calendars`) says: the day itself never counts, with one exception:
without school, the day of moving in is day 1. Months keep the number of the day, or take the last day of
a shorter month: 31 August and six months is the last of February.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from skolespor.calendar.rules.days import add_working_days
from skolespor.calendar.rules.months import add_months
from skolespor.calendar.rules.school_days import add_school_days, nth_school_day
from skolespor.deadlines.rules.rule import Rule

COUNTS_ITS_FIRST_DAY = frozenset({"no_enrolment"})
"""Triggers whose own day is day 1, when school days are counted."""
AHEAD = timedelta(days=366)
"""A birthday is known from birth; it becomes an item a year before."""
ELSEWHERE, YOUNG, YOUTH = "elsewhere", "young", "youth"
"""Marks of a placement: it lies outside the acting municipality; the child was under 16, or was 16."""
NEEDS_MARK = {
    "dl_host_oriented": ELSEWHERE,
    "dl_child_plan_parts_to_place": YOUNG,
    "dl_youth_plan_parts_to_place": YOUTH,
}
"""Rules that hold only for some of what sets them going."""
LEADS_TO = {"dl_statutory_follow_up_first": "dl_statutory_follow_up_rhythm"}
"""Who closes the first says when the next one is: from then on people set the day."""


@dataclass(frozen=True)
class Happened:
    """Something that happened to a child on a day, first day of what lasts `until` (`None`: still).

    `ref` says what it is about, so that a correction is known as one. `rule` narrows it to one rule of
    its trigger. `known_since`: what fell due before that day was not Skolespor's to remember.
    `place` is the organisation whose school days count, `days` are those that do, in order.
    `is_withdrawn`: it never happened.
    """

    trigger: str
    on: date
    ref: str
    until: date | None = None
    rule: str = ""
    marks: frozenset[str] = frozenset()
    known_since: date | None = None
    place: int | None = None
    days: Sequence[date] = field(default=(), repr=False)
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Due:
    """One item: the rule, what it is about, its number among those that recur (from 1), the last day."""

    rule: str
    ref: str
    number: int
    due: date


def due_of(happened: Happened, rule: Rule, *, today: date) -> tuple[Due, ...]:
    """The items that a rule makes of what happened: those that recur up to the first one to come.

    Empty when the rule does not hold, or when the calendar does not reach so far yet.
    """
    if not _applies(happened, rule):
        return ()
    found = []
    for number, day in _days(happened, rule):
        if not _holds(happened, rule, day):
            continue
        if happened.known_since is None or day >= happened.known_since:
            found.append(Due(rule.id, happened.ref, number, day))
        if day > today:
            break
    return tuple(one for one in found if rule.kind != "birthday" or one.due <= today + AHEAD)


def _applies(happened: Happened, rule: Rule) -> bool:
    mark = NEEDS_MARK.get(rule.id)
    return (
        rule.n is not None
        and happened.rule in ("", rule.id)
        and (mark is None or mark in happened.marks)
    )


def _holds(happened: Happened, rule: Rule, day: date) -> bool:
    """One deadline goes by the rules of the day on which it began; what comes back every year, and
    birthdays, by the rules of the day on which they are due."""
    later = rule.recurs or rule.kind == "birthday"
    return rule.holds_on(day if later else happened.on)


def _days(happened: Happened, rule: Rule) -> Iterator[tuple[int, date]]:
    """Numbers and days, in order; recurrences without end, unless something ends them."""
    number = 1
    while number == 1 or rule.recurs:
        try:
            day = _day(happened, rule, number)
        except LookupError:
            return
        if _is_past_the_end(happened, rule, number, day):
            return
        yield number, day
        number += 1


def _is_past_the_end(happened: Happened, rule: Rule, number: int, day: date) -> bool:
    if rule.times is not None and number > rule.times:
        return True
    if happened.until is not None and day > happened.until and rule.relation != "before":
        return True
    last = rule.months_at_most
    return last is not None and day > add_months(happened.on, last)


def _day(happened: Happened, rule: Rule, number: int) -> date:
    """LookupError where the school calendar does not reach so far."""
    n = (rule.n or 0) * number + rule.starts_after
    if rule.relation == "at":
        return happened.on
    if rule.relation == "before":
        n = -n
    if rule.calendar == "months":
        return add_months(happened.on, n)
    if rule.calendar == "working_days":
        return add_working_days(happened.on, n)
    if rule.calendar == "school_days":
        return _school_day(happened, n)
    return happened.on + timedelta(days=n)


def _school_day(happened: Happened, n: int) -> date:
    if happened.trigger in COUNTS_ITS_FIRST_DAY:
        return nth_school_day(happened.days, n, since=happened.on)
    return add_school_days(happened.days, happened.on, n)
