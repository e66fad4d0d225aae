"""Anybody can begin a draft in a municipality's name on the open page. Its leaders neither see it nor go on
with it: the outsider would read what they write."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from skolespor.accounts.models import JobSeat
from skolespor.accounts.roles import Role
from skolespor.programme.access import Who, courses_where, led_where, may_write, writable_where
from skolespor.programme.actions import application, people
from skolespor.programme.models import Course
from skolespor.programme.queries.waiting import course_of, ours


@pytest.fixture
def outsider(link_in_mail, solvang):
    """Somebody without a job in Solvang has begun in its name; their browser."""
    browser = Client()
    browser.post(
        "/raadgivning/henvend/",
        {
            "municipality": "9001",
            "name": "Ude Fra",
            "title": "Chef",
            "email": "ude@example.invalid",
            "phone": "70 00 91 09",
        },
    )
    assert browser.post(link_in_mail("ude@example.invalid")).status_code == 302
    return browser


@pytest.fixture
def theirs(outsider):
    return Course.objects.get()


def test_an_outsiders_draft_is_not_there_for_those_who_lead_the_work(
    theirs, director_dan, lead_trine, sign_in
):
    for user in (director_dan, lead_trine):
        for found in (courses_where, writable_where, led_where):
            assert not found(Who(user)).exists()
        assert ours(reader=user) == []
        assert course_of("9001", reader=user) is None
        assert sign_in(user).get(f"/raadgivning/{theirs.pk}/").status_code == 404
    page = sign_in(director_dan).get("/raadgivning/")
    assert [one["code"] for one in page.context["begins"]] == ["9001"]


def test_the_director_begins_a_draft_of_their_own_that_the_outsider_never_reads(
    theirs, outsider, director_dan, sign_in
):
    answer = sign_in(director_dan).post("/raadgivning/begynd/", {"municipality": "9001"})
    own = Course.objects.exclude(pk=theirs.pk).get()
    assert answer.url == f"/raadgivning/{own.pk}/henvendelse/"
    assert may_write(Who(director_dan), own)
    assert outsider.get(answer.url).status_code == 404
    assert not may_write(Who(director_dan), theirs)
    with pytest.raises(PermissionDenied):
        application.save_part(
            course=theirs,
            part="common",
            answers={"af_wish": "Ro"},
            seen=0,
            not_a_child=False,
            by=Who(director_dan),
        )


def test_a_draft_that_a_colleague_has_begun_is_gone_on_with(draft, director_dan):
    assert application.begin(municipality="9001", by=director_dan) == draft
    assert may_write(Who(director_dan), draft)


def test_a_colleague_from_one_of_the_houses_counts_once_they_have_come_in(
    theirs, person, familieteamet, director_dan, link_in_mail, sign_in
):
    leader = person("Ly Lund", Role.AUTHORITY_LEADER, familieteamet)
    people.invite(
        course=theirs,
        name=leader.name,
        email=leader.email,
        title="Chef",
        line="authority",
        level="strategic",
        may_write=True,
        by=Who(None, (theirs.participants.get().pk,)),
    )
    assert not courses_where(Who(director_dan)).exists()
    sign_in(leader).post(link_in_mail(leader.email))
    assert list(courses_where(Who(director_dan))) == [theirs]
    people.end(
        seat=theirs.participants.get(user=leader),
        by=Who(None, (theirs.participants.get(is_lead=True).pk,)),
    )
    assert not courses_where(Who(director_dan)).exists()


def test_a_draft_whose_only_colleague_has_stopped_is_not_seen_any_more(
    draft, lead_trine, director_dan, yesterday
):
    """Nobody of the municipality's staff is in it then; who takes part still reads it, and the director
    begins anew."""
    JobSeat.objects.filter(user=lead_trine).update(until=yesterday)
    assert not courses_where(Who(director_dan)).exists()
    assert application.begin(municipality="9001", by=director_dan) != draft


def test_a_job_that_is_closed_or_has_not_begun_or_lies_elsewhere_does_not_count(
    draft, lead_trine, director_dan, tomorrow, today, ellevang
):
    jobs = JobSeat.objects.filter(user=lead_trine)
    for change in (
        {"closed_at": timezone.now(), "until": today},
        {"closed_at": None, "until": None, "since": tomorrow},
        {"since": today - timedelta(days=9), "organisation": ellevang},
    ):
        jobs.update(**change)
        assert not courses_where(Who(director_dan)).exists()


def test_an_account_that_was_closed_out_does_not_count(draft, lead_trine, director_dan):
    lead_trine.is_active = False
    lead_trine.save(update_fields=["is_active"])
    assert not courses_where(Who(director_dan)).exists()


def test_a_foster_parent_is_no_colleague(theirs, foster_frank, director_dan):
    seat = theirs.participants.filter(is_lead=True)
    assert foster_frank.jobs.get().organisation.municipality.code == "9001"
    seat.update(user=foster_frank, browser="")
    assert not courses_where(Who(director_dan)).exists()


def test_what_was_sent_is_seen_also_when_an_outsider_sent_it(theirs, director_dan, today):
    Course.objects.filter(pk=theirs.pk).update(state="inquiry", received_on=today, reply_due=today)
    assert list(courses_where(Who(director_dan))) == [theirs]


def test_the_courses_of_a_municipality_cost_the_same_for_one_and_for_many(
    draft, director_dan, count_queries
):
    few = count_queries(lambda: list(courses_where(Who(director_dan))))
    for _number in range(20):
        Course.objects.create(municipality="9001")
    assert count_queries(lambda: list(courses_where(Who(director_dan)))) == few
