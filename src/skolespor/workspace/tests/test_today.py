"""Mit overblik: an honest start for each role."""

import pytest
from django.urls import reverse

from skolespor.children import events
from skolespor.children.models import NetworkSeat
from skolespor.notices.actions import tell


@pytest.fixture
def start(sign_in):
    return lambda user: sign_in(user).get(reverse("workspace:today")).content.decode()


def test_case_worker_begins_with_her_children(start, worker_wilma):
    assert "Maja Ager" in start(worker_wilma)


def test_nothing_waiting_is_said(start, worker_wilma):
    assert "Alt er klaret. Intet venter på dig lige nu." in start(worker_wilma)


def test_team_leader_is_told_of_children_without_a_case_worker(start, leader_lis, maja):
    assert "1 barn mangler en rådgiver." in start(leader_lis)


def test_head_teacher_is_told_of_pupils_without_a_named_adult(start, head_hanne, maja):
    assert "Ved 1 barn er der ikke sat navn på en voksen hos jer." in start(head_hanne)


def test_head_teacher_sees_no_childs_name_at_the_start(start, head_hanne, maja):
    assert "Maja" not in start(head_hanne)


def test_administrator_has_no_list_of_children_at_all(start, admin_inge, maja):
    page = start(admin_inge)
    assert "Din rolle ser ingen børns sider." in page
    assert reverse("workspace:children") not in page


def test_child_begins_on_its_own_page_and_has_no_other_in_the_menu(sign_in, maja_herself, maja):
    browser = sign_in(maja_herself)
    own = reverse("workspace:child", args=[maja.pk])
    assert browser.get(reverse("workspace:today")).url == own
    menu = browser.get(own).context["navigation"]
    assert [(item.label, item.url) for item in menu] == [("Min side", own)]


def test_director_has_no_list_that_is_always_empty(start, director_dan, mother_mie):
    assert reverse("workspace:children") not in start(director_dan)
    assert reverse("workspace:children") in start(mother_mie)


def test_column_that_is_not_for_the_reader_is_not_there(start, worker_wilma, teacher_tim):
    assert "Handlekommune" in start(worker_wilma)
    assert "Handlekommune" not in start(teacher_tim)


def test_new_notices_stand_there_until_they_are_read(start, sign_in, worker_wilma):
    tell(events.CASELOAD_RECEIVED, [worker_wilma], key="one")
    assert "Du har overtaget børn" in start(worker_wilma)
    browser = sign_in(worker_wilma)
    browser.post(reverse("notices:go", args=[worker_wilma.notices.get().pk]))
    assert "Du har overtaget børn" not in start(worker_wilma)


def test_deputy_is_reminded_on_every_page(start, worker_otto, worker_wilma, stands_in):
    stands_in(worker_otto, worker_wilma)
    assert "Du er stedfortræder for Wilma Winther" in start(worker_otto)


def test_child_whose_seat_ended_is_gone_from_the_start(start, worker_wilma, maja, yesterday):
    NetworkSeat.objects.filter(job__user=worker_wilma).update(until=yesterday)
    assert "Maja" not in start(worker_wilma)


def test_signed_out_person_is_sent_to_sign_in(client):
    answer = client.get(reverse("workspace:today"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
