"""The child's page: what stands there, for whom, and what is never in it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.actions.break_glass import break_glass
from skolespor.children.actions.facts import protect
from skolespor.children.tests.pages import address, name_of, words
from tests.days import LAST_SUMMER

TABS = ("child", "timeline", "contacts", "who_sees", "worry")
ACTS = ("give_seat", "move", "enrol", "record_custody", "protect", "unprotect")
ALL = (*TABS, "extract", "extract_csv", *ACTS)


@pytest.fixture
def read(sign_in):
    """The words of a page, as somebody reads it: `read(tim, "child", maja)`."""
    return lambda user, page, child, *rest: words(sign_in(user).get(address(page, child, *rest)))


# The frame


def test_page_begins_with_name_class_school_and_home(read, teacher_tim, maja):
    page = read(teacher_tim, "child", maja)
    assert '<h1 class="child-title">Majas skolegang</h1>' in page
    assert f"3.B · Lindeskolen · bor hos en familie · {_age(maja)} år" in page
    assert "anbragt" not in page


def _age(child):
    today, born = timezone.localdate(), child.birth_date
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def test_people_around_the_child_are_faces(read, teacher_tim, foster_freja, maja):
    page = read(teacher_tim, "child", maja)
    assert '<span aria-hidden="true">TT</span><span class="sr-only">Tim Toft</span>' in page
    assert '<span class="sr-only">Freja Bo</span>' in page


@pytest.mark.parametrize("page", ALL)
def test_every_page_asks_whether_one_is_worried(sign_in, worker_wilma, maja, page):
    if page == "extract_csv":
        pytest.skip("en fil")
    html = words(sign_in(worker_wilma).get(address(page, maja)))
    assert f'<a class="child-worry" href="{address("worry", maja)}">' in html


@pytest.mark.parametrize("page", ALL)
def test_stranger_finds_nothing(sign_in, teacher_nora, maja, page):
    assert sign_in(teacher_nora).get(address(page, maja)).status_code == 404


@pytest.mark.parametrize("page", (*ACTS, "extract", "extract_csv"))
def test_reader_may_not_write(sign_in, teacher_tim, maja, page):
    assert sign_in(teacher_tim).get(address(page, maja)).status_code == 403


@pytest.mark.parametrize("page", ALL)
def test_every_visit_is_in_the_log_once(sign_in, worker_wilma, maja, page):
    sign_in(worker_wilma).get(address(page, maja))
    visit = Entry.objects.get(kind="children.opened")
    assert (visit.by_id, visit.child_id, visit.role) == (worker_wilma.pk, maja.pk, "case_worker")
    assert visit.data["step"] == name_of(page)


# The overview


def test_case_worker_comes_to_write_a_new_place(read, worker_wilma, maja):
    page = read(worker_wilma, "child", maja)
    assert f'href="{address("move", maja)}" class="button button-primary"' in page


def test_coordinator_comes_to_write_a_new_school(read, coordinator_karen, maja):
    page = read(coordinator_karen, "child", maja)
    assert f'href="{address("enrol", maja)}" class="button button-primary"' in page
    assert address("move", maja) not in page


def test_teacher_comes_to_read(read, teacher_tim, maja):
    assert "button-primary" not in read(teacher_tim, "child", maja)


def test_three_municipalities_stand_with_their_codes(read, worker_wilma, maja):
    page = read(worker_wilma, "child", maja)
    for name, municipality in (
        ("Handlekommune", "Solvang (9001)"),
        ("Beliggenhedskommune", "Ellevang (9002)"),
        ("Bopælskommune", "Solvang (9001)"),
    ):
        assert f"<dt>{name}</dt> <dd>{municipality}</dd>" in page


def test_earlier_places_and_schools_stand_with_their_days(
    read, worker_wilma, maja, lives, learns, family_dam, engskolen
):
    lives(maja, family_dam, since=date(2024, 1, 1), until=date(2025, 7, 31))
    learns(maja, engskolen, since=date(2024, 1, 1), until=date(2025, 7, 31))
    page = read(worker_wilma, "child", maja)
    assert page.count("<p>01-01-2024 til 31-07-2025</p>") == 2
    assert "Familien Dam" in page
    assert "Engskolen" in page


def test_cpr_number_is_never_shown(read, worker_wilma, maja):
    maja.cpr, maja.cpr_index = "0405160001", "x"
    maja.save()
    page = read(worker_wilma, "child", maja)
    assert "xxxxxx-xxxx" in page
    assert "040516" not in page


def test_what_is_missing_is_said_to_those_who_can_act(
    read, worker_wilma, teacher_tim, foster_freja, maja
):
    maja.enrolments.update(until=LAST_SUMMER)
    page = read(worker_wilma, "child", maja)
    assert "Skole mangler" in page
    assert "Vi ved ikke, hvem der har forældremyndigheden. <a" in page
    assert "Skole mangler" not in read(foster_freja, "child", maja)


def test_missing_teacher_and_case_worker_are_said(read, coordinator_karen, maja):
    page = read(coordinator_karen, "child", maja)
    assert "Kontaktlærer mangler" in page
    assert "Rådgiver mangler" in page


def test_correction_shows_what_stood_there(sign_in, read, worker_wilma, teacher_tim, maja):
    spell = maja.enrolments.get()
    sent = {
        "school": spell.school_id,
        "class_name": "3.A",
        "since": "01-08-2025",
        "grade": "3",
        "reason": "Vi hørte forkert",
        "seen": maja.version,
    }
    sign_in(worker_wilma).post(address("correct_enrolment", maja, spell.pk), sent)
    page = read(worker_wilma, "child", maja)
    assert "Klasse: 3.B" in page
    assert "Vi hørte forkert (Wilma Winther)" in page
    assert "Vi hørte forkert" not in read(teacher_tim, "child", maja)


# The child itself


def test_child_in_need_finds_help(read, maja_herself, maja):
    page = read(maja_herself, "worry", maja)
    assert "Har du brug for hjælp nu?" in page
    assert 'href="tel:116111"' in page
    assert 'href="tel:112"' in page
    assert "underrette" not in page


# Break-glass


def test_break_glass_is_said_on_every_page_and_can_be_ended(sign_in, worker_otto, maja):
    break_glass(child=maja, reason="Maja er væk i nat", by=worker_otto)
    browser = sign_in(worker_otto)
    for page in TABS:
        html = words(browser.get(address(page, maja)))
        assert "Du har nødadgang i dag. Alt, du åbner, bliver gennemgået." in html
        assert f'action="{address("end_glass", maja)}"' in html
    browser.post(address("end_glass", maja))
    assert browser.get(address("child", maja)).status_code == 404


def test_looking_at_the_end_of_break_glass_ends_nothing(sign_in, worker_otto, maja):
    break_glass(child=maja, reason="Maja er væk i nat", by=worker_otto)
    browser = sign_in(worker_otto)
    assert browser.get(address("end_glass", maja)).status_code == 200
    assert browser.get(address("child", maja)).status_code == 200


def test_break_glass_shows_no_ground_for_living_there(sign_in, worker_otto, maja):
    maja.placements.update(legal_basis="without_consent")
    break_glass(child=maja, reason="Maja er væk i nat", by=worker_otto)
    browser = sign_in(worker_otto)
    for page in ("child", "move"):
        assert "Uden samtykke" not in words(browser.get(address(page, maja)))


# A protected child


def test_hidden_is_said_to_be_hidden(read, worker_wilma, coordinator_karen, maja):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    page = read(coordinator_karen, "child", maja)
    assert "Barnet er beskyttet. Sted, skole og det, der kan røbe dem, er skjult." in page
    assert page.count("Barnet er beskyttet</span>") == 4
    assert "button-primary" not in page


def test_one_who_may_know_sees_the_protected_child_whole(read, worker_wilma, maja):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    page = read(worker_wilma, "child", maja)
    assert "Lindeskolen" in page
    assert "Familien Bo" in page


# Costs the same


@pytest.mark.parametrize("page", TABS)
def test_page_costs_the_same_with_1_and_30_seats(
    sign_in, worker_wilma, maja, person, sits, solvang, page
):
    browser = sign_in(worker_wilma)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address(page, maja)).status_code == 200
        return len(queries)

    def seats(count):
        for n in range(count):
            sits(person(f"Koordinator {count} {n}", Role.LEARNING_COORDINATOR, solvang), maja)

    seats(1)
    browser.get(address(page, maja))
    few = cost()
    seats(30)
    assert cost() == few
