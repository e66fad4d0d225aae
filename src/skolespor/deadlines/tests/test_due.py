"""When something is due: the scenarios' days, and the edges of each calendar."""

from dataclasses import replace
from datetime import date

import pytest

from skolespor.calendar.rules.months import add_months
from skolespor.deadlines.rules.due import (
    ELSEWHERE,
    YOUNG,
    YOUTH,
    Happened,
    due_of,
)
from skolespor.deadlines.rules.rule import (
    LEFT_OUT,
    NOT_A_CHILDS,
    all_rules,
    rules_of,
    with_own_cadence,
)
from tests.model_calendar import model_days

pytestmark = pytest.mark.once

MODEL = [*model_days("2025/26"), *model_days()]


def due(rule, on, *, today=date(2028, 1, 1), **facts):
    """The days on which a rule makes something due, counted in the model calendar."""
    known = all_rules()[rule]
    happened = Happened(known.trigger, on, "it", days=MODEL, **facts)
    return [one.due for one in due_of(happened, known, today=today)]


def first(rule, on, **facts):
    return due(rule, on, today=on, **facts)[0]


def test_sc_01_placement_with_consent_in_another_municipality():
    decided, moved, school = date(2026, 9, 14), date(2026, 9, 21), date(2026, 9, 22)
    assert first("dl_plan_with_consent", decided) == date(2026, 12, 14)
    assert first("dl_statutory_follow_up_first", moved) == date(2026, 12, 21)
    assert first("dl_handover_pack_sent", school) == date(2026, 9, 15)
    assert first("dl_start_meeting", school) == date(2026, 9, 17)
    assert first("dl_first_week_check", school) == date(2026, 9, 29)
    assert first("dl_conversation_first", school) == date(2026, 11, 3)
    visits = due("dl_supervision_visits", moved, today=date(2027, 9, 20))
    assert visits == [date(2027, 3, 21), date(2027, 9, 21)]


def test_sc_04_days_without_school_as_deadlines():
    began = date(2026, 9, 28)
    assert first("dl_gap_opens", began) == date(2026, 10, 1)
    assert first("dl_gap_day_5", began) == date(2026, 10, 2)
    assert first("dl_gap_day_10", began) == date(2026, 10, 9)
    status = due("dl_gap_weekly_status", began, until=date(2026, 11, 6))
    assert status == [date(2026, 10, 23), date(2026, 10, 30), date(2026, 11, 6)]


def test_sc_05_status_from_the_present_school():
    assert first("dl_school_status_form", date(2026, 10, 5)) == date(2026, 10, 19)


def test_sc_06_start_meeting_right_after_the_autumn_holiday():
    school = date(2026, 10, 19)
    assert first("dl_start_meeting", school) == date(2026, 10, 7)
    assert first("dl_handover_pack_sent", school) == date(2026, 10, 5)


def test_sc_07_placed_the_week_before_the_summer_holiday():
    moved = date(2026, 6, 18)
    assert first("dl_gap_opens", moved) == date(2026, 6, 23)
    assert first("dl_gap_day_5", moved) == date(2026, 6, 24)
    assert first("dl_gap_day_10", moved) == date(2026, 8, 13)
    assert first("dl_school_status_form", moved) == date(2026, 7, 2)
    assert first("dl_statutory_follow_up_first", moved) == date(2026, 9, 18)


def test_sc_12_from_referral_to_plan():
    referred, agreed = date(2026, 9, 1), date(2026, 11, 10)
    assert first("dl_programme_consent", referred) == date(2026, 9, 15)
    assert first("dl_mapping_done", referred) == date(2026, 10, 27)
    assert first("dl_planning_meeting", referred) == date(2026, 11, 10)
    assert due("dl_follow_up_first_half_year", agreed) == [
        date(2027, 1, 5),
        date(2027, 3, 2),
        date(2027, 4, 27),
    ]


def test_sc_13_mapping_is_repeated():
    assert first("dl_mapping_retest", date(2026, 11, 13)) == date(2027, 11, 13)


def test_sc_14_the_child_gets_its_own_plan():
    assert first("dl_child_version", date(2026, 11, 10)) == date(2026, 11, 17)


def test_sc_23_the_answer_that_never_came():
    day = first("dl_feedback_to_child", date(2026, 3, 9))
    assert day == date(2026, 3, 23)
    assert (date(2026, 11, 21) - day).days == 243


def test_sc_25_i_want_to_talk_to_my_case_worker():
    assert first("dl_case_worker_answers_child", date(2026, 11, 19)) == date(2026, 11, 24)


def test_sc_32_reduced_timetable_is_looked_at():
    assert first("dl_reduced_timetable_review", date(2026, 10, 19)) == date(2026, 11, 16)


def test_sc_34_birthdays_and_rights():
    def birthday(rule, born, today):
        return due(rule, born, today=today)

    assert birthday("dl_age_10", date(2016, 12, 5), date(2026, 11, 21)) == [date(2026, 12, 5)]
    assert birthday("dl_age_15", date(2011, 10, 20), date(2026, 1, 1)) == [date(2026, 10, 20)]
    assert birthday("dl_age_16", date(2010, 12, 1), date(2026, 11, 21)) == [date(2026, 12, 1)]
    liva, otto = date(2009, 6, 30), date(2009, 8, 31)
    assert birthday("dl_age_17_half", liva, date(2026, 11, 21)) == [date(2026, 12, 30)]
    assert birthday("dl_age_17_half", otto, date(2026, 11, 21)) == [date(2027, 2, 28)]
    assert birthday("dl_age_18", liva, date(2026, 11, 21)) == [date(2027, 6, 30)]


