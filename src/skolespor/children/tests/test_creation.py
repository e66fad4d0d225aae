"""A child is created by hand with its first seats, and nobody else sees it by that."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.audit.models import Entry
from skolespor.children import access
from skolespor.children.actions.creation import Home, School, create_child
from skolespor.children.models import Child, MatchOffer, NetworkSeat
from skolespor.core.errors import RuleBroken
from skolespor.core.fields import blind_index
from skolespor.notices.models import Notice


def sees(user, child):
    return child in access.children_where(user, Permission.CHILD_VIEW)


def who_sees(child):
    return {user.name for user in User.objects.all() if sees(user, child)}


@pytest.fixture
def create(solvang):
    """Ida, as she is known on a Friday night."""

    def doing(**facts):
        known = {"first_name": " Ida ", "birth_year": 2016, "acting_municipality": solvang}
        return create_child(**known | facts)

    return doing


@pytest.fixture
def broken(create):
    def doing(**facts):
        before = Child.objects.count(), NetworkSeat.objects.count(), Entry.objects.count()
        with pytest.raises(RuleBroken) as met:
            create(**facts)
        after = Child.objects.count(), NetworkSeat.objects.count(), Entry.objects.count()
        assert after == before
        return met.value.code

    return doing


def test_name_year_and_municipality_are_enough(create, worker_otto, leader_lis, everybody, solvang):
    ida = create(by=worker_otto)
    assert (ida.first_name, ida.last_name, ida.birth_year) == ("Ida", "", 2016)
    assert who_sees(ida) == {"Otto Olsen", "Lis Lund"}
    assert Entry.objects.filter(kind="children.created", child_id=ida.pk).count() == 1


def test_a_case_worker_owns_the_child_from_the_first_day(create, worker_otto, today):
    ida = create(by=worker_otto)
    assert access.has_owner(ida)
    assert {seat.since for seat in ida.seats.all()} == {today}
    assert not Notice.objects.exists()


def test_a_coordinator_gets_a_seat_and_leaders_are_told_that_nobody_owns_the_child(
    create, coordinator_karen, leader_lis, leader_lone, familieteamet
):
    ida = create(team=familieteamet, by=coordinator_karen)
    assert who_sees(ida) == {"Karen Lange", "Lis Lund"}
    told = Notice.objects.get()
    assert (told.user, told.kind, told.child_id) == (leader_lis, "children.owner_wanted", None)


def test_a_leader_is_let_in_by_the_team_alone(create, leader_lis):
    ida = create(by=leader_lis)
    assert [seat.organisation.name for seat in ida.seats.all()] == ["Familieteamet"]
    assert sees(leader_lis, ida)


def test_a_head_teacher_gets_no_seat_but_the_school_does(
    create, head_hanne, teacher_nora, solvang, lindeskolen
):
    ida = create(school=School(lindeskolen, grade=3, class_name="3.B"), by=head_hanne)
    assert who_sees(ida) == set()
    assert list(access.seats_to_name_for(head_hanne)) == list(ida.seats.all())
    assert ida.acting_municipality == solvang


def test_home_and_school_get_their_seats_from_their_days(
    create, worker_otto, family_dam, engskolen, seat_of, today, tomorrow
):
    ida = create(
        since=today,
        home=Home("foster_family_general", family_dam),
        school=School(engskolen, 3, since=tomorrow),
        by=worker_otto,
    )
    assert seat_of(ida, family_dam).since == today
    assert seat_of(ida, engskolen).since == tomorrow


def test_the_number_gives_the_birth_date_and_is_found_by_its_fingerprint(create, worker_otto):
    ida = create(birth_year=None, cpr="640516-4002", by=worker_otto)
    ida.refresh_from_db()
    assert (ida.cpr, ida.birth_date, ida.birth_year) == ("6405164002", date(2016, 5, 4), 2016)
    assert ida.cpr_index == blind_index("cpr", "6405164002")


def test_a_child_protected_from_the_start_is_seen_whole_by_the_creators_house_alone(
    create, worker_otto, leader_lis, foster_frank, family_dam
):
    home = Home("foster_family_general", family_dam)
    ida = create(is_protected=True, home=home, by=worker_otto)
    masked = {
        user
        for user in (worker_otto, leader_lis, foster_frank)
        if access.sight_of(user, ida).is_masked
    }
    assert masked == {foster_frank}


def test_rules_of_creating(broken, worker_otto, ellevang):
    assert broken(first_name=" ", by=worker_otto) == "child.no_name"
    assert broken(birth_year=None, by=worker_otto) == "child.birth_year"
    assert broken(birth_year=1990, by=worker_otto) == "child.birth_year"
    assert broken(birth_date=date(2015, 1, 1), by=worker_otto) == "child.birth_disagrees"
    assert broken(cpr="1234", by=worker_otto) == "child.cpr_format"
    assert broken(cpr="999999-9999", by=worker_otto) == "child.cpr_date"
    wrong_day = {"cpr": "640516-4002", "birth_date": date(2016, 5, 5)}
    assert broken(by=worker_otto, **wrong_day) == "child.cpr_disagrees"
    assert broken(acting_municipality=ellevang, by=worker_otto) == "child.acting"


def test_when_the_home_is_refused_no_child_is_created(broken, worker_otto):
    assert broken(home=Home("own_room"), by=worker_otto) == "place.missing"
    home = Home("own_room", place_name="Hos moster")
    assert broken(home=home, by=worker_otto) == "place.no_municipality"


def test_who_may_not_create_creates_nothing(
    create, teacher_tim, foster_freja, admin_inge, log_tove, adviser_rikke, home_helle, mother_mie
):
    for by in (
        teacher_tim,
        foster_freja,
        admin_inge,
        log_tove,
        adviser_rikke,
        home_helle,
        mother_mie,
    ):
        with pytest.raises(PermissionDenied):
            create(by=by)


def test_a_school_enrols_at_itself_alone(create, head_hanne, engskolen):
    with pytest.raises(PermissionDenied):
        create(school=School(engskolen), by=head_hanne)


def test_no_team_elsewhere_gets_a_seat(
    create, coordinator_karen, head_hanne, boerneteamet, familieteamet, bakkehuset
):
    for by, team in (
        (coordinator_karen, boerneteamet),
        (coordinator_karen, bakkehuset),
        (head_hanne, familieteamet),
    ):
        with pytest.raises(PermissionDenied):
            create(team=team, by=by)


def test_a_possible_double_is_offered_and_neither_is_opened(
    create, worker_erik, worker_wilma, ellevang, maja
):
    double = create(
        first_name="Maja", last_name="Ager", acting_municipality=ellevang, by=worker_erik
    )
    offer = MatchOffer.objects.get()
    assert (offer.new, offer.known, offer.answer) == (double, maja, "waiting")
    assert not sees(worker_erik, maja)
    assert not sees(worker_wilma, double)
