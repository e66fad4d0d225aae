"""Custody, protection and the practical texts: written by those who may, with the seats along."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.permissions import Permission
from skolespor.audit.models import Entry
from skolespor.children import access
from skolespor.children.actions.facts import (
    end_custody,
    protect,
    record_custody,
    save_note,
    unprotect,
)
from skolespor.children.models import Correction, Custody, NetworkSeat, PracticalNote
from skolespor.core.errors import RuleBroken
from skolespor.core.versions import EditedMeanwhile

REASON = "Faren er flyttet til udlandet"


def sees(user, child):
    return child in access.children_where(user, Permission.CHILD_VIEW)


def broken(action, **facts):
    before = [list(m.objects.order_by("pk").values()) for m in (Custody, NetworkSeat, Entry)]
    with pytest.raises(RuleBroken) as met:
        action(**facts)
    after = [list(m.objects.order_by("pk").values()) for m in (Custody, NetworkSeat, Entry)]
    assert after == before
    return met.value.code


@pytest.fixture
def record(worker_wilma, maja, today):
    def doing(**facts):
        known = {"name": " Mie Ager ", "relation": "mother", "is_shared": False, "source": "cpr"}
        return record_custody(**{"child": maja, "since": today, "by": worker_wilma} | known | facts)

    return doing


# Custody


def test_who_holds_custody_is_written_down(record, maja, today):
    custody = record(phone="20 20 20 20")
    assert (custody.name, custody.phone, custody.since, custody.until) == (
        "Mie Ager",
        "20 20 20 20",
        today,
        None,
    )
    assert not maja.seats.filter(user__isnull=False).exists()


def test_who_can_sign_in_gets_a_seat_from_the_same_day(record, person, maja, today):
    mie = person("Mie Ager")
    record(user=mie)
    assert sees(mie, maja)
    assert maja.seats.get(user=mie).since == today


def test_the_day_after_custody_has_ended_the_seat_is_closed(
    time_machine, worker_wilma, mother_mie, maja, today
):
    end_custody(custody=maja.custodies.get(), last_day=today, by=worker_wilma)
    assert sees(mother_mie, maja)
    time_machine.move_to(f"{today + timedelta(days=1)} 12:00+01:00")
    assert not sees(mother_mie, maja)


def test_custody_that_ended_earlier_closes_the_seat_now(worker_wilma, mother_mie, maja, yesterday):
    end_custody(custody=maja.custodies.get(), last_day=yesterday, by=worker_wilma)
    assert not sees(mother_mie, maja)


def test_rules_of_custody(record, worker_wilma, mother_mie, maja, today, tomorrow):
    known = {"child": maja, "relation": "mother", "is_shared": False, "source": "cpr"}
    facts = {**known, "by": worker_wilma}
    assert broken(record_custody, name=" ", since=today, **facts) == "custody.name"
    assert broken(record_custody, name="Mie", since=tomorrow, **facts) == "custody.future"
    custody = maja.custodies.get()
    early = custody.since - timedelta(days=1)
    assert broken(end_custody, custody=custody, last_day=early, by=worker_wilma) == "spell.order"
    end_custody(custody=custody, last_day=today, by=worker_wilma)
    assert broken(end_custody, custody=custody, last_day=today, by=worker_wilma) == "already.done"


def test_only_the_case_worker_writes_custody(
    record, coordinator_karen, leader_lis, teacher_tim, mother_mie, foster_freja, maja, today
):
    for by in (coordinator_karen, leader_lis, teacher_tim, mother_mie, foster_freja):
        with pytest.raises(PermissionDenied):
            record(by=by)
        with pytest.raises(PermissionDenied):
            end_custody(custody=maja.custodies.get(), last_day=today, by=by)


# Protection


def test_place_and_school_are_hidden_from_all_but_the_named(
    worker_wilma, teacher_tim, foster_freja, mother_mie, coordinator_karen, maja, lindeskolen
):
    protect(child=maja, users=[coordinator_karen], organisations=[lindeskolen], by=worker_wilma)
    knows = {
        user
        for user in (worker_wilma, teacher_tim, foster_freja, mother_mie, coordinator_karen)
        if not access.sight_of(user, maja).is_masked
    }
    assert knows == {worker_wilma, teacher_tim, coordinator_karen}


def test_a_new_choice_replaces_the_old(
    worker_wilma, teacher_tim, coordinator_karen, maja, lindeskolen
):
    protect(child=maja, users=[coordinator_karen], organisations=[], by=worker_wilma)
    protect(child=maja, users=[], organisations=[lindeskolen, lindeskolen], by=worker_wilma)
    assert access.sight_of(coordinator_karen, maja).is_masked
    assert not access.sight_of(teacher_tim, maja).is_masked
    assert [entry.data["exempted"] for entry in Entry.objects.order_by("pk")] == [2, 2]


def test_protection_is_taken_off_with_a_reason_that_is_kept(worker_wilma, teacher_tim, maja):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    with pytest.raises(RuleBroken):
        unprotect(child=maja, reason="fejl", by=worker_wilma)
    assert access.sight_of(teacher_tim, maja).is_masked
    unprotect(child=maja, reason=REASON, by=worker_wilma)
    assert not access.sight_of(teacher_tim, maja).is_masked
    assert Correction.objects.get().reason == REASON


def test_who_may_not_know_takes_no_protection_off(worker_wilma, worker_otto, sits, maja):
    sits(worker_otto, maja)
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    for action, facts in (
        (unprotect, {"reason": REASON}),
        (protect, {"users": [], "organisations": []}),
    ):
        with pytest.raises(PermissionDenied):
            action(child=maja, by=worker_otto, **facts)


def test_only_the_case_worker_protects(
    coordinator_karen, leader_lis, teacher_tim, foster_freja, maja
):
    for by in (coordinator_karen, leader_lis, teacher_tim, foster_freja):
        with pytest.raises(PermissionDenied):
            protect(child=maja, users=[], organisations=[], by=by)
        with pytest.raises(PermissionDenied):
            unprotect(child=maja, reason=REASON, by=by)


# Practical texts


def note(maja, by, text="Har astma", seen=0, field="health_for_school"):
    return save_note(child=maja, field=field, text=text, seen=seen, by=by)


def test_a_text_is_written_and_written_on(worker_wilma, coordinator_karen, maja):
    note(maja, worker_wilma)
    written = note(maja, coordinator_karen, text="Har astma og medicin", seen=1)
    assert (written.text, written.version, written.edited_by) == (
        "Har astma og medicin",
        2,
        coordinator_karen,
    )
    assert [entry.data for entry in Entry.objects.all()] == [{"field": "health_for_school"}] * 2


@pytest.mark.parametrize("seen", [0, 2])
def test_who_began_from_an_older_text_loses_none_and_writes_over_none(
    worker_wilma, coordinator_karen, maja, seen
):
    note(maja, worker_wilma, text="Fra Wilma")
    with pytest.raises(EditedMeanwhile) as met:
        note(maja, coordinator_karen, text="Fra Karen", seen=seen)
    assert met.value.current.text == PracticalNote.objects.get().text == "Fra Wilma"


@pytest.mark.parametrize("field", ["child_name", "placement_reason", "../", ""])
def test_there_are_no_other_texts(worker_wilma, maja, field):
    with pytest.raises(PermissionDenied):
        note(maja, worker_wilma, field=field)
    assert not PracticalNote.objects.exists()


def test_who_only_reads_writes_nothing(teacher_tim, foster_freja, mother_mie, leader_lis, maja):
    for by in (teacher_tim, foster_freja, mother_mie, leader_lis):
        with pytest.raises(PermissionDenied):
            note(maja, by)


def test_who_may_not_know_where_the_child_is_writes_and_meets_no_text(
    worker_wilma, coordinator_karen, maja
):
    note(maja, worker_wilma)
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    with pytest.raises(PermissionDenied):
        note(maja, coordinator_karen, seen=0)
