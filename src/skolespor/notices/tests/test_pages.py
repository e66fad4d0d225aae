"""The page of notices: one's own, with why one gets them, and a click that leads there."""

import pytest
from django.urls import reverse

from skolespor.notices.actions import tell
from skolespor.notices.kinds import KINDS
from skolespor.notices.models import Notice

INDEX, ALL = reverse("notices:index"), reverse("notices:read_all")
"""Asking for an address loads every room, and with it every kind."""
NAMED_FOR_CHILD = KINDS["children.named_for_child"]
STAFF_WANTED = KINDS["children.staff_wanted"]


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def told(teacher_tim, maja):
    tell(NAMED_FOR_CHILD, [teacher_tim], key="naming-1", child_id=maja.pk)
    return Notice.objects.get()


def test_a_notice_stands_there_with_why(sign_in, teacher_tim, told):
    page = words(sign_in(teacher_tim).get(INDEX))
    assert "Du har fået en opgave ved et barn." in page
    assert "Lederen eller rådgiveren har givet dig en plads ved barnet." in page
    assert "Maja" not in page


def test_nobody_elses_notices_stand_there(sign_in, teacher_nora, told):
    assert "Du har fået en opgave" not in words(sign_in(teacher_nora).get(INDEX))


def test_a_click_marks_it_as_read_and_leads_to_the_page(sign_in, teacher_tim, told, maja):
    answer = sign_in(teacher_tim).post(reverse("notices:go", args=[told.pk]))
    assert answer["Location"] == reverse("workspace:child", args=[maja.pk])
    told.refresh_from_db()
    assert told.read_at is not None


def test_anothers_notice_is_not_found(sign_in, teacher_nora, told):
    assert sign_in(teacher_nora).post(reverse("notices:go", args=[told.pk])).status_code == 404
    told.refresh_from_db()
    assert told.read_at is None


def test_all_can_be_marked_as_read(sign_in, teacher_tim, told):
    sign_in(teacher_tim).post(ALL)
    told.refresh_from_db()
    assert told.read_at is not None


@pytest.mark.parametrize("page", [ALL, reverse("notices:go", args=[1])])
def test_reading_changes_nothing_by_a_link_alone(sign_in, teacher_tim, page):
    assert sign_in(teacher_tim).get(page).status_code == 405


def test_no_notices_is_said(sign_in, teacher_nora):
    page = sign_in(teacher_nora).get(INDEX)
    assert page.status_code == 200
    assert "Du har ingen beskeder" in words(page)


def test_many_notices_come_page_by_page(sign_in, head_hanne):
    for number in range(25):
        tell(STAFF_WANTED, [head_hanne], key=f"staff-{number}")
    browser = sign_in(head_hanne)
    assert words(browser.get(INDEX)).count("Du leder stedet eller skolen.") == 20
    assert words(browser.get(INDEX, {"side": 2})).count("Du leder stedet eller skolen.") == 5
