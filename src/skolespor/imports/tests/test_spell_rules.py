"""Which of the things told about a child stand. Pure."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from skolespor.children.rules import SUMMER
from skolespor.imports.spells.rules import (
    Attended,
    Lived,
    Stated,
    Written,
    birth_date,
    goes_on,
    heard,
    spell_for,
    standing,
)

pytestmark = pytest.mark.once

AUTUMN, WINTER, SPRING = date(2025, 8, 11), date(2026, 1, 5), date(2026, 4, 1)


def stated(key, since=AUTUMN, until=None, place="900001", rank=0):
    return Stated(key, place, since, until, rank)


def written(key, since=AUTUMN, until=None, place="900001", by_hand=False):
    return Written(key, place, since, until, by_hand)


def keys(found):
    return [one.key for one in found]


def test_spells_after_each_other_all_stand_by_first_day():
    told = [stated(1, WINTER), stated(2, AUTUMN, WINTER)]
    assert keys(standing(told)) == [2, 1]


def test_of_two_in_the_same_days_the_one_who_knows_best_stands():
    told = [stated(1, AUTUMN, rank=1), stated(2, WINTER, rank=0)]
    assert [keys(standing(order)) for order in permutations(told)] == [[2], [2]]


def test_of_two_who_know_equally_well_the_earlier_first_day_stands():
    told = [stated(1, WINTER), stated(2, AUTUMN)]
    assert [keys(standing(order)) for order in permutations(told)] == [[2], [2]]


def test_two_schools_in_the_same_days_both_stand():
    assert keys(standing([stated(1), stated(2, place="900002")])) == [1, 2]


def test_the_spell_with_the_same_first_day_is_meant():
    spells = [written(1, WINTER), written(2, AUTUMN, WINTER)]
    assert spell_for(stated(9, AUTUMN), spells).key == 2


def test_else_the_only_one_that_was_written_by_hand_about_the_same_days():
    by_hand = written(1, WINTER, by_hand=True)
    assert spell_for(stated(9, AUTUMN), [by_hand]).key == 1


@pytest.mark.parametrize(
    "spells",
    [
        [],
        [written(1, AUTUMN, place="900002")],
        [written(1, WINTER)],
        [written(1, WINTER, SPRING, by_hand=True), written(2, SPRING, by_hand=True)],
        [written(1, date(2024, 8, 1), AUTUMN, by_hand=True)],
    ],
    ids=["none", "another school", "from another file", "two by hand", "it was over"],
)
def test_else_it_is_a_new_one(spells):
    assert spell_for(stated(9, AUTUMN), spells) is None


@pytest.mark.parametrize(
    ("since", "house", "expected"),
    [
        (AUTUMN, "a", True),
        (AUTUMN + SUMMER, "a", True),
        (AUTUMN + SUMMER + timedelta(days=1), "a", False),
        (AUTUMN - timedelta(days=1), "a", False),
        (AUTUMN, "b", False),
    ],
)
def test_a_child_that_comes_back_after_the_holidays_has_not_left(since, house, expected):
    assert goes_on("a", AUTUMN, [(house, since)], within=SUMMER) is expected


def attended(key, sender=2, since=SPRING, until=None, place="900001", agreed=False):
    return Attended(key, sender, place, since, until, agreed)


@pytest.mark.parametrize(
    ("told", "lived"),
    [
        (attended(1, sender=1), []),
        (attended(1, agreed=True), []),
        (attended(1), [Lived(2, None)]),
        (attended(1), [Lived(2, SPRING)]),
        (attended(1, since=AUTUMN, until=WINTER), [Lived(2, SPRING)]),
    ],
    ids=["acting", "agreed", "lives there", "its last day there", "before it came there"],
)
def test_these_count(told, lived):
    assert heard([told], acting=1, lived=lived) == {1}


@pytest.mark.parametrize(
    "lived", [[], [Lived(3, None)], [Lived(2, WINTER)]], ids=["nowhere", "elsewhere", "it has left"]
)
def test_others_wait(lived):
    assert heard([attended(1)], acting=1, lived=lived) == set()


@pytest.mark.parametrize(
    ("begins", "place", "sender", "expected"),
    [
        (SPRING, "900001", 2, {1, 2}),
        (SPRING + SUMMER, "900001", 2, {1, 2}),
        (SPRING + SUMMER + timedelta(days=1), "900001", 2, {1}),
        (SPRING, "900002", 2, {1}),
        (SPRING, "900001", 3, {1}),
    ],
    ids=["next grade", "after the holidays", "later", "another school", "another sender"],
)
def test_a_child_that_has_moved_may_stay_at_its_school(begins, place, sender, expected):
    before = attended(1, since=AUTUMN, until=SPRING)
    after = attended(2, sender, begins, place=place)
    for told in permutations([before, after]):
        assert heard(told, acting=1, lived=[Lived(2, WINTER)]) == expected


def test_a_school_that_the_child_has_not_left_is_no_next_grade():
    told = [attended(1, since=AUTUMN), attended(2)]
    assert heard(told, acting=1, lived=[Lived(2, WINTER)]) == {1}


@pytest.mark.parametrize(
    ("cpr", "before", "born"),
    [
        ("7104150002", AUTUMN, date(2015, 4, 11)),
        ("1104150002", AUTUMN, date(2015, 4, 11)),
        ("1104990002", AUTUMN, date(1999, 4, 11)),
        ("1108250002", AUTUMN, AUTUMN),
        ("2902000002", date(2010, 8, 1), date(2000, 2, 29)),
    ],
)
def test_the_day_of_birth_that_fits_the_row(cpr, before, born):
    assert birth_date(cpr, before=before) == born


def test_a_number_that_fits_no_century_is_an_error():
    with pytest.raises(ValueError, match="no century"):
        birth_date("1104800002", before=AUTUMN)
