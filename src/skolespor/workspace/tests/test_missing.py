"""Mangler og fejl: what one can put right about the children one follows, the most harmful first."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from skolespor.accounts.models import JobSeat
from skolespor.attendance.actions.gaps import keep_gaps
from skolespor.audit.models import Entry
from skolespor.children.models import Child, NetworkSeat
from skolespor.children.queries.missing import ASKED
from skolespor.deadlines.actions.facts import happened
from skolespor.deadlines.actions.keeping import keep
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.tests.pages import words
from skolespor.workspace.presenters.missing import GAPS, KINDS
from skolespor.workspace.queries.missing import DEADLINE, HARM

pytestmark = pytest.mark.once

MONDAY = date(2026, 11, 23)
LIST, FILE = reverse("workspace:missing"), reverse("workspace:missing_csv")


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(f"{MONDAY} 10:00", tick=False)


@pytest.fixture
def things(sign_in):
    """What is missing, in the order of somebody's list: name and words."""

    def read(user, **asked):
        text = sign_in(user).get(FILE, asked).content.decode("utf-8-sig")
        _head, *rows = csv.reader(io.StringIO(text), delimiter=";")
        return [(row[0], row[2]) for row in rows]

    return read


@pytest.fixture
def gone(maja):
    """Maja has been without school since the Monday before; nobody has written anything."""
    maja.enrolments.update(until="2026-11-13")


def test_every_kind_has_its_place_and_its_words():
    assert set(HARM) == {*ASKED, *GAPS, DEADLINE} == set(KINDS)


def test_what_harms_most_stands_first_and_then_the_name(
    things, worker_wilma, sits, maja, emil, mother_mie, gone
):
    sits(worker_wilma, emil)
    assert things(worker_wilma) == [
        ("Maja", "Ingen har ansvaret endnu"),
        ("Maja", "Der er ingen plan, til skolen er klar"),
        ("Maja", "Ingen har skrevet, hvorfor barnet er uden skole"),
        ("Maja", "Skole mangler"),
        ("Emil", "Kontaktlærer mangler. Skolelederen sætter navn på"),
        ("Emil", "Vi ved ikke, hvem der har forældremyndigheden"),
        ("Emil", "Fødselsdato mangler"),
    ]


def test_from_the_tenth_day_somebody_tells_who_does_what(things, worker_wilma, maja, gone):
    maja.enrolments.update(until="2026-11-06")
    assert ("Maja", "Ingen har skrevet, hvem der gør hvad") in things(worker_wilma)


def test_each_thing_says_why_and_leads_to_where_it_is_put_right(sign_in, worker_wilma, maja, gone):
    browser = sign_in(worker_wilma)
    page = browser.get(LIST)
    said = words(page)
    assert "Skole mangler. Barnet har ret til en skole, og dagene uden tæller." in said
    for name in ("attendance:gap", "children:enrol", "children:record_custody"):
        url = reverse(name, args=[maja.pk])
        assert f'href="{url}"' in page.content.decode()
        assert browser.get(url).status_code == 200


def test_the_list_is_narrowed_to_one_kind_on_the_page_and_in_the_file(
    sign_in, things, worker_wilma, maja, gone
):
    assert things(worker_wilma, kind="no_school") == [("Maja", "Skole mangler")]
    page = words(sign_in(worker_wilma).get(LIST, {"kind": "no_school"}))
    assert "Forældremyndighed (1)" in page
    assert "Vi ved ikke, hvem" not in page
    assert len(things(worker_wilma, kind="nothing such")) > 1


def test_the_childs_page_and_the_list_say_the_same(sign_in, things, worker_wilma, maja, gone):
    page = words(sign_in(worker_wilma).get(reverse("workspace:child", args=[maja.pk])))
    for _name, text in things(worker_wilma):
        assert (text in page) is (text in ("Skole mangler", CUSTODY))


CUSTODY = "Vi ved ikke, hvem der har forældremyndigheden"


def test_nothing_missing_says_so(sign_in, worker_wilma, teacher_tim, mother_mie, maja):
    assert "Intet mangler. Flot." in words(sign_in(worker_wilma).get(LIST))


def test_a_coordinator_is_told_of_gaps_and_of_what_a_coordinator_gives(
    things, coordinator_karen, maja, gone
):
    keep_gaps(today=MONDAY)
    assert things(coordinator_karen) == [
        ("Maja", "Der er ingen plan, til skolen er klar"),
        ("Maja", "Ingen har skrevet, hvorfor barnet er uden skole"),
        ("Maja", "Skole mangler"),
        ("Maja", "Rådgiver mangler. Teamlederen giver barnet en"),
    ]


def test_who_leads_the_team_gives_the_child_a_case_worker(sign_in, things, leader_lis, emil):
    assert ("Emil", "Rådgiver mangler") in things(leader_lis)
    assert (
        reverse("children:assign", args=[emil.pk]) in sign_in(leader_lis).get(LIST).content.decode()
    )


