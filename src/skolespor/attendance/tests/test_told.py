"""What has been written about many gaps at once: for whom, and what is not written yet."""

from datetime import date

import pytest

from skolespor.attendance.actions.gaps import add_step, explain_gap, keep_gaps
from skolespor.attendance.queries.lists import without_school_now
from skolespor.attendance.queries.told import last_steps, unwritten
from skolespor.children.models import NetworkSeat

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(f"{MONDAY} 10:00", tick=False)


@pytest.fixture
def gap(maja, coordinator_karen):
    maja.enrolments.update(until="2026-11-13")
    keep_gaps(today=MONDAY)


def step_for(reader, child):
    found = last_steps([child.pk], reader=reader)
    return found[child.pk].text if found else None


def codes_for(reader, child):
    return unwritten(without_school_now(reader=reader), reader=reader).get(child.pk)


def test_the_last_word_is_that_of_the_last_day(
    coordinator_karen, worker_wilma, maja, gap, time_machine
):
    assert step_for(worker_wilma, maja) is None
    for day, text in ((20, "Først dette."), (23, "Så dette."), (23, "Sidst dette.")):
        time_machine.move_to(f"2026-11-{day} 10:00", tick=False)
        add_step(child=maja, text=text, by=coordinator_karen)
    assert step_for(worker_wilma, maja) == "Sidst dette."


def test_it_is_for_those_at_the_child_who_see_what_is_done_about_absence(
    coordinator_karen, teacher_tim, foster_freja, mother_mie, leader_lis, maja, gap
):
    add_step(child=maja, text="Ringede til skolen.", by=coordinator_karen)
    for user in (teacher_tim, foster_freja, mother_mie, leader_lis):
        assert step_for(user, maja) == "Ringede til skolen."


def test_it_is_in_no_line_of_facts(coordinator_karen, head_hanne, maja, gap):
    add_step(child=maja, text="Ringede til skolen.", by=coordinator_karen)
    NetworkSeat.objects.filter(job__user=coordinator_karen).delete()
    assert step_for(head_hanne, maja) is None
    assert step_for(coordinator_karen, maja) is None
    assert codes_for(head_hanne, maja) is None
    assert codes_for(coordinator_karen, maja) is None


def test_it_is_not_for_a_role_that_does_not_see_it(
    coordinator_karen, person, is_named, lindeskolen, maja, gap
):
    sven = person("Sven Sol", "school_staff", lindeskolen)
    is_named(sven, maja)
    add_step(child=maja, text="Ringede til skolen.", by=coordinator_karen)
    assert step_for(sven, maja) is None


def test_it_is_not_for_who_may_not_know_where_the_child_is(
    coordinator_karen, worker_wilma, maja, gap
):
    add_step(child=maja, text="Ringede til skolen.", by=coordinator_karen)
    maja.is_protected = True
    maja.save()
    found = without_school_now(reader=worker_wilma)
    assert step_for(worker_wilma, maja) is None
    assert unwritten(found, reader=worker_wilma) == {}
    maja.exemptions.create(user=worker_wilma)
    assert step_for(worker_wilma, maja) == "Ringede til skolen."


def test_what_is_not_written_is_told_to_who_works_with_gaps(
    coordinator_karen, worker_wilma, leader_lis, teacher_tim, maja, gap
):
    for user in (coordinator_karen, worker_wilma, leader_lis):
        assert codes_for(user, maja) == ("reason", "plan")
    assert codes_for(teacher_tim, maja) is None
    said = {"reason": "awaiting_enrolment", "plan": "Hjemme om formiddagen.", "seen": 1}
    explain_gap(child=maja, by=coordinator_karen, owner=coordinator_karen, **said)
    assert codes_for(worker_wilma, maja) == ()


def test_before_the_night_has_opened_the_gap_everything_is_to_be_written(worker_wilma, maja):
    maja.enrolments.update(until="2026-11-13")
    assert codes_for(worker_wilma, maja) == ("owner", "reason", "plan")


def test_before_the_fourth_day_nothing_is_to_be_written(worker_wilma, maja):
    maja.enrolments.update(until="2026-11-20")
    assert codes_for(worker_wilma, maja) is None


def test_a_word_counts_for_its_own_gap_and_day(
    coordinator_karen, worker_wilma, maja, gap, time_machine
):
    time_machine.move_to("2026-11-30 10:00", tick=False)
    assert "status" in codes_for(worker_wilma, maja)
    add_step(child=maja, text="Ringede til skolen.", by=coordinator_karen)
    assert "status" not in codes_for(worker_wilma, maja)
