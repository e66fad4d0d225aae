"""Who may open which child. A seat today is the only way in, and the reason says which."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from skolespor.accounts.models import JobSeat
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import JOBS_AT, PERSONAL, Role, grants, roles_with
from skolespor.children import access
from skolespor.children.actions.seats import close_naming, close_seat
from skolespor.children.models import Child, Naming, NetworkSeat
from skolespor.children.queries.people import who_can_see


def sees(user, child):
    return child in access.children_where(user, Permission.CHILD_VIEW)


@pytest.fixture
def next_day(time_machine, today):
    return lambda: time_machine.move_to(f"{today + timedelta(days=1)} 08:00+01:00")


# The people around Maja, and nobody else


def test_the_people_around_maja_see_maja_and_the_others_do_not(everybody, maja):
    around = {"worker_wilma", "leader_lis", "teacher_tim", "foster_freja", "coordinator_karen"}
    family = {"mother_mie", "maja_herself"}
    assert {name for name, user in everybody.items() if sees(user, maja)} == around | family


def test_two_foster_families_never_see_each_others_child(foster_freja, foster_frank, maja, emil):
    assert sees(foster_freja, maja) and not sees(foster_freja, emil)
    assert sees(foster_frank, emil) and not sees(foster_frank, maja)


def test_each_reason_says_which_seat(everybody, maja, kalle):
    why = {name: access.why_may(user, maja) for name, user in everybody.items()}
    assert {name: reason for name, reason in why.items() if reason} == {
        "worker_wilma": "Børne- og ungerådgiver: egen plads ved barnet",
        "leader_lis": "Leder i myndighed i Familieteamet",
        "teacher_tim": "Kontaktlærer eller klasselærer: udpeget til barnet på Lindeskolen",
        "foster_freja": "Plejeforælder i Familien Bo",
        "coordinator_karen": "Læringskoordinator: egen plads ved barnet",
        "mother_mie": "Forældremyndighedsindehaver: egen plads ved barnet",
        "maja_herself": "Barnet eller den unge: egen plads ved barnet",
    }
    assert access.why_may(everybody["home_sam"], kalle) == (
        "Pædagog på børne- og ungehjem: udpeget til barnet på Bakkehuset"
    )


def test_who_has_every_job_everywhere_sees_no_child_without_a_seat(
    person, everybody, maja, emil, kalle, house, solvang
):
    """Everywhere but at the houses around the children: no role is a way in."""
    jack = person("Jack Alletrader")
    for kind, roles in JOBS_AT.items():
        place = house(
            kind, f"Et andet {kind}", None if kind == "municipality" else solvang, code="9999"
        )
        for role in roles:
            JobSeat.objects.create(user=jack, organisation=place, role=role, since="2025-08-01")
    assert list(access.children_where(jack, Permission.CHILD_VIEW)) == []


def test_who_has_every_job_at_the_houses_around_maja_is_let_in_by_two_alone(
    person, maja, lindeskolen, family_bo, familieteamet, solvang, ellevang
):
    jack = person("Jack Alletrader")
    for place in (solvang, ellevang, lindeskolen):
        for role in JOBS_AT[place.kind]:
            JobSeat.objects.create(user=jack, organisation=place, role=role, since="2025-08-01")
    assert not sees(jack, maja)
    for place in (family_bo, familieteamet):
        for role in JOBS_AT[place.kind]:
            job = JobSeat.objects.create(
                user=jack, organisation=place, role=role, since="2025-08-01"
            )
            assert sees(jack, maja) is (role in (Role.FOSTER_PARENT, Role.AUTHORITY_LEADER))
            job.delete()


@pytest.mark.parametrize("role", PERSONAL)
def test_a_persons_own_seat_lets_in_as_its_role_says(person, maja, role):
    somebody = person("Nogen")
    maja.seats.create(user=somebody, role=role, since="2025-08-01")
    assert sees(somebody, maja) is (role in roles_with(Permission.CHILD_VIEW))


def test_a_parent_without_custody_sees_nothing(person, maja):
    father = person("Far")
    maja.seats.create(user=father, role=Role.PARENT_WITHOUT_CUSTODY, since="2025-08-01")
    assert not sees(father, maja)
    assert access.sight_of(father, maja).fields == frozenset()


# Named by the school


def test_staff_of_the_same_school_see_nothing_until_they_are_named(
    teacher_tim, teacher_nora, is_named, maja
):
    assert not sees(teacher_nora, maja)
    is_named(teacher_nora, maja)
    assert sees(teacher_nora, maja)


def test_the_head_teacher_names_and_sees_no_page(head_hanne, teacher_tim, maja):
    assert not sees(head_hanne, maja)
    assert [seat.child for seat in access.seats_to_name_for(head_hanne)] == [maja]
    assert list(access.facts_where(head_hanne)) == [maja]


def test_a_naming_at_one_school_opens_nothing_by_a_job_at_another(
    teacher_tim, lindeskolen, engskolen, maja
):
    JobSeat.objects.filter(user=teacher_tim).update(organisation=engskolen)
    assert not sees(teacher_tim, maja)


def test_a_naming_holds_no_longer_than_its_seat(teacher_tim, maja, seat_of, lindeskolen, yesterday):
    NetworkSeat.objects.filter(pk=seat_of(maja, lindeskolen).pk).update(until=yesterday)
    assert not sees(teacher_tim, maja)


# Days


@pytest.mark.parametrize(
    ("since", "until", "is_open"),
    [
        (-9, None, True),
        (-9, 0, True),
        (0, None, True),
        (0, 0, True),
        (-9, -1, False),
        (1, None, False),
    ],
)
def test_a_seat_is_open_from_its_first_to_its_last_day(
    worker_otto, sits, maja, today, since, until, is_open
):
    last = None if until is None else today + timedelta(days=until)
    sits(worker_otto, maja, since=today + timedelta(days=since), until=last)
    assert sees(worker_otto, maja) is is_open
    assert (access.why_may(worker_otto, maja) is not None) is is_open


@pytest.mark.parametrize("model", ["seat", "job", "naming"])
def test_what_ended_yesterday_is_closed_and_what_starts_tomorrow_not_yet_open(
    teacher_tim, maja, model, yesterday, tomorrow
):
    rows = {
        "seat": NetworkSeat.objects.all(),
        "job": JobSeat.objects.filter(user=teacher_tim),
        "naming": Naming.objects.all(),
    }[model]
    assert sees(teacher_tim, maja)
    rows.update(until=yesterday)
    assert not sees(teacher_tim, maja)
    rows.update(since=tomorrow, until=tomorrow)
    assert not sees(teacher_tim, maja)


def test_what_ends_today_is_closed_tomorrow(next_day, teacher_tim, maja, today):
    Naming.objects.update(until=today)
    assert sees(teacher_tim, maja)
    next_day()
    assert not sees(teacher_tim, maja)


def test_a_new_role_takes_the_old_seat_along(worker_wilma, maja, yesterday, today, solvang):
    """Wilma becomes a director: her job as case worker ended, and with it the children's seats."""
    worker_wilma.jobs.update(until=yesterday)
    JobSeat.objects.create(
        user=worker_wilma, organisation=solvang, role=Role.MUNICIPAL_DIRECTOR, since=today
    )
    assert not sees(worker_wilma, maja)


