"""Of allauth's pages only those that we use exist, and each opens."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from skolespor.core.doors import door_of

SIGNED_OUT = ["account_login", "account_reset_password", "account_reset_password_done"]
SIGNED_OUT += ["account_reset_password_from_key_done", "account_inactive"]
SIGNED_IN = ["account_logout", "account_reauthenticate", "account_change_password", "mfa_index"]
SIGNED_IN += ["mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes"]
SIGNED_IN += ["mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn"]
SIGNED_IN += ["mfa_add_webauthn", "usersessions_list"]
NOT_HERE = ["account_signup", "account_email", "account_set_password", "mfa_signup_webauthn"]


@pytest.fixture
def inge_inside(client, admin_inge, two_steps, submit_password, code_now):
    """Inge's browser, after both steps and after she has shown once more that it is her."""
    two_steps(admin_inge)
    submit_password(client, admin_inge)
    client.post(reverse("mfa_authenticate"), {"code": code_now(admin_inge)})
    again = {"password": "tre grønne hatte", "next": reverse("accounts:profile")}
    assert client.post(reverse("account_reauthenticate"), again).status_code == 302
    return client


@pytest.mark.parametrize("page", SIGNED_OUT)
def test_page_in_front_of_the_house_opens_for_anybody(client, db, page):
    assert client.get(reverse(page)).status_code == 200


@pytest.mark.parametrize("page", SIGNED_IN)
def test_page_about_ones_own_sign_in_opens_for_staff(inge_inside, page):
    assert inge_inside.get(reverse(page)).status_code == 200


@pytest.mark.parametrize("page", SIGNED_IN[1:])
def test_page_about_ones_own_sign_in_asks_a_stranger_to_sign_in(client, db, page):
    answer = client.get(reverse(page))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_app_can_be_set_up_by_somebody_without_one(client, foster_freja, password, submit_password):
    submit_password(client, password(foster_freja))
    client.post(reverse("account_reauthenticate"), {"password": "tre grønne hatte"})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.parametrize("page", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_passkey_can_be_renamed_and_removed_by_its_owner_alone(
    inge_inside, admin_inge, director_dan, page
):
    key = {"type": "webauthn", "data": {"name": "Min telefon", "credential": {}}}
    mine = Authenticator.objects.create(user=admin_inge, **key)
    theirs = Authenticator.objects.create(user=director_dan, **key)
    assert inge_inside.get(reverse(page, args=[mine.pk])).status_code == 200
    assert inge_inside.get(reverse(page, args=[theirs.pk])).status_code == 404


def test_passkey_sign_in_answers_the_script_and_nobody_else(client, db):
    script = {"headers": {"accept": "application/json"}}
    assert "request_options" in client.get(reverse("mfa_login_webauthn"), **script).json()
    assert client.get(reverse("mfa_login_webauthn")).url == reverse("account_login")


@pytest.mark.parametrize("page", NOT_HERE)
def test_nobody_signs_up_or_changes_address_here(page):
    with pytest.raises(NoReverseMatch):
        reverse(page)


def test_every_page_of_allauth_has_a_door_and_a_danish_address():
    found = 0
    for pattern in _patterns(get_resolver()):
        if (pattern.name or "").startswith(("account_", "mfa_", "usersessions_")):
            found += 1
            assert door_of(pattern.callback) in ("public", "signed in"), pattern.name
    assert found == len(SIGNED_OUT) + len(SIGNED_IN) + 7


def _patterns(resolver):
    for pattern in resolver.url_patterns:
        yield from _patterns(pattern) if hasattr(pattern, "url_patterns") else [pattern]


def test_sign_in_page_is_danish_and_asks_for_two_things():
    page = Client().get(reverse("account_login")).content.decode()
    assert "Adgangskode" in page
    assert "Password" not in page


def test_somebody_without_a_password_is_told_so(sign_in, admin_inge):
    page = sign_in(admin_inge).get(reverse("account_change_password")).content.decode()
    assert "Du har ingen adgangskode" in page
