"""The numbers of the scenarios, worked out again from the deadlines, the forms and the calendar.

A scenario tells a story with dates; a change in a rule that the story counts by changes what the
story should end with. Each line below says which dates and rules of the content one number rests on.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import mean, median
from typing import Any

from skolespor.core.content.problems import Problem
from skolespor.core.content.references.due import DAY, Calendar, months_after, school_days
from skolespor.core.content.shapes import Content
from skolespor.core.content.shapes.law import Rule

FILE = "scenarios.yaml"
D = date.fromisoformat

DUE: tuple[tuple[str, str, str, str], ...] = (
    ("sc_01", "plan_due", "2026-09-14", "dl_plan_with_consent"),
    ("sc_01", "first_statutory_follow_up_due", "2026-09-21", "dl_statutory_follow_up_first"),
    ("sc_01", "handover_pack_due", "2026-09-22", "dl_handover_pack_sent"),
    ("sc_01", "start_meeting_due", "2026-09-22", "dl_start_meeting"),
    ("sc_01", "first_week_check_due", "2026-09-22", "dl_first_week_check"),
    ("sc_01", "first_conversation_due", "2026-09-22", "dl_conversation_first"),
    ("sc_05", "due", "2026-10-05", "dl_school_status_form"),
    ("sc_06", "start_meeting_due", "2026-10-19", "dl_start_meeting"),
    ("sc_06", "handover_pack_due", "2026-10-19", "dl_handover_pack_sent"),
    ("sc_07", "working_day_10", "2026-06-18", "dl_school_status_form"),
    ("sc_07", "first_statutory_follow_up_due", "2026-06-18", "dl_statutory_follow_up_first"),
    ("sc_12", "consent_due", "2026-09-01", "dl_programme_consent"),
    ("sc_12", "mapping_due", "2026-09-01", "dl_mapping_done"),
    ("sc_12", "planning_meeting_due", "2026-09-01", "dl_planning_meeting"),
    ("sc_13", "retest_due", "2026-11-13", "dl_mapping_retest"),
    ("sc_14", "child_version_due", "2026-11-10", "dl_child_version"),
    ("sc_19", "agreement_due", "2026-11-02", "dl_agreement_told_child"),
    ("sc_21", "next_offer", "2026-11-16", "dl_conversation_reoffer"),
    ("sc_22", "due", "2026-11-02", "dl_agreement_told_child"),
    ("sc_23", "due", "2026-03-09", "dl_feedback_to_child"),
    ("sc_25", "due", "2026-11-19", "dl_case_worker_answers_child"),
    ("sc_32", "review_due", "2026-10-19", "dl_reduced_timetable_review"),
    ("sc_33", "turns_12", "2015-01-15", "dl_age_12"),
    ("sc_34", "ida_10", "2016-12-05", "dl_age_10"),
    ("sc_34", "freja_15", "2011-10-20", "dl_age_15"),
    ("sc_34", "jonas_16", "2010-12-01", "dl_age_16"),
    ("sc_34", "liva_17_half", "2009-06-30", "dl_age_17_half"),
    ("sc_34", "otto_17_half", "2009-08-31", "dl_age_17_half"),
    ("sc_34", "liva_18", "2009-06-30", "dl_age_18"),
    ("sc_35", "follow_up_due", "2027-03-19", "dl_return_home_follow_up"),
    ("sc_40", "expires", "2025-12-01", "dl_consent_expiry"),
    ("sc_40", "reminder", "2026-12-01", "dl_consent_reminder"),
    ("sc_43", "reply_due", "2026-03-02", "dl_course_first_reply"),
    ("sc_48", "due", "2026-08-01", "dl_preparedness_yearly"),
    ("sc_54", "link_expires", "2026-11-09", "dl_contributor_link_expires"),
    ("sc_55", "review_due", "2026-11-20", "dl_break_glass_review"),
)
"""Scenario, number, the day the story counts from, and the rule it counts by."""

GAP_RULES = {"gap_opened": "dl_gap_opens", "day_5": "dl_gap_day_5", "day_10": "dl_gap_day_10"}


@dataclass(frozen=True)
class Told:
    """The content, with what the stories count by in hand."""

    content: Content
    calendar: Calendar
    rules: Mapping[str, Rule]

    def days(self, first: str, last: str) -> tuple[date, ...]:
        return self.calendar.between(D(first), D(last))

    def offset(self, rule: str) -> int:
        return self.rules[rule].offset.n or 0

    def limit(self, rule: str) -> int:
        found = self.rules[rule].threshold
        return found.value if found else 0

    def answers(self) -> list[int]:
        told = (s for s in self.content.scenarios.scenarios if s.id == "sc_45")
        return next((list(s.expected.get("school_answers", [])) for s in told), [])


def check(content: Content) -> Iterator[Problem]:
    told = Told(
        content,
        Calendar(school_days(content.scenarios.model_calendar)),
        {rule.id: rule for rule in content.deadlines.rules},
    )
    yield from calendar(told)
    expected = {scenario.id: scenario.expected for scenario in content.scenarios.scenarios}
    for (scenario, name), work_out in WORKED_OUT.items():
        yield from compare(expected.get(scenario, {}), scenario, name, partial(work_out, told))


def calendar(told: Told) -> Iterator[Problem]:
    for year in told.content.scenarios.model_calendar:
        got = len(school_days([year]))
        if got != year.school_days:
            yield Problem(FILE, f"model_calendar, {year.school_year}", f"Giver {got} skoledage.")
    for quarter in told.content.scenarios.quarters:
        got = len(told.calendar.between(quarter.first, quarter.last))
        if got != quarter.school_days:
            yield Problem(FILE, quarter.id, f"Giver {got} skoledage.")


def compare(
    expected: Mapping[str, Any], scenario: str, name: str, work_out: Callable[[], Any]
) -> Iterator[Problem]:
    """What a rule is gone for, or a day lies outside the calendar for, cannot be worked out."""
    if name not in expected:
        return
    try:
        got = work_out()
    except (LookupError, ArithmeticError, StopIteration, TypeError, ValueError):
        yield Problem(FILE, f"{scenario}, expected, {name}", "Kan ikke regnes ud af reglerne.")
        return
    if got != expected[name]:
        sentence = f"Her står {said(expected[name])}, men reglerne giver {said(got)}."
        yield Problem(FILE, f"{scenario}, expected, {name}", sentence)


def said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def by_rule(start: str, rule: str) -> Callable[[Told], Any]:
    return lambda told: told.calendar.due(told.rules[rule], D(start))


def gap(first: str, name: str) -> Callable[[Told], Any]:
    """The day of moving in is day 1, so the number of a rule is a number in the row of days."""
    rule = GAP_RULES[name]
    return lambda told: told.days(first, "2027-06-30")[told.offset(rule) - 1]


def weekly(told: Told) -> list[date]:
    """After the days it starts after, every so many school days, to the last day without school."""
    rule = told.rules["dl_gap_weekly_status"]
    start = (rule.starts_after.n or 0) if rule.starts_after else 0
    days, every = told.days("2026-09-28", "2026-11-06"), rule.offset.n or 0
    return list(days[start + every - 1 :: every])


def follow_ups(told: Told) -> list[date]:
    """Every eight weeks from the plan, as long as the first half-year lasts."""
    rule = told.rules["dl_follow_up_first_half_year"]
    turns = (told.calendar.due(rule, D("2026-11-10"), times) for times in range(1, 30))
    return [day for day in turns if day <= half_year_ends(told)]


def half_year_ends(told: Told) -> date:
    ends = told.rules["dl_follow_up_first_half_year"].ends_after
    return months_after(D("2026-11-10"), (ends.n or 0) if ends else 0)


def share_of_quarter(days: int) -> Callable[[Told], float]:
    return lambda told: round(100 * days / len(told.days("2026-07-01", "2026-09-30")), 1)


def days_to_reach(rule: str) -> Callable[[Told], int]:
    """The fewest days of the quarter that are at least the limit."""

    def fewest(told: Told) -> int:
        base, limit = len(told.days("2026-07-01", "2026-09-30")), told.limit(rule)
        return next(days for days in range(base + 1) if 100 * days >= limit * base)

    return fewest


def lines(told: Told) -> dict[str, float]:
    return {"school": median(told.answers()), "authority": 2, "placement": 1}


def sections(told: Told) -> list[bool]:
    form = told.content.transitions.school_status_form
    return [section.shared_with_child for section in form.sections]


def shown_from(told: Told) -> int:
    modes = told.content.self_review.meta.answer_modes
    return next(mode.shown_from for mode in modes if not mode.named)


WORKED_OUT: Mapping[tuple[str, str], Callable[[Told], Any]] = {
    **{(scenario, name): by_rule(start, rule) for scenario, name, start, rule in DUE},
    **{("sc_04", name): gap("2026-09-28", name) for name in GAP_RULES},
    **{("sc_07", name): gap("2026-06-18", name) for name in GAP_RULES},
    ("sc_04", "gap_school_days"): lambda told: len(told.days("2026-09-28", "2026-11-06")),
    ("sc_04", "weekly_status"): weekly,
    ("sc_05", "sections"): lambda told: len(sections(told)),
    ("sc_05", "child_visible_sections"): lambda told: sum(sections(told)),
    ("sc_07", "day_1"): lambda told: told.days("2026-06-18", "2027-06-30")[0],
    ("sc_12", "follow_ups"): follow_ups,
    ("sc_12", "first_half_year_ends"): half_year_ends,
    ("sc_22", "overdue_from"): lambda told: (
        told.calendar.due(told.rules["dl_agreement_told_child"], D("2026-11-02")) + DAY
    ),
    ("sc_23", "days_overdue"): lambda told: (
        (
            told.content.scenarios.meta.today
            - told.calendar.due(told.rules["dl_feedback_to_child"], D("2026-03-09"))
        ).days
    ),
    ("sc_28", "quarter_school_days"): lambda told: len(told.days("2026-07-01", "2026-09-30")),
    ("sc_28", "school_days_passed"): lambda told: len(told.days("2026-07-01", "2026-09-25")),
    ("sc_28", "pct_4"): share_of_quarter(4),
    ("sc_28", "pct_5"): share_of_quarter(5),
    ("sc_28", "pct_6"): share_of_quarter(6),
    ("sc_28", "warning_at_days"): days_to_reach("dl_absence_unlawful_10"),
    ("sc_28", "notify_at_days"): days_to_reach("dl_absence_unlawful_15"),
    ("sc_30", "base_school_days"): lambda told: len(told.days("2026-08-11", "2026-11-20")),
    ("sc_30", "total_percent"): lambda told: round(
        100 * 10 / len(told.days("2026-08-11", "2026-11-20")), 1
    ),
    ("sc_31", "sick_school_days"): lambda told: len(told.days("2026-10-19", "2026-11-06")),
    ("sc_31", "triggered_on"): lambda told: told.days("2026-10-19", "2027-06-30")[
        told.limit("dl_sick_teaching") - 1
    ],
    ("sc_32", "school_days"): lambda told: len(told.days("2026-10-19", "2026-11-13")),
    ("sc_32", "missing_hours"): lambda told: (
        len(told.days("2026-10-19", "2026-11-13")) * (28 - 8) // 5
    ),
    ("sc_43", "span_days"): lambda told: (D("2027-02-04") - D("2026-05-12")).days,
    ("sc_43", "two_day_span"): lambda told: (D("2026-09-08") - D("2026-05-12")).days,
    ("sc_45", "line_values"): lines,
    ("sc_45", "spread"): lambda told: max(lines(told).values()) - min(lines(told).values()),
    ("sc_45", "mean_of_lines"): lambda told: round(mean(lines(told).values()), 1),
    ("sc_45", "shown_from_answers"): shown_from,
    ("sc_47", "pooled_percent"): lambda told: round(100 * 13 / 27, 1),
}
