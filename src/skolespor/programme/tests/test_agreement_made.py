"""The agreement once it is made, and while two approve it at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from skolespor.core.models import OutboxMail
from skolespor.notices.models import Notice
from skolespor.programme.actions import agreement, people
from skolespor.programme.models import Approval, Course
from skolespor.programme.presenters import agreement as presenter
from skolespor.programme.queries import agreed, waiting
from skolespor.programme.queries.courses import part_now
from skolespor.programme.tests.conftest import SECTIONS


def address(course, rest=""):
    return f"/raadgivning/{course.pk}/aftale/{rest}"


def words(response):
    return response.content.decode()


def test_what_both_have_approved_is_in_force_also_when_somebody_is_replaced(
    signed, trine, sign_in, lead_trine
):
    leaver = signed.participants.get(name="Bo Birk")
    people.replace(seat=leaver, name="Ny Nu", email="ny@example.invalid", title="Chef", by=trine)
    page = words(sign_in(lead_trine).get(address(signed)))
    assert "Aftalen er indgået og gælder som Udgave 1" in page
    assert "Det her er ændret siden:" in page
    paper = presenter.rows(agreed.in_force(signed).sections)
    assert "Bo Birk, Chef" in str(paper)
    assert "Ny Nu" not in str(paper)


def test_while_it_is_written_the_page_shows_the_text_as_it_is_now(
    writing, rikke, approves, invites
):
    approves(writing, rikke)
    invites(writing, "Ny Nu", line="school")
    facts = presenter.page(writing, side=None)
    assert "Ny Nu" in str(facts["sections"])
    assert facts["approvals"] == []


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_the_same_moment_make_one_agreement(
    transactional_db, writing, rikke, trine, approves
):
    def approve(who):
        try:
            approves(Course.objects.get(pk=writing.pk), who)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(approve, (rikke, trine)))
    writing.refresh_from_db()
    assert writing.state == "start_meeting"
    assert Approval.objects.count() == 2
    assert writing.agreements.count() == 1


def told(user, kind):
    return Notice.objects.filter(user=user, kind=f"programme.{kind}").count()


def news():
    return [one.recipient for one in OutboxMail.objects.all() if "der er nyt" in one.subject]


def test_when_one_party_has_approved_the_other_is_told_once(
    writing, rikke, trine, lead_trine, adviser_rikke, approves, let_in
):
    bo = writing.participants.get(name="Bo Birk")
    let_in(bo)
    OutboxMail.objects.all().delete()
    approves(writing, rikke)
    approves(writing, rikke)
    assert told(lead_trine, "agreement_waits") == 1
    assert told(adviser_rikke, "agreement_waits") == 0
    assert news() == [bo.email], "who has no account gets a mail"
    writes_anew(writing, trine)
    approves(writing, trine)
    assert told(adviser_rikke, "agreement_waits") == 1


def writes_anew(course, by, words="Noget andet."):
    answers = SECTIONS | {"agr_purpose": words}
    seen = part_now(course, "agreement").version
    agreement.write(course=course, answers=answers, seen=seen, not_a_child=False, by=by)


def test_who_has_approved_is_told_once_that_the_other_party_has_changed_the_text(
    writing, rikke, trine, lead_trine, adviser_rikke, approves
):
    approves(writing, rikke)
    writes_anew(writing, rikke, "Vores egne ord.")
    assert told(adviser_rikke, "agreement_changed") == 0, "they know what they wrote"
    writes_anew(writing, trine)
    writes_anew(writing, trine, "Noget helt tredje.")
    assert told(adviser_rikke, "agreement_changed") == 1
    assert told(lead_trine, "agreement_changed") == 0, "the municipality had approved nothing"
    approves(writing, rikke)
    writes_anew(writing, trine, "Og en gang til.")
    assert told(adviser_rikke, "agreement_changed") == 2, "this is another approval"


def test_saving_the_same_again_tells_nobody(writing, rikke, trine, adviser_rikke, approves):
    approves(writing, rikke)
    writes_anew(writing, trine, SECTIONS["agr_purpose"])
    assert told(adviser_rikke, "agreement_changed") == 0


def test_the_municipality_is_asked_again_when_what_it_approved_is_no_longer_the_text(
    writing, rikke, trine, lead_trine, approves, sets_day
):
    def waits():
        return waiting.ours(reader=lead_trine) == [writing]

    assert waits()
    approves(writing, trine)
    assert not waits()
    writes_anew(writing, rikke)
    assert waits()
    approves(writing, rikke)
    assert waits(), "the newest is approved by the agency alone"
    writes_anew(writing, rikke, SECTIONS["agr_purpose"])
    approves(writing, trine)
    assert not waits()
    sets_day(writing, 200)
    assert waits(), "a day is part of the text"
