"""What the room of the child tells the school timeline, and to whom."""

from datetime import date

import pytest

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.children import access
from skolespor.children.actions.break_glass import break_glass
from skolespor.children.actions.facts import protect
from skolespor.children.queries.page import header
from skolespor.children.queries.timeline import known_since, timeline
from skolespor.children.timeline import Lane, Part, together
from tests.days import LAST_SUMMER

pytestmark = pytest.mark.once

BEFORE, LAST = date(2024, 1, 1), date(2025, 7, 31)
HOME, SCHOOL, EVENTS = Lane.HOME, Lane.SCHOOL, Lane.EVENTS


@pytest.fixture
def before(maja, lives, learns, family_dam, engskolen):
    """Where Maja lived and learned before."""
    lives(maja, family_dam, since=BEFORE, until=LAST)
    learns(maja, engskolen, grade=2, since=BEFORE, until=LAST)
    return maja


def head_of(user, child):
    way = access.way_in(user, Permission.CHILD_VIEW, child.pk)
    return header(child, reader=user, way=way)


def told(user, child):
    part = timeline(head_of(user, child))
    return part.lanes, [(one.since, one.until, one.label) for one in part.stretches]


def test_case_worker_sees_all_homes_and_schools_in_order(worker_wilma, before):
    assert told(worker_wilma, before) == (
        (HOME, SCHOOL, EVENTS),
        [
            (BEFORE, LAST, "Familien Dam"),
            (LAST_SUMMER, None, "Familien Bo"),
            (BEFORE, LAST, "Engskolen"),
            (LAST_SUMMER, None, "Lindeskolen"),
        ],
    )


def test_class_stands_with_the_school(worker_wilma, before):
    schools = timeline(head_of(worker_wilma, before)).of(SCHOOL)
    assert [one.detail for one in schools] == ["2. klasse", "3.B"]


def test_moves_and_new_schools_are_events(worker_wilma, before):
    dots = timeline(head_of(worker_wilma, before)).dots
    assert [(dot.day, dot.label) for dot in dots] == [
        (BEFORE, "Flytter til Familien Dam"),
        (LAST_SUMMER, "Flytter til Familien Bo"),
        (BEFORE, "Begynder på Engskolen"),
        (LAST_SUMMER, "Begynder på Lindeskolen"),
    ]


def test_next_class_at_the_same_school_is_no_event(worker_wilma, maja, learns, lindeskolen):
    learns(maja, lindeskolen, grade=2, since=date(2024, 8, 12), until=date(2025, 6, 27))
    labels = [dot.label for dot in timeline(head_of(worker_wilma, maja)).dots]
    assert labels == ["Flytter til Familien Bo", "Begynder på Lindeskolen"]


def test_coming_back_to_a_school_is_an_event(worker_wilma, before, learns, lindeskolen):
    learns(before, lindeskolen, grade=1, since=date(2022, 8, 1), until=date(2023, 6, 30))
    labels = [dot.label for dot in timeline(head_of(worker_wilma, before)).dots]
    assert labels.count("Begynder på Lindeskolen") == 2


def test_place_in_words_stands_as_it_was_written(worker_wilma, maja):
    maja.placements.update(organisation=None, place_name="Hos mormor")
    assert told(worker_wilma, maja)[1][0] == (LAST_SUMMER, None, "Hos mormor")


def test_teacher_sees_how_the_child_lives_now_and_not_where_or_since_when(teacher_tim, before):
    lanes, stretches = told(teacher_tim, before)
    assert lanes == (HOME, SCHOOL, EVENTS)
    assert stretches[0] == (None, None, "Bor hos en familie")
    assert [label for _since, _until, label in stretches[1:]] == ["Engskolen", "Lindeskolen"]
    dots = timeline(head_of(teacher_tim, before)).dots
    assert not [dot for dot in dots if "Flytter" in dot.label]