@pytest.mark.parametrize(
    "who",
    ["teacher_tim", "foster_freja", "mother_mie", "head_hanne", "home_helle", "worker_otto"]
    + ["worker_erik", "coordinator_kim", "director_dan", "admin_inge"],
)
def test_others_have_an_empty_list(request, things, maja, gone, who):
    assert things(request.getfixturevalue(who)) == []


def test_nothing_of_a_child_whose_place_one_may_not_know(things, worker_wilma, maja, gone):
    Child.objects.update(is_protected=True)
    assert things(worker_wilma) == []
    maja.exemptions.create(user=worker_wilma)
    assert things(worker_wilma) != []


# Deadlines that nobody has


@pytest.fixture
def nobodys(emil):
    """Two of Emil's deadlines fall to nobody: no case worker, no coordinator, and the team has left."""
    NetworkSeat.objects.filter(child=emil).exclude(organisation__kind="school").delete()
    for ref in ("first", "second"):
        happened("child_asks_case_worker", emil, date(2026, 11, 16), ref)
    keep([emil.pk], today=MONDAY)
    assert Deadline.objects.filter(child=emil, owner="", state="open", due__lt=MONDAY).count() == 2


def test_who_leads_is_told_when_nobody_has_an_overdue_deadline(
    sign_in, things, leader_lis, coordinator_karen, nobodys, emil
):
    for user in (leader_lis, coordinator_karen):
        assert ("Emil", "2 frister har ingen") in things(user)
        browser = sign_in(user)
        html = browser.get(LIST).content.decode()
        first = Deadline.objects.filter(child=emil, owner="").order_by("due", "rule", "pk")[0]
        assert reverse("deadlines:item", args=[first.pk]) in html
        assert browser.get(reverse("deadlines:item", args=[first.pk])).status_code == 200
        assert reverse("workspace:child", args=[emil.pk]) not in html


def test_a_deputy_who_keeps_the_track_is_told_too(
    things, worker_wilma, worker_otto, stands_in, sits, emil
):
    sits(worker_wilma, emil)
    stands_in(worker_otto, worker_wilma)
    worker_wilma.is_active = False
    worker_wilma.save()
    JobSeat.objects.filter(role="authority_leader").delete()
    happened("child_asks_case_worker", emil, MONDAY, "it")
    keep([emil.pk], today=MONDAY)
    assert Deadline.objects.filter(child=emil, owner="").exists()
    assert any(text.endswith("har ingen") for _name, text in things(worker_otto))


def test_who_does_not_lead_is_not_told(things, worker_wilma, head_hans, nobodys):
    for user in (worker_wilma, head_hans):
        assert ("Emil", "2 frister har ingen") not in things(user)


# Paged, logged, and the same cost


@pytest.fixture
def many(worker_wilma, new_child, sits):
    """Thirty-one further children of Wilma's, each without place, school and custody."""
    for number in range(31):
        sits(worker_wilma, new_child(f"Barn {number:02}", birth_year=2015))


def test_the_list_is_paged_and_what_a_page_shows_is_logged_once_a_child(
    sign_in, worker_wilma, maja, many
):
    Entry.objects.all().delete()
    page = words(sign_in(worker_wilma).get(LIST))
    assert page.count("Skole mangler") == 30
    assert "Side 1 af 5" in page
    rows = Entry.objects.filter(kind="children.listed")
    assert (rows.count(), rows.values("child_id").distinct().count()) == (30, 30)
    assert {row.data["step"] for row in rows} == {"workspace:missing"}


def test_the_file_is_logged(sign_in, worker_wilma, maja):
    sign_in(worker_wilma).get(FILE)
    assert Entry.objects.get(kind="children.exported").child_id == maja.pk


@pytest.mark.long
@pytest.mark.parametrize("page", [LIST, FILE])
def test_thirty_children_cost_as_much_as_one(
    sign_in, worker_wilma, maja, gone, new_child, lives, family_dam, sits, count_queries, page
):
    browser = sign_in(worker_wilma)
    browser.get(page)
    one = count_queries(lambda: browser.get(page))
    for number in range(30):
        child = new_child(f"Barn {number}", birth_year=2015)
        lives(child, family_dam)
        sits(worker_wilma, child)
    assert count_queries(lambda: browser.get(page)) == one


def test_signed_out_person_is_sent_to_sign_in(client):
    assert client.get(LIST).status_code == client.get(FILE).status_code == 302


# The filter on »Børn, jeg følger«


def test_children_i_follow_are_narrowed_to_those_with_something_due(
    sign_in, worker_wilma, maja, emil, kalle, sits
):
    for child in (emil, kalle):
        sits(worker_wilma, child)
    happened("child_asks_case_worker", maja, date(2026, 11, 16), "it")
    happened("child_asks_case_worker", emil, MONDAY, "it")
    Deadline.objects.exclude(rule="dl_case_worker_answers_child").delete()
    browser = sign_in(worker_wilma)
    browser.post(reverse("workspace:children"), {"now": "soon"})
    page = words(browser.get(reverse("workspace:children")))
    assert "Maja Ager" in page
    assert "Emil Dahl" in page
    assert "Kalle Krog" not in page
