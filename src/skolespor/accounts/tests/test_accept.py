"""The page behind the link in an invitation."""

from html import unescape

import pytest
from django.urls import reverse

from skolespor.accounts import actions
from skolespor.accounts.models import Invitation, User
from skolespor.accounts.roles import Role

pytestmark = pytest.mark.once

ANSWERS = {"name": "Ny Nielsen", "phone": "12 34 56 78", "password": "fire gule katte"}


@pytest.fixture
def link(token):
    return lambda: reverse("accounts:accept", args=[token()])


def words(answer):
    return unescape(answer.content.decode())


def test_page_says_who_invites_to_what(client, invite, link):
    invite()
    page = words(client.get(link()))
    assert "Inge Rask har inviteret dig som Kontaktlærer eller klasselærer i Engskolen." in page
    assert 'value="Ny Nielsen"' in page


def test_invited_person_comes_in_and_is_led_to_the_second_step(client, invite, link):
    invite()
    answer = client.post(link(), ANSWERS, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("mfa_index")
    assert "Vælg en måde, før du går videre" in words(answer)
    assert User.objects.get(name="Ny Nielsen").jobs.get().role == Role.CONTACT_TEACHER


def test_setting_up_the_second_step_does_not_ask_for_the_password_just_chosen(client, invite, link):
    invite()
    client.post(link(), ANSWERS)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_invited_foster_parent_is_in_at_once(client, invite, link, family_dam, kinds):
    invite(organisation=family_dam, role=Role.FOSTER_PARENT)
    assert client.post(link(), ANSWERS).url == reverse("workspace:today")
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert kinds() == ["accounts.invited", "accounts.invite_accepted", "accounts.signed_in"]


@pytest.mark.parametrize("password", ["kort", "ny nielsen 1", "123456789012"])
def test_weak_password_is_refused_in_danish_and_the_rest_is_kept(client, invite, link, password):
    invite()
    answer = client.post(link(), ANSWERS | {"password": password, "name": "Ny Nielsen"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["password"]
    assert 'value="12 34 56 78"' in words(answer)
    assert "This password" not in words(answer)
    assert not User.objects.filter(name="Ny Nielsen").exists()


def test_telephone_number_must_look_like_one(client, invite, link):
    invite()
    answer = client.post(link(), ANSWERS | {"phone": "ring bare"})
    assert "Skriv et telefonnummer, for eksempel 12 34 56 78." in words(answer)


def gone(client, path):
    answer = client.get(path)
    return answer.status_code == 410 and "Linket er udløbet. Bed om et nyt." in words(answer)


def test_used_withdrawn_old_and_invented_links_get_the_same_page(
    client, invite, link, admin_inge, yesterday
):
    assert gone(client, reverse("accounts:accept", args=["gaettet"]))
    invitation = invite()
    Invitation.objects.update(expires_on=yesterday)
    assert gone(client, link())
    actions.resend(invitation=invitation, by=admin_inge)
    actions.withdraw(invitation=invitation, by=admin_inge)
    assert gone(client, link())
    invite()
    client.post(link(), ANSWERS)
    assert gone(client, link())


def test_somebody_known_is_asked_to_sign_in_first(client, invite, link, teacher_nora):
    invite(email=teacher_nora.email)
    page = words(client.get(link()))
    assert f'href="{reverse("account_login")}?next={link()}"' in page
    assert "Vælg en adgangskode" not in page


def test_form_for_new_people_is_not_open_to_somebody_known(client, invite, link, teacher_nora):
    invite(email=teacher_nora.email)
    client.post(link(), ANSWERS)
    assert teacher_nora.jobs.count() == 1
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_somebody_known_accepts_with_one_button(sign_in, invite, link, teacher_nora):
    invite(email=teacher_nora.email)
    browser = sign_in(teacher_nora)
    assert "Tag imod invitationen" in words(browser.get(link()))
    assert browser.post(link()).url == reverse("workspace:today")
    assert teacher_nora.jobs.count() == 2


@pytest.mark.parametrize("known", [True, False])
def test_somebody_else_is_asked_to_sign_out(
    sign_in, invite, link, teacher_nora, foster_frank, known
):
    invite(**({"email": teacher_nora.email} if known else {}))
    browser = sign_in(foster_frank)
    assert "invitationen er til en anden mailadresse" in words(browser.get(link()))
    browser.post(link(), ANSWERS)
    assert Invitation.objects.get().accepted_at is None
    assert browser.get("/").wsgi_request.user == foster_frank
