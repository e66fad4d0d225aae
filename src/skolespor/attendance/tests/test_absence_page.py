"""»Fremmøde«: absence of the school year with its calculation, and what was corrected last."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from skolespor.attendance.models import AbsenceChange, AbsenceDay, Registered
from skolespor.attendance.presenters.figures import percent_beyond
from skolespor.attendance.tests.pages import WEDNESDAY, address
from skolespor.children.models import Child
from skolespor.children.tests.pages import words
from skolespor.core.fields import blind_index

HEADING = "Fravær i skoleåret"
LAST = date(2026, 2, 20)
"""The last day on which Lindeskolen has registered absence: 119 school days of the assumed calendar."""


@pytest.fixture(autouse=True)
def wednesday(time_machine):
    time_machine.move_to(f"{WEDNESDAY} 10:00", tick=False)


@pytest.fixture(autouse=True)
def number(maja):
    """Maja has a CPR number, by which files tell of her."""
    maja.cpr_index = blind_index("cpr", "0405160000")
    maja.save(update_fields=["cpr_index"])


@pytest.fixture
def registered(maja, ellevang):
    registers(ellevang, LAST)


def registers(sender, *days, institution="900201"):
    Registered.objects.create(
        sender=sender, institution=institution, school_year=2025, days=sorted(map(str, days))
    )


def away(child, sender, day, share=1, category="sickness", institution="900201"):
    AbsenceDay.objects.create(
        child=child, day=day, share=share, category=category, institution=institution, sender=sender
    )


@pytest.fixture
def some_absence(maja, ellevang, registered):
    for number in range(4):
        away(maja, ellevang, date(2026, 1, 5) + timedelta(days=number))
    away(maja, ellevang, date(2026, 1, 12), "0.5", "permitted")
    away(maja, ellevang, date(2026, 1, 13), 1, "unlawful")
    away(maja, ellevang, date(2026, 3, 2))


def year_of(page):
    return page.split(HEADING)[1] if HEADING in page else ""


def read(browser, child):
    return year_of(words(browser.get(address("child", child))))


def test_page_shows_days_by_reason_and_the_calculation(sign_in, teacher_tim, maja, some_absence):
    page = read(sign_in(teacher_tim), maja)
    assert "Skoleåret 2025/26" in page
    assert "5,5 af 119 skoledage = 4,6 %" in page
    assert "Talt til og med 20-02-2026." in page
    assert "antaget" in page
    assert '<th scope="row">Sygdom</th><td>4</td><td>3,4 %</td>' in page
    assert '<th scope="row">Fravær med tilladelse</th><td>0,5</td><td>0,4 %</td>' in page
    assert '<th scope="row">Ulovligt fravær</th><td>1</td><td>0,8 %</td>' in page
    assert (
        "Lindeskolen: 119 skoledage til og med 20-02-2026. Dage med fravær: 5,5. Kilde: Ellevang."
        in page
    )
    assert "5,5 dage delt med 119 skoledage = 4,6 %." in page
    assert "Dage med sygdom: 4. Ved 15 dage i skoleåret taler skolen om sygeundervisning" in page
    assert "Over 10 % af mindst 20 skoledage kræver svar fra de voksne." in page
    assert "badge" not in page
    assert "børneydelse" not in page


def test_a_school_that_has_registered_nothing_is_no_zero(sign_in, teacher_tim, maja):
    page = read(sign_in(teacher_tim), maja)
    assert "Skolen har ikke registreret fravær i skoleåret endnu." in page
    assert "Lindeskolen har ikke registreret fravær endnu." in page
    assert "0 %" not in page.split("Hvad tæller med?")[0]


def test_of_a_child_without_a_number_nothing_is_known(sign_in, teacher_tim, maja, registered):
    Child.objects.filter(pk=maja.pk).update(cpr_index="")
    page = read(sign_in(teacher_tim), maja)
    assert "Barnet har intet CPR-nummer her." in page
    assert "skoledage =" not in page
    assert "Se udregningen" not in page


def test_more_than_the_limit_is_said(sign_in, teacher_tim, maja, ellevang, registered):
    for number in range(12):
        away(maja, ellevang, date(2025, 9, 1) + timedelta(days=number + number // 5 * 2))
    page = read(sign_in(teacher_tim), maja)
    assert "12 af 119 skoledage = 10,1 %" in page
    assert "Over 10 %</strong>" in page
    assert "sygdom nået" not in page


def test_fifteen_days_of_illness_are_said_with_the_day(
    sign_in, teacher_tim, maja, ellevang, registered
):
    for number in range(16):
        away(maja, ellevang, date(2025, 9, 1) + timedelta(days=number + number // 5 * 2))
    assert "15 dage med sygdom nået 19-09-2025</strong>" in read(sign_in(teacher_tim), maja)


def test_two_reasons_for_one_day_are_explained(
    sign_in, teacher_tim, maja, solvang, ellevang, registered
):
    away(maja, ellevang, date(2026, 1, 5))
    away(maja, solvang, date(2026, 1, 5), 1, "unlawful")
    page = read(sign_in(teacher_tim), maja)
    assert "1 af 119 skoledage = 0,8 %" in page
    assert "To kommuner har givet hver sin grund til den samme dag." in page


def test_the_year_before_is_shown_where_it_is_known(
    sign_in, worker_wilma, maja, ellevang, registered
):
    maja.enrolments.update(since=date(2024, 8, 12))
    assert "Skoleåret 2024/25" not in read(sign_in(worker_wilma), maja)
    Registered.objects.create(
        sender=ellevang, institution="900201", school_year=2024, days=["2024-09-02"]
    )
    page = read(sign_in(worker_wilma), maja)
    assert page.index("Skoleåret 2025/26") < page.index("Skoleåret 2024/25")
    assert "Talt til og med 26-06-2025." in page


# For whom


def test_who_sees_the_total_reads_no_reasons(
    sign_in, is_named, person, lindeskolen, maja, ellevang, some_absence
):
    sven = person("Sven Sol", "school_staff", lindeskolen)
    is_named(sven, maja)
    changed(maja, ellevang)
    page = read(sign_in(sven), maja)
    assert "5,5 af 119 skoledage = 4,6 %" in page
    assert "Lindeskolen: 119 skoledage" in page
    assert "<th" not in page
    assert "Dage med sygdom" not in page
    assert "Rettet" not in page


def test_earlier_schools_have_no_name_for_who_does_not_see_the_school_history(
    sign_in, is_named, person, lindeskolen, engskolen, maja, learns, solvang, some_absence
):
    maja.enrolments.update(since=date(2025, 10, 1))
    learns(maja, engskolen, until=date(2025, 9, 30), since=date(2025, 8, 11))
    registers(solvang, LAST, institution="900001")
    sven = person("Sven Sol", "school_staff", lindeskolen)
    is_named(sven, maja)
    page = read(sign_in(sven), maja)
    assert "En skole: " in page
    assert "Engskolen" not in page
    assert "Solvang" not in page


def test_who_must_not_know_where_a_protected_child_is_reads_nothing(
    sign_in, worker_wilma, maja, ellevang, some_absence
):
    changed(maja, ellevang)
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    page = words(sign_in(worker_wilma).get(address("child", maja)))
    assert HEADING not in page
    assert "Rettet" not in page
    assert "skoledage" not in page


def test_the_child_has_no_such_page(sign_in, maja_herself, maja, some_absence):
    assert sign_in(maja_herself).get(address("child", maja)).status_code == 403


def test_page_costs_the_same_for_many_days(
    sign_in, teacher_tim, maja, ellevang, registered, count_queries
):
    tim = sign_in(teacher_tim)
    tim.get(address("child", maja))
    before = count_queries(lambda: tim.get(address("child", maja)))
    for number in range(10):
        away(maja, ellevang, date(2025, 9, 1) + timedelta(days=number))
        changed(maja, ellevang)
    assert count_queries(lambda: tim.get(address("child", maja))) == before


# Corrections


def changed(child, sender, before=6, after=5, category="unlawful", period="2025-3"):
    return AbsenceChange.objects.create(
        child=child, sender=sender, before=before, after=after, category=category, period=period
    )


def test_page_says_what_was_and_what_is(sign_in, worker_wilma, maja, ellevang, time_machine):
    changed(maja, ellevang)
    time_machine.move_to("2026-03-12 10:00", tick=False)
    changed(maja, ellevang, 1, Decimal("0.5"), "sickness", "2025/26")
    page = read(sign_in(worker_wilma), maja)
    first = "Rettet 12-03-2026 af Ellevang: Sygdom i skoleåret 2025/26 var 1 dag og er nu 0,5."
    then = "Rettet 11-03-2026 af Ellevang: Ulovligt fravær i 3. kvartal 2025 var 6 dage og er nu 5."
    assert page.index(first) < page.index(then)


def test_only_the_newest_few_stand_there_also_of_a_double(
    sign_in, worker_wilma, maja, new_child, ellevang, time_machine
):
    double = new_child("Maja", "Ager", 2016, merged_into=maja)
    for number in range(6):
        time_machine.move_to(timezone.now() + timedelta(minutes=1), tick=False)
        changed([maja, double][number % 2], ellevang, number + 2, number + 3)
    page = read(sign_in(worker_wilma), maja)
    assert page.count("Rettet 11-03-2026") == 5
    assert "var 7 dage og er nu 8." in page
    assert "var 2 dage" not in page


def test_without_corrections_nothing_is_said_of_them(sign_in, worker_wilma, maja, some_absence):
    assert "Rettet" not in read(sign_in(worker_wilma), maja)


def test_a_share_just_over_the_limit_does_not_look_like_the_limit():
    share = percent_beyond
    assert [share(Decimal(n) / 10000, 10) for n in (1000, 1001, 1004, 1006, 996)] == [
        "10,0 %",
        "10,01 %",
        "10,04 %",
        "10,1 %",
        "10,0 %",
    ]
