"""Staff need two steps outside the demo; family and foster parents need one."""

import json
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.core import serializers
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from skolespor.accounts.access import needs_second_factor
from skolespor.accounts.roles import JOBS_AT, Role
from skolespor.audit.models import Entry

PROFILE = "/konto/profil/"
SET_UP = "/konto/to-trin/"


@pytest.fixture(autouse=True)
def clock_stands(time_machine):
    """A code is good for thirty seconds: none runs out between the app and the page."""
    time_machine.move_to(timezone.now(), tick=False)


@pytest.fixture
def inge(admin_inge, password):
    """Staff with a password and nothing more."""
    return password(admin_inge)


@pytest.fixture
def first_day(client, inge, submit_password, code_of):
    """Inge sets up the app; this is the page with her recovery codes."""
    submit_password(client, inge)
    client.post(reverse("account_reauthenticate"), {"password": "tre grønne hatte"})
    form = client.get(reverse("mfa_activate_totp")).context["form"]
    answer = {"code": code_of(form.secret)}
    return client.post(reverse("mfa_activate_totp"), answer, follow=True)


@pytest.mark.parametrize("page", ["accounts:profile", "accounts:people", "workspace:today"])
def test_staff_without_a_second_step_reach_only_the_set_up(client, inge, submit_password, page):
    submit_password(client, inge)
    assert client.get(reverse(page)).url == SET_UP
    shown = client.get(SET_UP).content.decode()
    assert "Vælg en måde, før du går videre" in shown


def test_staff_without_a_second_step_cannot_send_a_form_either(client, inge, submit_password):
    submit_password(client, inge)
    assert client.post(PROFILE, {"phone": "11 22 33 44"}).url == SET_UP
    inge.refresh_from_db()
    assert inge.phone == "20 00 00 00"


def test_staff_without_a_second_step_can_leave(client, inge, submit_password):
    submit_password(client, inge)
    assert client.post(reverse("account_logout")).url == reverse("account_login")


def test_recovery_codes_alone_are_no_second_step(sign_in, inge):
    browser = sign_in(inge)
    Authenticator.objects.update(type=Authenticator.Type.RECOVERY_CODES)
    assert browser.get(PROFILE).url == SET_UP


def test_after_setting_up_the_app_the_house_is_open(client, first_day):
    assert "Nødkoder" in first_day.content.decode()
    assert client.get(PROFILE).status_code == 200


def test_next_time_the_code_is_asked_for(inge, first_day, submit_password):
    later = Client()
    assert submit_password(later, inge).url == reverse("mfa_authenticate")
    assert later.get(PROFILE).status_code == 302


def test_wrong_codes_are_limited_for_the_person_wherever_they_come_from(
    inge, two_steps, submit_password, code_now
):
    two_steps(inge)
    for number in range(5):
        browser = Client(REMOTE_ADDR=f"10.0.1.{number}")
        submit_password(browser, inge)
        browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    browser = Client(REMOTE_ADDR="10.0.2.1")
    submit_password(browser, inge)
    answer = browser.post(reverse("mfa_authenticate"), {"code": code_now(inge)})
    assert "Det er prøvet for mange gange." in unescape(answer.content.decode())
    assert browser.get(PROFILE).status_code == 302


def test_wrong_code_is_in_the_log_with_whose_it_was(
    inge, two_steps, submit_password, code_now, kinds
):
    two_steps(inge)
    browser = Client()
    submit_password(browser, inge)
    browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    browser.post(reverse("mfa_authenticate"), {"code": code_now(inge)})
    assert kinds() == ["accounts.sign_in_refused", "accounts.signed_in"]
    assert Entry.objects.earliest("pk").about_id == str(inge.pk)


def test_code_works_once(inge, two_steps, submit_password, code_now):
    two_steps(inge)
    code = code_now(inge)
    first, second = Client(), Client()
    for browser in (first, second):
        submit_password(browser, inge)
        browser.post(reverse("mfa_authenticate"), {"code": code})
    assert [b.get(PROFILE).status_code for b in (first, second)] == [200, 302]


def test_recovery_code_works_once(inge, two_steps, submit_password):
    two_steps(inge)
    codes = inge.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    first, second = Client(), Client()
    for browser in (first, second):
        submit_password(browser, inge)
        browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert [b.get(PROFILE).status_code for b in (first, second)] == [200, 302]


def test_secrets_cannot_be_read_in_the_database(inge, two_steps):
    two_steps(inge)
    codes = inge.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    dump = serializers.serialize("json", Authenticator.objects.all())
    kept = [json.dumps(row["fields"]["data"]) for row in json.loads(dump)]
    assert len(kept) == 2
    for secret in ("JBSWY3DPEHPK3PXP", *codes):
        assert secret not in dump
    assert all("gAAAA" in row for row in kept)


def test_foster_parent_needs_one_step(client, foster_freja, password, submit_password):
    submit_password(client, password(foster_freja))
    assert client.get(PROFILE).status_code == 200


def test_foster_parent_who_has_chosen_two_steps_is_asked_for_both(
    client, foster_freja, two_steps, submit_password
):
    assert submit_password(client, two_steps(foster_freja)).url == reverse("mfa_authenticate")


def test_foster_parent_who_also_works_at_a_school_needs_two(
    client, foster_freja, password, submit_password, lindeskolen
):
    foster_freja.jobs.create(
        organisation=lindeskolen, role=Role.SCHOOL_STAFF, since=foster_freja.jobs.get().since
    )
    submit_password(client, password(foster_freja))
    assert client.get(PROFILE).url == SET_UP


def test_every_job_but_the_foster_parents_needs_two_steps(person, house, solvang):
    needs = {}
    for kind, roles in JOBS_AT.items():
        place = house(kind, kind, None if kind == "municipality" else solvang, code=kind[:6])
        for role in roles:
            needs[role] = needs_second_factor(person(f"{kind} {role}", role, place))
    assert {role for role, needed in needs.items() if not needed} == {Role.FOSTER_PARENT}


def test_demo_asks_nobody_for_a_second_step(client, inge, submit_password, settings):
    settings.DEMO = True
    submit_password(client, inge)
    assert client.get(PROFILE).status_code == 200
