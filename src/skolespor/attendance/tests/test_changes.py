"""What a corrected file has changed: days that had been told of before, and nothing else."""

from datetime import date
from decimal import Decimal

import hypothesis
from hypothesis import strategies as st

from skolespor.attendance.rules.changes import Change, changes, period_of

MAJA, ENG = 1, "900001"
MONDAY, TUESDAY, NEXT_QUARTER = date(2026, 9, 7), date(2026, 9, 8), date(2026, 10, 5)
NONE = Decimal(0)


def away(day, category="unlawful", share="1", school=ENG):
    return (MAJA, school, day, category, Decimal(share))


def found(before, now, *registered):
    said = changes(before, now, was_registered=lambda school, day: (school, day) in registered)
    return {(category, period): change for (_child, category, period), change in said.items()}


def corrected(before, now, *registered):
    return {key: change.corrected for key, change in found(before, now, *registered).items()}


def test_unlawful_absence_is_counted_in_quarters_and_all_other_in_school_years():
    assert period_of("unlawful", date(2026, 7, 31)) == "2026-3"
    assert period_of("sickness", date(2026, 7, 31)) == "2025/26"
    assert period_of("permitted", date(2026, 8, 1)) == "2026/27"


def test_the_same_again_changes_nothing():
    assert found([away(MONDAY)], [away(MONDAY)]) == {}


def test_a_row_that_is_gone_is_a_day_less():
    assert corrected([away(MONDAY), away(TUESDAY)], [away(TUESDAY)]) == {("unlawful", "2026-3"): -1}


def test_half_a_day_instead_of_a_whole_one():
    now = [away(MONDAY, share="0.5")]
    assert corrected([away(MONDAY)], now) == {("unlawful", "2026-3"): Decimal("-0.5")}


def test_another_reason_is_less_of_one_and_more_of_the_other():
    said = corrected([away(MONDAY)], [away(MONDAY, "sickness")])
    assert said == {("unlawful", "2026-3"): -1, ("sickness", "2026/27"): 1}


def test_a_day_told_of_for_the_first_time_corrects_nothing():
    assert found([], [away(MONDAY)]) == {}
    assert found([], [away(MONDAY)], ("900002", MONDAY), (ENG, TUESDAY)) == {}


def test_a_day_on_which_others_had_been_registered_is_a_correction():
    assert found([], [away(MONDAY)], (ENG, MONDAY)) == {
        ("unlawful", "2026-3"): Change(Decimal(1), NONE)
    }


def test_what_is_new_beside_a_correction_is_told_apart():
    now = [away(TUESDAY), away(date(2026, 9, 9)), away(NEXT_QUARTER)]
    assert found([away(MONDAY), away(TUESDAY)], now) == {
        ("unlawful", "2026-3"): Change(Decimal(-1), Decimal(1))
    }


def test_a_day_that_moves_within_the_period_changes_no_sum():
    assert found([away(MONDAY)], [away(TUESDAY)], (ENG, TUESDAY)) == {}


rows = st.builds(
    away,
    st.sampled_from([MONDAY, TUESDAY, NEXT_QUARTER]),
    st.sampled_from(["unlawful", "sickness"]),
    st.sampled_from(["0.25", "1"]),
)
tellings = st.lists(rows, max_size=5, unique_by=lambda row: (row[2], row[3]))


@hypothesis.given(tellings, tellings)
def test_a_correction_and_its_withdrawal_cancel_each_other(before, now):
    """When every day had been told of."""
    there = changes(before, now, was_registered=lambda *_day: True)
    back = changes(now, before, was_registered=lambda *_day: True)
    assert {key: -change.corrected for key, change in there.items()} == {
        key: change.corrected for key, change in back.items()
    }
    assert not any(change.new for change in there.values())
