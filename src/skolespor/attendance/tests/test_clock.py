"""The school-gap clock, by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skolespor.attendance.rules.clock import (
    Home,
    Life,
    Spell,
    Stay,
    clock_on,
    days_of_life,
    duty_of_education,
    is_without_school,
    only_there,
    pauses,
)
from skolespor.calendar.rules.days import days_of, is_weekend

pytestmark = pytest.mark.once

SOLVANG, ELLEVANG = 1, 2
CLOSED = [
    (date(2026, 6, 27), date(2026, 8, 10)),
    (date(2026, 10, 12), date(2026, 10, 16)),
    (date(2026, 12, 21), date(2027, 1, 1)),
]
"""Of the model calendar of content/scenarios.yaml."""
MODEL = tuple(
    day
    for day in days_of(date(2026, 6, 1), date(2027, 1, 29))
    if not is_weekend(day)
    and day != date(2026, 6, 5)
    and not any(since <= day <= until for since, until in CLOSED)
)
DAYS = {SOLVANG: MODEL, ELLEVANG: MODEL}
BORN = 2015
PLACED = Home(date(2025, 3, 1), None, SOLVANG)


def life(homes=(PLACED,), enrolments=(), not_attending=(), born=BORN):
    return Life(born, tuple(homes), tuple(enrolments), tuple(not_attending))


def count(child, day, days=DAYS):
    clock = clock_on(child, day, days)
    return clock.count if clock else 0


def test_sc_04_the_school_is_not_ready():
    emil = life(
        enrolments=[Spell(date(2025, 8, 11), date(2026, 9, 25)), Spell(date(2026, 11, 9), None)]
    )
    assert count(emil, date(2026, 9, 25)) == 0
    assert count(emil, date(2026, 9, 28)) == 1
    first = clock_on(emil, date(2026, 9, 28), DAYS)
    assert (first.since, first.is_gap) == (date(2026, 9, 28), False)
    opened = next(day for day in MODEL if (clock := clock_on(emil, day, DAYS)) and clock.is_gap)
    assert opened == date(2026, 10, 1)
    by_count = {count(emil, day): day for day in MODEL}
    assert by_count[5] == date(2026, 10, 2)
    assert by_count[10] == date(2026, 10, 9)
    assert [by_count[n] for n in (15, 20, 25)] == [
        date(2026, 10, 23),
        date(2026, 10, 30),
        date(2026, 11, 6),
    ]
    assert max(by_count) == 25
    assert count(emil, date(2026, 11, 9)) == 0


def test_sc_07_placed_the_week_before_the_summer_holiday():
    karla = life(homes=[Home(date(2026, 6, 18), None, SOLVANG)])
    by_count = {count(karla, day): day for day in reversed(MODEL)}
    assert by_count[1] == date(2026, 6, 18)
    assert by_count[4] == date(2026, 6, 23)
    assert by_count[5] == date(2026, 6, 24)
    assert by_count[10] == date(2026, 8, 13)
    assert count(karla, date(2026, 7, 20)) == 7


def test_moving_from_one_home_to_the_next_does_not_start_the_clock_again():
    homes = [
        Home(date(2026, 9, 1), date(2026, 9, 10), SOLVANG),
        Home(date(2026, 9, 10), None, ELLEVANG),
    ]
    assert count(life(homes), date(2026, 9, 14)) == 10


def test_days_at_home_with_the_parents_break_it():
    homes = [
        Home(date(2026, 9, 1), date(2026, 9, 10), SOLVANG),
        Home(date(2026, 9, 14), None, SOLVANG),
    ]
    assert count(life(homes), date(2026, 9, 15)) == 2


def test_a_weekend_at_home_does_not():
    homes = [
        Home(date(2026, 9, 1), date(2026, 9, 11), SOLVANG),
        Home(date(2026, 9, 14), None, SOLVANG),
    ]
    assert count(life(homes), date(2026, 9, 15)) == 11


def test_school_days_are_those_of_where_the_child_lives_that_day():
    homes = [
        Home(date(2026, 9, 1), date(2026, 9, 10), SOLVANG),
        Home(date(2026, 9, 10), None, ELLEVANG),
    ]
    ellevang = tuple(day for day in MODEL if day != date(2026, 9, 11))
    assert count(life(homes), date(2026, 9, 14), {SOLVANG: MODEL, ELLEVANG: ellevang}) == 9


def test_who_is_enrolled_and_does_not_go_there_is_without_school():
    sofie = life(
        enrolments=[Spell(date(2025, 8, 11), None)],
        not_attending=[Spell(date(2026, 10, 5), date(2026, 10, 20))],
    )
    assert count(sofie, date(2026, 10, 2)) == 0
    assert count(sofie, date(2026, 10, 20)) == 7
    assert count(sofie, date(2026, 10, 21)) == 0


def test_the_clock_goes_on_from_the_last_school_into_not_attending_the_next():
    child = life(
        enrolments=[Spell(date(2025, 8, 11), date(2026, 9, 25)), Spell(date(2026, 9, 29), None)],
        not_attending=[Spell(date(2026, 9, 29), None)],
    )
    assert count(child, date(2026, 9, 30)) == 3


def test_enrolled_in_the_holiday_only_does_not_stop_it():
    child = life(
        homes=[Home(date(2026, 6, 25), None, SOLVANG)],
        enrolments=[Spell(date(2026, 7, 1), date(2026, 7, 31))],
    )
    assert count(child, date(2026, 7, 15)) == 0
    assert count(child, date(2026, 8, 11)) == 3


def test_on_a_saturday_the_clock_shows_fridays_count():
    child = life(enrolments=[Spell(date(2025, 8, 11), date(2026, 9, 23))])
    assert count(child, date(2026, 9, 26)) == 2


def test_no_school_day_has_gone_yet():
    child = life(enrolments=[Spell(date(2025, 8, 11), date(2026, 9, 25))])
    assert is_without_school(child, date(2026, 9, 26))
    assert count(child, date(2026, 9, 26)) == 0
    assert count(life(homes=[Home(date(2026, 9, 26), None, SOLVANG)]), date(2026, 9, 27)) == 0


def test_the_duty_of_education_lasts_ten_school_years():
    assert duty_of_education(2020) == Spell(date(2026, 8, 1), date(2036, 7, 31))


@pytest.mark.parametrize(("born", "expected"), [(2021, 0), (2020, 5), (2011, 24), (2010, 0)])
def test_only_under_the_duty_of_education(born, expected):
    """A child that turns six in December has the duty from August."""
    assert count(life(born=born), date(2026, 8, 17)) == expected


def test_the_clock_begins_with_the_duty_of_education():
    assert count(life(born=2020), date(2026, 8, 12)) == 2


def test_before_the_first_home_there_is_nothing_to_count():
    child = life(homes=[Home(date(2026, 9, 1), None, SOLVANG)])
    assert clock_on(child, date(2026, 8, 31), DAYS) is None
    assert days_of_life(child, date(2026, 8, 31), DAYS) == []


def test_all_the_pauses_of_a_life():
    child = life(
        homes=[Home(date(2026, 8, 11), None, SOLVANG)],
        enrolments=[
            Spell(date(2026, 8, 13), date(2026, 9, 25)),
            Spell(date(2026, 9, 29), date(2026, 12, 18)),
        ],
    )
    days = days_of_life(child, date(2027, 1, 5), DAYS)
    found = [(run[0], len(run)) for run in pauses(child, days)]
    assert found == [(date(2026, 8, 11), 2), (date(2026, 9, 28), 1), (date(2027, 1, 4), 2)]


TERM, SUMMER_TERM = date(2026, 6, 26), date(2026, 8, 11)


@pytest.mark.parametrize(
    ("stays", "until"),
    [
        ([Stay(date(2025, 8, 1), None, 7)], None),
        ([Stay(date(2025, 8, 1), TERM, 7)], TERM),
        ([Stay(date(2025, 8, 1), TERM, 7), Stay(SUMMER_TERM, None, 7)], None),
        ([Stay(date(2025, 8, 1), TERM, 7), Stay(SUMMER_TERM, None, 8)], TERM),
        ([Stay(date(2025, 8, 1), TERM, 7), Stay(date(2026, 10, 1), None, 7)], TERM),
        ([], None),
    ],
    ids=["there", "left", "next grade", "another school", "back later", "nowhere"],
)
def test_not_attending_ends_with_the_school(stays, until):
    away = Spell(date(2026, 6, 1), None)
    assert only_there(away, stays) == Spell(away.since, until)


# Any life, against a slow reading day by day

LAST = date(2026, 12, 1)
FIRST = date(2026, 6, 1)
some_day = st.integers(0, (LAST - FIRST).days).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def spells(draw):
    since = draw(some_day)
    until = draw(st.none() | some_day)
    return Spell(since, until and max(since, until))


@st.composite
def lives(draw):
    """Homes after each other, with or without days between; schools and absences anyhow."""
    moves = sorted(draw(st.sets(some_day, min_size=1, max_size=4)))
    ends = [
        *(
            draw(st.sampled_from([day, day - timedelta(days=draw(st.integers(1, 9)))]))
            for day in moves[1:]
        ),
        None,
    ]
    homes = [
        Home(since, until and max(since, until), draw(st.sampled_from([SOLVANG, ELLEVANG])))
        for since, until in zip(moves, ends, strict=True)
    ]
    return life(homes, draw(st.lists(spells(), max_size=3)), draw(st.lists(spells(), max_size=2)))


def counted_slowly(child, day, days):
    """Backwards from the day; the clauses of the counting rule one by one."""

    def holds(spell, day):
        return spell.since <= day and (spell.until is None or day <= spell.until)

    def without(day):
        placed = any(holds(home, day) for home in child.homes)
        enrolled = any(holds(spell, day) for spell in child.enrolments)
        away = any(holds(spell, day) for spell in child.not_attending)
        return placed and (not enrolled or away)

    found = []
    while day >= FIRST:
        if not is_free(child, day, days):
            if not without(day):
                break
            found.append(day)
        day -= timedelta(days=1)
    return found


def is_free(child, day, days):
    """No school day where the child lives, or lived last."""
    begun = [home for home in child.homes if home.since <= day]
    return not begun or day not in days[max(begun, key=lambda home: home.since).municipality]


@settings(max_examples=150, deadline=None)
@given(lives(), some_day, st.randoms(use_true_random=False))
def test_any_life_is_counted_as_a_slow_reader_counts_it_in_any_order(child, day, shuffle):
    fewer = tuple(one for number, one in enumerate(MODEL) if number % 7)
    days = {SOLVANG: MODEL, ELLEVANG: fewer}
    expected = counted_slowly(child, day, days) if is_without_school(child, day) else []
    mixed = [list(part) for part in (child.homes, child.enrolments, child.not_attending)]
    for part in mixed:
        shuffle.shuffle(part)
    for some in (child, Life(child.birth_year, *map(tuple, mixed))):
        clock = clock_on(some, day, days)
        assert (list(clock.days) if clock else []) == expected[::-1]
