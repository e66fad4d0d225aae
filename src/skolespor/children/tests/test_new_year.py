"""August: children go on in a class of their school, or have left it. Today is 10 August 2026."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.access import renewed_by
from skolespor.children.actions.corrections import correct, withdraw
from skolespor.children.actions.new_year import Answer, RowsRefused, answer_all, go_on, leave
from skolespor.children.models import Enrolment, Naming, NetworkSeat, ProtectionExemption
from skolespor.children.queries.new_year import School, schools_to_ask, without_class
from skolespor.children.rules import InClass
from skolespor.core.errors import RuleBroken
from skolespor.notices.models import Notice
from tests.days import FAR_AWAY

pytestmark = pytest.mark.once

TODAY = date(2026, 8, 10)
JULY, AUGUST = date(2026, 7, 31), date(2026, 8, 1)
YEAR = SchoolYear(2026)


@pytest.fixture(autouse=True)
def august(time_machine):
    time_machine.move_to(f"{TODAY} 10:00", tick=False)


@pytest.fixture
def old(maja):
    return maja.enrolments.get()


def rows_of(child):
    rows = child.enrolments.order_by("since")
    return [(r.grade, r.class_name, r.since, r.until, r.withdrawn_at is None) for r in rows]


LAST_YEAR = (3, "3.B", date(2025, 8, 1), JULY, True)
GOES_ON = [LAST_YEAR, (4, "4.B", AUGUST, None, True)]


def to_4b(enrolment, by, today=TODAY):
    return go_on(enrolment=enrolment, goes_on=InClass(4, "4.B"), today=today, by=by)


# Going on


def test_new_class_is_a_new_row_and_seat_and_namings_stay(
    maja, old, head_hanne, teacher_tim, lindeskolen, seat_of
):
    before = seat_of(maja, lindeskolen)
    new = to_4b(old, head_hanne)
    assert rows_of(maja) == GOES_ON
    seat = seat_of(maja, lindeskolen)
    assert (seat.pk, seat.until, seat.enrolment) == (before.pk, None, new)
    naming = Naming.objects.get()
    assert (naming.until, naming.closed_at) == (FAR_AWAY, None)


def test_kind_of_offer_goes_on_with_the_child(old, head_hanne):
    Enrolment.objects.update(school_type="municipal_special_school")
    assert to_4b(old, head_hanne).school_type == "municipal_special_school"


def test_same_answer_twice_is_written_once(maja, old, head_hanne):
    first = to_4b(old, head_hanne)
    version = type(maja).objects.get().version
    assert to_4b(Enrolment.objects.get(pk=old.pk), head_hanne) == first
    assert rows_of(maja) == GOES_ON
    assert type(maja).objects.get().version == version
    assert Entry.objects.filter(kind="children.enrolled").count() == 1


def test_another_answer_after_the_first_is_refused(maja, old, head_hanne, coordinator_karen):
    to_4b(old, head_hanne)
    with pytest.raises(RuleBroken) as broken:
        go_on(enrolment=old, goes_on=InClass(3, "3.A"), today=TODAY, by=coordinator_karen)
    assert broken.value.code == "already.done"
    assert rows_of(maja) == GOES_ON


def test_what_began_this_school_year_is_let_be(maja, old, head_hanne):
    new = to_4b(old, head_hanne)
    with pytest.raises(RuleBroken) as broken:
        go_on(enrolment=new, goes_on=InClass(5, "5.B"), today=TODAY, by=head_hanne)
    assert broken.value.code == "class.new_already"


def test_in_june_the_coming_year_is_prepared(maja, old, head_hanne, time_machine):
    time_machine.move_to("2026-06-10 10:00", tick=False)
    new = to_4b(old, head_hanne, today=date(2026, 6, 10))
    assert (new.since, new.until) == (AUGUST, None)
    assert not without_class(YEAR, reader=head_hanne).exists()


def test_what_was_answered_wrongly_is_undone_by_corrections(
    maja, old, head_hanne, worker_wilma, lindeskolen
):
    new = to_4b(old, head_hanne)
    withdraw(spell=new, reason="Maja går om.", by=worker_wilma)
    correct(spell=old, until=None, reason="Maja går om.", by=worker_wilma)
    assert (old.until, without_class(YEAR, reader=head_hanne).get()) == (None, old)
    go_on(enrolment=old, goes_on=InClass(3, "3.A"), today=TODAY, by=head_hanne)
    standing = maja.enrolments.get(until=None, withdrawn_at=None)
    assert (standing.grade, standing.class_name) == (3, "3.A")


# Leaving


def test_who_has_left_is_out_with_july_and_the_coordinator_is_told(
    maja, old, head_hanne, coordinator_karen, lindeskolen, seat_of
):
    leave(enrolment=old, cause="family_move", today=TODAY, by=head_hanne)
    assert rows_of(maja) == [LAST_YEAR]
    assert maja.enrolments.get().end_cause == "family_move"
    assert seat_of(maja, lindeskolen).until == JULY
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (coordinator_karen, "children.left_in_summer")


def test_leaving_twice_is_told_once(maja, old, head_hanne, coordinator_karen):
    for _n in range(2):
        leave(enrolment=old, cause="family_move", today=TODAY, by=head_hanne)
    assert Notice.objects.count() == 1
    assert Entry.objects.filter(kind="children.left_school").count() == 1


def test_without_a_coordinator_at_the_child_those_of_its_municipality_are_told(
    old, head_hanne, leader_lis, coordinator_kim
):
    leave(enrolment=old, cause="other", today=TODAY, by=head_hanne)
    assert [notice.user for notice in Notice.objects.all()] == [leader_lis]


def test_coordinator_who_writes_it_is_not_told(old, coordinator_karen):
    leave(enrolment=old, cause="other", today=TODAY, by=coordinator_karen)
    assert not Notice.objects.exists()


# Many at once


def test_one_refused_row_keeps_all_of_them_unwritten_and_says_why(
    maja, emil, kalle, old, head_hans
):
    emils, kalles = emil.enrolments.get(), kalle.enrolments.get()
    given = [
        Answer(emils, InClass(7, "7.A")),
        Answer(kalles, InClass(None)),
    ]
    with pytest.raises(RowsRefused) as refused:
        answer_all(answers=given, today=TODAY, by=head_hans)
    assert {pk: broken.code for pk, broken in refused.value.rows.items()} == {
        kalles.pk: "class.missing"
    }
    assert without_class(YEAR, reader=head_hans).count() == 2
    assert not Entry.objects.filter(kind="children.enrolled").exists()


def test_all_answers_are_written_together(emil, kalle, head_hans):
    emils, kalles = emil.enrolments.get(), kalle.enrolments.get()
    given = [Answer(emils, InClass(7)), Answer(kalles, None, "natural_transition")]
    for _n in range(2):
        answer_all(answers=given, today=TODAY, by=head_hans)
    assert not without_class(YEAR, reader=head_hans).exists()
    assert emil.enrolments.get(until=None).grade == 7
    assert kalle.enrolments.get().end_cause == "natural_transition"


# Who may


def test_head_of_another_school_colleagues_and_case_workers_may_not(
    old, head_hans, teacher_tim, worker_wilma, leader_lis, coordinator_kim
):
    for stranger in (head_hans, teacher_tim, worker_wilma, leader_lis, coordinator_kim):
        assert not renewed_by(stranger, open_on=TODAY).exists()
        with pytest.raises(PermissionDenied):
            to_4b(old, stranger)
    assert old.until is None


def test_a_head_with_a_seat_at_a_child_of_another_school_has_no_say_there(
    old, head_hans, sits, maja
):
    sits(head_hans, maja)
    with pytest.raises(PermissionDenied):
        to_4b(old, head_hans)


def test_coordinator_with_a_seat_may(maja, old, coordinator_karen):
    to_4b(old, coordinator_karen)
    assert rows_of(maja) == GOES_ON


def test_school_whose_seat_was_closed_may_not(old, head_hanne, maja, lindeskolen, seat_of):
    NetworkSeat.objects.filter(pk=seat_of(maja, lindeskolen).pk).update(until=JULY)
    with pytest.raises(PermissionDenied):
        to_4b(old, head_hanne)


def test_protected_child_is_in_no_list_of_those_who_may_not_know_where_it_is(
    maja, old, head_hanne, coordinator_karen, lindeskolen
):
    type(maja).objects.update(is_protected=True)
    for masked in (head_hanne, coordinator_karen):
        assert not without_class(YEAR, reader=masked).exists()
        with pytest.raises(PermissionDenied):
            to_4b(old, masked)
    ProtectionExemption.objects.create(child=maja, organisation=lindeskolen)
    assert without_class(YEAR, reader=head_hanne).get() == old
    assert not without_class(YEAR, reader=coordinator_karen).exists()


def test_a_double_is_not_in_the_list(maja, emil, head_hanne):
    type(maja).objects.filter(pk=maja.pk).update(merged_into=emil)
    assert not without_class(YEAR, reader=head_hanne).exists()


# Who has no class yet


def test_what_a_register_has_told_is_done(maja, old, head_hanne):
    Enrolment.objects.update(until=JULY)
    maja.enrolments.create(school=old.school, grade=4, class_name="4.B", since=AUGUST)
    assert not without_class(YEAR, reader=head_hanne).exists()


def test_coordinator_knows_which_schools_have_not_answered(
    maja, emil, kalle, coordinator_karen, leader_lis
):
    assert schools_to_ask(YEAR, reader=coordinator_karen) == [School("Engskolen", 2)]
    type(maja).objects.filter(pk=kalle.pk).update(is_protected=True)
    assert schools_to_ask(YEAR, reader=coordinator_karen) == [School("Engskolen", 1)]


def test_head_is_told_of_no_other_school(maja, emil, head_hanne):
    assert schools_to_ask(YEAR, reader=head_hanne) == []


def test_deputy_of_a_coordinator_gives_a_class_too(
    maja, old, coordinator_karen, person, solvang, stands_in
):
    kaja = person("Kaja Krogh", Role.LEARNING_COORDINATOR, solvang)
    assert not without_class(YEAR, reader=kaja).exists()
    stands_in(kaja, coordinator_karen)
    assert without_class(YEAR, reader=kaja).get() == old
