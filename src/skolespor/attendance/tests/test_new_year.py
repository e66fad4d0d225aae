"""What August does to the days without school."""

from datetime import date

import pytest

from skolespor.attendance.actions.not_attending import say_not_attending
from skolespor.attendance.queries.clocks import course_of
from skolespor.children.actions.new_year import go_on, leave
from skolespor.children.rules import InClass

AUGUST, FRIDAY = date(2026, 8, 10), date(2026, 8, 14)


@pytest.fixture(autouse=True)
def june(time_machine):
    time_machine.move_to("2026-06-22 10:00", tick=False)


def test_child_that_does_not_go_to_school_does_not_go_there_in_the_new_class_either(
    maja, worker_wilma, head_hanne, time_machine
):
    say_not_attending(child=maja, since=date(2026, 6, 22), by=worker_wilma)
    before = course_of(maja, FRIDAY).clock
    time_machine.move_to(f"{AUGUST} 10:00", tick=False)
    go_on(enrolment=maja.enrolments.get(), goes_on=InClass(4), today=AUGUST, by=head_hanne)
    assert before is not None
    assert course_of(maja, FRIDAY).clock == before


def test_days_of_a_child_that_has_left_count_from_the_first_school_day(
    maja, head_hanne, time_machine
):
    time_machine.move_to(f"{AUGUST} 10:00", tick=False)
    leave(enrolment=maja.enrolments.get(), cause="other", today=AUGUST, by=head_hanne)
    clock = course_of(maja, FRIDAY).clock
    assert (clock.since, clock.count) == (date(2026, 8, 12), 3)
