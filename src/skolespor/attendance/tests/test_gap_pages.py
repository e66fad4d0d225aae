"""A school gap on the child's page and in the list: who solves it, why, and what is done."""

import pytest
from django.urls import reverse

from skolespor.attendance.actions.gaps import explain_gap, keep_gap
from skolespor.attendance.tests.pages import LISTED, WEDNESDAY, address, stops
from skolespor.children.models import Child
from skolespor.children.tests.pages import words


@pytest.fixture(autouse=True)
def wednesday(time_machine):
    time_machine.move_to(f"{WEDNESDAY} 10:00", tick=False)


@pytest.fixture
def gap(maja, coordinator_karen):
    stops(maja)
    return keep_gap(maja, today=WEDNESDAY)


def test_page_says_who_solves_it_and_what_is_missing(sign_in, worker_wilma, maja, gap):
    page = words(sign_in(worker_wilma).get(address("child", maja)))
    assert "Karen Lange har ansvaret for, at Maja får en skole." in page
    assert "Skriv, hvorfor" not in page
    assert address("gap_step", maja) in page


def test_on_the_fifth_day_reason_and_plan_are_missing(
    sign_in, worker_wilma, maja, gap, time_machine
):
    time_machine.move_to("2026-03-12 10:00", tick=False)
    page = words(sign_in(worker_wilma).get(address("child", maja)))
    assert "Skriv, hvorfor barnet er uden skole" in page
    assert "Skriv en midlertidig plan" in page


def test_before_the_night_nobody_owns_it(sign_in, worker_wilma, maja):
    stops(maja)
    page = words(sign_in(worker_wilma).get(address("child", maja)))
    assert "Ingen har ansvaret endnu." in page
    assert "Vælg, hvem der løser det" in page


def plan_of(karen, **more):
    return {
        "owner": karen.pk,
        "reason": "awaiting_enrolment",
        "plan": "Hjemme om formiddagen.",
        "seen": 1,
        **more,
    }


def test_plan_is_written_and_read(sign_in, worker_wilma, teacher_tim, maja, gap, coordinator_karen):
    wilma = sign_in(worker_wilma)
    answer = wilma.post(address("gap", maja), plan_of(coordinator_karen), follow=True)
    assert "Det er gemt." in words(answer)
    page = words(sign_in(teacher_tim).get(address("child", maja)))
    assert "Venter på indskrivning" in page
    assert "Hjemme om formiddagen." in page
    assert "skolepause/" not in page


def test_a_draft_that_is_older_than_what_is_saved_shows_both(
    sign_in, worker_wilma, maja, gap, coordinator_karen, time_machine
):
    wilma = sign_in(worker_wilma)
    draft = reverse("workspace:draft", args=["gap-plan", f"{maja.pk}-20260306"])
    wilma.post(draft, {"plan": "Min gamle kladde."})
    time_machine.move_to(f"{WEDNESDAY} 10:10", tick=False)
    said = {"reason": "awaiting_enrolment", "plan": "Karens plan.", "seen": 1}
    explain_gap(child=maja, by=coordinator_karen, owner=coordinator_karen, **said)
    page = words(wilma.get(address("gap", maja)))
    assert "Min gamle kladde." in page
    assert "Nogen har gemt, efter du skrev den." in page
    assert 'name="seen" value="1"' in page
    answer = wilma.post(address("gap", maja), plan_of(coordinator_karen, plan="Min gamle kladde."))
    assert "Karens plan." in words(answer)
    assert "Gemt 11-03-2026 kl. 10.10 af Karen Lange" in words(answer)


def test_what_is_sent_after_the_gap_has_closed_is_not_lost(sign_in, worker_wilma, maja):
    said = {"text": "Mødes med Engskolen i morgen."}
    page = words(sign_in(worker_wilma).post(address("gap_step", maja), said))
    assert "Barnet er ikke længere uden skole. Intet er gemt." in page
    assert "Mødes med Engskolen i morgen." in page


def test_of_a_protected_child_the_list_says_neither_who_nor_since(
    sign_in, coordinator_karen, mother_mie, person, solvang, maja, gap
):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    assert "Maja" not in words(sign_in(mother_mie).get(reverse(LISTED))).split("<main")[1]
    kaj = sign_in(person("Kaj Kok", "learning_coordinator", solvang))
    page = words(kaj.get(reverse(LISTED))).split("<main")[1]
    assert "Maja Ager" in page
    assert "Karen Lange" not in page
    assert "06-03-2026" not in page


def test_who_saves_second_sees_both_plans(sign_in, worker_wilma, maja, gap, coordinator_karen):
    wilma = sign_in(worker_wilma)
    wilma.post(address("gap", maja), plan_of(coordinator_karen))
    page = words(wilma.post(address("gap", maja), plan_of(coordinator_karen, plan="Kun onsdag.")))
    assert "En anden har gemt imens" in page
    assert "Kun onsdag." in page
    assert "Hjemme om formiddagen." in page
    saved = wilma.post(
        address("gap", maja), plan_of(coordinator_karen, plan="Begge dele.", seen=2), follow=True
    )
    assert "Begge dele." in words(saved)


def test_a_draft_of_ones_own_comes_back(sign_in, worker_wilma, maja, gap):
    wilma = sign_in(worker_wilma)
    draft = reverse("workspace:draft", args=["gap-step", f"{maja.pk}-20260306"])
    assert draft in words(wilma.get(address("gap_step", maja)))
    wilma.post(draft, {"text": "Jeg har ringet til"})
    assert "Jeg har ringet til" in words(wilma.get(address("gap_step", maja)))


def test_a_step_is_written_and_stands_on_the_page(sign_in, worker_wilma, maja, gap):
    wilma = sign_in(worker_wilma)
    said = {"text": "Mødes med Engskolen i morgen."}
    page = words(wilma.post(address("gap_step", maja), said, follow=True))
    assert "11-03-2026, Wilma Winther" in page
    assert "Mødes med Engskolen i morgen." in page


def test_mother_sees_who_has_it(sign_in, mother_mie, maja, gap):
    page = words(sign_in(mother_mie).get(address("child", maja)))
    assert "Karen Lange har ansvaret" in page
    assert "Hvem gør hvad i dag?" not in page


@pytest.mark.parametrize("page", ["gap", "gap_step"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("worker_wilma", 200), ("teacher_tim", 403), ("mother_mie", 403), ("teacher_nora", 404)],
)
def test_doors_of_the_gap(sign_in, everybody, maja, gap, who, page, status):
    assert sign_in(everybody[who]).get(address(page, maja)).status_code == status


@pytest.mark.parametrize("page", ["gap", "gap_step"])
def test_without_a_gap_one_is_led_back(sign_in, worker_wilma, maja, page):
    answer = sign_in(worker_wilma).get(address(page, maja))
    assert (answer.status_code, answer.url) == (302, address("child", maja))


def test_list_says_who_solves_it_and_when_something_was_done(sign_in, worker_wilma, maja, gap):
    wilma = sign_in(worker_wilma)
    assert "Intet endnu" in words(wilma.get(reverse(LISTED)))
    wilma.post(address("gap_step", maja), {"text": "Ringede til skolen."})
    page = words(wilma.get(reverse(LISTED)))
    assert "Karen Lange" in page
    assert "11-03-2026" in page
