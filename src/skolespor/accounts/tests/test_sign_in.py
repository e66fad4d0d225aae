"""Getting in: with the right words only, not too many tries, and a line in the log book."""

from html import unescape

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from skolespor.accounts import events
from skolespor.audit.models import Entry
from skolespor.core.models import OutboxMail

pytestmark = pytest.mark.once

WRONG = "Mailadressen eller adgangskoden er forkert. Prøv igen."
TOO_OFTEN = "Det er prøvet for mange gange. Vent fem minutter, og prøv igen."
PROFILE = "/konto/profil/"


@pytest.fixture
def freja(foster_freja, password):
    """A foster mother: one step is enough for her."""
    return password(foster_freja)


def words(answer):
    return unescape(answer.content.decode())


def is_inside(browser):
    return browser.get(PROFILE).status_code == 200


def test_right_password_opens_the_house(client, freja, submit_password):
    assert submit_password(client, freja).status_code == 302
    assert is_inside(client)


def test_address_may_be_written_with_capitals(client, freja, submit_password):
    submit_password(client, email=freja.email.upper())
    assert is_inside(client)


def test_signing_in_is_written_in_the_log_with_where_from(client, freja, submit_password):
    submit_password(client, freja)
    entry = Entry.objects.get(kind=events.SIGNED_IN.code)
    assert (entry.by_id, entry.origin) == (freja.pk, "127.0.0.1")


def test_wrong_password_is_written_in_the_log_without_the_address(
    client, freja, outsider, submit_password
):
    submit_password(client, freja, password="forkert")
    submit_password(client, outsider, password="forkert")
    refused = Entry.objects.filter(kind=events.SIGN_IN_REFUSED.code).order_by("pk")
    assert [(entry.by_id, entry.about_id) for entry in refused] == [
        (None, str(freja.pk)),
        (None, "None"),
    ]
    assert "example" not in str(list(refused.values()))


def test_known_and_unknown_address_get_the_same_answer(client, freja, outsider, submit_password):
    known = submit_password(client, freja, password="forkert")
    unknown = submit_password(client, outsider, password="forkert")
    said = [answer.context["form"].errors for answer in (known, unknown)]
    assert said == [{"__all__": [WRONG]}] * 2


def test_disabled_person_does_not_come_in(client, freja, submit_password):
    freja.is_active = False
    freja.save(update_fields=["is_active"])
    assert submit_password(client, freja).url == reverse("account_inactive")
    assert not is_inside(client)


@pytest.mark.parametrize("whose", ["freja", "outsider"])
def test_fifty_wrong_passwords_are_not_all_tried(
    request, client, whose, submit_password, monkeypatch
):
    """From many addresses, so that only the limit for the one mail address counts."""
    target, tried = request.getfixturevalue(whose), []
    monkeypatch.setattr(
        "skolespor.accounts.actions.note_wrong_sign_in", lambda **facts: tried.append(facts)
    )
    for number in range(50):
        answer = submit_password(client, target, "forkert", origin=f"10.0.0.{number + 1}")
    assert len(tried) == 5
    assert TOO_OFTEN in words(answer)


def test_right_password_does_not_help_while_the_address_is_locked(client, freja, submit_password):
    for number in range(5):
        submit_password(client, freja, password=f"forkert {number}")
    submit_password(client, freja)
    assert not is_inside(client)


def test_fifty_tries_from_one_place_are_stopped_in_danish(client, person, submit_password):
    answers = [
        submit_password(client, email=f"nr{number}@example.invalid", password="forkert")
        for number in range(50)
    ]
    assert [answer.status_code for answer in answers].count(429) == 20
    assert "Prøv igen om lidt" in words(answers[-1])


def test_limits_are_counted_in_the_database_that_all_workers_share(settings):
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_password_page_answers_alike_for_known_and_unknown(client, freja, outsider):
    known = client.post(reverse("account_reset_password"), {"email": freja.email})
    unknown = client.post(reverse("account_reset_password"), {"email": outsider.email})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_unknown_address_is_told_by_mail_that_it_is_unknown(client, outsider):
    client.post(reverse("account_reset_password"), {"email": outsider.email})
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.subject) == (outsider.email, "Ingen konto med denne adresse")


def test_new_password_is_chosen_by_link_and_the_old_sessions_end(
    client, freja, submit_password, settings
):
    elsewhere = Client()
    submit_password(elsewhere, freja)
    client.post(reverse("account_reset_password"), {"email": freja.email}, headers={"host": "x.y"})
    link = next(line for line in OutboxMail.objects.get().body.split() if "://" in line)
    assert link.startswith(settings.SITE_URL)
    form = client.get(link.removeprefix(settings.SITE_URL), follow=True)
    chosen = {"password1": "fire gule katte", "password2": "fire gule katte"}
    client.post(form.request["PATH_INFO"], chosen)
    assert not is_inside(elsewhere)
    submit_password(client, freja, password="fire gule katte")
    assert is_inside(client)


def test_link_for_a_new_password_works_once(client, freja, settings):
    client.post(reverse("account_reset_password"), {"email": freja.email})
    link = next(line for line in OutboxMail.objects.get().body.split() if "://" in line)
    path = link.removeprefix(settings.SITE_URL)
    form = client.get(path, follow=True)
    chosen = {"password1": "fire gule katte", "password2": "fire gule katte"}
    client.post(form.request["PATH_INFO"], chosen)
    assert "Linket virker ikke mere" in words(Client().get(path, follow=True))


def test_changing_the_password_ends_the_other_sessions_and_keeps_this(
    client, freja, submit_password
):
    elsewhere = Client()
    for browser in (client, elsewhere):
        submit_password(browser, freja)
    chosen = {"oldpassword": "tre grønne hatte"}
    chosen |= {"password1": "fire gule katte", "password2": "fire gule katte"}
    client.post(reverse("account_change_password"), chosen)
    assert (is_inside(client), is_inside(elsewhere)) == (True, False)


@pytest.mark.parametrize("weak", ["kort", "123456789012", "password1234", "freja.bo@example"])
def test_weak_passwords_are_refused(client, freja, submit_password, weak):
    submit_password(client, freja)
    chosen = {"oldpassword": "tre grønne hatte", "password1": weak, "password2": weak}
    assert client.post(reverse("account_change_password"), chosen).status_code == 200


def test_unknown_address_costs_as_much_work_as_a_known_one(
    client, freja, outsider, submit_password, monkeypatch
):
    work = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args, **more: work.append(1) or real(*args, **more)
    )
    submit_password(client, freja, password="forkert")
    known = len(work)
    submit_password(client, outsider, password="forkert")
    assert (known, len(work)) == (1, 2)
