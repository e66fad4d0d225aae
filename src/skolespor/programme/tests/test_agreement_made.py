"""The agreement once it is made, and while two approve it at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from skolespor.programme.actions import people
from skolespor.programme.models import Approval, Course
from skolespor.programme.presenters import agreement as presenter
from skolespor.programme.queries import agreed


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
