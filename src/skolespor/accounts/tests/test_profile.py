"""Din profil, and what the frame of every page knows about a person."""

from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from skolespor.accounts.context import signed_in
from skolespor.accounts.models import JobSeat
from skolespor.accounts.roles import Role

PROFILE = "/konto/profil/"


@pytest.fixture
def shown(sign_in):
    return lambda user: unescape(sign_in(user).get(PROFILE).content.decode())


@pytest.fixture
def frame():
    """What the frame gets for somebody."""

    def read(user):
        request = RequestFactory().get("/")
        request.user = user
        return signed_in(request)

    return read


def test_profile_shows_name_and_jobs_with_their_days(shown, worker_wilma, today):
    worker_wilma.jobs.update(until=today)
    page = shown(worker_wilma)
    assert "Wilma Winther" in page
    assert "Børne- og ungerådgiver" in page
    assert f"Fra 01-08-2025 til og med {today:%d-%m-%Y}" in page


def test_profile_names_no_child(shown, worker_wilma):
    assert "Maja" not in shown(worker_wilma)


def test_deputy_reads_for_whom_and_how_long(shown, worker_otto, worker_wilma, stands_in, today):
    deputy = stands_in(worker_otto, worker_wilma)
    page = shown(worker_otto)
    assert f"For Wilma Winther: Fra 01-08-2025 til og med {deputy.until:%d-%m-%Y}" in page


def test_mother_has_a_profile_without_jobs(shown, mother_mie):
    assert "Du har ingen plads i en organisation." in shown(mother_mie)


def test_child_has_a_profile_without_an_address(shown, maja_herself):
    assert "Mailadresse" not in shown(maja_herself)


def test_own_number_is_saved_and_nothing_else(sign_in, foster_freja, kinds):
    answers = {"phone": "11 22 33 44", "name": "En anden", "email": "x@example.invalid"}
    sign_in(foster_freja).post(PROFILE, answers)
    foster_freja.refresh_from_db()
    assert (foster_freja.phone, foster_freja.name) == ("11 22 33 44", "Freja Bo")
    assert kinds() == ["accounts.profile_saved"]


def test_number_that_is_none_is_kept_in_the_form_with_an_explanation(sign_in, foster_freja):
    page = unescape(sign_in(foster_freja).post(PROFILE, {"phone": "ring!"}).content.decode())
    assert "Skriv et telefonnummer" in page
    assert 'value="ring!"' in page


def test_profile_leads_to_password_second_step_and_devices(shown, foster_freja):
    page = shown(foster_freja)
    for address in ("/konto/adgangskode/skift/", "/konto/to-trin/", "/konto/enheder/"):
        assert f'href="{address}"' in page


def test_frame_knows_name_role_municipality_and_colour(frame, head_hanne, ellevang):
    ellevang.accent = "violet"
    ellevang.save()
    assert frame(head_hanne) == {
        "user": head_hanne,
        "user_name": "Hanne Holm",
        "user_role": "Skoleleder",
        "authority": "Ellevang",
        "accent": "violet",
    }


def test_frame_of_somebody_without_a_job_has_name_and_no_role(frame, mother_mie):
    assert frame(mother_mie) == {"user": mother_mie, "user_name": "Mie Ager", "accent": "petrol"}


def test_frame_of_a_stranger_knows_nothing(frame):
    stranger = AnonymousUser()
    assert frame(stranger) == {"user": stranger, "accent": "petrol"}


@pytest.mark.parametrize("jobs", [1, 30])
def test_frame_costs_two_queries_whatever_the_number_of_jobs(
    frame, head_hanne, lindeskolen, today, jobs, count_queries
):
    for _number in range(jobs - 1):
        JobSeat.objects.create(
            user=head_hanne, organisation=lindeskolen, role=Role.SCHOOL_STAFF, since=today
        )
    assert count_queries(lambda: frame(head_hanne)) == 2
