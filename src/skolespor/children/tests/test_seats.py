"""Seats are given, ended, closed at once and renewed, each by those who may, each on its day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.access import children_where, may
from skolespor.children.actions import seats as actions
from skolespor.children.actions.break_glass import break_glass
from skolespor.children.models import Naming, NetworkSeat
from skolespor.children.rules import end_of_school_year
from skolespor.core.errors import RuleBroken
from skolespor.notices.models import Notice

REASON = "Hun er ikke med længere"


def sees(user, child):
    return child in children_where(user, Permission.CHILD_VIEW)


def kinds():
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def broken():
    """Does something that a rule says no to; gives the code, and checks that nothing was written."""

    def doing(action, **facts):
        before = (NetworkSeat.objects.count(), Naming.objects.count(), Entry.objects.count())
        with pytest.raises(RuleBroken) as met:
            action(**facts)
        after = (NetworkSeat.objects.count(), Naming.objects.count(), Entry.objects.count())
        assert after == before
        return met.value.code

    return doing


@pytest.fixture
def consultant_pia(person, house, solvang):
    return person("Pia Prip", Role.PPR_CONSULTANT, house("ppr", "PPR Solvang", solvang))


# Giving


def test_a_given_seat_opens_the_child_today(worker_wilma, consultant_pia, maja, today):
    seat = actions.give_seat(child=maja, job=consultant_pia.jobs.get(), by=worker_wilma)
    assert (seat.since, seat.until) == (today, None)
    assert sees(consultant_pia, maja)
    assert kinds() == ["children.seat_opened"]
    assert [notice.kind for notice in Notice.objects.all()] == ["children.named_for_child"]


def test_a_given_seat_can_have_a_last_day(worker_wilma, consultant_pia, maja, tomorrow):
    job = consultant_pia.jobs.get()
    assert actions.give_seat(child=maja, job=job, until=tomorrow, by=worker_wilma).until == tomorrow


def test_only_who_may_give_seats_gives_them(leader_lis, teacher_tim, consultant_pia, maja):
    for by in (leader_lis, teacher_tim, consultant_pia):
        with pytest.raises(PermissionDenied):
            actions.give_seat(child=maja, job=consultant_pia.jobs.get(), by=by)


def test_rules_of_giving(
    broken, worker_wilma, worker_otto, teacher_nora, consultant_pia, maja, yesterday
):
    def give(user, **facts):
        return broken(actions.give_seat, child=maja, job=user.jobs.get(), by=worker_wilma, **facts)

    assert give(worker_wilma) == "naming.self"
    assert give(teacher_nora) == "seat.role"
    assert give(worker_otto, until=yesterday) == "spell.order"
    worker_otto.jobs.update(until=yesterday)
    assert give(worker_otto) == "already.done"
    actions.give_seat(child=maja, job=consultant_pia.jobs.get(), by=worker_wilma)
    assert give(consultant_pia) == "seat.twice"


def test_who_broke_the_glass_can_be_given_a_seat(worker_wilma, worker_otto, maja):
    break_glass(child=maja, reason="Politiet har ringet", by=worker_otto)
    actions.give_seat(child=maja, job=worker_otto.jobs.get(), by=worker_wilma)
    assert may(worker_otto, Permission.CHILD_CORRECT, maja)


# Ending on a day


def test_an_ended_seat_is_open_to_its_last_day(
    worker_wilma, teacher_tim, maja, seat_of, lindeskolen, today
):
    actions.end_seat(seat=seat_of(maja, lindeskolen), until=today, by=worker_wilma)
    assert sees(teacher_tim, maja)
    assert Naming.objects.get().until == today
    assert kinds() == ["children.seat_ends"]


def test_namings_that_would_begin_after_the_last_day_are_closed(
    worker_wilma, teacher_tim, is_named, maja, seat_of, lindeskolen, today, tomorrow
):
    later = is_named(teacher_tim, maja, since=tomorrow)
    actions.end_seat(seat=seat_of(maja, lindeskolen), until=today, by=worker_wilma)
    later.refresh_from_db()
    assert later.closed_at is not None


def test_rules_of_ending(broken, worker_wilma, maja, seat_of, lindeskolen, yesterday, tomorrow):
    seat = seat_of(maja, lindeskolen)
    assert broken(actions.end_seat, seat=seat, until=yesterday, by=worker_wilma) == "seat.passed"
    actions.end_seat(seat=seat, until=tomorrow, by=worker_wilma)
    later = tomorrow + timedelta(days=1)
    assert broken(actions.end_seat, seat=seat, until=later, by=worker_wilma) == "seat.longer"


def test_a_seat_that_is_over_is_not_opened_again(
    broken, worker_wilma, worker_otto, sits, maja, yesterday, tomorrow
):
    seat = sits(worker_otto, maja, until=yesterday)
    assert broken(actions.end_seat, seat=seat, until=tomorrow, by=worker_wilma) == "already.done"


def test_only_who_may_give_seats_makes_one_longer(
    worker_wilma, leader_lis, worker_otto, sits, maja, today, tomorrow
):
    seat = sits(worker_otto, maja, until=today)
    with pytest.raises(PermissionDenied):
        actions.end_seat(seat=seat, until=tomorrow, by=leader_lis)
    actions.end_seat(seat=seat, until=tomorrow, by=worker_wilma)
    seat.refresh_from_db()
    assert seat.until == tomorrow


def test_break_glass_is_not_made_longer(broken, worker_wilma, worker_otto, maja, tomorrow):
    seat = break_glass(child=maja, reason="Politiet har ringet", by=worker_otto).seats.get()
    assert broken(actions.end_seat, seat=seat, until=tomorrow, by=worker_wilma) == "seat.longer"


# Closing at once


def test_a_closed_seat_is_out_at_once_with_all_it_let_in(
    worker_wilma, teacher_tim, maja, seat_of, lindeskolen, today
):
    seat = seat_of(maja, lindeskolen)
    actions.close_seat(seat=seat, reason=REASON, by=worker_wilma)
    seat.refresh_from_db()
    assert (seat.until, seat.closed_reason) == (today, REASON)
    assert not sees(teacher_tim, maja)
    assert Naming.objects.get().closed_at is not None
    assert kinds() == ["children.seat_closed"]


def test_the_holders_leader_is_told_and_no_child_is_named(
    worker_wilma, head_hanne, maja, seat_of, lindeskolen
):
    actions.close_seat(seat=seat_of(maja, lindeskolen), reason=REASON, by=worker_wilma)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.child_id) == (
        head_hanne,
        "children.access_closed",
        None,
    )


def test_one_named_person_can_be_closed_out(worker_wilma, teacher_tim, maja):
    actions.close_naming(naming=Naming.objects.get(), reason=REASON, by=worker_wilma)
    assert not sees(teacher_tim, maja)
    assert kinds() == ["children.naming_ended"]


def test_rules_of_closing(broken, worker_wilma, teacher_tim, maja, seat_of, lindeskolen):
    seat, naming = seat_of(maja, lindeskolen), Naming.objects.get()
    close = {"reason": "fejl", "by": worker_wilma}
    assert broken(actions.close_seat, seat=seat, **close) == "reason.missing"
    assert broken(actions.close_naming, naming=naming, **close) == "reason.missing"
    actions.close_seat(seat=seat, reason=REASON, by=worker_wilma)
    again = {"reason": REASON, "by": worker_wilma}
    assert broken(actions.close_seat, seat=seat, **again) == "already.done"
    assert broken(actions.close_naming, naming=naming, **again) == "already.done"


def test_who_only_reads_closes_nobody_out(
    teacher_tim, foster_freja, mother_mie, maja, seat_of, lindeskolen
):
    for by in (teacher_tim, foster_freja, mother_mie):
        with pytest.raises(PermissionDenied):
            actions.close_seat(seat=seat_of(maja, lindeskolen), reason=REASON, by=by)
        with pytest.raises(PermissionDenied):
            actions.end_seat(seat=seat_of(maja, lindeskolen), until=date.max, by=by)


# Naming staff


def name(user, seat, by, role=Role.CONTACT_TEACHER, **facts):
    return actions.name_staff(seat=seat, job=user.jobs.get(), role=role, by=by, **facts)


def test_a_named_teacher_gets_in_to_the_end_of_the_school_year(
    head_hanne, teacher_nora, maja, seat_of, lindeskolen, today
):
    naming = name(teacher_nora, seat_of(maja, lindeskolen), head_hanne)
    assert (naming.since, naming.until) == (today, end_of_school_year(today))
    assert sees(teacher_nora, maja)
    assert kinds() == ["children.named"]


def test_only_the_houses_own_leader_names(
    worker_wilma, head_hans, teacher_tim, leader_lis, teacher_nora, maja, seat_of, lindeskolen
):
    for by in (worker_wilma, head_hans, teacher_tim, leader_lis):
        with pytest.raises(PermissionDenied):
            name(teacher_nora, seat_of(maja, lindeskolen), by)


def test_a_leader_names_for_no_other_house(
    head_hanne, teacher_nora, maja, seat_of, family_bo, familieteamet
):
    for other in (family_bo, familieteamet):
        with pytest.raises(PermissionDenied):
            name(teacher_nora, seat_of(maja, other), head_hanne)


def test_rules_of_naming(
    broken, head_hanne, teacher_nora, head_hans, person, engskolen, maja, seat_of, lindeskolen
):
    def refused(user, role=Role.CONTACT_TEACHER):
        seat, job = seat_of(maja, lindeskolen), user.jobs.get()
        return broken(actions.name_staff, seat=seat, job=job, role=role, by=head_hanne)

    assert refused(head_hanne) == "naming.self"
    assert refused(teacher_nora, role=Role.HEAD_TEACHER) == "naming.role"
    assert refused(teacher_nora, role="") == "naming.role"
    assert refused(person("Ea Elsewhere", Role.CONTACT_TEACHER, engskolen)) == "naming.elsewhere"
    name(teacher_nora, seat_of(maja, lindeskolen), head_hanne)
    assert refused(teacher_nora) == "naming.twice"


def test_taking_somebody_off_holds_at_once(head_hanne, head_hans, teacher_tim, maja):
    naming = Naming.objects.get()
    with pytest.raises(PermissionDenied):
        actions.end_naming(naming=naming, by=head_hans)
    actions.end_naming(naming=naming, by=head_hanne)
    assert not sees(teacher_tim, maja)
    with pytest.raises(RuleBroken):
        actions.end_naming(naming=naming, by=head_hanne)


def test_before_the_summer_who_stays_is_named_for_the_next_year(
    time_machine, head_hanne, teacher_tim, maja
):
    time_machine.move_to("2027-06-10 12:00:00+02:00")
    Naming.objects.update(until=date(2027, 7, 31))
    renewed = {"staying": list(Naming.objects.all()), "stopping": [], "by": head_hanne}
    assert actions.renew_namings(**renewed) == 1
    assert list(Naming.objects.order_by("pk").values_list("since", "until"))[1:] == [
        (date(2027, 8, 1), date(2028, 7, 31))
    ]


def test_in_august_who_stays_is_named_for_the_year_that_has_begun(
    time_machine, head_hanne, teacher_tim, maja
):
    Naming.objects.update(until=date(2027, 7, 31))
    time_machine.move_to("2027-08-10 12:00:00+02:00")
    assert not sees(teacher_tim, maja)
    actions.renew_namings(staying=list(Naming.objects.all()), stopping=[], by=head_hanne)
    assert sees(teacher_tim, maja)
    assert Naming.objects.latest("pk").until == date(2028, 7, 31)


def test_when_one_renewal_is_refused_none_is_done(
    broken, head_hanne, teacher_tim, teacher_nora, is_named, maja, yesterday
):
    is_named(teacher_nora, maja)
    teacher_nora.jobs.update(until=yesterday)
    Naming.objects.update(until=yesterday)
    staying = {"staying": Naming.objects.order_by("pk"), "stopping": [], "by": head_hanne}
    assert broken(actions.renew_namings, **staying) == "naming.elsewhere"


# What follows from an end


def test_a_seat_never_becomes_longer_by_something_that_ends(
    worker_wilma, worker_otto, sits, maja, today, tomorrow
):
    seat = sits(worker_otto, maja, until=today)
    actions.end_on([seat], tomorrow, by=worker_wilma)
    seat.refresh_from_db()
    assert seat.until == today


def test_a_seat_that_began_after_the_last_day_is_closed_at_once(
    worker_wilma, worker_otto, sits, maja, today, yesterday
):
    seat = sits(worker_otto, maja, since=today)
    actions.end_on([seat], yesterday, by=worker_wilma)
    assert not sees(worker_otto, maja)
