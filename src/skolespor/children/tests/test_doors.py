"""The door finds the child, asks the rule, writes it down, and opens or does not."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve, reverse

from skolespor.accounts.permissions import Permission
from skolespor.audit.models import Entry
from skolespor.children import events
from skolespor.children.actions.break_glass import break_glass
from skolespor.children.doors import enter, log_shown, refuse
from skolespor.children.models import NetworkSeat
from skolespor.children.tests.pages import name_of


@pytest.fixture
def at_the_door(rf: RequestFactory):
    """A request from somebody for a page about a child."""

    def make(user, page="child", child_id=1):
        address = reverse(name_of(page), args=[child_id])
        request = rf.get(address, REMOTE_ADDR="192.0.2.7")
        request.user, request.resolver_match = user, resolve(address)
        return request

    return make


def lines():
    fields = ("kind", "by_id", "child_id", "role", "origin", "data")
    return list(Entry.objects.order_by("pk").values_list(*fields))


def test_the_child_and_the_way_are_handed_on(at_the_door, teacher_tim, maja, seat_of, lindeskolen):
    request = at_the_door(teacher_tim)
    assert enter(request, maja.pk, Permission.CHILD_VIEW) == maja
    assert request.way.seat == seat_of(maja, lindeskolen)
    assert request.way.role == "contact_teacher"


def test_a_visit_is_in_the_log_once_with_its_purpose(at_the_door, worker_wilma, maja):
    enter(at_the_door(worker_wilma, "move"), maja.pk, Permission.CHILD_PLACE)
    seat = NetworkSeat.objects.get(job=worker_wilma.jobs.get())
    purpose = {"permission": "child_place", "step": "children:move", "seat": seat.pk}
    assert lines() == [
        ("children.opened", worker_wilma.pk, maja.pk, "case_worker", "192.0.2.7", purpose)
    ]


def test_a_stranger_finds_nothing_and_is_in_the_log(at_the_door, teacher_nora, maja):
    with pytest.raises(Http404):
        enter(at_the_door(teacher_nora), maja.pk, Permission.CHILD_VIEW)
    purpose = {"permission": "child_view", "step": "workspace:child"}
    assert lines() == [("children.refused", teacher_nora.pk, maja.pk, "", "192.0.2.7", purpose)]


def test_a_reader_who_wants_to_write_is_refused_and_in_the_log(at_the_door, teacher_tim, maja):
    with pytest.raises(PermissionDenied):
        enter(at_the_door(teacher_tim, "move"), maja.pk, Permission.CHILD_PLACE)
    assert [line[0] for line in lines()] == ["children.refused"]


def test_a_number_that_is_no_child_gets_the_same_answer(at_the_door, teacher_nora, maja):
    for number in (maja.pk + 1, BigIntegerField.MAX_BIGINT + 1):
        with pytest.raises(Http404):
            enter(at_the_door(teacher_nora), number, Permission.CHILD_VIEW)
    refused = [maja.pk + 1, BigIntegerField.MAX_BIGINT]
    assert [line[2] for line in lines()] == refused


def test_a_child_without_any_seat_opens_to_nobody(at_the_door, leader_lis, maja):
    NetworkSeat.objects.all().delete()
    with pytest.raises(Http404):
        enter(at_the_door(leader_lis), maja.pk, Permission.CHILD_VIEW)


def test_who_has_a_task_of_their_own_comes_by_that_and_not_by_the_glass(
    at_the_door, worker_otto, sits, maja
):
    break_glass(child=maja, reason="Politiet har ringet", by=worker_otto)
    own = sits(worker_otto, maja)
    request = at_the_door(worker_otto)
    enter(request, maja.pk, Permission.CHILD_VIEW)
    assert request.way.seat == own


def test_refusing_behind_an_organisations_door_is_in_the_log(at_the_door, head_hanne, maja):
    with pytest.raises(Http404):
        refuse(at_the_door(head_hanne), Permission.STAFF_NAME, child_id=maja.pk)
    with pytest.raises(Http404):
        refuse(at_the_door(head_hanne), Permission.STAFF_NAME)
    assert [line[0] for line in lines()] == ["children.refused", "accounts.refused"]


def test_a_list_is_a_visit_to_each_child_in_one_insert(
    at_the_door, coordinator_karen, maja, emil, kalle, django_assert_max_num_queries
):
    request = at_the_door(coordinator_karen)
    coordinator_karen.kept = {}
    with django_assert_max_num_queries(7):
        log_shown(events.LISTED, [maja, emil, kalle], request=request)
    assert [(line[2], line[3]) for line in lines()] == [
        (maja.pk, "learning_coordinator"),
        (emil.pk, ""),
        (kalle.pk, ""),
    ]


def test_a_longer_list_costs_the_same(
    at_the_door, leader_lis, new_child, django_assert_max_num_queries
):
    children = [new_child(f"Barn {number}") for number in range(50)]
    leader_lis.kept = {}
    with django_assert_max_num_queries(7):
        log_shown(events.LISTED, children, request=at_the_door(leader_lis))
    assert {line[3] for line in lines()} == {"authority_leader"}


@pytest.mark.parametrize("page", ["child", "move", "protect", "who_sees"])
def test_who_is_not_signed_in_is_asked_to_and_learns_nothing(client, maja, page):
    known = client.get(reverse(name_of(page), args=[maja.pk]))
    unknown = client.get(reverse(name_of(page), args=[maja.pk + 1]))
    assert (known.status_code, unknown.status_code) == (302, 302)
    assert known["Location"].startswith(reverse("account_login"))
    assert not Entry.objects.exists()
