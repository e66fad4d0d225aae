"""Somebody on duty opens a child without a seat: with a sentence, today only, seen by others."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from skolespor.accounts.models import JobSeat
from skolespor.accounts.permissions import BY_BREAK_GLASS, Permission
from skolespor.accounts.roles import Role, grants
from skolespor.audit.models import Entry
from skolespor.children import access
from skolespor.children.actions.break_glass import break_glass, end_break_glass, review
from skolespor.children.actions.seats import close_seat
from skolespor.children.models import BreakGlass, NetworkSeat
from skolespor.core.errors import RuleBroken
from skolespor.notices.models import Notice

REASON = "Politiet har ringet om barnet"


def sees(user, child):
    return child in access.children_where(user, Permission.CHILD_VIEW)


def broken(action, **facts):
    before = BreakGlass.objects.count(), NetworkSeat.objects.count(), Entry.objects.count()
    with pytest.raises(RuleBroken) as met:
        action(**facts)
    after = BreakGlass.objects.count(), NetworkSeat.objects.count(), Entry.objects.count()
    assert after == before
    return met.value.code


@pytest.fixture
def use(worker_otto, maja):
    """Otto is on duty and opens Maja."""
    return break_glass(child=maja, reason=REASON, by=worker_otto)


def test_the_child_is_open_today_and_closed_tomorrow(time_machine, use, worker_otto, maja, today):
    assert sees(worker_otto, maja)
    assert access.why_may(worker_otto, maja) == "Børne- og ungerådgiver: nødadgang i dag"
    time_machine.move_to(f"{today} 23:59+01:00")
    assert sees(worker_otto, maja)
    time_machine.move_to(f"{today + timedelta(days=1)} 00:01+01:00")
    assert not sees(worker_otto, maja)


def test_one_sees_and_writes_down_where_the_child_is_and_nothing_else(use, worker_otto, maja):
    allowed = {p for p in Permission if access.may(worker_otto, p, maja)}
    assert allowed == BY_BREAK_GLASS
    assert allowed < grants(Role.CASE_WORKER)


def test_one_does_not_see_why_the_child_lives_where_it_does(use, worker_otto, worker_wilma, maja):
    assert "reason_needed_for_task" not in access.sight_of(worker_otto, maja)
    assert "reason_needed_for_task" in access.sight_of(worker_wilma, maja)
    assert maja not in access.children_showing(worker_otto, "reason_needed_for_task")


def test_a_protected_place_stays_hidden(use, worker_otto, maja):
    maja.is_protected = True
    maja.save()
    assert access.sight_of(worker_otto, maja).is_masked


def test_nobody_stands_in_for_somebody_elses_glass(
    use, worker_otto, stands_in, person, familieteamet, maja
):
    dorte = person("Dorte Dal", Role.CASE_WORKER, familieteamet)
    stands_in(dorte, worker_otto)
    assert not sees(dorte, maja)


def test_the_reason_is_encrypted_and_stands_beside_the_log(use):
    with connection.cursor() as cursor:
        for table in ("children_breakglass", "audit_entry", "notices_notice", "core_outboxmail"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "Politiet" not in str(cursor.fetchall())


def test_it_is_in_the_log_as_what_one_is(use, worker_otto, maja):
    entry = Entry.objects.get(kind="children.glass_broken")
    assert (entry.by_id, entry.child_id, entry.role) == (worker_otto.pk, maja.pk, "case_worker")


def test_the_leader_and_those_who_control_the_log_are_told(
    leader_lis, leader_lone, log_tove, person, ellevang, solvang, worker_erik, maja
):
    """Maja is Solvang's; Erik is on duty where she lives: both municipalities are told."""
    log_eva = person("Eva Eg", Role.DATA_RESPONSIBLE, ellevang)
    break_glass(child=maja, reason=REASON, by=worker_erik)
    assert {notice.user for notice in Notice.objects.all()} == {leader_lone, log_tove, log_eva}
    assert {notice.child_id for notice in Notice.objects.all()} == {None}


def test_nobody_is_told_of_their_own_use(leader_lis, log_tove, maja, familieteamet):
    maja.seats.filter(organisation=familieteamet).delete()
    break_glass(child=maja, reason=REASON, by=leader_lis)
    assert {notice.user for notice in Notice.objects.all()} == {log_tove}


