"""The invented town: built by actions and by files, with somebody for every role."""

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.attendance.models import AbsenceDay
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.access import children_where
from skolespor.children.models import Child, MatchOffer, NetworkSeat, Placement
from skolespor.children.queries.new_year import schools_to_ask, without_class
from skolespor.core.content import read_yaml
from skolespor.core.models import OutboxMail
from skolespor.demo.actions import build_town
from skolespor.demo.arrivals import TEAMS
from skolespor.demo.cast import GROUPS, members
from skolespor.demo.tests.reading import NAMED, checked_registers, opened_by_files
from skolespor.direction.models import Review
from skolespor.programme.models import Course, Evaluation
from skolespor.programme.presenters.running import results
from skolespor.programme.queries import gates

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.long]
SMALL = 700
"""Pupils in the registers of a town that stands for the whole one."""


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Built once for all tests here, and torn down after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_town(seed=7, pupils=SMALL)
        yield
        transaction.set_rollback(True)


def test_everybody_one_can_sign_in_as_is_there(town):
    names = set(User.objects.values_list("name", flat=True))
    assert [member.name for member in members() if member.name not in names] == []


def test_cast_covers_every_role_and_every_role_stands_in_a_group():
    assert {member.role for member in members()} == {role.value for role in Role}
    assert {role for roles in GROUPS.values() for role in roles} == {role.value for role in Role}


def test_forty_children_one_possible_double_and_those_of_the_registers(town):
    checked_registers(ours=8, hosted=4, waiting=1)
    assert MatchOffer.objects.count() == 1


def test_files_find_the_schools_and_the_homes_of_the_town(town):
    seats = opened_by_files().values_list("organisation__name", flat=True)
    built = {
        item["name_da"]
        for item in read_yaml("synthetic_population.yaml")["organisations"]["schools"]["items"]
    }
    assert built & set(seats)
    names = Organisation.objects.filter(kind__in=("school", "childrens_home"))
    assert names.values("municipality", "name").distinct().count() == names.count()
    assert AbsenceDay.objects.exists()


def test_leaders_give_the_children_to_case_workers_all_but_a_few(town):
    came = set(Child.objects.order_by("pk").values_list("pk", flat=True)[NAMED:])
    given = NetworkSeat.objects.filter(child__in=came, job__role="case_worker")
    workers = {worker for team in TEAMS for worker in team.workers}
    assert set(given.values_list("job__user__name", flat=True)) <= workers
    alone = came - set(given.values_list("child", flat=True))
    assert 0 < len(alone) < len(came) / 2


def test_no_two_children_have_one_number(town):
    numbers = list(Child.objects.exclude(cpr_index="").values_list("cpr_index", flat=True))
    assert len(numbers) == len(set(numbers))


def test_no_mail_is_left_to_send(town):
    assert not OutboxMail.objects.exists()


def test_every_number_is_invented(town):
    assert all(int(child.cpr[:2]) > 60 for child in Child.objects.exclude(cpr=""))


def test_one_school_has_children_without_a_class_and_the_others_have_few(town):
    year = SchoolYear.of(timezone.localdate())
    mette, karen = User.objects.get(name="Mette A."), User.objects.get(name="Karen L.")
    assert without_class(year, reader=mette).count() >= 3
    schools = {school.name: school.count for school in schools_to_ask(year, reader=karen)}
    assert max(schools, key=schools.get) == "Engskolen"


def test_schools_stand_where_the_content_says(town):
    year = SchoolYear.of(timezone.localdate())
    items = read_yaml("synthetic_population.yaml")["organisations"]["schools"]["items"]
    wanted = {"valid": year.begins, "expired": year.begins - 1}
    told = {i["name_da"]: wanted[i["preparedness"]] for i in items if i["preparedness"] in wanted}
    of_schools = Review.objects.filter(organisation__kind="school")
    assert dict(of_schools.values_list("organisation__name", "school_year")) == told


def test_some_live_in_another_municipality_than_the_acting_one(town):
    placements = Placement.objects.filter(until=None).select_related("child", "municipality")
    elsewhere = [p for p in placements if p.municipality != p.child.acting_municipality]
    assert len(elsewhere) >= 8


def sees(name):
    user = User.objects.get(name=name)
    return sorted(str(child) for child in children_where(user, Permission.CHILD_VIEW))


def test_people_see_what_their_sentence_says(town):
    assert sees("Sofie B.") == ["Sofie B."]
    assert sees("Søren D.") == ["Amina A.", "Malik A."]
    assert sees("Sofies mor") == ["Sofie B."]
    assert sees("Lone B.") == ["Freja C."]
    for nobody in ("Inge R.", "Rikke G.", "Ole V.", "Bo F.", "Tove N.", "Kims far", "Vibeke G."):
        assert sees(nobody) == [], nobody


def test_deputy_sees_the_other_case_workers_children(town):
    assert set(sees("Peter M.")) < set(sees("Yrsa D."))


def test_demo_sign_in_has_no_address_outside_the_demo(client):
    assert settings.DEMO is False
    assert client.get("/demo/").status_code == 404


@pytest.mark.urls("skolespor.demo.tests.demo_urls")
def test_one_signs_in_by_choosing_a_person(town, client):
    assert "Peter M." in client.get(reverse("demo:sign_in")).content.decode()
    assert client.post(reverse("demo:sign_in"), {"name": "Peter M."}).status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(name="Peter M.").pk)


@pytest.mark.urls("skolespor.demo.tests.demo_urls")
def test_nobody_outside_the_cast_can_be_chosen(town, client):
    outsider = User.objects.exclude(name__in=[member.name for member in members()]).first()
    client.post(reverse("demo:sign_in"), {"name": outsider.name})
    assert "_auth_user_id" not in client.session


def test_ellevangs_course_sees_the_review_and_the_tracks_it_has_led_to(town):
    course = Course.objects.get(municipality="9002")
    assert set(gates.answered(course)) == {"school", "authority", "placement"}
    assert len(gates.tracks(course)) == 2
    assert len(gates.choice(course).focus) == 2


def test_a_course_that_has_ended_says_how_it_was(town):
    for one in Evaluation.objects.filter(closed_on__isnull=False):
        rows = results(one)
        assert all(row.get("middle") or row.get("texts") for row in (*rows[:7], rows[-1]))
