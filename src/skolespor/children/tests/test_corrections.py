"""What was written wrong is put right with a reason; what stood before is kept, and seats follow."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.permissions import Permission
from skolespor.audit.models import Entry
from skolespor.children import access
from skolespor.children.actions import seats, spells
from skolespor.children.actions.corrections import correct, withdraw
from skolespor.children.models import Correction, Enrolment, Naming, NetworkSeat, Placement
from skolespor.children.queries import page
from skolespor.core.errors import RuleBroken

REASON = "Der stod noget forkert"


def sees(user, child):
    return child in access.children_where(user, Permission.CHILD_VIEW)


def days(thing):
    thing.refresh_from_db()
    return thing.since, thing.until


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
def home(maja):
    return maja.placements.get()


@pytest.fixture
def school(maja):
    return maja.enrolments.get()


def test_what_stood_before_is_kept_with_the_reason(worker_wilma, home, family_dam):
    old = home.organisation
    correction = correct(spell=home, organisation=family_dam, reason=REASON, by=worker_wilma)
    assert (correction.about, correction.about_id) == ("placement", home.pk)
    assert (correction.before, correction.reason) == ({"organisation": old.pk}, REASON)
    assert correction.by == worker_wilma
    assert Entry.objects.filter(kind="children.corrected", child_id=home.child_id).count() == 1


def test_a_correction_of_nothing_writes_nothing(worker_wilma, home):
    before = everything()
    assert correct(spell=home, since=home.since, reason=REASON, by=worker_wilma) is None
    assert everything() == before


def test_the_seat_follows_to_the_right_days(worker_wilma, maja, home, family_bo, seat_of, today):
    since, until = home.since + timedelta(days=3), today + timedelta(days=30)
    correct(spell=home, since=since, until=until, reason=REASON, by=worker_wilma)
    assert days(seat_of(maja, family_bo)) == (since, until)


def test_a_last_day_that_has_passed_closes_the_family_out(
    worker_wilma, foster_freja, home, yesterday
):
    correct(spell=home, until=yesterday, reason=REASON, by=worker_wilma)
    assert not sees(foster_freja, home.child)


def test_a_wrong_family_is_out_at_once_and_the_right_one_is_in(
    worker_wilma, foster_freja, foster_frank, maja, home, family_dam
):
    correct(spell=home, organisation=family_dam, reason=REASON, by=worker_wilma)
    assert not sees(foster_freja, maja)
    assert sees(foster_frank, maja)


def test_a_right_place_brings_its_municipality(worker_wilma, home, family_dam, ellevang, solvang):
    assert home.municipality == ellevang
    correct(spell=home, organisation=family_dam, reason=REASON, by=worker_wilma)
    home.refresh_from_db()
    assert home.municipality == solvang


def test_staff_who_sit_by_their_job_at_a_wrong_school_are_out_too(
    worker_wilma, head_hanne, sits, maja, school, engskolen
):
    sits(head_hanne, maja)
    correct(spell=school, school=engskolen, reason=REASON, by=worker_wilma)
    assert not sees(head_hanne, maja)


def test_an_exemption_of_a_wrong_school_is_gone(worker_wilma, maja, school, lindeskolen, engskolen):
    maja.exemptions.create(organisation=lindeskolen)
    correct(spell=school, school=engskolen, reason=REASON, by=worker_wilma)
    assert not maja.exemptions.exists()


def test_a_seat_that_ended_sooner_by_hand_is_not_made_longer(
    worker_wilma, maja, school, lindeskolen, seat_of, today
):
    seats.end_seat(seat=seat_of(maja, lindeskolen), until=today, by=worker_wilma)
    facts = {"class_name": "3.C", "since": school.since, "until": None}
    correct(spell=school, reason=REASON, by=worker_wilma, **facts)
    assert days(seat_of(maja, lindeskolen))[1] == today


@pytest.mark.parametrize("facts", [{"class_name": "3.C"}, {"grade": 4, "until": None}])
def test_a_seat_closed_by_hand_is_not_opened_again(
    worker_wilma, teacher_tim, maja, school, lindeskolen, seat_of, facts
):
    seats.close_seat(seat=seat_of(maja, lindeskolen), reason="Hun er truet", by=worker_wilma)
    correct(spell=school, reason=REASON, by=worker_wilma, **facts)
    assert not maja.seats.filter(organisation=lindeskolen, closed_at=None).exists()
    assert not sees(teacher_tim, maja)


def test_a_correction_of_the_past_opens_nothing(
    worker_wilma, maja, home, family_bo, family_dam, yesterday
):
    spells.end_placement(placement=home, last_day=yesterday, end_reason="home", by=worker_wilma)
    correct(spell=home, organisation=family_dam, reason=REASON, by=worker_wilma)
    assert not maja.seats.filter(organisation=family_dam).exists()


def test_rules_of_correcting(worker_wilma, maja, home, school, yesterday):
    facts = {"reason": REASON, "by": worker_wilma}
    too_early = home.since - timedelta(days=1)
    assert broken(correct, spell=home, since=yesterday, reason="fejl", by=worker_wilma) == (
        "reason.missing"
    )
    assert broken(correct, spell=home, until=too_early, **facts) == "spell.order"
    home.refresh_from_db()
    assert broken(correct, spell=home, organisation=None, **facts) == "place.missing"
    assert broken(correct, spell=school, grade=11, **facts) == "enrolment.grade"


def test_corrected_days_do_not_overlap_with_another_stay(
    worker_wilma, maja, home, family_dam, today
):
    moved = {"type": "foster_family_general", "organisation": family_dam, "since": today}
    spells.move(child=maja, by=worker_wilma, **moved)
    home.refresh_from_db()
    later = today + timedelta(days=2)
    assert broken(correct, spell=home, until=later, reason=REASON, by=worker_wilma) == (
        "spell.overlap"
    )


def test_only_who_may_correct_does(leader_lis, teacher_tim, foster_freja, mother_mie, home, today):
    for by in (leader_lis, teacher_tim, foster_freja, mother_mie):
        with pytest.raises(PermissionDenied):
            correct(spell=home, since=today, reason=REASON, by=by)
        with pytest.raises(PermissionDenied):
            withdraw(spell=home, reason=REASON, by=by)


# It never was


def test_a_withdrawn_stay_is_kept_and_its_people_are_out_at_once(
    worker_wilma, foster_freja, maja, home
):
    withdraw(spell=home, reason=REASON, by=worker_wilma)
    home.refresh_from_db()
    assert home.withdrawn_at is not None
    assert not sees(foster_freja, maja)
    assert Correction.objects.get().before == {"withdrawn_at": None}


def test_the_preview_of_withdrawing_names_exactly_the_seats_that_then_close(
    worker_wilma, head_hanne, sits, teacher_tim, maja, school
):
    sits(head_hanne, maja)
    shown = page.following_from(school, reader=worker_wilma)
    withdraw(spell=school, reason=REASON, by=worker_wilma)
    assert len(shown) == 2
    assert set(shown) == set(maja.seats.exclude(closed_at=None))


def test_a_grade_written_by_mistake_leaves_the_pupil_at_the_school(
    worker_wilma, teacher_tim, maja, school, lindeskolen, seat_of, tomorrow
):
    """The old grade ends today, the new one was to begin tomorrow: the seat goes back to the old."""
    wrong = spells.enrol(
        child=maja, school=lindeskolen, since=tomorrow, leaving=school, by=worker_wilma
    )
    withdraw(spell=wrong, reason=REASON, by=worker_wilma)
    assert seat_of(maja, lindeskolen).enrolment == school
    assert days(seat_of(maja, lindeskolen))[1] == days(school)[1]
    assert sees(teacher_tim, maja)


def test_when_the_old_grade_is_put_right_the_seat_is_open_again(
    worker_wilma, maja, school, lindeskolen, today
):
    wrong = spells.enrol(
        child=maja, school=lindeskolen, since=today, leaving=school, by=worker_wilma
    )
    withdraw(spell=wrong, reason=REASON, by=worker_wilma)
    school.refresh_from_db()
    correct(spell=school, until=None, reason=REASON, by=worker_wilma)
    open_seat = maja.seats.get(organisation=lindeskolen, closed_at=None)
    assert (open_seat.enrolment, open_seat.until) == (school, None)


def test_what_was_withdrawn_is_neither_corrected_nor_withdrawn_again(
    worker_wilma, home, family_dam
):
    withdraw(spell=home, reason=REASON, by=worker_wilma)
    again = {"spell": home, "reason": REASON, "by": worker_wilma}
    assert broken(withdraw, **again) == "already.done"
    assert broken(correct, organisation=family_dam, **again) == "already.done"
