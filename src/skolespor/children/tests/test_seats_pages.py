"""Giving and taking seats at one child: seen before it is done, and at once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.children import access
from skolespor.children.actions import seats
from skolespor.children.actions.facts import protect
from skolespor.children.models import Naming, NetworkSeat
from skolespor.children.tests.pages import address, words

VIEW = Permission.CHILD_VIEW


# Giving a seat


@pytest.fixture
def psychologist_pia(person, house, solvang):
    return person("Pia Prior", Role.PPR_CONSULTANT, house("ppr", "PPR Solvang", solvang))


def test_seat_is_given_to_one_of_those_around(
    sign_in, worker_wilma, psychologist_pia, teacher_nora, maja
):
    wilma = sign_in(worker_wilma)
    page = words(wilma.get(address("give_seat", maja)))
    assert "Pia Prior, PPR-psykolog eller -konsulent" in page
    assert "Nora Nue" not in page
    job = psychologist_pia.jobs.get()
    answer = wilma.post(address("give_seat", maja), {"job": job.pk, "until": ""}, follow=True)
    assert "Personen har fået en plads." in words(answer)
    assert maja in access.children_where(psychologist_pia, VIEW)


def test_seat_can_be_given_at_the_school_around_the_child(
    sign_in, worker_wilma, head_hanne, head_hans, maja
):
    page = words(sign_in(worker_wilma).get(address("give_seat", maja)))
    assert "Hanne Holm, Skoleleder" in page
    assert "Lindeskolen" in page


def test_last_day_before_today_keeps_the_choice(
    sign_in, worker_wilma, psychologist_pia, maja, yesterday
):
    job = psychologist_pia.jobs.get()
    sent = {"job": job.pk, "until": yesterday.strftime("%d-%m-%Y")}
    page = words(sign_in(worker_wilma).post(address("give_seat", maja), sent))
    assert "Slutdatoen ligger før startdatoen." in page
    assert f'<option value="{job.pk}" selected>' in page


def test_who_has_a_seat_is_not_offered_one(sign_in, worker_wilma, coordinator_karen, maja):
    page = words(sign_in(worker_wilma).get(address("give_seat", maja)))
    assert "Karen Lange, Læringskoordinator" not in page


# Taking it


def seat_of(user, child):
    return NetworkSeat.objects.get(child=child, job__user=user)


def test_seat_gets_a_last_day(sign_in, worker_wilma, coordinator_karen, maja, today):
    seat = seat_of(coordinator_karen, maja)
    wilma, url = sign_in(worker_wilma), address("end_seat", maja, seat.pk)
    assert "Karen Lange, Læringskoordinator: kan se siden til og med" in words(wilma.get(url))
    wilma.post(url, {"until": today.strftime("%d-%m-%Y")})
    seat.refresh_from_db()
    assert seat.until == today


def test_last_day_cannot_have_passed(sign_in, worker_wilma, coordinator_karen, maja, yesterday):
    url = address("end_seat", maja, seat_of(coordinator_karen, maja).pk)
    sent = {"until": yesterday.strftime("%d-%m-%Y")}
    page = words(sign_in(worker_wilma).post(url, sent))
    assert "Vælg i dag eller en senere dag." in page
    assert f'value="{sent["until"]}"' in page


def test_closing_says_who_is_out_and_closes_the_open_session(
    sign_in, worker_wilma, teacher_tim, maja, lindeskolen
):
    tim, wilma = sign_in(teacher_tim), sign_in(worker_wilma)
    assert tim.get(address("child", maja)).status_code == 200
    seat = NetworkSeat.objects.get(child=maja, organisation=lindeskolen)
    url = address("close_seat", maja, seat.pk)
    page = words(wilma.get(url))
    assert "Lindeskolen: pladsen lukkes nu" in page
    assert "Tim Toft, Kontaktlærer eller klasselærer: kan ikke se siden mere" in page
    wilma.post(url, {"reason": "Barnet skal skærmes nu"})
    assert tim.get(address("child", maja)).status_code == 404


def test_closing_says_who_has_another_way_in(sign_in, worker_wilma, teacher_tim, maja, sits):
    sits(teacher_tim, maja)
    url = address("close_seat", maja, seat_of(teacher_tim, maja).pk)
    page = words(sign_in(worker_wilma).get(url))
    assert "har også en anden plads og kan stadig se siden" in page


def test_closing_needs_a_sentence_and_keeps_what_was_typed(
    sign_in, worker_wilma, coordinator_karen, maja
):
    url = address("close_seat", maja, seat_of(coordinator_karen, maja).pk)
    page = words(sign_in(worker_wilma).post(url, {"reason": "Hastesag"}))
    assert "Skriv hvorfor, med en sætning." in page
    assert "> Hastesag</textarea>" in page
    assert maja in access.children_where(coordinator_karen, VIEW)


def test_one_named_person_is_closed_out_and_the_house_stays(
    sign_in, worker_wilma, teacher_tim, maja
):
    url = address("close_naming", maja, Naming.objects.get().pk)
    sign_in(worker_wilma).post(url, {"reason": "Tim er ikke mere lærer her"})
    assert maja not in access.children_where(teacher_tim, VIEW)
    assert NetworkSeat.objects.get(organisation__name="Lindeskolen").closed_at is None


def test_closing_ones_own_seat_ends_at_the_start_page(sign_in, worker_wilma, maja):
    url = address("close_seat", maja, seat_of(worker_wilma, maja).pk)
    answer = sign_in(worker_wilma).post(url, {"reason": "Jeg har ikke opgaven mere"})
    assert answer["Location"] == reverse("workspace:today")


def test_seat_of_another_child_is_not_found(sign_in, worker_wilma, emil, maja):
    other = NetworkSeat.objects.filter(child=emil).first()
    wilma = sign_in(worker_wilma)
    for page in ("end_seat", "close_seat"):
        assert wilma.get(address(page, maja, other.pk)).status_code == 404


def test_closed_seat_is_not_found(sign_in, worker_wilma, coordinator_karen, maja):
    seat = seat_of(coordinator_karen, maja)
    seats.close_seat(seat=seat, reason="Opgaven er slut", by=worker_wilma)
    url = address("close_seat", maja, seat.pk)
    assert sign_in(worker_wilma).get(url).status_code == 404


# A protected child


def test_masked_reader_sees_roles_only_and_closes_nothing(
    sign_in, worker_wilma, coordinator_karen, teacher_tim, maja
):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    karen = sign_in(coordinator_karen)
    page = words(karen.get(address("who_sees", maja)))
    assert "Kontaktlærer eller klasselærer: navn og sted er skjult" in page
    assert "Luk adgang nu" not in page
    assert karen.get(address("give_seat", maja)).status_code == 403
    seat = seat_of(worker_wilma, maja)
    with pytest.raises(PermissionDenied):
        seats.close_seat(seat=seat, reason="Det går ikke an", by=coordinator_karen)


def test_given_seat_at_a_protected_child_shows_no_place(
    sign_in, worker_wilma, psychologist_pia, maja
):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    assert "Personen ser ikke sted og skole" in words(
        sign_in(worker_wilma).get(address("give_seat", maja))
    )
    seats.give_seat(child=maja, job=psychologist_pia.jobs.get(), by=worker_wilma)
    assert access.sight_of(psychologist_pia, maja).is_masked
