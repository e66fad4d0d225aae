"""A line of facts for leaders and coordinators: enough to see what is missing, never a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from skolespor.audit.models import Entry
from skolespor.children.models import Child, ProtectionExemption

LIST, FILE = reverse("children:facts"), reverse("children:facts_csv")


def words(response):
    return " ".join(response.content.decode().split())


def seen(user, kind="listed"):
    lines = Entry.objects.filter(kind=f"children.{kind}", by_id=user.pk).order_by("pk")
    return sorted(lines.values_list("child_id", flat=True))


def row_of(page, name):
    row = page[page.index(name) :]
    return row[: row.index("</tr>")]


def test_a_head_sees_a_line_about_the_schools_children(
    sign_in, head_hanne, worker_wilma, maja, emil
):
    page = words(sign_in(head_hanne).get(LIST))
    row = row_of(page, "Maja Ager")
    for fact in ("Lindeskolen", "3.B", "Solvang"):
        assert fact in row
    assert row.count("Mangler") == 1
    assert "Emil" not in page
    assert seen(head_hanne) == [maja.pk]


def test_the_line_has_no_link_where_the_reader_has_no_seat(sign_in, head_hanne, leader_lis, maja):
    url = reverse("workspace:child", args=[maja.pk])
    assert url not in words(sign_in(head_hanne).get(LIST))
    assert url in words(sign_in(leader_lis).get(LIST))


def test_the_line_tells_nothing_else(sign_in, head_hanne, maja):
    page = words(sign_in(head_hanne).get(LIST))
    for secret in ("Familien Bo", "Skovvej", "04-05-2016", "Familieteamet"):
        assert secret not in page


def test_a_coordinator_sees_the_children_the_municipality_acts_for(
    sign_in, coordinator_karen, coordinator_kim, maja, emil
):
    page = words(sign_in(coordinator_karen).get(LIST))
    assert "Maja Ager" in page
    assert "Emil Dahl" in page
    page = words(sign_in(coordinator_kim).get(LIST))
    assert "Ingen børn at vise." in page
    assert seen(coordinator_kim) == []


def test_where_a_protected_child_is_stays_hidden_on_the_page_and_in_the_file(
    sign_in, leader_lis, maja
):
    Child.objects.update(is_protected=True)
    for url in (LIST, FILE):
        page = words(sign_in(leader_lis).get(url))
        assert "Maja" in page
        assert "Skjult" in page
        assert "Lindeskolen" not in page
        assert "3.B" not in page
    ProtectionExemption.objects.create(child=maja, user=leader_lis)
    assert "Lindeskolen" in words(sign_in(leader_lis).get(LIST))


def test_a_search_stands_in_no_address_and_holds_for_the_file(sign_in, leader_lis, maja, emil):
    browser = sign_in(leader_lis)
    response = browser.post(LIST, {"search": "maj age"})
    assert response.url == LIST
    for url in (LIST, FILE):
        page = words(browser.get(url))
        assert "Maja" in page
        assert "Emil" not in page
    assert (seen(leader_lis), seen(leader_lis, "exported")) == ([maja.pk], [maja.pk])
    browser.post(LIST, {"reset": "1"})
    assert "Emil" in words(browser.get(LIST))


def test_a_file_starts_no_formula(sign_in, leader_lis, new_child):
    new_child("=1+1", "@SUM(A1)")
    file = sign_in(leader_lis).get(FILE).content.decode("utf-8-sig")
    assert file.splitlines() == [
        "Fornavn;Efternavn;Skole;Klasse;Handlekommune;Rådgiver;Kontaktlærer",
        "'=1+1;'@SUM(A1);;;Solvang;Mangler;Mangler",
    ]


def test_the_list_is_paged_and_a_page_is_logged_as_it_was_shown(sign_in, leader_lis, new_child):
    children = [new_child(f"Barn {number:02}") for number in range(31)]
    second = words(sign_in(leader_lis).get(LIST, {"side": 2}))
    assert "Barn 30" in second
    assert "Barn 29" not in second
    assert seen(leader_lis) == [children[30].pk]


@pytest.mark.parametrize("url", [LIST, FILE])
def test_the_list_costs_the_same_for_one_and_thirty(
    sign_in, leader_lis, new_child, learns, engskolen, url
):
    browser = sign_in(leader_lis)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            browser.get(url)
        return len(queries)

    learns(new_child("Asta"), engskolen)
    cost()
    one = cost()
    for number in range(29):
        learns(new_child(f"Barn {number}"), engskolen)
    assert cost() == one


@pytest.mark.parametrize("url", [LIST, FILE])
def test_others_see_no_list(
    sign_in, client, worker_wilma, teacher_tim, foster_freja, director_dan, url
):
    assert client.get(url).status_code == 302
    for user in (worker_wilma, teacher_tim, foster_freja, director_dan):
        assert sign_in(user).get(url).status_code == 403


def test_a_number_that_is_typed_as_a_name_is_kept_nowhere(sign_in, leader_lis, maja):
    browser = sign_in(leader_lis)
    browser.post(LIST, {"search": "040516-1234"})
    kept = {name: value for name, value in browser.session.items() if name.startswith("search")}
    assert kept
    assert "1234" not in str(kept)
    assert 'value="xxxxxx-xxxx"' in words(browser.get(LIST))
