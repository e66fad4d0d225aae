"""Links that are used twice, expired, forwarded or guessed give nothing; who has left reads nothing."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from skolespor.core.models import OutboxMail
from skolespor.programme.access import Who, courses_where, seats_of
from skolespor.programme.actions import people
from skolespor.programme.models import Participant


@pytest.fixture
def bo(draft, invites):
    return invites(draft, "Bo Birk")


def page(draft):
    return f"/raadgivning/{draft.pk}/"


def test_an_invited_person_comes_in_by_the_link_and_stays_in_that_browser(draft, bo, comes_in):
    browser = comes_in(bo)
    assert bo.joined_at is not None
    assert browser.get(page(draft)).status_code == 200
    assert browser.get(f"{page(draft)}henvendelse/common/").status_code == 200


def test_a_link_that_is_looked_at_by_a_mail_program_still_works(bo, link_in_mail, comes_in):
    Client().get(link_in_mail(bo.email))
    Client().head(link_in_mail(bo.email))
    comes_in(bo)


def test_a_link_used_twice_gives_nothing(draft, bo, link_in_mail, comes_in):
    link = link_in_mail(bo.email)
    comes_in(bo)
    other = Client()
    assert other.post(link).status_code == 410
    assert other.get(page(draft)).status_code == 302


def test_a_link_that_is_forwarded_gives_nothing_to_the_one_who_has_it(draft, bo, comes_in):
    comes_in(bo)
    stolen = Client()
    session = stolen.session
    session["programme-seats"] = {str(bo.pk): "guessed"}
    session.save()
    assert stolen.get(page(draft)).status_code == 302


def test_an_expired_link_gives_nothing(bo, link_in_mail):
    Participant.objects.update(link_until=timezone.now() - timedelta(seconds=1))
    assert Client().post(link_in_mail(bo.email)).status_code == 410


def test_an_invitation_works_for_fourteen_days(bo):
    left = bo.link_until - timezone.now()
    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)


@pytest.mark.parametrize("guess", ["x", "0" * 43, "../admin", "%00"])
def test_a_guessed_link_gives_nothing(draft, bo, guess):
    assert Client().post(f"/raadgivning/adgang/{guess}/").status_code in (404, 410)


def test_a_new_link_makes_the_old_one_and_the_old_browser_void(
    draft, bo, comes_in, link_in_mail, trine
):
    browser = comes_in(bo)
    people.send_again(seat=bo, by=trine)
    assert browser.get(page(draft)).status_code == 302
    again = comes_in(bo)
    assert again.get(page(draft)).status_code == 200


def test_whoever_takes_part_asks_for_a_new_link_and_others_are_told_the_same(draft, bo, comes_in):
    comes_in(bo)
    before = OutboxMail.objects.count()
    for address in (bo.email.upper(), "nobody@example.invalid"):
        answer = Client().post("/raadgivning/adgang/", {"email": address})
        assert answer.url == "/raadgivning/henvend/sendt/"
    assert OutboxMail.objects.count() == before + 1
    assert comes_in(bo).get(page(draft)).status_code == 200
    assert "virker én gang" in OutboxMail.objects.latest("pk").body


def asks_for_link(address):
    return Client().post("/raadgivning/adgang/", {"email": address})


def test_the_sixth_link_within_an_hour_is_not_sent_and_the_page_does_not_tell_who_is_known(
    draft, bo, comes_in
):
    comes_in(bo)
    before = OutboxMail.objects.count()
    pages = []
    for address in (bo.email, "nobody@example.invalid"):
        assert {asks_for_link(address).status_code for _number in range(5)} == {302}
        page = asks_for_link(address.upper()).content.decode()
        assert "Der er bedt om mange mails herfra eller til den adresse." in page
        pages.append(re.sub(r'name="csrf\w+" value="\w+"', "", page).replace(address.upper(), ""))
    assert pages[0] == pages[1]
    assert OutboxMail.objects.count() == before + 5


@pytest.mark.long
def test_twenty_colleagues_behind_one_address_get_their_new_links(draft, invites, comes_in):
    seats = [invites(draft, f"P{number}x Abc") for number in range(20)]
    before = OutboxMail.objects.count()
    for seat in seats:
        assert asks_for_link(seat.email).status_code == 302
    assert OutboxMail.objects.count() == before + 20


def test_who_has_left_reads_nothing_from_the_same_moment(draft, bo, comes_in, trine, link_in_mail):
    browser = comes_in(bo)
    people.end(seat=bo, by=trine)
    assert browser.get(page(draft)).status_code == 302
    before = OutboxMail.objects.count()
    Client().post("/raadgivning/adgang/", {"email": bo.email})
    assert OutboxMail.objects.count() == before
    with pytest.raises(PermissionDenied):
        people.send_again(seat=bo, by=trine)


def test_an_account_with_the_address_needs_no_browser(
    draft, invites, person, solvang, sign_in, link_in_mail
):
    leader = person("Ly Lund", "authority_leader", solvang)
    seat = invites(draft, "Ly Lund", line="authority")
    Participant.objects.filter(pk=seat.pk).update(email=leader.email)
    browser = sign_in(leader)
    people.ask_for_link(email=leader.email)
    browser.post(link_in_mail(leader.email))
    seat.refresh_from_db()
    assert (seat.user, seat.browser) == (leader, "")
    assert sign_in(leader).get(page(draft)).status_code == 200


def test_somebody_elses_account_does_not_take_the_seat(
    draft, bo, sign_in, worker_otto, link_in_mail
):
    sign_in(worker_otto).post(link_in_mail(bo.email))
    bo.refresh_from_db()
    assert bo.user is None
    assert not courses_where(Who(worker_otto)).exists()


def test_an_account_that_is_closed_holds_no_seat(draft, lead_trine):
    lead_trine.is_active = False
    lead_trine.save(update_fields=["is_active"])
    assert not seats_of(Who(lead_trine)).exists()


def test_one_address_has_one_seat(draft, bo, invites):
    with pytest.raises(Exception, match="course.invited_twice"):
        invites(draft, "Bo Birk")
    assert draft.participants.filter(email=bo.email).count() == 1


def test_a_seat_in_one_course_opens_no_other(draft, bo, comes_in, lead_erna):
    from_ellevang = Participant.objects.count()
    browser = comes_in(bo)
    assert browser.get("/raadgivning/999999/").status_code == 404
    assert Participant.objects.count() == from_ellevang
