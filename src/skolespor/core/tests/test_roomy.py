"""A call costs what a call costs, however deep it stands."""

import time

import pytest

from skolespor.core.roomy import roomy

DEPTHS = 400
"""Django stands some hundred calls deep; in 400 a stack in pieces of 16 KB has several edges."""


def nothing():
    return None


def time_at(depth):
    """Seconds for many calls that many calls deep."""
    if depth:
        return time_at(depth - 1)
    started = time.process_time()
    for _ in range(2000):
        nothing()
    return time.process_time() - started


def dearest():
    return max(min(time_at(depth) for _ in range(3)) for depth in range(DEPTHS))


def test_a_function_with_room_answers_and_refuses_as_without():
    def share(children, *, among):
        return children / among

    assert roomy(share)(6, among=3) == 2
    with pytest.raises(ZeroDivisionError):
        roomy(share)(6, among=0)


def test_no_depth_is_dearer_than_the_others():
    """A ratio, not a time: at the edge of a piece a call costs some hundred times as much."""
    usual = min(time_at(0) for _ in range(3))
    assert roomy(dearest)() < 20 * usual
