"""The invented town: built by actions, the same each time, with somebody for every role."""

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.children.access import children_where
from skolespor.children.models import Child, Placement
from skolespor.core.models import OutboxMail
from skolespor.demo.actions import build_town
from skolespor.demo.cast import GROUPS, members

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Built once for all tests here, and torn down after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_town(seed=7, pupils=0)
        yield
        transaction.set_rollback(True)


def test_everybody_one_can_sign_in_as_is_there(town):
    names = set(User.objects.values_list("name", flat=True))
    assert [member.name for member in members() if member.name not in names] == []


def test_cast_covers_every_role_and_every_role_stands_in_a_group():
    assert {member.role for member in members()} == {role.value for role in Role}
    assert {role for roles in GROUPS.values() for role in roles} == {role.value for role in Role}


def test_forty_children_and_one_possible_double(town):
    assert Child.objects.count() == 41


def test_no_mail_is_left_to_send(town):
    assert not OutboxMail.objects.exists()


def test_every_number_is_invented(town):
    assert all(int(child.cpr[:2]) > 60 for child in Child.objects.exclude(cpr=""))


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