@pytest.mark.parametrize("model", [NetworkSeat, JobSeat, Naming])
def test_what_was_closed_is_closed_at_once(teacher_tim, maja, model, today):
    model.objects.update(until=today, closed_at=timezone.now())
    assert not sees(teacher_tim, maja)


def test_closing_now_holds_in_the_same_session(
    sign_in, teacher_tim, worker_wilma, maja, seat_of, lindeskolen
):
    browser, address = sign_in(teacher_tim), reverse("workspace:child", args=[maja.pk])
    assert browser.get(address).status_code == 200
    close_seat(seat=seat_of(maja, lindeskolen), reason="Hun er truet", by=worker_wilma)
    assert browser.get(address).status_code == 404


def test_closing_a_naming_now_holds_in_the_same_session(sign_in, teacher_tim, worker_wilma, maja):
    browser, address = sign_in(teacher_tim), reverse("workspace:child", args=[maja.pk])
    assert browser.get(address).status_code == 200
    close_naming(naming=Naming.objects.get(), reason="Hun er truet", by=worker_wilma)
    assert browser.get(address).status_code == 404


# Deputies


def test_a_deputy_has_the_holders_children_in_the_holders_role(
    worker_otto, worker_wilma, stands_in, maja
):
    stands_in(worker_otto, worker_wilma)
    assert access.why_may(worker_otto, maja) == (
        "Børne- og ungerådgiver: stedfortræder for Wilma Winther"
    )
    assert access.may(worker_otto, Permission.CHILD_PLACE, maja)


def test_a_deputy_has_none_of_the_children_that_are_the_holders_own_right(
    person, leader_lis, worker_wilma, stands_in, emil
):
    emil.seats.create(user=worker_wilma, role=Role.LAY_ADVOCATE, since="2025-08-01")
    otto = person("Otto", Role.CASE_WORKER, leader_lis.jobs.get().organisation)
    stands_in(otto, worker_wilma)
    assert not sees(otto, emil)


