"""Who can see a child, why, and who has seen it: the same answer as the door gives."""

from datetime import timedelta

import pytest

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children import access
from skolespor.children.actions.break_glass import break_glass
from skolespor.children.models import NetworkSeat
from skolespor.children.queries.people import (
    contacts,
    look_of,
    looks,
    looks_between,
    losing,
    who_can_see,
)


def let_in(child):
    """Asked from the other side: everybody for whom the child is in the list."""
    everybody = User.objects.all()
    return {u for u in everybody if child in access.children_where(u, Permission.CHILD_VIEW)}


def shown(child, reader):
    return {person.user: person for person in who_can_see(child, reader=reader)}


@pytest.fixture
def situations(everybody, stands_in, sits, is_named, yesterday, tomorrow, maja):
    """Everything at once: a deputy, a glass, somebody ended, somebody who begins tomorrow."""
    stands_in(everybody["worker_otto"], everybody["worker_wilma"])
    break_glass(child=maja, reason="Politiet har ringet", by=everybody["worker_erik"])
    sits(everybody["coordinator_kim"], maja, until=yesterday)
    is_named(everybody["teacher_nora"], maja, since=tomorrow)
    return everybody


def test_the_list_names_exactly_those_whom_the_door_lets_in(situations, maja, emil, kalle):
    for child in (maja, emil, kalle):
        assert set(shown(child, situations["worker_wilma"])) == let_in(child)
    names = {user.name for user in let_in(maja)}
    assert names >= {"Otto Olsen", "Erik Eng"}
    assert not names & {"Kim Kjær", "Nora Nue"}


def test_each_reason_is_the_reason_of_the_door(situations, maja):
    for user, person in shown(maja, situations["worker_wilma"]).items():
        assert person.why == access.why_may(user, maja)


def test_the_list_says_until_when(situations, worker_wilma, teacher_tim, today, maja):
    seen = shown(maja, worker_wilma)
    assert seen[situations["worker_otto"]].until == today + timedelta(days=7)
    assert seen[situations["worker_erik"]].until == today
    assert seen[situations["worker_wilma"]].until is None


def test_who_may_not_know_reads_roles_and_no_names(situations, maja):
    maja.is_protected = True
    maja.save()
    for person in who_can_see(maja, reader=situations["mother_mie"]):
        assert (person.name, person.phone, person.place) == ("", "", "")
        assert person.why == f"{person.role}: navn og sted er skjult"


def test_an_advocate_who_may_not_read_names_reads_none(person, worker_wilma, maja):
    advocate = person("Ada Advokat")
    maja.seats.create(user=advocate, role=Role.LAY_ADVOCATE, since="2025-08-01")
    sees_names = "team_contacts" in access.sight_of(advocate, maja)
    names = {person.name for person in who_can_see(maja, reader=advocate)}
    assert (names == {""}) is not sees_names


def test_who_may_not_know_what_kind_of_home_reads_only_that_an_adult_is_there(
    person, house, solvang, foster_freja, sits, maja
):
    nurse = person("Nete Nord", Role.HEALTH_NURSE, house("other", "Sundhedsplejen", solvang))
    sits(nurse, maja)
    seen = {seen.user: seen for seen in who_can_see(maja, reader=nurse)}
    at_home = seen[foster_freja]
    assert at_home.name == "Freja Bo"
    assert (at_home.role, at_home.why, at_home.place) == (*["Voksen, hvor barnet bor"] * 2, "")


def test_a_stranger_reads_no_name(teacher_nora, worker_wilma, foster_freja, maja):
    assert {person.name for person in who_can_see(maja, reader=teacher_nora)} == {""}


def test_contacts_are_the_adults_once_each_without_the_family(situations, maja):
    reader = situations["worker_wilma"]
    found = contacts(who_can_see(maja, reader=reader), access.sight_of(reader, maja))
    names = [person.name for person in found]
    assert len(names) == len(set(names))
    assert not set(names) & {"Mie Ager", "Maja Ager", "Erik Eng"}
    assert set(names) >= {"Tim Toft", "Freja Bo", "Wilma Winther"}


def test_who_loses_access_and_who_stays_by_another_way(
    worker_wilma, teacher_tim, head_hanne, sits, maja, seat_of, lindeskolen
):
    sits(head_hanne, maja)
    school = seat_of(maja, lindeskolen)
    assert [p.name for p in losing(maja, [school], reader=worker_wilma).out] == ["Tim Toft"]
    maja.seats.create(user=teacher_tim, role=Role.LAY_ADVOCATE, since="2025-08-01")
    both = losing(maja, [school], reader=worker_wilma)
    assert ([p.name for p in both.out], [p.name for p in both.stay]) == ([], ["Tim Toft"])


def test_the_list_costs_the_same_with_3_and_30_people(
    person,
    is_named,
    worker_wilma,
    maja,
    lindeskolen,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    sight = access.sight_of(worker_wilma, maja)
    with django_assert_max_num_queries(8) as few:
        who_can_see(maja, reader=worker_wilma, sight=sight)
    for number in range(30):
        is_named(person(f"Lærer {number}", Role.CONTACT_TEACHER, lindeskolen), maja)
    with django_assert_max_num_queries(len(few) + 1):
        assert len(who_can_see(maja, reader=worker_wilma, sight=sight)) == 31


# Who has seen it


@pytest.fixture
def log_lines(maja, emil, today):
    for kind, child, role in (
        ("children.opened", maja, "case_worker"),
        ("children.refused", maja, ""),
        ("children.listed", maja, ""),
        ("children.opened", emil, "case_worker"),
        ("children.placed", maja, "case_worker"),
    ):
        data = {"step": "workspace:child", "permission": "child_view"}
        Entry.objects.create(kind=kind, child_id=child.pk, role=role, by_id=1, data=data)


def test_only_what_somebody_saw_of_this_child_is_told_newest_first(log_lines, worker_wilma, maja):
    kinds = [entry.kind for entry in looks(maja, reader=worker_wilma)]
    assert kinds == ["children.listed", "children.opened"]


def test_a_look_says_when_as_what_and_why_and_never_who(log_lines, worker_wilma, maja):
    listed, opened = [look_of(entry) for entry in looks(maja, reader=worker_wilma)]
    assert (opened.role, str(opened.what)) == ("Børne- og ungerådgiver", "Barnets side blev åbnet")
    assert listed.role == "Uden plads ved barnet"
    assert opened.step
    assert not hasattr(opened, "by_id")


def test_an_extract_holds_its_first_and_last_day(
    log_lines, worker_wilma, maja, today, yesterday, tomorrow
):
    def count(since, until):
        return len(looks_between(maja, reader=worker_wilma, since=since, until=until))

    assert count(None, None) == count(today, today) == 2
    assert count(tomorrow, None) == count(None, yesterday) == 0


def test_a_glass_seat_is_in_the_list_and_gone_when_it_ends(worker_wilma, worker_otto, maja):
    break_glass(child=maja, reason="Politiet har ringet", by=worker_otto)
    assert worker_otto in shown(maja, worker_wilma)
    NetworkSeat.objects.exclude(break_glass=None).update(closed_at="2026-11-21T12:00:00Z")
    assert worker_otto not in shown(maja, worker_wilma)
