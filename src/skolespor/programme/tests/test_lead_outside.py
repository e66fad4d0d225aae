"""A course whose *tovholder* has not come in: the agency helps, and only with that one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from skolespor.programme.actions import people
from skolespor.programme.models import Participant
from skolespor.programme.queries import courses as queries


def address(course, rest=""):
    return f"/raadgivning/{course.pk}/deltagere/{rest}"


def words(response):
    return response.content.decode()


@pytest.fixture
def successor(talking, trine):
    """Trine has been replaced by Ny Nu, who has a link and has not used it."""
    lead = talking.participants.get(is_lead=True)
    new = {"name": "Ny Nu", "email": "forkert@example.invalid", "title": "Chef"}
    return people.replace(seat=lead, by=trine, **new)


def test_the_adviser_sends_the_tovholder_a_new_link_when_the_first_has_run_out(
    talking, successor, sign_in, adviser_rikke, comes_in
):
    Participant.objects.filter(pk=successor.pk).update(
        link_until=timezone.now() - timedelta(days=1)
    )
    browser = sign_in(adviser_rikke)
    at = address(talking, f"{successor.pk}/ny-adgang/")
    assert at in words(browser.get(address(talking)))
    assert browser.post(at).status_code == 302
    comes_in(successor)
    assert queries.here(talking).get(is_lead=True, joined_at__isnull=False) == successor
    assert at not in words(browser.get(address(talking))), "now they lead themselves"
    assert browser.post(at).status_code == 403


def test_the_adviser_mends_a_wrong_address_of_the_tovholder(
    talking, successor, sign_in, adviser_rikke, comes_in
):
    new = {"name": "Ny Nu", "email": "rigtig@example.invalid", "title": "Chef"}
    browser = sign_in(adviser_rikke)
    assert browser.post(address(talking, f"{successor.pk}/erstat/"), new).status_code == 302
    lead = queries.here(talking).get(is_lead=True)
    assert lead.email == "rigtig@example.invalid"
    comes_in(lead)
    assert lead.joined_at


def test_the_adviser_lets_nobody_else_in(talking, sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    for seat in queries.here(talking):
        for rest in ("ny-adgang", "erstat", "tovholder", "luk"):
            at = address(talking, f"{seat.pk}/{rest}/")
            assert browser.post(at).status_code == 403, (seat.name, rest)
            assert at not in words(browser.get(address(talking)))


def test_who_only_writes_lets_not_even_the_tovholder_in(talking, successor, let_in):
    writer = let_in(talking.participants.get(name="Bo Birk"))
    with pytest.raises(PermissionDenied):
        people.send_again(seat=successor, by=writer)


def test_one_who_has_not_come_in_is_not_offered_as_tovholder(talking, sign_in, lead_trine, let_in):
    bo = talking.participants.get(name="Bo Birk")
    browser = sign_in(lead_trine)
    at = address(talking, f"{bo.pk}/tovholder/")
    assert at not in words(browser.get(address(talking)))
    assert "ikke kommet ind endnu. Vent" in words(browser.post(at))
    let_in(bo)
    assert at in words(browser.get(address(talking)))
