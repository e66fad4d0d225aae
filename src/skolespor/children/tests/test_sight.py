"""What one sees of a child: whole fields by role, and of a protected child nothing that reveals."""

import csv

import pytest
from django.conf import settings

from skolespor.accounts.models import JobSeat
from skolespor.accounts.roles import JOBS_AT, PERSONAL, Role
from skolespor.children import access
from skolespor.children.access import REVEALING, sight_of, whole_fields
from skolespor.children.models import Child, NetworkSeat
from skolespor.core.content import code_list

AREAS = ("child_basics", "placement_reason")
ALL_OF_BASICS = {id for id, f in code_list("access_fields").items() if f["area"] == "child_basics"}
BY_SEAT = sorted({role for roles in JOBS_AT.values() for role in roles} | set(PERSONAL))


def rows(name):
    with (settings.CONTENT_DIR / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("role", Role)
def test_a_role_sees_in_full_what_the_tables_say_and_no_part_of_what_is_shared(role):
    matrix = {row["role"]: row for row in rows("permission_matrix.csv")}[role]
    expected = set()
    for area in AREAS:
        if matrix[area] in ("R", "CR"):
            fields = code_list("access_fields").values()
            expected |= {field["id"] for field in fields if field["area"] == area}
        if matrix[area] in ("R*", "CR*"):
            expected |= {
                row["field"]
                for row in rows("access_fields.csv")
                if (row["role"], row["area"], row["access"]) == (role, area, "full")
            }
    if "municipalities" in expected:
        expected.add("host_municipality")
    assert whole_fields(role) == expected


def test_some_roles_as_people_know_them():
    assert whole_fields(Role.FOSTER_PARENT) >= {"place_and_address", "family_contact_days"}
    assert not whole_fields(Role.FOSTER_PARENT) & {
        "cpr_number",
        "municipalities",
        "health_for_school",
    }
    assert "place_and_address" not in whole_fields(Role.CONTACT_TEACHER)
    assert "reason_needed_for_task" not in whole_fields(Role.HEAD_TEACHER)
    assert whole_fields(Role.PARENT_WITHOUT_CUSTODY) == frozenset()
    assert whole_fields(Role.SYSTEM_ADMINISTRATOR) == frozenset()


@pytest.fixture
def seated(person, maja, solvang):
    """Makes somebody with a seat at Maja in a role."""

    def make(role):
        user = person(f"Nogen {role}")
        if role in PERSONAL:
            maja.seats.create(user=user, role=role, since="2025-08-01")
            return user
        job = JobSeat.objects.create(user=user, organisation=solvang, role=role, since="2025-08-01")
        NetworkSeat.objects.create(child=maja, job=job, since="2025-08-01")
        return user

    return make


@pytest.mark.parametrize("role", BY_SEAT)
def test_the_sight_of_a_seat_is_what_its_role_sees(seated, maja, role):
    user = seated(role)
    assert sight_of(user, maja) == access.Sight(whole_fields(role), is_masked=False)


@pytest.mark.parametrize("role", BY_SEAT)
def test_of_a_protected_child_the_rest_is_seen_and_nothing_that_reveals(seated, maja, role):
    user = seated(role)
    maja.is_protected = True
    maja.save()
    assert sight_of(user, maja) == access.Sight(whole_fields(role) - REVEALING, is_masked=True)


def test_every_field_that_could_reveal_exists():
    assert REVEALING - {"host_municipality"} < ALL_OF_BASICS


def test_two_ways_in_show_the_union(person, maja, seat_of, lindeskolen, is_named):
    teacher = person("Ulla Union", Role.SCHOOL_STAFF, lindeskolen)
    is_named(teacher, maja)
    assert sight_of(teacher, maja).fields == whole_fields(Role.SCHOOL_STAFF)
    maja.seats.create(user=teacher, role=Role.LAY_ADVOCATE, since="2025-08-01")
    both = whole_fields(Role.SCHOOL_STAFF) | whole_fields(Role.LAY_ADVOCATE)
    assert sight_of(teacher, maja).fields == both


def test_without_a_way_in_nothing_is_seen(everybody, emil):
    for name in ("teacher_tim", "foster_freja", "head_hans", "coordinator_karen", "admin_inge"):
        assert sight_of(everybody[name], emil).fields == frozenset()


def test_sights_of_many_cost_the_same_as_of_one(worker_wilma, new_child, django_assert_num_queries):
    children = [new_child(f"Barn {n}", is_protected=n % 2 == 0) for n in range(30)]
    for child in children:
        NetworkSeat.objects.create(child=child, job=worker_wilma.jobs.get(), since="2025-08-01")
    worker_wilma.kept = {}
    access.sights_of(worker_wilma, children[:1])
    with django_assert_num_queries(2):
        assert len(access.sights_of(worker_wilma, children)) == 30


# Exempted from the protection


@pytest.fixture
def protected(maja):
    maja.is_protected = True
    maja.save()
    return maja


def knows(user, child):
    return not sight_of(user, child).is_masked


def test_a_person_can_be_named_as_one_who_may_know(
    protected, mother_mie, worker_wilma, teacher_tim
):
    protected.exemptions.create(user=teacher_tim)
    assert knows(teacher_tim, protected)
    assert not knows(mother_mie, protected)
    assert not knows(worker_wilma, protected)


def test_an_organisation_lets_know_all_whom_its_seat_lets_in(
    protected, teacher_tim, foster_freja, lindeskolen
):
    protected.exemptions.create(organisation=lindeskolen)
    assert knows(teacher_tim, protected)
    assert not knows(foster_freja, protected)


def test_a_team_lets_know_its_leader_and_its_case_workers(
    protected, leader_lis, worker_wilma, coordinator_karen, familieteamet
):
    protected.exemptions.create(organisation=familieteamet)
    assert knows(leader_lis, protected)
    assert knows(worker_wilma, protected)
    assert not knows(coordinator_karen, protected)


def test_being_allowed_to_know_is_no_way_in(protected, teacher_nora, lindeskolen):
    protected.exemptions.create(organisation=lindeskolen)
    protected.exemptions.create(user=teacher_nora)
    assert sight_of(teacher_nora, protected).fields == frozenset()


def test_who_comes_in_as_a_parent_does_not_know_by_a_job_in_the_house(
    protected, mother_mie, solvang, coordinator_karen
):
    """Maja's mother is a clerk of the municipality whose coordinator may know."""
    JobSeat.objects.create(
        user=mother_mie, organisation=solvang, role=Role.STEERING_GROUP, since="2025-08-01"
    )
    protected.exemptions.create(organisation=solvang)
    assert knows(coordinator_karen, protected)
    assert not knows(mother_mie, protected)
    assert not sight_of(mother_mie, protected).fields & REVEALING


def test_an_exemption_of_one_child_says_nothing_of_another(protected, worker_wilma, sits, emil):
    NetworkSeat.objects.create(child=emil, job=worker_wilma.jobs.get(), since="2025-08-01")
    Child.objects.filter(pk=emil.pk).update(is_protected=True)
    emil.refresh_from_db()
    protected.exemptions.create(user=worker_wilma)
    assert knows(worker_wilma, protected)
    assert not knows(worker_wilma, emil)


# Filters and sorting would reveal what a page hides


def test_a_filter_finds_by_a_field_only_children_whose_field_one_sees(
    everybody, maja, emil, kalle, lindeskolen
):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    maja.refresh_from_db()
    maja.exemptions.create(organisation=lindeskolen)
    for name, user in everybody.items():
        user.kept = {}
        sights = access.sights_of(user, [maja, emil, kalle])
        for field in ALL_OF_BASICS | {"reason_needed_for_task", "host_municipality"}:
            shown = {pk for pk, sight in sights.items() if field in sight}
            found = access.children_showing(user, field).values_list("pk", flat=True)
            assert set(found) == shown, (name, field)