def test_the_job_in_the_right_municipality_is_used(
    person, familieteamet, boerneteamet, emil, kalle
):
    both = person("Bo Begge", Role.CASE_WORKER, boerneteamet)
    here = JobSeat.objects.create(
        user=both, organisation=familieteamet, role=Role.CASE_WORKER, since="2025-08-01"
    )
    assert break_glass(child=emil, reason=REASON, by=both).job == here


def test_rules_of_breaking_the_glass(worker_otto, worker_wilma, maja):
    assert broken(break_glass, child=maja, reason="Akut", by=worker_otto) == "glass.no_reason"
    assert broken(break_glass, child=maja, reason=REASON, by=worker_wilma) == "glass.needless"
    break_glass(child=maja, reason=REASON, by=worker_otto)
    assert broken(break_glass, child=maja, reason=REASON, by=worker_otto) == "glass.needless"


def test_only_the_authority_on_duty_breaks_the_glass_and_only_near_the_child(
    worker_erik,
    teacher_nora,
    coordinator_kim,
    head_hanne,
    log_tove,
    admin_inge,
    foster_frank,
    maja,
    emil,
):
    for by in (teacher_nora, coordinator_kim, head_hanne, log_tove, admin_inge, foster_frank):
        with pytest.raises(PermissionDenied):
            break_glass(child=maja, reason=REASON, by=by)
    with pytest.raises(PermissionDenied):
        break_glass(child=emil, reason=REASON, by=worker_erik)


def test_a_child_that_moved_away_is_out_of_reach(worker_erik, maja, yesterday):
    maja.placements.update(until=yesterday)
    with pytest.raises(PermissionDenied):
        break_glass(child=maja, reason=REASON, by=worker_erik)


# Being done, being closed out


def test_who_is_done_is_out_at_once(use, worker_otto, maja):
    end_break_glass(child=maja, by=worker_otto)
    assert not sees(worker_otto, maja)
    assert Entry.objects.filter(kind="children.glass_ended").count() == 1


def test_being_done_today_leaves_what_was_used_before_as_it_was(
    time_machine, use, worker_otto, maja, tomorrow
):
    before = NetworkSeat.objects.get(break_glass=use)
    time_machine.move_to(tomorrow)
    end_break_glass(child=maja, by=worker_otto)
    before.refresh_from_db()
    assert before.closed_at is None
    assert not Entry.objects.filter(kind="children.glass_ended").exists()


def test_being_done_ends_nobody_elses_access(use, worker_wilma, worker_otto, maja):
    end_break_glass(child=maja, by=worker_wilma)
    assert sees(worker_otto, maja)
    assert sees(worker_wilma, maja)


def test_it_can_be_closed_by_the_childs_own_case_worker(use, worker_wilma, worker_otto, maja):
    close_seat(seat=use.seats.get(), reason="Jeg er her nu", by=worker_wilma)
    assert not sees(worker_otto, maja)


# The review


def test_the_review_says_in_order_or_what_happens_now(use, log_tove, worker_otto):
    review(glass=use, in_order=False, note="Jeg taler med Otto", by=log_tove)
    use.refresh_from_db()
    assert (use.in_order, use.reviewed_by, use.review_note) == (
        False,
        log_tove,
        "Jeg taler med Otto",
    )
    assert Notice.objects.filter(kind="children.glass_answered").get().user == worker_otto


def test_rules_of_the_review(use, log_tove, worker_otto, solvang):
    facts = {"glass": use, "by": log_tove}
    assert broken(review, in_order=False, note="", **facts) == "reason.missing"
    review(in_order=True, note="", **facts)
    assert broken(review, in_order=True, note="", **facts) == "already.done"


def test_nobody_reviews_their_own_use(use, worker_otto, solvang):
    JobSeat.objects.create(
        user=worker_otto, organisation=solvang, role=Role.DATA_RESPONSIBLE, since="2025-08-01"
    )
    assert broken(review, glass=use, in_order=True, note="", by=worker_otto) == "glass.own"


def test_only_those_who_control_the_log_review(
    use, leader_lis, worker_wilma, admin_inge, person, house
):
    fjordby = house("municipality", "Fjordby", code="9003")
    elsewhere = person("Eva Eg", Role.DATA_RESPONSIBLE, fjordby)
    for by in (leader_lis, worker_wilma, admin_inge, elsewhere):
        with pytest.raises(PermissionDenied):
            review(glass=use, in_order=True, note="", by=by)
