"""Moving in and out, beginning and leaving school: each opens and ends seats on the right day."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.permissions import Permission
from skolespor.audit.models import Entry
from skolespor.children import access
from skolespor.children.actions import corrections, seats, spells
from skolespor.children.models import Correction, Enrolment, Naming, NetworkSeat, Placement
from skolespor.children.queries import page
from skolespor.core.errors import RuleBroken
from skolespor.notices.models import Notice

FOSTER = {"type": "foster_family_general"}
REASON = "Der stod en forkert dag"


def sees(user, child):
    return child in access.children_where(user, Permission.CHILD_VIEW)


def days(thing):
    thing.refresh_from_db()
    return thing.since, thing.until


def kinds():
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


def everything():
    models = (Placement, Enrolment, NetworkSeat, Naming, Correction, Entry)
    return [list(model.objects.order_by("pk").values()) for model in models]


def broken(action, **facts):
    """The code of the rule that said no; nothing is half done."""
    before = everything()
    with pytest.raises(RuleBroken) as met:
        action(**facts)
    assert everything() == before
    return met.value.code


@pytest.fixture
def home_of_maja(maja):
    return maja.placements.get()


@pytest.fixture
def school_of_maja(maja):
    return maja.enrolments.get()


@pytest.fixture
def ida(new_child, worker_wilma, sits):
    """A child in Wilma's care who has no home and no school yet."""
    ida = new_child("Ida", "Iversen")
    NetworkSeat.objects.create(child=ida, job=worker_wilma.jobs.get(), since="2025-08-01")
    return ida


# Moving in


def test_moving_in_opens_the_homes_seat_from_the_day(
    worker_wilma, ida, bakkehuset, seat_of, tomorrow
):
    placement = spells.place(
        child=ida, type="childrens_home", organisation=bakkehuset, since=tomorrow, by=worker_wilma
    )
    assert days(seat_of(ida, bakkehuset)) == (tomorrow, None)
    assert seat_of(ida, bakkehuset).placement == placement
    assert placement.municipality == bakkehuset.municipality
    assert kinds() == ["children.placed", "children.seat_opened"]


def test_the_homes_leader_is_told_once_without_a_name(
    worker_wilma, ida, bakkehuset, home_helle, today
):
    spells.place(
        child=ida, type="childrens_home", organisation=bakkehuset, since=today, by=worker_wilma
    )
    told = Notice.objects.get()
    assert (told.user, told.kind, told.child_id) == (home_helle, "children.staff_wanted", None)


def test_a_place_in_words_opens_no_seat(worker_wilma, ida, ellevang, today):
    facts = {"place_name": "Hos moster", "municipality": ellevang, "since": today}
    placement = spells.place(child=ida, by=worker_wilma, **FOSTER, **facts)
    assert (placement.place_name, placement.municipality) == ("Hos moster", ellevang)
    assert not ida.seats.exclude(placement=None).exists()


def test_a_stay_with_a_last_day_gives_a_seat_with_it(
    worker_wilma, ida, family_bo, seat_of, today, tomorrow
):
    spells.place(
        child=ida, organisation=family_bo, since=today, until=tomorrow, by=worker_wilma, **FOSTER
    )
    assert days(seat_of(ida, family_bo)) == (today, tomorrow)


def test_rules_of_moving_in(worker_wilma, ida, maja, family_bo, today, yesterday):
    facts = {"since": today, "by": worker_wilma, **FOSTER}
    assert broken(spells.place, child=ida, **facts) == "place.missing"
    assert broken(spells.place, child=ida, place_name="Moster", **facts) == "place.no_municipality"
    home = {"organisation": family_bo}
    assert broken(spells.place, child=ida, until=yesterday, **home, **facts) == "spell.order"
    assert broken(spells.place, child=maja, **home, **facts) == "spell.overlap"


def test_only_who_may_place_places(
    leader_lis, coordinator_karen, teacher_tim, foster_freja, worker_otto, maja, bakkehuset, today
):
    for by in (leader_lis, coordinator_karen, teacher_tim, foster_freja, worker_otto):
        with pytest.raises(PermissionDenied):
            spells.place(child=maja, organisation=bakkehuset, since=today, by=by, **FOSTER)
        with pytest.raises(PermissionDenied):
            spells.move(child=maja, organisation=bakkehuset, since=today, by=by, **FOSTER)


# Moving on


def test_a_move_ends_the_old_home_with_the_day_and_opens_the_new(
    worker_wilma, maja, home_of_maja, family_bo, family_dam, seat_of, today
):
    spells.move(child=maja, organisation=family_dam, since=today, by=worker_wilma, **FOSTER)
    assert days(home_of_maja)[1] == today
    assert home_of_maja.end_reason == "moved_to_other_place"
    assert days(seat_of(maja, family_bo))[1] == today
    assert days(seat_of(maja, family_dam)) == (today, None)


