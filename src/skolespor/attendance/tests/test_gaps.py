"""School gaps: opened, counted and closed as the facts say; worked with by people."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.attendance.actions.gaps import add_step, explain_gap, keep_gap, keep_gaps
from skolespor.attendance.actions.not_attending import attend_again, say_not_attending, withdraw
from skolespor.attendance.models import Gap
from skolespor.audit.models import Entry
from skolespor.children.models import Child, NetworkSeat
from skolespor.core.errors import RuleBroken
from skolespor.core.versions import EditedMeanwhile
from skolespor.notices.models import Notice

THURSDAY = date(2026, 3, 5)
FOURTH, FIFTH, TENTH = date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 19)
"""School days without school, when Thursday is the last day in school."""


@pytest.fixture
def now(time_machine):
    def move(day):
        time_machine.move_to(f"{day} 10:00", tick=False)

    move(FOURTH)
    return move


@pytest.fixture
def without(maja, now):
    maja.enrolments.update(until=THURSDAY)
    return maja


def facts(gap):
    return gap.since, gap.last_day, gap.school_days, gap.is_open


def notices(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


# The night


def test_a_gap_opens_on_the_fourth_day_and_not_before(without):
    keep_gaps(today=date(2026, 3, 10))
    assert not Gap.objects.exists()
    keep_gaps(today=FOURTH)
    gap = Gap.objects.get()
    assert facts(gap) == (date(2026, 3, 6), FOURTH, 4, True)
    assert gap.opened_on == FOURTH
    assert Entry.objects.filter(kind="attendance.gap_opened", child_id=without.pk).count() == 1


def test_the_coordinator_around_the_child_is_the_first_owner(without, coordinator_karen):
    keep_gaps(today=FOURTH)
    assert Gap.objects.get().owner == coordinator_karen
    assert notices(coordinator_karen) == ["attendance.owner_of_gap"]


def test_nobody_around_it_then_leaders_and_coordinators_are_told(
    without, person, leader_lis, solvang
):
    kaj = person("Kaj Kok", "learning_coordinator", solvang)
    keep_gaps(today=FOURTH)
    assert Gap.objects.get().owner is None
    assert notices(kaj) == notices(leader_lis) == ["attendance.gap_without_owner"]


def test_a_coordinator_who_comes_later_gets_the_gap(without, person, sits, solvang):
    keep_gaps(today=FOURTH)
    kaja = person("Kaja Kok", "learning_coordinator", solvang)
    sits(kaja, without)
    keep_gaps(today=FIFTH)
    assert Gap.objects.get().owner == kaja
    assert "attendance.owner_of_gap" in notices(kaja)


def test_fifth_and_tenth_day_are_told_once(without, coordinator_karen, leader_lis):
    for day in (FOURTH, FIFTH, FIFTH, TENTH, TENTH):
        keep_gaps(today=day)
    told = ["attendance.gap_day_5", "attendance.gap_day_10"]
    assert notices(coordinator_karen) == ["attendance.owner_of_gap", *told]
    assert notices(leader_lis) == told


def test_twice_the_same_night_changes_nothing(without, coordinator_karen):
    keep_gaps(today=FIFTH)
    before = [list(model.objects.values()) for model in (Gap, Notice, Entry)]
    keep_gaps(today=FIFTH)
    assert [list(model.objects.values()) for model in (Gap, Notice, Entry)] == before


def test_a_night_left_out_makes_no_difference(without, coordinator_karen):
    keep_gaps(today=TENTH)
    assert facts(Gap.objects.get()) == (date(2026, 3, 6), TENTH, 10, True)
    assert Gap.objects.get().opened_on == FOURTH


def test_it_closes_by_itself_and_keeps_its_count(without, learns, engskolen):
    keep_gaps(today=FIFTH)
    learns(without, engskolen, since=date(2026, 3, 13))
    keep_gaps(today=date(2026, 3, 16))
    assert facts(Gap.objects.get()) == (date(2026, 3, 6), FIFTH, 5, False)
    assert Entry.objects.filter(kind="attendance.gap_closed").count() == 1


def test_a_second_gap_is_a_row_of_its_own(without, learns, engskolen):
    keep_gaps(today=FIFTH)
    learns(without, engskolen, since=date(2026, 3, 13), until=date(2026, 3, 13))
    keep_gaps(today=TENTH)
    assert [facts(gap) for gap in Gap.objects.order_by("since")] == [
        (date(2026, 3, 6), FIFTH, 5, False),
        (date(2026, 3, 16), TENTH, 4, True),
    ]


def test_a_school_that_was_there_all_the_time_leaves_no_days(without):
    keep_gaps(today=FIFTH)
    without.enrolments.update(until=None)
    keep_gaps(today=FIFTH)
    gap = Gap.objects.get()
    assert (gap.school_days, gap.is_open) == (0, False)


def test_a_correction_and_its_withdrawal_leave_what_was(without):
    keep_gaps(today=FIFTH)
    before = facts(Gap.objects.get())
    without.enrolments.update(until=None)
    keep_gaps(today=FIFTH)
    without.enrolments.update(until=THURSDAY)
    keep_gaps(today=FIFTH)
    assert facts(Gap.objects.get()) == before


def test_not_attending_opens_one_and_withdrawing_it_closes_it(maja, teacher_tim, now):
    spell = say_not_attending(child=maja, since=date(2026, 3, 6), by=teacher_tim)
    keep_gaps(today=FOURTH)
    assert Gap.objects.get().is_open
    withdraw(spell=spell, by=teacher_tim)
    keep_gaps(today=FOURTH)
    assert facts(Gap.objects.get())[2:] == (0, False)


def test_going_to_school_again_closes_it(maja, teacher_tim, now):
    spell = say_not_attending(child=maja, since=date(2026, 3, 6), by=teacher_tim)
    keep_gaps(today=FOURTH)
    attend_again(spell=spell, first_day=FIFTH, by=teacher_tim)
    keep_gaps(today=FIFTH)
    assert facts(Gap.objects.get()) == (date(2026, 3, 6), FOURTH, 4, False)


def test_the_gap_of_a_double_follows_the_child_that_is_kept(without, new_child):
    twin = new_child("Maja", "Ager", 2016, merged_into=without)
    keep_gaps(today=FOURTH)
    Gap.objects.update(child=twin)
    keep_gaps(today=FIFTH)
    gap = Gap.objects.get()
    assert (gap.child, gap.school_days) == (without, 5)


def test_of_two_open_gaps_of_a_child_that_was_created_twice_one_stays(without, new_child):
    keep_gaps(today=FOURTH)
    twin = new_child("Maja", "Ager", 2016)
    mine = Gap.objects.get()
    days = {"since": mine.since, "opened_on": FOURTH, "last_day": FOURTH, "school_days": 4}
    earlier = Gap.objects.create(child=twin, is_open=True, **days)
    Gap.objects.filter(pk=earlier.pk).update(since=date(2026, 3, 5))
    Child.objects.filter(pk=twin.pk).update(merged_into=without)
    keep_gaps(today=FIFTH)
    assert sorted((gap.school_days, gap.is_open) for gap in Gap.objects.all()) == [
        (0, False),
        (5, True),
    ]


def test_when_two_gaps_become_one_nothing_written_is_lost(
    without, learns, engskolen, worker_wilma, coordinator_karen, now
):
    now(FIFTH)
    add_step(child=without, text="Det første skridt.", by=worker_wilma)
    stay = learns(without, engskolen, since=date(2026, 3, 13), until=date(2026, 3, 13))
    now(TENTH)
    explain_gap(child=without, by=worker_wilma, owner=worker_wilma, **said())
    stay.withdrawn_at = "2026-03-19T10:00Z"
    stay.save(update_fields=["withdrawn_at"])
    keep_gaps(today=TENTH)
    whole = Gap.objects.get(is_open=True)
    assert (whole.school_days, whole.owner, whole.plan) == (
        10,
        worker_wilma,
        "Hjemme om formiddagen.",
    )
    assert [step.text for step in whole.steps.all()] == ["Det første skridt."]


def test_an_owner_who_has_left_the_child_owns_nothing(without, worker_wilma, coordinator_karen):
    keep_gaps(today=FOURTH)
    NetworkSeat.objects.filter(job__user=coordinator_karen).update(until=FOURTH)
    NetworkSeat.objects.filter(job__user=coordinator_karen).update(closed_at="2026-03-11T11:00Z")
    keep_gaps(today=FIFTH)
    assert Gap.objects.get().owner is None
    assert "attendance.gap_day_5" in notices(
        coordinator_karen
    )  # as coordinator of the municipality
    assert notices(coordinator_karen)[1] == "attendance.gap_without_owner"


def test_nobody_owns_the_gap_of_a_child_that_may_not_know_where_it_is(without, coordinator_karen):
    Child.objects.filter(pk=without.pk).update(is_protected=True)
    keep_gaps(today=FOURTH)
    assert Gap.objects.get().owner is None


# People


def said(**more):
    return {"reason": "awaiting_enrolment", "plan": "Hjemme om formiddagen.", "seen": 1, **more}


def test_who_solves_it_and_why_is_written(without, worker_wilma, coordinator_karen):
    gap = explain_gap(child=without, by=worker_wilma, owner=coordinator_karen, **said())
    assert (gap.owner, gap.reason, gap.plan) == (
        coordinator_karen,
        "awaiting_enrolment",
        "Hjemme om formiddagen.",
    )


def test_a_new_owner_is_told(without, worker_wilma, coordinator_karen):
    keep_gap(without, today=FOURTH)
    explain_gap(child=without, by=coordinator_karen, owner=worker_wilma, **said())
    assert notices(worker_wilma) == ["attendance.owner_of_gap"]
    assert Entry.objects.get(kind="attendance.gap_owned").by_id == coordinator_karen.pk


def test_an_owner_is_somebody_around_the_child(without, worker_wilma, worker_otto):
    with pytest.raises(PermissionDenied):
        explain_gap(child=without, by=worker_wilma, owner=worker_otto, **said())


def test_no_reason_is_refused(without, worker_wilma):
    with pytest.raises(RuleBroken):
        explain_gap(child=without, by=worker_wilma, owner=worker_wilma, **said(reason=""))


def test_who_saves_second_sees_both(without, worker_wilma, coordinator_karen):
    explain_gap(child=without, by=worker_wilma, owner=coordinator_karen, **said())
    with pytest.raises(EditedMeanwhile):
        explain_gap(child=without, by=coordinator_karen, owner=coordinator_karen, **said())
    assert Gap.objects.get().version == 2


def test_a_step_says_who_and_when(without, worker_wilma):
    step = add_step(child=without, text="Ringede til Engskolen.", by=worker_wilma)
    assert (step.day, step.by, step.text) == (FOURTH, worker_wilma, "Ringede til Engskolen.")


def test_a_step_is_a_sentence(without, worker_wilma):
    with pytest.raises(RuleBroken):
        add_step(child=without, text="ok", by=worker_wilma)


@pytest.mark.parametrize("who", ["teacher_tim", "foster_freja", "mother_mie", "worker_otto"])
def test_others_write_nothing(without, everybody, who):
    with pytest.raises(PermissionDenied):
        add_step(child=without, text="Ringede til Engskolen.", by=everybody[who])


def test_nobody_who_must_not_know_where_the_child_is(without, worker_wilma):
    Child.objects.filter(pk=without.pk).update(is_protected=True)
    without.refresh_from_db()
    with pytest.raises(PermissionDenied):
        add_step(child=without, text="Ringede til Engskolen.", by=worker_wilma)


def test_when_the_child_has_school_again_nothing_is_written(maja, worker_wilma, now):
    with pytest.raises(RuleBroken) as broken:
        add_step(child=maja, text="Ringede til Engskolen.", by=worker_wilma)
    assert broken.value.code == "gap.closed"
