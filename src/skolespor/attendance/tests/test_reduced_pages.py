"""*Nedsat skema* on »Fremmøde« and its forms: what stands there, for whom, and nothing typed is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from skolespor.accounts.roles import Role
from skolespor.attendance.actions.reduced import Said, agree, change, end_early
from skolespor.attendance.models import ReducedTimetable
from skolespor.attendance.tests.pages import address
from skolespor.children.models import Child
from skolespor.children.tests.pages import words

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 27)
SAID = Said(
    "Hun bliver træt.", "To timer mere hver uge.", "Spurgt den 2. marts.", "Jeg vil have idræt."
)
ANSWERS = {
    "since": "02-03-2026",
    "until": "27-03-2026",
    "hours_before": "28",
    "hours_now": "8,5",
    "reason": "Hun bliver træt.",
    "return_plan": "To timer mere hver uge.",
    "legal_ground": "",
    "child_words": "",
}


@pytest.fixture(autouse=True)
def wednesday(time_machine):
    time_machine.move_to("2026-03-11 10:00", tick=False)


@pytest.fixture
def head(person, sits, lindeskolen, maja):
    hanna = person("Hanna Hald", Role.HEAD_TEACHER, lindeskolen)
    sits(hanna, maja)
    return hanna


@pytest.fixture
def agreed(maja, head):
    hours = {"hours_before": Decimal(28), "hours_now": Decimal(8)}
    return agree(child=maja, since=MONDAY, until=FRIDAY, said=SAID, by=head, **hours)


def read(browser, child):
    return words(browser.get(address("child", child)))


def test_page_shows_the_agreement(sign_in, worker_wilma, maja, agreed):
    page = read(sign_in(worker_wilma), maja)
    assert "02-03-2026 til 27-03-2026" in page
    assert "8 timer om ugen i stedet for 28." in page
    assert "20 timer mangler om ugen, 80 i alt på 20 skoledage." in page
    assert "Dagene tæller ikke som dage uden skole." in page
    assert "Ikke efterprøvet" in page
    assert "kræver hjemmel; spørg forvaltningen" in page
    assert "Se på aftalen sammen med barnet senest 30-03-2026." in page
    assert page.index("Jeg vil have idræt.") < page.index("Hun bliver træt.")
    assert "To timer mere hver uge." in page
    assert "Spurgt den 2. marts." in page
    assert "Aftalen er skrevet af Hanna Hald 11-03-2026." in page
    assert "nedsat-skema/" not in page
    assert "uden skole</span>" not in page


def test_who_sees_the_total_alone_reads_days_and_hours(
    sign_in, is_named, person, lindeskolen, maja, agreed
):
    sven = person("Sven Sol", "school_staff", lindeskolen)
    is_named(sven, maja)
    page = read(sign_in(sven), maja)
    assert "8 timer om ugen i stedet for 28." in page
    assert "træt" not in page
    assert "idræt" not in page
    assert "Spurgt" not in page


def test_head_and_coordinator_have_links_and_others_have_none(
    sign_in, head, coordinator_karen, teacher_tim, maja, agreed
):
    for somebody in (head, coordinator_karen):
        page = read(sign_in(somebody), maja)
        assert address("reduced", maja) in page
        assert address("reduced_change", maja, agreed.pk) in page
    assert "nedsat-skema/" not in read(sign_in(teacher_tim), maja)


def test_without_an_agreement_only_who_may_write_reads_of_it(sign_in, head, teacher_tim, maja):
    assert "Aftal nedsat skema" in read(sign_in(head), maja)
    assert "Nedsat skema</h2>" not in read(sign_in(teacher_tim), maja)


def test_an_agreement_that_is_over_stands_below(sign_in, head, maja, agreed):
    end_early(agreed=agreed, last_day=date(2026, 3, 6), reason="Det går godt igen.", by=head)
    page = read(sign_in(head), maja)
    assert "Aftaler, der er slut" in page
    assert "20 i alt på 5 skoledage." in page
    assert "Det går godt igen." in page
    assert "Se på aftalen" not in page


@pytest.mark.parametrize(
    ("who", "status"), [("mother_mie", 403), ("maja_herself", 403), ("teacher_nora", 404)]
)
def test_doors(sign_in, everybody, maja, head, agreed, who, status):
    browser = sign_in(everybody[who])
    for page in ("reduced", "reduced_change", "reduced_end", "reduced_withdraw"):
        rest = [] if page == "reduced" else [agreed.pk]
        assert browser.get(address(page, maja, *rest)).status_code == status


def test_who_must_not_know_where_a_protected_child_is_reads_nothing(
    sign_in, head, coordinator_karen, maja, agreed
):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    for page in ("child", "reduced"):
        answer = sign_in(coordinator_karen).get(address(page, maja))
        assert answer.status_code == 403
        assert "timer" not in words(answer)


def test_form_says_who_will_read_it_before_it_is_saved(
    sign_in, head, teacher_tim, is_named, person, lindeskolen, maja
):
    sven = person("Sven Sol", "school_staff", lindeskolen)
    is_named(sven, maja)
    page = words(sign_in(head).get(address("reduced", maja)))
    assert "kræver hjemmel; spørg forvaltningen" in page
    told = page.split("Det kan læses af: ")[1].split("</p>")[0]
    assert "Skoleleder" in told.split(".")[0]
    assert "Kontaktlærer" in told.split(".")[0]
    assert "Kun dage og timer ses af:" in told


def test_head_agrees(sign_in, head, maja):
    answer = sign_in(head).post(address("reduced", maja), ANSWERS, follow=True)
    assert "Aftalen er gemt." in words(answer)
    one = ReducedTimetable.objects.get()
    assert (one.since, one.until, one.hours_now) == (MONDAY, FRIDAY, Decimal("8.5"))
    assert "19,5 timer mangler om ugen" in words(answer)


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("until", "", "Skriv, hvilken dag aftalen slutter."),
        ("reason", "", "Skriv, hvorfor barnet får færre timer."),
        ("return_plan", " ", "Skriv planen for, hvordan barnet kommer op i tid igen."),
        ("hours_now", "30", "Barnet skal have færre timer end klassen."),
        ("hours_now", "otte", "Skriv et tal, for eksempel 8 eller 8,5."),
    ],
)
def test_what_is_missing_stands_at_its_question_and_nothing_typed_is_lost(
    sign_in, head, maja, field, given, said
):
    answer = sign_in(head).post(address("reduced", maja), ANSWERS | {field: given})
    assert said in words(answer)
    assert "Hun bliver træt." in words(answer) or field == "reason"
    assert not ReducedTimetable.objects.exists()


def test_what_was_typed_is_there_again_and_gone_when_it_is_sent(sign_in, head, maja):
    browser = sign_in(head)
    draft = reverse("workspace:draft", args=["reduced", str(maja.pk)])
    browser.post(draft, {"reason": "Hun sover", "since": "02-03-2026"})
    page = words(browser.get(address("reduced", maja)))
    assert "Hun sover" in page
    assert 'value="02-03-2026"' in page
    browser.post(address("reduced", maja), ANSWERS)
    assert "Hun sover" not in words(browser.get(address("reduced", maja)))


def test_a_new_last_day(sign_in, head, maja, agreed):
    browser = sign_in(head)
    page = words(browser.get(address("reduced_change", maja, agreed.pk)))
    assert 'value="27-03-2026"' in page
    assert "Hun bliver træt." in page
    changed = vars(SAID) | {"until": "10-04-2026", "seen": 1}
    answer = browser.post(address("reduced_change", maja, agreed.pk), changed, follow=True)
    assert "02-03-2026 til 10-04-2026" in words(answer)


def test_whoever_saves_second_sees_both(sign_in, head, coordinator_karen, maja, agreed):
    karens = Said("Karens grund.", "Karens plan.")
    change(agreed=agreed, until=FRIDAY, said=karens, seen=1, by=coordinator_karen)
    mine = vars(SAID) | {"until": "10-04-2026", "seen": 1}
    page = words(sign_in(head).post(address("reduced_change", maja, agreed.pk), mine))
    assert "En anden har gemt imens" in page
    assert "Karens plan." in page
    assert "To timer mere hver uge." in page
    assert 'name="seen" value="2"' in page


def test_a_draft_that_is_older_than_what_is_saved_shows_both(
    sign_in, head, coordinator_karen, maja, agreed, time_machine
):
    browser = sign_in(head)
    draft = reverse("workspace:draft", args=["reduced-change", f"{maja.pk}-{agreed.pk}"])
    browser.post(draft, {"reason": "Min gamle kladde.", "until": "10-04-2026"})
    time_machine.move_to("2026-03-11 10:10", tick=False)
    karens = Said("Karens grund.", "Karens plan.")
    change(agreed=agreed, until=FRIDAY, said=karens, seen=1, by=coordinator_karen)
    page = words(browser.get(address("reduced_change", maja, agreed.pk)))
    assert "Du ser din kladde." in page
    assert "Min gamle kladde." in page
    assert 'name="seen" value="1"' in page


def test_ending_and_withdrawing(sign_in, head, maja, agreed):
    browser = sign_in(head)
    assert "løber til 27-03-2026" in words(browser.get(address("reduced_end", maja, agreed.pk)))
    last = {"last_day": "27-03-2026", "reason": "Det går godt."}
    refused = browser.post(address("reduced_end", maja, agreed.pk), last)
    assert "Skriv en dag fra 02-03-2026 og før 27-03-2026." in words(refused)
    last["last_day"] = "06-03-2026"
    ended = browser.post(address("reduced_end", maja, agreed.pk), last, follow=True)
    assert "Godt, at barnet er tilbage i tid." in words(ended)
    here = address("reduced_withdraw", maja, agreed.pk)
    assert "fra 02-03-2026 til 06-03-2026" in words(browser.get(here))
    assert "Skriv hvorfor" in words(browser.post(here, {"reason": "Fejl"}))
    answer = browser.post(here, {"reason": "Det var et andet barn."}, follow=True)
    assert "Det er trukket tilbage." in words(answer)
    assert browser.get(here).status_code == 404


def test_another_childs_agreement_is_no_page(sign_in, head, maja, emil, agreed):
    ReducedTimetable.objects.update(child=emil)
    for page in ("reduced_change", "reduced_end", "reduced_withdraw"):
        assert sign_in(head).get(address(page, maja, agreed.pk)).status_code == 404
