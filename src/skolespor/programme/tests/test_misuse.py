"""What somebody could try with a link, a browser, an account too many or a page that has become old."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from skolespor.accounts.models import JobSeat
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.core import drafts
from skolespor.core.errors import RuleBroken
from skolespor.core.models import OutboxMail
from skolespor.programme.access import Who, advised_where, side_of
from skolespor.programme.actions import application, people, steps
from skolespor.programme.models import Course, Inquiry, Participant
from skolespor.programme.queries import courses as queries

SECRET = "Ledelsen virker ikke enig."


def page(course, rest=""):
    return f"/raadgivning/{course.pk}/{rest}"


def words(response):
    return response.content.decode()


@pytest.fixture
def bo(draft, invites):
    return invites(draft, "Bo Birk")


@pytest.fixture
def lead_bo(bo, comes_in, trine):
    """Bo has come in by a link, and holds the threads."""
    browser = comes_in(bo)
    people.name_lead(seat=bo, by=trine)
    bo.refresh_from_db()
    return browser


# The link


def test_a_browser_gets_a_new_session_when_a_link_lets_it_in(draft, bo, link_in_mail):
    browser = Client()
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    browser.post(link_in_mail(bo.email))
    assert browser.session.session_key != before
    assert browser.get(page(draft)).status_code == 200


@pytest.mark.parametrize("step", ["withdraw", "decline"])
def test_a_link_to_a_course_that_is_over_gives_nothing(
    sent, trine, rikke, today, link_in_mail, step
):
    if step == "withdraw":
        steps.withdraw(course=sent, words="", not_a_child=False, by=trine)
    else:
        day = today + timedelta(days=30)
        steps.decline(
            course=sent, words="Fuldt.", next_on=day, not_a_child=False, today=today, by=rikke
        )
    assert Client().post(link_in_mail("bo@example.invalid")).status_code == 410


def test_nobody_is_invited_to_a_course_that_is_over(sent, trine, invites):
    steps.withdraw(course=sent, words="", not_a_child=False, by=trine)
    before = OutboxMail.objects.count()
    with pytest.raises(RuleBroken) as no:
        invites(sent, "Ny Nu")
    assert no.value.code == "course.over"
    with pytest.raises(RuleBroken):
        people.send_again(seat=sent.participants.get(name="Bo Birk"), by=trine)
    assert OutboxMail.objects.count() == before


def test_an_invitation_that_has_run_out_is_renewed_by_the_tovholder_alone(bo, trine, link_in_mail):
    Participant.objects.update(link_until=timezone.now() - timedelta(seconds=1))
    before = OutboxMail.objects.count()
    people.ask_for_link(email=bo.email)
    assert OutboxMail.objects.count() == before
    people.send_again(seat=bo, by=trine)
    assert Client().post(link_in_mail(bo.email)).status_code == 302


def test_somebody_who_knows_an_address_makes_no_invitation_shorter(bo):
    until = bo.link_until
    people.ask_for_link(email=bo.email)
    bo.refresh_from_db()
    assert bo.link_until == until


def test_a_new_link_leaves_nothing_in_the_browser_of_an_account(
    draft, bo, comes_in, person, solvang, sign_in, link_in_mail
):
    browser = comes_in(bo)
    own = person("Bo Birk", Role.HEAD_TEACHER, solvang)
    Participant.objects.filter(pk=bo.pk).update(email=own.email)
    people.ask_for_link(email=own.email)
    sign_in(own).post(link_in_mail(own.email))
    assert sign_in(own).get(page(draft)).status_code == 200
    assert browser.get(page(draft)).status_code == 302


def test_what_was_typed_before_one_had_an_account_is_still_there(
    draft, bo, comes_in, person, solvang, sign_in, link_in_mail
):
    comes_in(bo).post(page(draft, "henvendelse/common/kladde/"), {"af_wish": "Halvt skrevet"})
    own = person("Bo Birk", Role.HEAD_TEACHER, solvang)
    Participant.objects.filter(pk=bo.pk).update(email=own.email)
    people.ask_for_link(email=own.email)
    browser = sign_in(own)
    browser.post(link_in_mail(own.email))
    assert "Halvt skrevet" in words(browser.get(page(draft, "henvendelse/common/")))


def test_a_browser_that_came_in_by_a_link_goes_out_after_eight_hours_whatever_it_does(
    draft, bo, comes_in, monkeypatch
):
    browser = comes_in(bo)
    browser.post(page(draft, "henvendelse/school/"), {"af_before": "Ro", "seen": 0})
    later = time.time() + settings.SESSION_LIFE_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert browser.get(page(draft)).status_code == 302


def test_a_person_at_a_shared_computer_goes_out_again(draft, bo, comes_in):
    browser = comes_in(bo)
    assert "Luk på den her computer" in words(browser.get(page(draft)))
    assert browser.get("/raadgivning/luk/").status_code == 405
    answer = browser.post("/raadgivning/luk/")
    assert answer.url == "/tilbud/"
    assert browser.get(page(draft)).status_code == 302
    bo.refresh_from_db()
    assert (bo.browser, bo.left_at) == ("", None)


def test_who_is_signed_in_has_no_such_button(draft, sign_in, lead_trine):
    assert "Luk på den her computer" not in words(sign_in(lead_trine).get(page(draft)))


def test_a_new_person_with_an_account_goes_on_with_what_the_leaver_has_begun(
    draft, bo, comes_in, person, solvang, sign_in, link_in_mail, trine
):
    comes_in(bo).post(page(draft, "henvendelse/common/kladde/"), {"af_wish": "Halvt skrevet"})
    own = person("Ny Nu", Role.HEAD_TEACHER, solvang)
    people.replace(seat=bo, name=own.name, email=own.email, title="Chef", by=trine)
    browser = sign_in(own)
    browser.post(link_in_mail(own.email))
    assert "Halvt skrevet" in words(browser.get(page(draft, "henvendelse/common/")))


# An account and a seat at once


def test_a_seat_by_link_opens_nothing_else_of_the_account(
    draft, bo, link_in_mail, sign_in, lead_erna
):
    browser = sign_in(lead_erna)
    browser.post(link_in_mail(bo.email))
    for rest in ("deltagere/inviter/", "trin/drop/", f"deltagere/{bo.pk}/luk/"):
        assert browser.post(page(draft, rest)).status_code == 403
    assert sign_in(lead_erna).get(page(draft)).status_code == 404


@pytest.fixture
def both(person, agency, solvang):
    """Somebody who advises for the agency, and leads the work of Solvang."""
    ida = person("Ida Inde", Role.AGENCY_ADVISOR, agency)
    JobSeat.objects.create(
        user=ida, organisation=solvang, role=Role.MUNICIPAL_DIRECTOR, since="2026-01-01"
    )
    return ida


def test_nobody_advises_the_course_of_a_municipality_they_work_for(
    talking, rikke, both, sign_in, today
):
    steps.note(course=talking, text=SECRET, is_shared=False, not_a_child=False, by=rikke)
    browser = sign_in(both)
    assert SECRET not in words(browser.get(page(talking)))
    assert browser.get(page(talking, "note/")).status_code == 403
    assert browser.get(page(talking, "konsulent/")).status_code == 403
    assert side_of(Who(both), talking) == "municipality"
    assert not advised_where(Who(both)).filter(pk=talking.pk).exists()
    with pytest.raises(PermissionDenied):
        steps.ask(
            course=talking,
            words="Mere.",
            next_on=today + timedelta(days=3),
            not_a_child=False,
            today=today,
            by=Who(both),
        )


def test_nobody_advises_a_course_they_take_part_in(talking, rikke, invites, person, agency):
    steps.note(course=talking, text=SECRET, is_shared=False, not_a_child=False, by=rikke)
    ida = person("Ida Inde", Role.AGENCY_ADVISOR, agency)
    Participant.objects.filter(pk=invites(talking, "Ida Inde").pk).update(
        user=ida, joined_at=timezone.now()
    )
    assert queries.notes_of(talking, reader=Who(ida)) == []
    assert not advised_where(Who(ida)).exists()


# Pages that have become old, and two at once


def test_the_tovholder_without_an_account_hands_the_threads_over(draft, lead_bo, bo):
    new = {"name": "Ny Nu", "email": "ny@example.invalid", "title": "Chef"}
    assert lead_bo.post(page(draft, f"deltagere/{bo.pk}/erstat/"), new).status_code == 302
    assert draft.participants.get(is_lead=True, left_at=None).name == "Ny Nu"
    assert lead_bo.get(page(draft)).status_code == 302


def test_a_seat_that_is_replaced_twice_at_once_is_replaced_once(draft, bo, trine):
    old = Participant.objects.get(pk=bo.pk)
    people.replace(seat=bo, name="Ny Nu", email="ny@example.invalid", title="Chef", by=trine)
    with pytest.raises(RuleBroken) as no:
        people.replace(seat=old, name="En Til", email="en@example.invalid", title="Chef", by=trine)
    assert no.value.code == "course.has_left"
    assert not draft.participants.filter(name="En Til").exists()


def test_a_course_keeps_a_tovholder_when_the_new_one_leaves_at_the_same_moment(
    draft, bo, let_in, trine
):
    let_in(bo)
    old = Participant.objects.get(pk=bo.pk)
    people.end(seat=bo, by=trine)
    with pytest.raises(RuleBroken):
        people.name_lead(seat=old, by=trine)
    assert queries.here(draft).filter(is_lead=True).count() == 1


def test_the_one_who_has_just_become_tovholder_does_not_leave(draft, bo, let_in, trine):
    let_in(bo)
    old = Participant.objects.get(pk=bo.pk)
    people.name_lead(seat=bo, by=trine)
    with pytest.raises(RuleBroken):
        people.end(seat=old, by=trine)
    assert queries.here(draft).filter(is_lead=True).count() == 1


def test_two_drafts_that_are_sent_at_the_same_moment_become_one_course(
    sent, director_dan, today, monkeypatch
):
    """The other is not there yet when one looks, and is when one writes."""
    other = Course.objects.create(municipality="9001")
    Participant.objects.create(
        course=other, name="Dan", email="dan@example.invalid", line="school", is_lead=True,
        user=director_dan, joined_at=timezone.now(),
    )  # fmt: skip
    who = Who(director_dan)
    application.save_part(
        course=other, part="common", answers=dict(queries.part_now(sent, "common").answers),
        seen=0, not_a_child=False, by=who,
    )  # fmt: skip
    monkeypatch.setattr(queries, "open_course", lambda code: None)
    with pytest.raises(RuleBroken) as no:
        steps.send(course=other, is_confirmed=True, today=today, by=who)
    assert no.value.code == "course.already_open"


def test_one_address_that_is_invited_twice_at_the_same_moment_is_invited_once(
    draft, bo, invites, monkeypatch
):
    monkeypatch.setattr(people.rules, "check_invited", lambda **facts: None)
    with pytest.raises(RuleBroken) as no:
        invites(draft, "Bo Birk")
    assert no.value.code == "course.invited_twice"


# What is told, and what is kept


def test_a_reader_who_tries_to_write_is_noted_in_the_log_book(talking, sign_in, group_gerda):
    browser = sign_in(group_gerda)
    before = Entry.objects.filter(kind="accounts.refused").count()
    for rest in ("trin/withdraw/", "henvendelse/common/", "deltagere/inviter/", "note/"):
        assert browser.get(page(talking, rest)).status_code == 403
    assert Entry.objects.filter(kind="accounts.refused").count() == before + 4


def test_an_unknown_address_is_worked_on_too_and_stands_nowhere(solvang):
    """Who answers faster when there is nothing to do tells who takes part."""
    people.ask_for_link(email="nobody@example.invalid")
    line = Entry.objects.get(kind="programme.link_refused")
    assert (line.by_id, line.data) == (None, {})
    assert not OutboxMail.objects.exists()


def test_an_address_that_nobody_confirmed_is_deleted_when_its_link_has_run_out(solvang):
    asked = {"municipality": "9001", "name": "Vera", "title": "Chef", "phone": "20 00 00 00"}
    application.inquire(email="vera@example.invalid", **asked)
    application.sweep(now=timezone.now())
    assert Inquiry.objects.count() == 1
    application.sweep(now=timezone.now() + timedelta(days=14, seconds=1))
    assert not Inquiry.objects.exists()


def test_a_draft_that_is_thrown_away_leaves_no_names(draft, bo, writes, trine):
    writes(draft)
    steps.drop(course=draft, by=trine)
    kept = draft.participants.values_list("name", "email", "title", "phone")
    assert set(kept) == {("", "", "", "")}
    assert not drafts.Draft.objects.exists()
