"""A session begins anew, ends by itself, and can be ended by its owner."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from skolespor.accounts.actions import close_job

pytestmark = pytest.mark.once

PROFILE = "/konto/profil/"
AWAY = "Du har været væk et stykke tid. Din tekst er gemt som kladde."
LONG = "Du har været logget ind længe. Log ind igen. Din tekst er gemt som kladde."
FORGET = '"cache"'


@pytest.fixture
def freja(foster_freja, password):
    """A foster mother: one step is enough for her."""
    return password(foster_freja)


@pytest.fixture
def clock():
    """Moves on when a test says so."""
    with time_machine.travel(timezone.now(), tick=False) as moved:
        yield moved


@pytest.fixture
def inside(clock, client, freja, submit_password):
    """Freja's browser, signed in this second."""
    submit_password(client, freja)
    return client


def is_inside(browser):
    return browser.get(PROFILE).status_code == 200


def test_session_gets_a_new_name_when_somebody_signs_in(client, freja, submit_password):
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    submit_password(client, freja)
    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(pk=session.session_key).exists()


def test_session_gets_a_new_name_after_the_second_step(
    client, admin_inge, two_steps, submit_password, code_now
):
    submit_password(client, two_steps(admin_inge))
    before = client.session.session_key
    assert not is_inside(client)
    client.post(reverse("mfa_authenticate"), {"code": code_now(admin_inge)})
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_old_cookie_is_worth_nothing_after_signing_out(inside):
    stolen = inside.cookies["sessionid"].value
    inside.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert not is_inside(thief)


def test_signing_out_tells_the_browser_to_forget(inside):
    assert inside.post(reverse("account_logout"))["Clear-Site-Data"] == FORGET
    assert not is_inside(inside)


def test_link_alone_does_not_sign_anybody_out(inside):
    inside.get(reverse("account_logout"))
    assert is_inside(inside)


def test_pages_keep_nothing_in_the_browser(inside):
    assert inside.get(PROFILE)["Cache-Control"] == "no-store, private"
    assert "Clear-Site-Data" not in inside.get(PROFILE)


def test_half_an_hour_away_ends_the_session(inside, clock):
    clock.shift(timedelta(minutes=30, seconds=1))
    answer = inside.get(PROFILE)
    assert answer.url == f"{reverse('account_login')}?next={PROFILE}"
    assert answer["Clear-Site-Data"] == FORGET
    assert AWAY in inside.get(answer.url).content.decode()


def test_somebody_who_works_stays_for_eight_hours_and_no_longer(inside, clock):
    for _turn in range(24):
        clock.shift(timedelta(minutes=20))
        assert is_inside(inside)
    clock.shift(timedelta(seconds=1))
    answer = inside.get(PROFILE)
    assert LONG in inside.get(answer.url).content.decode()


def test_time_is_counted_from_signing_in_not_from_the_first_page(inside, clock):
    clock.shift(timedelta(minutes=31))
    assert not is_inside(inside)


def test_autosave_after_the_session_is_sent_to_sign_in(inside, clock):
    clock.shift(timedelta(minutes=31))
    draft = reverse("workspace:draft", args=["conversation", "new"])
    assert inside.post(draft, {"words": "Hej"}).status_code == 302


def test_part_of_a_page_after_the_session_takes_the_whole_page_to_sign_in(inside, clock):
    clock.shift(timedelta(minutes=31))
    part = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{PROFILE}"}
    answer = inside.get(PROFILE, headers=part)
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=%2Fkonto%2Fprofil%2F"
    assert answer["Clear-Site-Data"] == FORGET


def test_signing_in_again_starts_the_clock_anew(inside, clock, freja, submit_password):
    clock.shift(timedelta(hours=9))
    assert not is_inside(inside)
    submit_password(inside, freja)
    assert is_inside(inside)


def test_disabled_person_is_out_at_the_next_page(inside, freja):
    freja.is_active = False
    freja.save(update_fields=["is_active"])
    assert not is_inside(inside)


def test_closed_job_counts_at_once_in_the_open_session(sign_in, admin_inge, person, solvang):
    otto = person("Otto Berg", "system_administrator", solvang)
    browser = sign_in(otto)
    assert browser.get(reverse("accounts:people")).status_code == 200
    close_job(job=otto.jobs.get(), reason="Stoppet i dag", by=admin_inge)
    assert browser.get(reverse("accounts:people")).status_code == 403


def test_own_sessions_are_listed_with_the_device(inside, freja, submit_password):
    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/605"})
    submit_password(elsewhere, freja)
    page = inside.get(reverse("usersessions_list")).content.decode()
    assert "Safari, iPhone" in page
    assert "Denne enhed" in page


def test_other_sessions_can_be_ended_from_here(inside, freja, submit_password):
    elsewhere = Client()
    submit_password(elsewhere, freja)
    inside.post(reverse("usersessions_list"))
    assert (is_inside(inside), is_inside(elsewhere)) == (True, False)


def test_nobody_ends_the_sessions_of_another(inside, foster_frank, password, submit_password):
    frank = Client()
    submit_password(frank, password(foster_frank))
    inside.post(reverse("usersessions_list"))
    assert is_inside(frank)
