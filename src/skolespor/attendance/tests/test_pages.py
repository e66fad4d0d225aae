"""»Fremmøde«, »Uden skole«, and the question after a move: what stands there, and for whom."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse

from skolespor.attendance.actions.not_attending import say_not_attending
from skolespor.attendance.models import AbsenceDay, NotAttending
from skolespor.attendance.tests.pages import FILE, LISTED, WEDNESDAY, address, stops
from skolespor.audit.models import Entry
from skolespor.children.models import Child
from skolespor.children.tests.pages import typed, words


@pytest.fixture(autouse=True)
def wednesday(time_machine):
    """A school day of the assumed calendar, with school days before it."""
    time_machine.move_to(f"{WEDNESDAY} 10:00", tick=False)


@pytest.fixture
def written(maja, teacher_tim):
    return say_not_attending(child=maja, since=date(2026, 3, 9), by=teacher_tim)


# The child's page


def test_page_says_where_the_child_goes_to_school(sign_in, teacher_tim, maja):
    page = words(sign_in(teacher_tim).get(address("child", maja)))
    assert "Maja er indskrevet på Lindeskolen, 3.B." in page
    assert "uden skole" not in page
    assert address("say", maja) in page


def test_page_counts_the_school_days_without(sign_in, worker_wilma, maja):
    stops(maja)
    page = words(sign_in(worker_wilma).get(address("child", maja)))
    assert "<strong>4</strong> <span>skoledage uden skole</span>" in page
    assert "Den første var 06-03-2026. Det er en skolepause." in page
    assert "Maja er ikke indskrevet på en skole." in page
    assert "Dem, vi tæller, er antaget." in page
    assert address("say", maja) not in page


def test_page_says_how_long_until_it_is_a_gap(sign_in, teacher_tim, maja, written):
    page = words(sign_in(teacher_tim).get(address("child", maja)))
    assert "<strong>3</strong> <span>skoledage uden skole</span>" in page
    assert "Om 1 skoledag er det en skolepause, hvis barnet stadig er uden skole." in page
    assert "Maja går der ikke. Det er skrevet fra 09-03-2026." in page


def test_mother_reads_and_does_not_write(sign_in, mother_mie, maja, written):
    page = words(sign_in(mother_mie).get(address("child", maja)))
    assert "skoledage uden skole" in page
    assert "gaar-ikke-i-skole" not in page


@pytest.mark.parametrize(
    ("who", "page", "status"),
    [
        ("teacher_tim", "child", 200),
        ("maja_herself", "child", 403),
        ("teacher_nora", "child", 404),
        ("head_hanne", "child", 404),
        ("teacher_tim", "say", 200),
        ("mother_mie", "say", 403),
        ("teacher_nora", "say", 404),
        ("worker_wilma", "ask", 200),
        ("mother_mie", "ask", 403),
    ],
)
def test_doors(sign_in, everybody, maja, who, page, status):
    assert sign_in(everybody[who]).get(address(page, maja)).status_code == status


def test_the_child_has_no_such_page(sign_in, maja_herself, written):
    page = words(sign_in(maja_herself).get(reverse("workspace:own")))
    assert "Fremmøde" not in page
    assert "uden skole" not in page


def test_who_must_not_know_where_a_protected_child_is_reads_nothing(
    sign_in, worker_wilma, maja, written
):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    answer = sign_in(worker_wilma).get(address("child", maja))
    assert answer.status_code == 403
    assert "Lindeskolen" not in words(answer)
    assert "uden skole" not in words(answer)


# Writing


def test_a_teacher_writes_it_in_two_steps(sign_in, teacher_tim, maja):
    tim = sign_in(teacher_tim)
    assert f'value="{typed(WEDNESDAY)}"' in words(tim.get(address("say", maja)))
    answer = tim.post(address("say", maja), {"since": typed(WEDNESDAY)}, follow=True)
    assert "Det er skrevet. Dagene tæller som uden skole" in words(answer)
    assert NotAttending.objects.get().since == WEDNESDAY


def test_a_broken_rule_stands_at_the_question_and_nothing_typed_is_lost(sign_in, teacher_tim, maja):
    answer = sign_in(teacher_tim).post(address("say", maja), {"since": "12-03-2026"})
    assert "Dagen ligger i fremtiden." in words(answer)
    assert 'value="12-03-2026"' in words(answer)


def test_no_day_is_asked_again(sign_in, teacher_tim, maja):
    answer = sign_in(teacher_tim).post(address("say", maja), {"since": ""})
    assert "Skriv den første dag uden skole." in words(answer)


def test_going_to_school_again(sign_in, teacher_tim, maja, written):
    tim = sign_in(teacher_tim)
    answer = tim.post(
        address("again", maja, written.pk), {"first_day": typed(WEDNESDAY)}, follow=True
    )
    page = words(answer)
    assert "Den første dag i skole igen er gemt." in page
    assert "09-03-2026 til 10-03-2026" in page
    assert "skoledage uden skole" not in page


def test_a_mistake_is_taken_back_after_a_page_that_says_what_it_means(
    sign_in, teacher_tim, maja, written
):
    tim, here = sign_in(teacher_tim), address("withdraw", maja, written.pk)
    assert "har gået i skole siden 09-03-2026" in words(tim.get(here))
    assert "Det er trukket tilbage." in words(tim.post(here, follow=True))
    assert NotAttending.objects.filter(withdrawn_at=None).count() == 0


@pytest.mark.parametrize("page", ["again", "withdraw"])
def test_what_is_another_childs_or_over_is_no_page(sign_in, teacher_tim, maja, emil, written, page):
    tim = sign_in(teacher_tim)
    NotAttending.objects.update(child=emil)
    assert tim.get(address(page, maja, written.pk)).status_code == 404
    NotAttending.objects.update(child=maja, until=date(2026, 3, 10))
    over = {"again": 404, "withdraw": 200}[page]
    assert tim.get(address(page, maja, written.pk)).status_code == over


def test_a_planned_day_back_can_be_put_right(sign_in, teacher_tim, maja, written):
    tim = sign_in(teacher_tim)
    tim.post(address("again", maja, written.pk), {"first_day": "23-03-2026"})
    page = words(tim.get(address("child", maja)))
    assert "Aftalt: i skole igen 23-03-2026." in page
    assert "Går i skole igen" in page
    tim.post(address("again", maja, written.pk), {"first_day": typed(WEDNESDAY)})
    assert NotAttending.objects.get().until == date(2026, 3, 10)


def test_after_a_move_one_is_not_asked_what_is_known(sign_in, worker_wilma, maja, written):
    page = words(sign_in(worker_wilma).get(address("ask", maja)))
    assert "Maja går ikke i skole" in page
    assert "Det er skrevet fra 09-03-2026." in page


# After a move


def test_after_a_move_one_is_asked_at_once(sign_in, worker_wilma, maja, family_dam):
    facts = {
        "organisation": family_dam.pk,
        "type": "foster_family_general",
        "since": typed(WEDNESDAY),
        "legal_basis": "with_consent",
        "confirmed": "yes",
    }
    moved = sign_in(worker_wilma).post(reverse("children:move", args=[maja.pk]), facts, follow=True)
    page = words(moved)
    assert "Flytningen er gemt." in page
    assert "Maja er flyttet. Går Maja stadig på Lindeskolen?" in page
    assert address("say", maja) in page
    assert reverse("children:enrol", args=[maja.pk]) in page


def test_who_has_no_school_after_a_move_is_said_to_have_none(sign_in, worker_wilma, maja):
    stops(maja)
    page = words(sign_in(worker_wilma).get(address("ask", maja)))
    assert "Maja har ingen skole" in page
    assert "Skriv skolen" in page


# The list


def test_list_shows_the_longest_first(sign_in, worker_wilma, maja, emil, sits):
    sits(worker_wilma, emil)
    stops(maja, date(2026, 3, 9))
    stops(emil)
    page = words(sign_in(worker_wilma).get(reverse(LISTED)))
    assert page.index("Emil Dahl") < page.index("Maja Ager")
    assert "2 børn" in page


def test_list_says_that_a_child_is_enrolled_and_does_not_go_there(
    sign_in, teacher_tim, maja, written
):
    page = words(sign_in(teacher_tim).get(reverse(LISTED)))
    assert 'Lindeskolen <span class="form-hint">går der ikke</span>' in page


def test_head_sees_a_line_and_no_page(sign_in, head_hanne, maja, written):
    page = words(sign_in(head_hanne).get(reverse(LISTED)))
    assert "Maja Ager" in page
    assert address("child", maja) not in page
    assert Entry.objects.filter(kind="children.listed", child_id=maja.pk).count() == 1


def test_protected_childs_school_is_not_said(sign_in, coordinator_karen, maja, written):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    page = words(sign_in(coordinator_karen).get(reverse(LISTED)))
    assert "Maja Ager" in page
    assert "Lindeskolen" not in page


@pytest.mark.parametrize("who", ["maja_herself", "teacher_nora", "worker_erik", "log_tove"])
def test_others_see_nobody(sign_in, everybody, who, maja, written):
    page = words(sign_in(everybody[who]).get(reverse(LISTED)))
    assert "Maja" not in page.split("<main")[1]
    assert "Alle børn har en skole i dag." in page


def test_file_says_the_same(sign_in, worker_wilma, maja, written):
    answer = sign_in(worker_wilma).get(reverse(FILE))
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == ["Maja", "Ager", "3", "09-03-2026", "Lindeskolen", "", "", "Solvang"]
    assert Entry.objects.filter(kind="children.exported", child_id=maja.pk).count() == 1


def test_list_costs_the_same_for_one_and_for_thirty(
    sign_in, worker_wilma, maja, new_child, lives, family_dam, sits, count_queries
):
    wilma = sign_in(worker_wilma)
    stops(maja)
    wilma.get(reverse(LISTED))
    before = count_queries(lambda: wilma.get(reverse(LISTED)))
    for number in range(29):
        child = new_child(f"Barn {number}", birth_year=2015)
        lives(child, family_dam)
        sits(worker_wilma, child)
    assert count_queries(lambda: wilma.get(reverse(LISTED))) == before


# Mit overblik, and the filter


def test_overview_begins_with_the_children_without_school(sign_in, worker_wilma, maja):
    stops(maja)
    page = words(sign_in(worker_wilma).get(reverse("workspace:today")))
    assert "Uden skole i dag" in page
    assert reverse(LISTED) in page


def test_children_i_follow_are_filtered_to_those_without_school(
    sign_in, worker_wilma, maja, emil, sits
):
    sits(worker_wilma, emil)
    stops(maja)
    wilma = sign_in(worker_wilma)
    wilma.post(reverse("workspace:children"), {"now": "gap"})
    page = words(wilma.get(reverse("workspace:children")))
    assert "Maja Ager" in page
    assert "Emil Dahl" not in page


# Unlawful absence


@pytest.fixture
def unlawful(maja, ellevang):
    """Maja was away unlawfully on two whole school days of the quarter and a half one, and on a
    Sunday; once she was ill."""
    days = {date(2026, 1, 5): 1, date(2026, 1, 6): 1, date(2026, 3, 9): "0.5", date(2026, 1, 4): 1}
    for day, share in days.items():
        away(maja, ellevang, day, share, "unlawful")
    away(maja, ellevang, date(2026, 1, 8), 1, "sickness")


def away(child, sender, day, share, category):
    AbsenceDay.objects.create(
        child=child, day=day, share=share, category=category, institution="900201", sender=sender
    )


def test_page_shows_unlawful_absence_of_the_quarter_with_its_calculation(
    sign_in, teacher_tim, maja, unlawful
):
    page = words(sign_in(teacher_tim).get(address("child", maja)))
    assert "1. kvartal 2026" in page
    assert "2,5 af 57 skoledage i kvartalet = 4,4 %" in page
    assert "43 af 57 skoledage er gået." in page
    assert "Ulovligt fravær: 05-01-2026, 06-01-2026, 09-03-2026 (0,5 dag)." in page
    assert "2,5 dage delt med 57 skoledage = 4,4 %." in page
    assert "Grænsen på 10 % er nået ved 6 dage (fraværsbekendtgørelsen, ikke efterprøvet)." in page
    assert "er nået.</" not in page
    assert "børneydelse" not in page


def test_page_says_which_limit_is_reached(sign_in, teacher_tim, maja, ellevang):
    for day in (5, 6, 7, 8, 9, 12):
        away(maja, ellevang, date(2026, 1, day), 1, "unlawful")
    page = words(sign_in(teacher_tim).get(address("child", maja)))
    assert "6 af 57 skoledage i kvartalet = 10,5 %" in page
    assert "10 % er nået." in page


def test_who_sees_the_total_only_sees_no_kinds(
    sign_in, is_named, person, lindeskolen, maja, unlawful
):
    sven = person("Sven Sol", "school_staff", lindeskolen)
    is_named(sven, maja)
    page = words(sign_in(sven).get(address("child", maja)))
    assert "Fremmøde" in page
    assert "Ulovligt fravær" not in page
