"""The page on which the children of a school get a class in the new school year."""

from datetime import date

import pytest
from django.urls import reverse

from skolespor.audit.models import Entry
from skolespor.children.models import Child, Enrolment
from skolespor.children.tests.pages import words

CLASSES = reverse("workspace:classes")


@pytest.fixture(autouse=True)
def august(time_machine):
    time_machine.move_to("2026-08-10 10:00", tick=False)


@pytest.fixture
def hans(sign_in, head_hans):
    return sign_in(head_hans)


@pytest.fixture
def of(emil, kalle):
    """The number of a child's enrolment of last year: `of(emil)`."""
    rows = {row.child_id: row.pk for row in Enrolment.objects.filter(since__lt=date(2026, 8, 1))}
    return lambda child: rows[child.pk]


def classes_of(*children):
    rows = Enrolment.objects.filter(child__in=children, until=None).order_by("child")
    return [row.grade_label for row in rows]


def test_page_asks_about_each_child_of_the_school_and_proposes_the_next_class(
    hans, head_hans, emil, kalle, maja
):
    page = words(hans.get(CLASSES))
    assert "Det gælder skoleåret 2026/27." in page
    assert "Engskolen, 6. klasse siden 01-08-2025" in page
    assert "Skal gå i 7. klasse" in page
    assert "Bliver i 6. klasse" in page
    assert "Skal gå i 9. klasse" in page
    assert "Maja" not in page
    seen = Entry.objects.filter(kind="children.listed", by_id=head_hans.pk)
    assert sorted(seen.values_list("child_id", flat=True)) == [emil.pk, kalle.pk]


def ticked(browser, pk):
    field = browser.get(CLASSES).context["form"][f"answer_{pk}"]
    return field.value()


def test_the_next_class_is_ticked_only_where_there_is_no_choice(hans, of, emil):
    assert ticked(hans, of(emil)) == "next"
    Enrolment.objects.update(grade=9)
    assert ticked(hans, of(emil)) == "later"
    Enrolment.objects.update(grade=6, since=date(2024, 8, 1))
    assert ticked(hans, of(emil)) == "later"


def test_of_a_class_that_nobody_has_written_nothing_is_proposed(hans, of, emil):
    Enrolment.objects.update(grade=None)
    form = hans.get(CLASSES).context["form"]
    offered = [value for value, _label in form.fields[f"answer_{of(emil)}"].choices]
    assert offered == ["other", "left", "later"]


def test_special_class_is_named_beside_its_grade(hans, emil):
    Enrolment.objects.update(class_name="Blå gruppe")
    assert "Skal gå i 7. klasse, Blå gruppe" in words(hans.get(CLASSES))


def test_many_are_saved_at_once_and_who_waits_stays_in_the_list(hans, of, emil, kalle):
    sent = {f"answer_{of(emil)}": "next", f"answer_{of(kalle)}": "later"}
    page = words(hans.post(CLASSES, sent, follow=True))
    assert "1 barn er klaret." in page
    assert "Kalle Krog" in page
    assert "Emil Dahl" not in page
    assert classes_of(emil, kalle) == ["7. klasse", "8. klasse"]
    page = words(hans.post(CLASSES, {f"answer_{of(kalle)}": "stays"}, follow=True))
    assert "Nyt skoleår 2026/27" in page
    assert "Alle børn, du skal svare for, har en klasse." in words(hans.get(CLASSES))


def test_another_class_and_one_who_has_left(hans, of, emil, kalle):
    sent = {
        f"answer_{of(emil)}": "other",
        f"grade_{of(emil)}": "6",
        f"class_{of(emil)}": " 6.C ",
        f"answer_{of(kalle)}": "left",
        f"cause_{of(kalle)}": "natural_transition",
    }
    for _n in range(2):
        assert "2 børn er klaret." in words(hans.post(CLASSES, sent, follow=True))
    assert classes_of(emil, kalle) == ["6.C"]
    assert Enrolment.objects.get(pk=of(kalle)).end_cause == "natural_transition"


def test_what_is_refused_says_why_and_nothing_is_saved_or_lost(hans, of, emil, kalle):
    sent = {
        f"answer_{of(emil)}": "other",
        f"class_{of(kalle)}": "Blå gruppe",
        f"answer_{of(kalle)}": "left",
    }
    page = words(hans.post(CLASSES, sent))
    assert "Hvorfor går Kalle Krog ikke på skolen mere? Vælg en grund." in page
    assert 'value="Blå gruppe"' in page
    page = words(hans.post(CLASSES, sent | {f"cause_{of(kalle)}": "other"}))
    assert "Vælg et klassetrin, eller skriv, hvad klassen hedder." in page
    assert classes_of(emil, kalle) == ["6. klasse", "8. klasse"]
    assert Enrolment.objects.count() == 2