def test_a_deputy_who_works_elsewhere_sees_nothing(worker_erik, worker_wilma, stands_in, maja):
    stands_in(worker_erik, worker_wilma)
    assert not sees(worker_erik, maja)


@pytest.mark.parametrize("end", ["deputy", "deputys job", "holders job", "holders seat", "closed"])
def test_a_deputy_is_out_when_anything_ends(
    worker_otto, worker_wilma, stands_in, maja, yesterday, end
):
    deputy = stands_in(worker_otto, worker_wilma)
    assert sees(worker_otto, maja)
    rows = {
        "deputy": type(deputy).objects.filter(pk=deputy.pk),
        "closed": type(deputy).objects.filter(pk=deputy.pk),
        "deputys job": worker_otto.jobs,
        "holders job": worker_wilma.jobs,
        "holders seat": maja.seats.filter(job__user=worker_wilma),
    }[end]
    rows.update(**({"closed_at": timezone.now()} if end == "closed" else {"until": yesterday}))
    assert not sees(worker_otto, maja)


def test_a_deputy_of_a_deputy_sees_nothing(
    person, familieteamet, worker_otto, worker_wilma, stands_in, maja
):
    third = person("Tredje", Role.CASE_WORKER, familieteamet)
    stands_in(worker_otto, worker_wilma)
    stands_in(third, worker_otto)
    assert not sees(third, maja)


# People and children that are out of the game


def test_a_disabled_user_sees_nothing_anywhere(worker_wilma, maja):
    worker_wilma.is_active = False
    worker_wilma.save()
    assert not sees(worker_wilma, maja)
    assert access.why_may(worker_wilma, maja) is None
    assert access.sight_of(worker_wilma, maja).fields == frozenset()
    assert list(access.children_showing(worker_wilma, "child_name")) == []
    assert who_can_see(maja, reader=worker_wilma) == []


def test_who_is_not_signed_in_sees_nothing_anywhere(maja):
    nobody = AnonymousUser()
    assert not sees(nobody, maja)
    assert not access.may(nobody, Permission.CHILD_VIEW, maja)
    assert access.sight_of(nobody, maja).fields == frozenset()
    assert list(access.facts_where(nobody)) == []
    assert list(access.seats_to_name_for(nobody)) == []
    assert list(access.duty_children(nobody)) == []


def test_a_child_that_was_merged_away_is_open_to_nobody(everybody, maja, emil):
    Child.objects.filter(pk=maja.pk).update(merged_into=emil)
    assert [name for name, user in everybody.items() if sees(user, maja)] == []
    assert maja not in access.facts_where(everybody["coordinator_karen"])
    assert maja not in access.duty_children(everybody["worker_otto"])
    assert who_can_see(maja, reader=everybody["worker_wilma"]) == []


# What a seat allows


@pytest.mark.parametrize("permission", Permission)
def test_a_permission_counts_only_at_ones_own_child(worker_wilma, maja, emil, permission):
    assert access.may(worker_wilma, permission, maja) is (permission in grants(Role.CASE_WORKER))
    assert not access.may(worker_wilma, permission, emil)


def test_the_childs_permissions_are_to_read(maja_herself, maja):
    allowed = {p for p in Permission if access.may(maja_herself, p, maja)}
    assert allowed == {
        Permission.CHILD_VIEW,
        Permission.CONVERSATION_VIEW,
        Permission.LOG_EXTRACT,
    }


# Without a page


def test_facts_are_of_ones_own_municipalitys_or_houses_children(everybody, maja, emil, kalle):
    facts = {name: set(access.facts_where(user)) for name, user in everybody.items()}
    assert {name: found for name, found in facts.items() if found} == {
        "leader_lis": {maja, emil, kalle},
        "coordinator_karen": {maja, emil, kalle},
        "head_hanne": {maja},
        "head_hans": {emil, kalle},
        "home_helle": {kalle},
    }


def test_break_glass_reaches_children_of_the_municipality_or_living_in_it(
    everybody, maja, emil, kalle
):
    reach = {name: set(access.duty_children(user)) for name, user in everybody.items()}
    assert {name: found for name, found in reach.items() if found} == {
        "worker_wilma": {maja, emil, kalle},
        "worker_otto": {maja, emil, kalle},
        "leader_lis": {maja, emil, kalle},
        "worker_erik": {maja},
        "leader_lone": {maja},
    }
