"""A whole caseload goes from one case worker to the next, with no day on which nobody has it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children import access
from skolespor.children.actions.caseload import assign, hand_over
from skolespor.children.models import Child, NetworkSeat
from skolespor.children.queries import caseloads
from skolespor.core.errors import RuleBroken
from skolespor.notices.models import Notice


def sees(user, child):
    return child in access.children_where(user, Permission.CHILD_VIEW)


def everything():
    return [list(m.objects.order_by("pk").values()) for m in (NetworkSeat, Entry, Notice)]


def broken(action, **facts):
    before = everything()
    with pytest.raises(RuleBroken) as met:
        action(**facts)
    assert everything() == before
    return met.value.code


@pytest.fixture
def caseload(worker_wilma, sits, emil, kalle, maja):
    """Wilma has all three children."""
    job = worker_wilma.jobs.get()
    for child in (emil, kalle):
        NetworkSeat.objects.create(child=child, job=job, since="2025-08-01")
    return [maja, emil, kalle]


@pytest.fixture
def give(worker_wilma, worker_otto, leader_lis, today):
    """Hands Wilma's children over to Otto, as Lis does it."""

    def doing(**other):
        facts = {"giver": worker_wilma.jobs.get(), "receiver": worker_otto.jobs.get()}
        return hand_over(**{"last_day": today, "by": leader_lis} | facts | other)

    return doing


@pytest.fixture
def refused(worker_wilma, worker_otto, leader_lis, today):
    def doing(**other):
        facts = {"giver": worker_wilma.jobs.get(), "receiver": worker_otto.jobs.get()}
        return broken(hand_over, **{"last_day": today, "by": leader_lis} | facts | other)

    return doing


def test_all_children_go_over_on_the_chosen_day(
    give, caseload, worker_wilma, worker_otto, tomorrow
):
    assert give(last_day=tomorrow) == 3
    given = NetworkSeat.objects.filter(job=worker_wilma.jobs.get())
    taken = NetworkSeat.objects.filter(job=worker_otto.jobs.get())
    assert {seat.until for seat in given} == {tomorrow}
    assert {(seat.since, seat.until) for seat in taken} == {(tomorrow + timedelta(days=1), None)}
    assert {seat.child for seat in taken} == set(caseload)


def test_when_it_is_today_both_have_them_today(give, caseload, worker_wilma, worker_otto):
    give()
    for child in caseload:
        assert sees(worker_wilma, child)
        assert sees(worker_otto, child)


@pytest.mark.parametrize("days", [0, 1, 5])
def test_no_child_is_without_an_owner_on_any_day(time_machine, give, caseload, today, days):
    give(last_day=today + timedelta(days=days))
    for day in range(days + 3):
        time_machine.move_to(f"{today + timedelta(days=day)} 12:00+01:00")
        assert list(access.unowned(Child.objects.all())) == []


def test_a_child_that_comes_later_goes_over_too(
    time_machine, give, worker_wilma, worker_otto, new_child, today, tomorrow
):
    ida = new_child("Ida")
    job = worker_wilma.jobs.get()
    NetworkSeat.objects.create(child=ida, job=job, since=today + timedelta(days=5))
    give(last_day=tomorrow)
    time_machine.move_to(f"{today + timedelta(days=6)} 12:00+01:00")
    assert sees(worker_otto, ida)
    assert not sees(worker_wilma, ida)


def test_some_children_can_be_chosen(give, caseload, worker_otto, worker_wilma):
    emil_seat = NetworkSeat.objects.get(child=caseload[1], job=worker_wilma.jobs.get())
    assert give(seat_ids=[emil_seat.pk]) == 1
    assert not sees(worker_otto, caseload[0])
    assert sees(worker_otto, caseload[1])


def test_what_has_been_handed_over_is_not_handed_over_again(give, refused, caseload, tomorrow):
    give(last_day=tomorrow)
    assert refused(last_day=tomorrow) == "caseload.empty"


def test_a_receiver_who_has_a_seat_keeps_it(give, caseload, sits, worker_otto, maja):
    seat = sits(worker_otto, maja)
    give()
    assert list(maja.seats.filter(job=worker_otto.jobs.get())) == [seat]


def test_the_children_of_one_who_has_left_are_handed_over(
    give, caseload, worker_wilma, worker_otto, yesterday
):
    worker_wilma.jobs.update(until=yesterday)
    assert set(access.unowned(Child.objects.all())) == set(caseload)
    give()
    assert list(access.unowned(Child.objects.all())) == []


