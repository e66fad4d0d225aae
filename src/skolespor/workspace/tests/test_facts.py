"""A line of facts for leaders and coordinators: enough to see what is missing, never a page."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from skolespor.audit.models import Entry
from skolespor.children.models import Child, ProtectionExemption
from skolespor.deadlines.actions.facts import happened
from skolespor.workspace.presenters.facts import HEAD

MONDAY = date(2026, 11, 23)
LIST, FILE = reverse("workspace:facts"), reverse("workspace:facts_csv")


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
    assert [line.split(";") for line in file.splitlines()] == [
        [str(cell) for cell in HEAD],
        ["'=1+1", "'@SUM(A1)", "", "", "0", "0", "Solvang", "Mangler", "Mangler"],
    ]
    assert [str(cell) for cell in HEAD][4:6] == ["Dage uden skole", "Overskredne frister"]


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


# Days without school, overdue deadlines, order and filters


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(f"{MONDAY} 10:00", tick=False)


@pytest.fixture
def solvangs(monday, maja, emil, kalle, worker_wilma):
    """Maja: six days without school. Kalle: one. Emil: something overdue. Only Maja has a worker."""
    maja.enrolments.update(until="2026-11-13")
    kalle.enrolments.update(until="2026-11-20")
    happened("child_asks_case_worker", emil, date(2026, 11, 16), "it")


@pytest.fixture
def names(sign_in):
    """The first names in somebody's list, in its order, for what was asked."""

    def asked(user, **choices):
        browser = sign_in(user)
        browser.post(LIST, choices)
        return [row["Fornavn"] for row in rows(browser)]

    return asked


def rows(browser):
    text = browser.get(FILE).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def numbers(browser):
    return {
        row["Fornavn"]: (row["Dage uden skole"], row["Overskredne frister"])
        for row in rows(browser)
    }


def test_days_without_school_and_overdue_deadlines_stand_beside_the_name(
    sign_in, leader_lis, solvangs
):
    browser = sign_in(leader_lis)
    assert numbers(browser) == {"Emil": ("0", "1"), "Kalle": ("1", "0"), "Maja": ("6", "0")}
    row = row_of(words(browser.get(LIST)), "Maja Ager")
    assert '<td data-title="Dage uden skole"><strong>6</strong></td>' in row
    row = row_of(words(browser.get(LIST)), "Emil Dahl")
    assert '<td data-title="Overskredne frister"><strong>1</strong></td>' in row


def test_the_list_is_put_in_order(names, leader_lis, solvangs):
    assert names(leader_lis) == ["Emil", "Kalle", "Maja"]
    assert names(leader_lis, order="days") == ["Maja", "Kalle", "Emil"]
    assert names(leader_lis, order="overdue") == ["Emil", "Kalle", "Maja"]
    assert names(leader_lis, order="nothing such") == ["Emil", "Kalle", "Maja"]


def test_in_the_order_of_schools_those_without_one_stand_last(
    names, leader_lis, maja, emil, kalle, learns, lindeskolen
):
    kalle.enrolments.update(until="2025-08-02")
    assert names(leader_lis, order="school") == ["Emil", "Maja", "Kalle"]
    learns(emil, lindeskolen)
    assert names(leader_lis, order="school") == ["Emil", "Maja", "Kalle"]
    learns(kalle, lindeskolen, since="2025-08-03")
    maja.enrolments.update(until="2025-08-02")
    assert names(leader_lis, order="school") == ["Emil", "Kalle", "Maja"]


def test_the_place_in_the_list_tells_nobody_a_hidden_school(names, leader_lis, maja, emil, kalle):
    Child.objects.filter(pk=emil.pk).update(is_protected=True)
    assert names(leader_lis, order="school") == ["Kalle", "Maja", "Emil"]
    emil.exemptions.create(user=leader_lis)
    assert names(leader_lis, order="school") == ["Emil", "Kalle", "Maja"]


def test_the_list_is_narrowed_and_the_choice_is_kept(sign_in, names, leader_lis, solvangs):
    assert names(leader_lis, only="gap") == ["Kalle", "Maja"]
    assert names(leader_lis, only="overdue") == ["Emil"]
    assert names(leader_lis, only="no_case_worker") == ["Emil", "Kalle"]
    assert names(leader_lis, only="gap", search="maja") == ["Maja"]
    browser = sign_in(leader_lis)
    assert browser.post(LIST, {"only": "gap", "order": "days"}).url == LIST
    assert "Emil" not in words(browser.get(LIST))


def test_of_a_protected_child_the_days_are_told_and_the_deadlines_not(
    sign_in, names, leader_lis, solvangs, emil
):
    emil.enrolments.update(until="2026-11-20")
    Child.objects.filter(pk=emil.pk).update(is_protected=True)
    browser = sign_in(leader_lis)
    assert numbers(browser)["Emil"] == ("1", "vises ikke for dig")
    row = row_of(words(browser.get(LIST)), "Emil Dahl")
    assert '<td data-title="Overskredne frister">Skjult</td>' in row
    assert names(leader_lis, only="overdue") == []
    assert names(leader_lis, only="gap") == ["Emil", "Kalle", "Maja"]
    emil.exemptions.create(user=leader_lis)
    assert numbers(browser)["Emil"] == ("1", "1")
    assert names(leader_lis, only="overdue") == ["Emil"]


def test_a_head_is_told_of_what_the_school_has_not_done_and_of_nothing_else(
    sign_in, head_hans, emil, solvangs
):
    assert numbers(sign_in(head_hans))["Emil"] == ("0", "0")
    long_ago = date(2026, 11, 2)
    rule = "dl_absence_unlawful_10"
    happened("quarter_absence_computed", emil, long_ago, "2026-4", rule=rule)
    assert numbers(sign_in(head_hans))["Emil"] == ("0", "1")


def test_who_leads_a_home_is_told_of_days_and_of_no_deadlines(sign_in, home_helle, solvangs):
    browser = sign_in(home_helle)
    assert numbers(browser) == {"Kalle": ("1", "vises ikke for dig")}
    page = words(browser.get(LIST))
    assert "Overskredne frister" not in page
    assert "overskredne frister" not in page


def test_an_empty_list_says_why(sign_in, coordinator_kim, leader_lis, maja):
    assert "Ingen børn at vise." in words(sign_in(coordinator_kim).get(LIST))
    browser = sign_in(leader_lis)
    browser.post(LIST, {"only": "gap"})
    assert "Ingen børn passer til det, du søger." in words(browser.get(LIST))


@pytest.mark.long
@pytest.mark.parametrize("choices", [{"order": "days"}, {"order": "overdue"}, {"order": "school"}])
def test_in_any_order_thirty_cost_as_much_as_one(
    sign_in, leader_lis, new_child, lives, family_dam, monday, count_queries, choices
):
    def arrives(number):
        child = new_child(f"Barn {number}", birth_year=2015)
        lives(child, family_dam, since=date(2026, 11, 2 + number % 20))
        happened("child_asks_case_worker", child, date(2026, 11, 16), "it")

    browser = sign_in(leader_lis)
    browser.post(LIST, choices)
    arrives(0)
    browser.get(LIST)
    one = count_queries(lambda: browser.get(LIST))
    for number in range(1, 30):
        arrives(number)
    assert count_queries(lambda: browser.get(LIST)) == one
