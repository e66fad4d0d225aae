"""The list of children I follow: what stands in it, what may be asked for, what is written down."""

import pytest
from django.urls import reverse

from skolespor.audit.models import Entry
from skolespor.children.models import Child

pytestmark = pytest.mark.once

PAGE = "workspace:children"


@pytest.fixture
def ask(sign_in):
    """Searches the list as somebody and returns the page's text."""

    def search(user, **answers):
        browser = sign_in(user)
        if answers:
            assert browser.post(reverse(PAGE), answers).url == reverse(PAGE)
        return browser.get(reverse(PAGE)).content.decode()

    return search


def test_one_sees_ones_own_children_and_nobody_elses(ask, everybody):
    assert "Maja Ager" in ask(everybody["worker_wilma"])
    assert "Emil Dahl" not in ask(everybody["worker_wilma"])
    assert "Maja Ager" not in ask(everybody["teacher_nora"])


def test_empty_list_says_who_gives_access(ask, teacher_nora):
    assert "Din leder eller koordinatoren giver dig adgang" in ask(teacher_nora)


def test_column_that_is_not_for_the_reader_is_not_there(ask, worker_wilma, teacher_tim):
    assert "Handlekommune" in ask(worker_wilma)
    assert "Handlekommune" not in ask(teacher_tim)


def test_search_knows_ae_oe_aa_and_both_cases(ask, worker_wilma, new_child, sits):
    sits(worker_wilma, new_child("Ærø", "Østergård"))
    assert "Ærø Østergård" in ask(worker_wilma, search="ærØ ØSTERG")
    assert "Ærø Østergård" not in ask(worker_wilma, search="maja")


def test_search_that_finds_nothing_says_so_and_can_be_reset(ask, worker_wilma):
    assert "Ingen børn passer" in ask(worker_wilma, search="xyz")
    assert "Maja Ager" in ask(worker_wilma, search="xyz", reset="1")


def test_the_name_one_searches_for_never_stands_in_an_address(sign_in, worker_wilma):
    answer = sign_in(worker_wilma).post(reverse(PAGE), {"search": "Maja"})
    assert answer.status_code == 302
    assert "Maja" not in answer.url


def test_protected_child_is_not_found_by_its_school(
    ask, maja, emil, learns, lindeskolen, worker_wilma, sits
):
    sits(worker_wilma, emil)
    learns(emil, lindeskolen)
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    page = ask(worker_wilma, school=str(lindeskolen.pk))
    assert "Emil Dahl" in page
    assert "Maja Ager" not in page


def test_school_of_a_protected_child_is_no_choice(ask, maja, lindeskolen, worker_wilma):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    assert "Lindeskolen" not in ask(worker_wilma)


def test_every_child_shown_is_written_down_once_with_the_page_as_purpose(
    sign_in, maja, teacher_tim
):
    sign_in(teacher_tim).get(reverse(PAGE))
    row = Entry.objects.get()
    assert (row.kind, row.by_id, row.child_id) == ("children.listed", teacher_tim.pk, maja.pk)
    assert (row.role, row.data["step"]) == ("contact_teacher", "workspace:children")


def test_file_holds_the_same_rows_and_no_formula(sign_in, worker_wilma, new_child, sits):
    sits(worker_wilma, new_child("=1+1", "@SUM(A1)"))
    text = sign_in(worker_wilma).get(reverse("workspace:children_csv")).content.decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "Fornavn;Efternavn;Skole;Klasse;Bor;Handlekommune;Min opgave"
    assert "'=1+1;'@SUM(A1)" in text
    assert "Maja;Ager;Lindeskolen;3.B;bor hos en familie;Solvang;Børne- og ungerådgiver" in lines


def test_file_is_written_down_for_every_child_in_it(sign_in, maja, worker_wilma):
    sign_in(worker_wilma).get(reverse("workspace:children_csv"))
    assert list(Entry.objects.values_list("kind", "child_id")) == [("children.exported", maja.pk)]


def test_list_is_turned_page_by_page(ask, sign_in, worker_wilma, new_child, sits):
    for number in range(31):
        sits(worker_wilma, new_child(f"Barn{number:02d}"))
    assert "Barn00" in ask(worker_wilma)
    second = sign_in(worker_wilma).get(reverse(PAGE), {"side": "2"}).content.decode()
    assert "Barn00" not in second
    assert "Maja Ager" in second


@pytest.mark.parametrize("page", [PAGE, "workspace:today", "workspace:children_csv"])
def test_list_costs_the_same_for_1_and_30_children(
    page, sign_in, worker_wilma, new_child, sits, django_assert_num_queries, count_queries
):
    browser = sign_in(worker_wilma)
    browser.get(reverse(page))
    few = count_queries(lambda: browser.get(reverse(page)))
    for number in range(29):
        sits(worker_wilma, new_child(f"Barn{number}"))
    assert count_queries(lambda: browser.get(reverse(page))) == few