def test_one_that_somebody_else_has_answered_meanwhile_is_said_at_its_row(
    hans, of, emil, kalle, head_hans
):
    sent = {f"answer_{of(emil)}": "next"}
    hans.post(CLASSES, sent)
    answers = {f"answer_{of(emil)}": "stays", f"answer_{of(kalle)}": "next"}
    page = words(hans.post(CLASSES, answers))
    assert "Det er allerede gjort af en anden." in page
    assert classes_of(emil, kalle) == ["7. klasse", "8. klasse"]


@pytest.mark.parametrize("sent", [{}, {"answer_x": "next"}, {"answer_" + "9" * 20: "next"}])
def test_nothing_answered_is_said(hans, of, emil, sent):
    page = words(hans.post(CLASSES, sent | {f"answer_{of(emil)}": "later"}))
    assert "Du har ikke svaret for nogen af børnene endnu." in page
    assert "Emil Dahl" in words(hans.post(CLASSES, sent))


def test_answer_that_does_not_exist_is_refused(hans, of, emil):
    assert "Vælg et af svarene." in words(hans.post(CLASSES, {f"answer_{of(emil)}": "x"}))


def test_stranger_finds_no_such_row_and_it_is_written_down(
    sign_in, head_hans, of, emil, maja, head_hanne
):
    browser = sign_in(head_hanne)
    answer = browser.post(CLASSES, {f"answer_{of(emil)}": "next"})
    assert answer.status_code == 404
    assert classes_of(emil) == ["6. klasse"]
    refused = Entry.objects.get(kind="children.refused", by_id=head_hanne.pk)
    assert refused.child_id == emil.pk
    assert browser.post(CLASSES, {"answer_" + "9" * 18: "next"}).status_code == 404
    assert Entry.objects.filter(kind="accounts.refused", by_id=head_hanne.pk).exists()


@pytest.mark.parametrize("last_day", [date(2026, 8, 1), date(2026, 8, 9)])
def test_a_school_whose_seat_has_ended_reads_the_child_no_more(hans, of, emil, last_day):
    sent = {f"answer_{of(emil)}": "left", f"cause_{of(emil)}": "moved"}
    assert hans.post(CLASSES, sent | {f"cause_{of(emil)}": ""}).status_code == 200
    emil.seats.filter(organisation__kind="school").update(until=last_day)
    answer = hans.post(CLASSES, sent)
    assert answer.status_code == 404
    assert "Emil" not in words(answer)
    emil.seats.filter(organisation__kind="school").update(until=date(2026, 7, 31))
    assert hans.post(CLASSES, sent).status_code == 404


def test_those_who_only_read_are_refused(sign_in, client, teacher_tim, worker_wilma, home_helle):
    for reader in (teacher_tim, worker_wilma, home_helle):
        assert sign_in(reader).get(CLASSES).status_code == 403
        assert sign_in(reader).post(CLASSES).status_code == 403
    assert client.get(CLASSES).status_code == 302


def test_protected_child_is_not_named(hans, emil):
    Child.objects.update(is_protected=True)
    page = words(hans.get(CLASSES))
    assert "Emil" not in page
    assert "6. klasse" not in page


def test_coordinator_reads_which_schools_to_call(sign_in, coordinator_karen, emil, kalle, maja):
    page = words(sign_in(coordinator_karen).get(CLASSES))
    assert "Maja Ager" in page
    assert "Engskolen: 2 børn" in page
    assert "Emil" not in page


@pytest.mark.long
def test_page_costs_the_same_for_one_and_thirty(
    hans, head_hans, new_child, learns, engskolen, count_queries
):
    learns(new_child("Asta"), engskolen)
    hans.get(CLASSES)
    one = count_queries(lambda: hans.get(CLASSES))
    for number in range(30):
        learns(new_child(f"Barn {number:02}"), engskolen)
    assert count_queries(lambda: hans.get(CLASSES)) == one
    second = words(hans.get(CLASSES, {"side": 2}))
    assert "Barn 29" in second
    assert "Asta" not in second
