"""Where a permission counts: in the place of the job, or in the whole municipality."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from skolespor.accounts import access
from skolespor.accounts.models import JobSeat
from skolespor.accounts.permissions import MUNICIPAL, Permission
from skolespor.accounts.roles import Role


def names(organisations):
    return sorted(organisation.name for organisation in organisations)


@pytest.fixture
def two_towns(solvang, ellevang, familieteamet, engskolen, lindeskolen, boerneteamet):
    """Solvang with a team and a school, Ellevang with a team and a school."""


@pytest.mark.usefixtures("two_towns")
def test_administrator_reaches_the_municipality_and_its_houses_and_no_other(admin_inge):
    found = access.organisations_where(admin_inge, Permission.PEOPLE_MANAGE)
    assert names(found) == ["Engskolen", "Familieteamet", "Solvang"]


@pytest.mark.usefixtures("two_towns")
def test_municipal_permission_of_a_team_counts_in_the_whole_municipality(leader_lis):
    found = access.organisations_where(leader_lis, Permission.FACTS_OF_MUNICIPALITY)
    assert names(found) == ["Engskolen", "Familieteamet", "Solvang"]


@pytest.mark.usefixtures("two_towns")
def test_other_permissions_count_where_the_job_is(leader_lis, head_hanne):
    assert Permission.DEPUTY_NAME not in MUNICIPAL
    assert names(access.organisations_where(leader_lis, Permission.DEPUTY_NAME)) == [
        "Familieteamet"
    ]
    assert names(access.organisations_where(head_hanne, Permission.STAFF_NAME)) == ["Lindeskolen"]


@pytest.mark.usefixtures("two_towns")
def test_permission_that_the_role_lacks_counts_nowhere(teacher_nora):
    for permission in (Permission.PEOPLE_MANAGE, Permission.STAFF_NAME):
        assert not access.organisations_where(teacher_nora, permission).exists()
        assert not access.has_somewhere(teacher_nora, permission)


def test_agency_reaches_itself_and_no_municipality(adviser_rikke, person, agency, solvang):
    asger = person("Asger Q", Role.SYSTEM_ADMINISTRATOR, agency)
    assert names(access.organisations_where(asger, Permission.PEOPLE_MANAGE)) == ["Styrelsen"]
    assert not access.municipalities_where(asger, Permission.SETTINGS_MANAGE).exists()


def agree(people, places):
    for somebody in people:
        for permission in Permission:
            where = set(access.organisations_where(somebody, permission))
            for place in places:
                assert access.may(somebody, permission, place) is (place in where)


def test_list_and_answer_agree(
    leader_lis, admin_inge, mother_mie, solvang, ellevang, familieteamet
):
    """By a house, by a municipality, and by no job."""
    agree([leader_lis, admin_inge, mother_mie], [solvang, ellevang, familieteamet])


@pytest.mark.long
def test_list_and_answer_agree_for_everybody(everybody, solvang, ellevang, familieteamet):
    """One of each role, and one without a job."""
    roles = {getattr(one.jobs.first(), "role", ""): one for one in everybody.values()}
    agree(roles.values(), [solvang, ellevang, familieteamet])


def test_any_of_several_permissions_is_enough(head_hanne, lindeskolen):
    either = (Permission.FACTS_OF_MUNICIPALITY, Permission.FACTS_OF_PLACE)
    assert list(access.organisations_with_any(head_hanne, either)) == [lindeskolen]


def test_job_counts_on_its_first_and_its_last_day(person, solvang, today):
    dag = person("Dag Dal", Role.SYSTEM_ADMINISTRATOR, solvang, since=today, until=today)
    assert access.may(dag, Permission.PEOPLE_MANAGE, solvang)


def test_job_that_ended_yesterday_gives_nothing(person, solvang, yesterday):
    dag = person("Dag Dal", Role.SYSTEM_ADMINISTRATOR, solvang, until=yesterday)
    assert access.permissions_of(dag) == frozenset()
    assert not access.may(dag, Permission.PEOPLE_MANAGE, solvang)


def test_job_that_begins_tomorrow_gives_nothing_yet(person, solvang, tomorrow):
    dag = person("Dag Dal", Role.SYSTEM_ADMINISTRATOR, solvang, since=tomorrow)
    assert not access.may(dag, Permission.PEOPLE_MANAGE, solvang)


def test_closed_job_gives_nothing_on_the_day_it_is_closed(admin_inge, solvang, today):
    JobSeat.objects.filter(user=admin_inge).update(closed_at=timezone.now(), until=today)
    assert not access.may(admin_inge, Permission.PEOPLE_MANAGE, solvang)


def test_disabled_person_and_stranger_have_no_jobs(admin_inge):
    admin_inge.is_active = False
    assert not access.jobs_of(admin_inge).exists()
    assert not access.jobs_of(AnonymousUser()).exists()


def test_deputy_stands_in_today(worker_otto, worker_wilma, stands_in):
    deputy = stands_in(worker_otto, worker_wilma)
    assert list(access.deputies_where(worker_otto)) == [deputy]
    assert not access.deputies_where(worker_wilma).exists()


@pytest.mark.parametrize(("since", "until"), [(-9, -1), (1, 9)])
def test_deputy_stands_in_on_the_agreed_days_only(
    worker_otto, worker_wilma, stands_in, today, since, until
):
    first, last = (today + timedelta(days=n) for n in (since, until))
    stands_in(worker_otto, worker_wilma, since=first, until=last)
    assert not access.deputies_where(worker_otto).exists()


@pytest.mark.parametrize("who", ["worker_otto", "worker_wilma"])
def test_deputy_counts_only_while_both_work_there(
    request, worker_otto, worker_wilma, stands_in, yesterday, who
):
    stands_in(worker_otto, worker_wilma)
    request.getfixturevalue(who).jobs.update(until=yesterday)
    assert not access.deputies_where(worker_otto).exists()


def test_deputy_who_has_moved_to_another_team_stands_in_no_longer(
    worker_otto, worker_wilma, stands_in, boerneteamet
):
    stands_in(worker_otto, worker_wilma)
    worker_otto.jobs.update(organisation=boerneteamet)
    assert not access.deputies_where(worker_otto).exists()


def test_ended_deputy_stands_in_no_longer(worker_otto, worker_wilma, stands_in):
    deputy = stands_in(worker_otto, worker_wilma)
    deputy.closed_at = timezone.now()
    deputy.save()
    assert not access.deputies_where(worker_otto).exists()