def test_sc_35_home_again_is_followed_up():
    assert first("dl_return_home_follow_up", date(2027, 3, 19)) == date(2027, 4, 16)


def test_sc_40_consent_runs_out_and_is_reminded_of():
    given = date(2025, 12, 1)
    assert first("dl_consent_expiry", given) == date(2026, 12, 1)
    assert first("dl_consent_reminder", date(2026, 12, 1)) == date(2026, 11, 1)


# Edges


def test_a_birthday_becomes_an_item_a_year_before():
    born = date(2016, 5, 4)
    assert due("dl_age_12", born, today=date(2027, 5, 3)) == []
    assert due("dl_age_12", born, today=date(2027, 5, 4)) == [date(2028, 5, 4)]


def test_a_child_of_the_leap_day_has_its_birthday_on_the_last_of_february():
    assert add_months(date(2012, 2, 29), 120) == date(2022, 2, 28)
    assert add_months(date(2012, 2, 29), 144) == date(2024, 2, 29)


def test_what_fell_due_before_skolespor_knew_the_child_is_left_out():
    moved = date(2020, 1, 10)
    known = {"known_since": date(2026, 9, 1)}
    assert due("dl_statutory_follow_up_first", moved, **known) == []
    visits = due("dl_supervision_visits", moved, today=date(2026, 11, 21), **known)
    assert visits == [date(2027, 1, 10)]


def test_what_comes_back_goes_by_the_rule_of_the_day_on_which_it_is_due():
    visits = due("dl_supervision_visits", date(2023, 1, 10), today=date(2024, 2, 1))
    assert visits == [date(2024, 1, 10), date(2024, 7, 10)]


def test_a_single_deadline_goes_by_the_rule_of_the_day_on_which_it_began():
    assert due("dl_statutory_follow_up_first", date(2023, 12, 31)) == []
    assert due("dl_statutory_follow_up_first", date(2024, 1, 1)) == [date(2024, 4, 1)]


def test_nothing_falls_due_after_the_end():
    ended = date(2026, 12, 1)
    assert due("dl_statutory_follow_up_first", date(2026, 9, 21), until=ended) == []
    assert due("dl_supervision_visits", date(2026, 9, 21), until=ended) == []


def test_what_is_due_before_something_stands_whenever_it_ends():
    school = date(2026, 9, 22)
    assert first("dl_start_meeting", school, until=date(2026, 9, 22)) == date(2026, 9, 17)


def test_twice_in_a_school_year_is_twice():
    days = due("dl_conversation_twice_a_year", date(2026, 8, 1))
    assert days == [date(2027, 2, 1), date(2027, 8, 1)]


def test_a_calendar_that_does_not_reach_so_far_makes_nothing_due_yet():
    assert due("dl_gap_day_10", date(2027, 6, 24)) == []


def test_24_hours_are_a_day():
    assert first("dl_notification_assess", date(2026, 9, 21)) == date(2026, 9, 22)


def test_only_a_place_elsewhere_asks_for_word_to_its_municipality():
    moved = date(2026, 9, 21)
    assert due("dl_host_oriented", moved) == []
    assert due("dl_host_oriented", moved, marks=frozenset({ELSEWHERE})) == [moved]


@pytest.mark.parametrize(
    ("mark", "rule"),
    [(YOUNG, "dl_child_plan_parts_to_place"), (YOUTH, "dl_youth_plan_parts_to_place")],
)
def test_the_place_gets_parts_of_the_plan_that_the_age_asks_for(mark, rule):
    moved = date(2026, 9, 21)
    assert due(rule, moved, marks=frozenset({mark})) == [moved]
    assert due(rule, moved, marks=frozenset({YOUNG, YOUTH} - {mark})) == []


def test_a_fact_about_one_rule_sets_no_other_going():
    rule = all_rules()["dl_absence_unlawful_10"]
    happened = Happened(rule.trigger, date(2026, 9, 25), "it", rule="dl_absence_unlawful_15")
    assert due_of(happened, rule, today=date(2026, 9, 25)) == ()
    assert due_of(replace(happened, rule=rule.id), rule, today=date(2026, 9, 25))


def test_a_rhythm_that_people_decide_has_no_days_of_its_own():
    assert due("dl_statutory_follow_up_rhythm", date(2026, 9, 21)) == []


def test_a_municipality_sets_its_own_number():
    rule = with_own_cadence(all_rules()["dl_conversation_first"], 14)
    happened = Happened(rule.trigger, date(2026, 9, 22), "it")
    (one,) = due_of(happened, rule, today=date(2026, 9, 22))
    assert one.due == date(2026, 10, 6)
    assert with_own_cadence(rule, None) == rule


def test_rules_that_are_switched_off_or_nobodys_are_never_set_going():
    used = {rule.id for known in all_rules().values() for rule in rules_of(known.trigger)}
    assert used.isdisjoint(LEFT_OUT)
    assert "dl_statutory_follow_up_six_months_old" not in used
    assert all(rules_of(trigger) == () for trigger in NOT_A_CHILDS)