def test_teacher_sees_nothing_where_nobody_knows_how_the_child_lives(teacher_tim, maja):
    maja.placements.update(until=LAST_SUMMER)
    assert [label for *_days, label in told(teacher_tim, maja)[1]] == ["Lindeskolen"]


def test_foster_mother_sees_todays_school_only(foster_freja, before):
    part = timeline(head_of(foster_freja, before))
    assert [one.label for one in part.of(SCHOOL)] == ["Lindeskolen"]
    assert [one.label for one in part.of(HOME)] == ["Familien Dam", "Familien Bo"]
    assert not [dot for dot in part.dots if "Begynder" in dot.label]


def test_nurse_sees_the_school_alone(person, sits, solvang, before):
    nurse = person("Sanne", Role.HEALTH_NURSE, solvang)
    sits(nurse, before)
    assert told(nurse, before) == ((SCHOOL,), [(LAST_SUMMER, None, "Lindeskolen")])


def test_friendship_family_sees_no_lane(person, before):
    friend = person("Vera")
    before.seats.create(user=friend, role=Role.FRIENDSHIP_FAMILY, since=LAST_SUMMER)
    assert told(friend, before) == ((), [])


def test_nobody_who_may_not_know_sees_where_a_protected_child_is(
    worker_wilma, teacher_tim, coordinator_karen, before
):
    protect(child=before, users=[], organisations=[], by=worker_wilma)
    for reader in (teacher_tim, coordinator_karen):
        assert timeline(head_of(reader, before)) == Part()
    assert len(told(worker_wilma, before)[1]) == 4


def test_break_glass_shows_where_the_child_is(worker_otto, before):
    break_glass(child=before, reason="Maja er væk i nat", by=worker_otto)
    assert len(told(worker_otto, before)[1]) == 4


def test_child_sees_where_it_has_been_without_events(maja_herself, before):
    lanes, stretches = told(maja_herself, before)
    assert lanes == (HOME, SCHOOL)
    assert [label for *_days, label in stretches] == [
        "Familien Dam",
        "Familien Bo",
        "Engskolen",
        "Lindeskolen",
    ]
    assert timeline(head_of(maja_herself, before)).dots == ()


def test_child_is_not_told_by_a_picture_that_it_will_move(
    maja_herself, maja, lives, learns, family_dam, engskolen, tomorrow
):
    maja.placements.update(until=tomorrow)
    maja.enrolments.update(until=tomorrow)
    lives(maja, family_dam, since=tomorrow)
    learns(maja, engskolen, since=tomorrow)
    assert told(maja_herself, maja)[1] == [
        (LAST_SUMMER, None, "Familien Bo"),
        (LAST_SUMMER, None, "Lindeskolen"),
    ]


def test_what_was_withdrawn_never_was(worker_wilma, before, today):
    before.placements.filter(until=LAST).update(withdrawn_at=f"{today}T00:00Z")
    before.enrolments.filter(until=LAST).update(withdrawn_at=f"{today}T00:00Z")
    assert [label for *_days, label in told(worker_wilma, before)[1]] == [
        "Familien Bo",
        "Lindeskolen",
    ]


def test_how_far_back_a_reader_may_know_of_school(worker_wilma, foster_freja, before, today):
    assert known_since(head_of(worker_wilma, before)) == date.min
    assert known_since(head_of(foster_freja, before)) == LAST_SUMMER
    before.enrolments.filter(until=None).update(until=LAST_SUMMER)
    assert known_since(head_of(foster_freja, before)) == today


def test_rooms_are_put_together_in_the_order_of_the_picture(worker_wilma, before):
    part = timeline(head_of(worker_wilma, before))
    whole = together([Part(lanes=(Lane.ABSENCE, Lane.EVENTS)), part])
    assert whole.lanes == (HOME, SCHOOL, Lane.ABSENCE, EVENTS)
    assert [one.since for one in whole.stretches] == [BEFORE, BEFORE, LAST_SUMMER, LAST_SUMMER]
    assert not whole.is_empty
    assert together([]).is_empty