def test_the_day_after_a_move_the_old_family_is_out_and_the_new_is_in(
    time_machine, worker_wilma, foster_freja, foster_frank, maja, family_dam, today
):
    spells.move(child=maja, organisation=family_dam, since=today, by=worker_wilma, **FOSTER)
    assert sees(foster_freja, maja)
    assert sees(foster_frank, maja)
    time_machine.move_to(f"{today + timedelta(days=1)} 12:00+01:00")
    assert not sees(foster_freja, maja)
    assert sees(foster_frank, maja)


def test_a_move_that_is_written_down_late_closes_the_old_home_now(
    worker_wilma, foster_freja, maja, family_dam, yesterday
):
    spells.move(child=maja, organisation=family_dam, since=yesterday, by=worker_wilma, **FOSTER)
    assert not sees(foster_freja, maja)


def test_a_move_within_the_same_home_keeps_its_seat_and_its_people(
    worker_wilma, home_sam, kalle, bakkehuset, sits, seat_of, today
):
    NetworkSeat.objects.create(child=kalle, job=worker_wilma.jobs.get(), since="2025-08-01")
    facts = {"type": "childrens_home", "organisation": bakkehuset, "since": today}
    placement = spells.move(child=kalle, by=worker_wilma, **facts)
    assert seat_of(kalle, bakkehuset).placement == placement
    assert days(seat_of(kalle, bakkehuset))[1] is None
    assert sees(home_sam, kalle)


def test_a_stay_that_had_a_last_day_ends_sooner_by_a_move(
    worker_wilma, maja, home_of_maja, family_bo, family_dam, seat_of, today
):
    later = today + timedelta(days=40)
    Placement.objects.update(until=later)
    NetworkSeat.objects.filter(organisation=family_bo).update(until=later)
    spells.move(child=maja, organisation=family_dam, since=today, by=worker_wilma, **FOSTER)
    assert days(home_of_maja)[1] == today
    assert days(seat_of(maja, family_bo))[1] == today


def test_staff_who_hold_a_seat_by_their_job_at_the_home_leave_with_it(
    worker_wilma, home_helle, kalle, bakkehuset, family_dam, sits, today, yesterday
):
    NetworkSeat.objects.create(child=kalle, job=worker_wilma.jobs.get(), since="2025-08-01")
    own_seat = sits(home_helle, kalle)
    spells.move(child=kalle, organisation=family_dam, since=yesterday, by=worker_wilma, **FOSTER)
    assert days(own_seat)[1] == yesterday
    assert not sees(home_helle, kalle)


def test_the_preview_names_exactly_the_seats_that_then_end(
    worker_wilma, home_helle, home_sam, kalle, bakkehuset, family_dam, sits, today
):
    NetworkSeat.objects.create(child=kalle, job=worker_wilma.jobs.get(), since="2025-08-01")
    sits(home_helle, kalle)
    shown = page.closing_with(kalle, bakkehuset, reader=worker_wilma)
    spells.move(child=kalle, organisation=family_dam, since=today, by=worker_wilma, **FOSTER)
    assert len(shown) == 2
    assert set(shown) == set(kalle.seats.filter(until=today))


def test_an_exemption_from_protection_leaves_with_the_home(
    worker_wilma, maja, family_bo, family_dam, today
):
    maja.exemptions.create(organisation=family_bo)
    spells.move(child=maja, organisation=family_dam, since=today, by=worker_wilma, **FOSTER)
    assert not maja.exemptions.exists()


# Moving out


def test_moving_out_ends_the_seat_with_the_day(
    worker_wilma, maja, home_of_maja, family_bo, seat_of, tomorrow
):
    spells.end_placement(
        placement=home_of_maja, last_day=tomorrow, end_reason="home", by=worker_wilma
    )
    assert days(seat_of(maja, family_bo))[1] == tomorrow
    assert kinds() == ["children.seat_ends", "children.placement_ended"]


def test_a_stay_that_has_not_begun_can_be_ended_with_its_seat(
    worker_wilma, ida, family_bo, seat_of, today
):
    start = today + timedelta(days=10)
    placement = spells.place(
        child=ida, organisation=family_bo, since=start, by=worker_wilma, **FOSTER
    )
    spells.end_placement(placement=placement, last_day=start, end_reason="home", by=worker_wilma)
    assert days(seat_of(ida, family_bo)) == (start, start)


def test_rules_of_moving_out(worker_wilma, home_of_maja, today):
    facts = {"placement": home_of_maja, "end_reason": "home", "by": worker_wilma}
    too_early = home_of_maja.since - timedelta(days=1)
    assert broken(spells.end_placement, last_day=too_early, **facts) == "spell.order"
    spells.end_placement(last_day=today, **facts)
    assert broken(spells.end_placement, last_day=today, **facts) == "already.done"


# School


