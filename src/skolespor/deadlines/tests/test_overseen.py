"""How much is overdue with others, and what nobody has: for who leads, as a line of facts."""

from datetime import date

import pytest
from django.urls import reverse

from skolespor.children.models import NetworkSeat
from skolespor.deadlines.actions.facts import happened
from skolespor.deadlines.actions.keeping import keep
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.queries.lists import overdue_by_child, overseen_of, without_owner

pytestmark = pytest.mark.once

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(f"{MONDAY} 10:00", tick=False)


@pytest.fixture
def late(kalle, worker_wilma, sits):
    """At Kalle: two answers that Wilma owes, and one thing that the school has not done."""
    sits(worker_wilma, kalle)
    for ref in ("first", "second"):
        happened("child_asks_case_worker", kalle, date(2026, 11, 16), ref)
    on, rule = date(2026, 11, 2), "dl_absence_unlawful_10"
    happened("quarter_absence_computed", kalle, on, "2026-4", rule=rule)
    keep([kalle.pk], today=MONDAY)


def test_a_leader_of_the_municipality_counts_all_of_it(leader_lis, coordinator_karen, kalle, late):
    for user in (leader_lis, coordinator_karen):
        counted = overdue_by_child(reader=user)
        assert counted == overdue_by_child([kalle.pk], reader=user) == {kalle.pk: 3}
        assert overseen_of([kalle.pk], reader=user) == {kalle.pk}


def test_a_head_counts_what_is_the_schools(head_hans, kalle, late):
    keep([kalle.pk], today=MONDAY)
    assert overdue_by_child(reader=head_hans) == {kalle.pk: 1}


def test_who_leads_the_home_is_told_of_nothing_the_school_has_not_done(
    sign_in, home_helle, kalle, late
):
    assert overdue_by_child(reader=home_helle) == {}
    assert overseen_of([kalle.pk], reader=home_helle) == set()
    answer = sign_in(home_helle).get(reverse("deadlines:index"), {"whose": "overseen"})
    assert "Kalle" not in answer.content.decode()


def test_others_oversee_nothing(worker_wilma, home_sam, leader_lone, head_hanne, kalle, late):
    for user in (worker_wilma, home_sam, leader_lone, head_hanne):
        assert overdue_by_child(reader=user) == {}


def test_of_a_protected_child_only_who_may_know_counts(leader_lis, kalle, late):
    kalle.is_protected = True
    kalle.save()
    assert overdue_by_child(reader=leader_lis) == {}
    assert overseen_of([kalle.pk], reader=leader_lis) == set()
    kalle.exemptions.create(user=leader_lis)
    assert overdue_by_child(reader=leader_lis) == {kalle.pk: 3}


def test_what_nobody_has_is_told_to_who_leads_in_the_municipality(
    leader_lis, coordinator_karen, leader_lone, head_hans, kalle, late
):
    assert not without_owner(reader=leader_lis).exists()
    NetworkSeat.objects.filter(child=kalle).exclude(organisation__kind="school").delete()
    keep([kalle.pk], today=MONDAY)
    for user in (leader_lis, coordinator_karen):
        assert {item.rule for item in without_owner(reader=user)} == {
            "dl_case_worker_answers_child"
        }
    for user in (leader_lone, head_hans):
        assert not without_owner(reader=user).exists()
    Deadline.objects.update(due=MONDAY)
    assert not without_owner(reader=leader_lis).exists()