def test_the_receiver_is_told_once_without_a_name(give, caseload, worker_otto):
    give()
    told = Notice.objects.get()
    assert (told.user, told.kind, told.child_id) == (
        worker_otto,
        "children.caseload_received",
        None,
    )


def test_each_child_is_in_the_log(give, caseload):
    give()
    written = Entry.objects.filter(kind="children.handed_over").values_list("child_id", flat=True)
    assert sorted(written) == sorted(child.pk for child in caseload)


def test_rules_of_handing_over(
    refused, caseload, worker_wilma, worker_otto, person, familieteamet, yesterday, tomorrow
):
    assert refused(receiver=worker_wilma.jobs.get()) == "caseload.self"
    assert refused(last_day=yesterday) == "caseload.passed"
    assert refused(giver=worker_otto.jobs.get(), receiver=worker_wilma.jobs.get()) == (
        "caseload.empty"
    )
    fie = person("Fie Fog", Role.FOSTER_CARE_CONSULTANT, familieteamet)
    assert refused(receiver=fie.jobs.get()) == "caseload.role"
    worker_otto.jobs.update(until=tomorrow)
    assert refused(last_day=tomorrow) == "caseload.gone"
    worker_otto.jobs.update(until=None)
    worker_wilma.jobs.update(until=tomorrow)
    assert refused(last_day=tomorrow + timedelta(days=1)) == "caseload.leaves_before"


def test_only_the_teams_leader_hands_over_within_the_team(
    give, caseload, leader_lone, worker_wilma, worker_erik, admin_inge
):
    for by in (leader_lone, worker_wilma, admin_inge):
        with pytest.raises(PermissionDenied):
            give(by=by)
    with pytest.raises(PermissionDenied):
        give(receiver=worker_erik.jobs.get())


def test_the_list_shows_each_colleague_with_a_number(caseload, leader_lis, worker_otto):
    shown = caseloads.caseloads(reader=leader_lis)
    assert [(load.job.user.name, load.count) for load in shown] == [
        ("Otto Olsen", 0),
        ("Wilma Winther", 3),
    ]


def test_a_leader_sees_no_other_teams_caseloads(caseload, leader_lone, worker_erik):
    shown = caseloads.caseloads(reader=leader_lone)
    assert [load.job.user for load in shown] == [worker_erik]


# Children that nobody has


def test_a_child_that_nobody_has_gets_a_case_worker_today(leader_lis, worker_otto, emil, today):
    seat = assign(child=emil, job=worker_otto.jobs.get(), by=leader_lis)
    assert (seat.since, seat.until) == (today, None)
    assert sees(worker_otto, emil)
    assert emil.seats.filter(organisation__kind="authority_team").count() == 1


def test_the_team_gets_its_seat_with_the_child(leader_lis, worker_otto, emil, familieteamet):
    emil.seats.filter(organisation=familieteamet).delete()
    assign(child=emil, job=worker_otto.jobs.get(), by=leader_lis)
    assert sees(leader_lis, emil)


def test_a_case_worker_whose_sign_in_is_closed_is_no_owner(
    leader_lis, worker_wilma, worker_otto, maja
):
    worker_wilma.is_active = False
    worker_wilma.save()
    assert not access.has_owner(maja)
    assign(child=maja, job=worker_otto.jobs.get(), by=leader_lis)
    assert access.has_owner(maja)


def test_who_has_left_does_not_inherit_the_child_again(
    leader_lis, worker_wilma, worker_otto, maja, yesterday
):
    worker_wilma.jobs.update(until=yesterday)
    assign(child=maja, job=worker_otto.jobs.get(), by=leader_lis)
    worker_wilma.jobs.update(until=None)
    left = maja.seats.get(job=worker_wilma.jobs.get())
    assert left.until == timezone.localdate()


def test_rules_of_assigning(leader_lis, worker_wilma, worker_otto, maja, emil, today):
    job = worker_otto.jobs.get()
    assert broken(assign, child=maja, job=job, by=leader_lis) == "caseload.owned"
    assert broken(assign, child=emil, job=leader_lis.jobs.get(), by=leader_lis) == "caseload.role"
    worker_otto.jobs.update(until=today)
    assert broken(assign, child=emil, job=job, by=leader_lis) == "caseload.gone"


def test_no_leader_takes_another_municipalitys_child(leader_lone, worker_erik, emil):
    with pytest.raises(PermissionDenied):
        assign(child=emil, job=worker_erik.jobs.get(), by=leader_lone)