def test_beginning_at_a_school_opens_its_seat_and_ends_the_old_the_day_before(
    worker_wilma, maja, school_of_maja, lindeskolen, engskolen, seat_of, today, yesterday
):
    enrolment = spells.enrol(
        child=maja,
        school=engskolen,
        since=today,
        grade=4,
        class_name=" 4.A ",
        leaving=school_of_maja,
        end_cause="moved",
        by=worker_wilma,
    )
    assert (enrolment.grade, enrolment.class_name) == (4, "4.A")
    assert days(seat_of(maja, engskolen)) == (today, None)
    assert days(school_of_maja)[1] == days(seat_of(maja, lindeskolen))[1] == yesterday


def test_a_new_grade_at_the_same_school_keeps_the_seat_and_its_teacher(
    worker_wilma, teacher_tim, maja, school_of_maja, lindeskolen, seat_of, today
):
    grade4 = spells.enrol(
        child=maja,
        school=lindeskolen,
        since=today,
        grade=4,
        leaving=school_of_maja,
        by=worker_wilma,
    )
    assert seat_of(maja, lindeskolen).enrolment == grade4
    assert days(seat_of(maja, lindeskolen))[1] is None
    assert sees(teacher_tim, maja)


def test_two_schools_at_once_have_a_seat_each(
    coordinator_karen, maja, engskolen, lindeskolen, seat_of, today
):
    spells.enrol(child=maja, school=engskolen, since=today, by=coordinator_karen)
    assert days(seat_of(maja, engskolen))[1] is days(seat_of(maja, lindeskolen))[1] is None


def test_leaving_a_school_ends_its_seats_and_namings(
    worker_wilma, teacher_tim, maja, school_of_maja, yesterday
):
    spells.leave_school(
        enrolment=school_of_maja, last_day=yesterday, end_cause="moved", by=worker_wilma
    )
    assert not sees(teacher_tim, maja)
    assert Naming.objects.get().until == yesterday


def test_leaving_a_school_where_somebody_is_named_from_today_on(
    worker_wilma, teacher_nora, is_named, maja, school_of_maja, today, yesterday
):
    naming = is_named(teacher_nora, maja, since=today)
    spells.leave_school(
        enrolment=school_of_maja, last_day=yesterday, end_cause="moved", by=worker_wilma
    )
    naming.refresh_from_db()
    assert naming.closed_at is not None
    assert not sees(teacher_nora, maja)


def test_rules_of_school(worker_wilma, maja, emil, school_of_maja, lindeskolen, engskolen, today):
    enrol = {"child": maja, "since": today, "by": worker_wilma}
    assert broken(spells.enrol, school=engskolen, grade=11, **enrol) == "enrolment.grade"
    assert broken(spells.enrol, school=lindeskolen, **enrol) == "spell.overlap"
    leave = {"enrolment": school_of_maja, "end_cause": "moved", "by": worker_wilma}
    too_early = school_of_maja.since - timedelta(days=1)
    assert broken(spells.leave_school, last_day=too_early, **leave) == "spell.order"
    spells.leave_school(last_day=today, **leave)
    assert broken(spells.leave_school, last_day=today, **leave) == "already.done"
    again = {"school": engskolen, "leaving": school_of_maja, **enrol}
    assert broken(spells.enrol, **again) == "already.done"


def test_nobody_leaves_another_childs_school(worker_wilma, maja, emil, engskolen, today):
    with pytest.raises(PermissionDenied):
        spells.enrol(
            child=maja,
            school=engskolen,
            since=today,
            leaving=emil.enrolments.get(),
            by=worker_wilma,
        )


def test_only_who_may_enrol_enrols(
    leader_lis,
    teacher_tim,
    head_hanne,
    foster_freja,
    mother_mie,
    maja,
    school_of_maja,
    engskolen,
    today,
):
    for by in (leader_lis, teacher_tim, head_hanne, foster_freja, mother_mie):
        with pytest.raises(PermissionDenied):
            spells.enrol(child=maja, school=engskolen, since=today, by=by)
        with pytest.raises(PermissionDenied):
            spells.leave_school(enrolment=school_of_maja, last_day=today, end_cause="moved", by=by)


def test_nobody_acts_blindly_at_a_protected_child(worker_wilma, maja, bakkehuset, today):
    maja.is_protected = True
    maja.save()
    with pytest.raises(PermissionDenied):
        spells.move(child=maja, organisation=bakkehuset, since=today, by=worker_wilma, **FOSTER)
    maja.exemptions.create(user=worker_wilma)
    spells.move(child=maja, organisation=bakkehuset, since=today, by=worker_wilma, **FOSTER)


def test_seats_closed_by_hand_stay_closed_when_a_class_changes(
    worker_wilma, teacher_tim, maja, school_of_maja, lindeskolen, seat_of
):
    seats.close_seat(seat=seat_of(maja, lindeskolen), reason=REASON, by=worker_wilma)
    corrections.correct(spell=school_of_maja, class_name="3.C", reason=REASON, by=worker_wilma)
    assert not maja.seats.filter(organisation=lindeskolen, closed_at=None).exists()
