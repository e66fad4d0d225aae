"""Items in the database: from what rooms tell and what children knows, and the same again."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from skolespor.accounts.models import LocalRule
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.actions.spells import move
from skolespor.deadlines.actions.facts import happened, withdrawn
from skolespor.deadlines.actions.keeping import keep, keep_all, keep_changed
from skolespor.deadlines.models import Deadline, Fact, Handling, Kept
from skolespor.deadlines.rules.state import Kind

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday(time_machine):
    def go(day):
        time_machine.move_to(f"{day} 10:00", tick=False)

    go(TODAY)
    return go


def rows(child):
    """Everything of a child's items but what is their own."""
    fields = ("rule", "ref", "number", "happened_on", "due", "state", "quiet_until", "owner")
    return list(Deadline.objects.filter(child=child).order_by(*fields[:3]).values_list(*fields))


def dues(child, rule):
    found = Deadline.objects.filter(child=child, rule=rule).order_by("number")
    return list(found.values_list("due", flat=True))


def state(child, rule):
    return Deadline.objects.get(child=child, rule=rule).state


def test_a_child_that_is_known_from_today_has_nothing_to_make_up_for(maja, worker_wilma):
    keep_all(today=TODAY)
    assert dues(maja, "dl_statutory_follow_up_first") == []
    assert dues(maja, "dl_supervision_visits") == [date(2027, 2, 1)]
    assert dues(maja, "dl_age_12") == []
    assert dues(maja, "dl_conversation_twice_a_year") == [date(2027, 2, 1)]


def test_birthday_comes_with_its_rights(new_child, worker_wilma, sits):
    ida = new_child("Ida", birth_year=2016, birth_date=date(2016, 12, 5))
    sits(worker_wilma, ida)
    keep_all(today=TODAY)
    item = Deadline.objects.get(child=ida)
    assert (item.rule, item.due, item.owner) == ("dl_age_10", date(2026, 12, 5), "case_worker")


def test_twice_in_a_night_changes_nothing_and_neither_does_a_rebuild(maja, emil, kalle):
    happened("no_enrolment", maja, date(2026, 11, 16), "gap-1", today=TODAY)
    happened("referral_to_programme", emil, date(2026, 11, 2), "referral", today=TODAY)
    withdrawn("referral_to_programme", emil, "referral", today=TODAY)
    keep_all(today=TODAY)
    before, keys = (
        [rows(child) for child in (maja, emil, kalle)],
        set(Deadline.objects.values_list("pk", flat=True)),
    )
    keep_all(today=TODAY)
    assert [rows(child) for child in (maja, emil, kalle)] == before
    assert set(Deadline.objects.values_list("pk", flat=True)) == keys
    Deadline.objects.all().delete()
    keep_all(today=TODAY)
    assert [rows(child) for child in (maja, emil, kalle)] == before


def test_telling_the_same_again_is_nothing_and_another_day_is_a_correction(maja):
    for _again in range(2):
        happened("referral_to_programme", maja, date(2026, 11, 2), "referral")
    assert Entry.objects.filter(kind="deadlines.happened").count() == 1
    assert dues(maja, "dl_programme_consent") == [date(2026, 11, 16)]
    happened("referral_to_programme", maja, date(2026, 11, 9), "referral")
    assert dues(maja, "dl_programme_consent") == [date(2026, 11, 23)]
    assert Fact.objects.count() == 1


def test_a_withdrawal_stays_readable_and_leaves_what_was(maja):
    keep([maja.pk], today=TODAY)
    before = rows(maja)
    happened("referral_to_programme", maja, date(2026, 11, 9), "referral")
    withdrawn("referral_to_programme", maja, "referral")
    assert state(maja, "dl_programme_consent") == "withdrawn"
    open_ones = [row for row in rows(maja) if row[5] == "open"]
    assert open_ones == before
    withdrawn("referral_to_programme", maja, "referral")
    assert Entry.objects.filter(kind="deadlines.withdrawn").count() == 1


def test_what_was_withdrawn_can_happen_after_all(maja):
    happened("referral_to_programme", maja, date(2026, 11, 9), "referral")
    withdrawn("referral_to_programme", maja, "referral")
    happened("referral_to_programme", maja, date(2026, 11, 9), "referral")
    assert state(maja, "dl_programme_consent") == "open"


def test_a_move_is_followed_by_what_it_asks_for(
    maja, worker_wilma, ellevang, solvang, family_dam, monday
):
    keep_all(today=TODAY)
    assert keep_changed(today=TODAY) == 0
    move(
        child=maja,
        since=TODAY,
        type="foster_family_general",
        organisation=family_dam,
        municipality=solvang,
        by=worker_wilma,
    )
    assert keep_changed(today=TODAY) == 1
    new = Deadline.objects.filter(child=maja, happened_on=TODAY)
    assert set(new.values_list("rule", flat=True)) == {
        "dl_support_person_before_placement",
        "dl_child_plan_parts_to_place",
        "dl_statutory_follow_up_first",
        "dl_supervision_visits",
    }
    old_visits = Deadline.objects.get(child=maja, rule="dl_supervision_visits", number=3)
    assert old_visits.state == "ended"


def test_word_goes_to_the_municipality_only_when_the_place_lies_elsewhere(
    maja, worker_wilma, ellevang, family_bo, monday
):
    keep_all(today=TODAY)
    maja.placements.update(since=TODAY)
    Kept.objects.update(version=0)
    keep_changed(today=TODAY)
    item = Deadline.objects.get(child=maja, rule="dl_host_oriented")
    assert (item.due, item.state) == (TODAY, "open")


def test_the_next_class_at_the_same_school_is_no_first_day(maja, learns, lindeskolen):
    maja.enrolments.update(until=date(2026, 6, 30))
    learns(maja, lindeskolen, grade=4, since=date(2026, 8, 1))
    Kept.objects.create(child=maja, since=date(2026, 8, 1), version=0)
    keep_all(today=TODAY)
    assert dues(maja, "dl_conversation_first") == []


def test_a_new_school_is_a_first_day(maja, learns, engskolen):
    maja.enrolments.update(until=date(2026, 11, 20))
    keep_all(today=TODAY)
    learns(maja, engskolen, grade=4, since=TODAY)
    keep_all(today=TODAY)
    assert dues(maja, "dl_conversation_first") == [date(2027, 1, 4)]
    assert dues(maja, "dl_first_week_check") == [date(2026, 11, 30)]


def test_grade_8_asks_for_the_time_after_9(new_child, learns, engskolen):
    bo = new_child("Bo", birth_year=2012)
    Kept.objects.create(child=bo, since=date(2026, 8, 1), version=0)
    learns(bo, engskolen, grade=8, since=date(2026, 8, 12))
    keep_all(today=TODAY)
    assert dues(bo, "dl_grade_8_youth_guide") == [date(2026, 11, 12)]


def test_home_again_is_followed_up(maja, worker_wilma):
    keep_all(today=TODAY)
    maja.placements.update(until=TODAY, end_reason="return_home")
    keep_all(today=TODAY)
    assert dues(maja, "dl_return_home_follow_up") == [date(2026, 12, 21)]


def test_without_school_counts_days_where_the_child_lives(maja, lives, family_dam):
    """Two municipalities without lists of their own: the same assumed days, across the move."""
    maja.placements.update(until=date(2026, 11, 17))
    lives(maja, family_dam, since=date(2026, 11, 18))
    happened("no_enrolment", maja, date(2026, 11, 16), "gap-1")
    assert dues(maja, "dl_gap_day_5") == [date(2026, 11, 20)]
    assert dues(maja, "dl_gap_day_10") == [date(2026, 11, 27)]


def test_a_municipalitys_own_number_counts(maja, solvang, worker_wilma):
    LocalRule.objects.create(
        municipality=solvang,
        rule="dl_programme_consent",
        n=5,
        valid_from=date(2026, 1, 1),
        set_by=worker_wilma,
    )
    happened("referral_to_programme", maja, date(2026, 11, 16), "referral")
    assert dues(maja, "dl_programme_consent") == [date(2026, 11, 21)]


def test_what_was_done_for_a_double_counts_for_the_child_that_is_kept(
    maja, new_child, worker_wilma
):
    twice = new_child("Maja")
    happened("referral_to_programme", twice, date(2026, 11, 9), "referral")
    Handling.objects.create(
        child=twice,
        rule="dl_programme_consent",
        ref="referral",
        number=1,
        kind=Kind.DONE,
        day=TODAY,
        by=worker_wilma,
    )
    twice.merged_into = maja
    twice.save()
    keep_all(today=TODAY)
    assert state(maja, "dl_programme_consent") == "done"


def test_an_item_falls_to_the_coordinator_when_the_school_has_named_nobody(
    maja, coordinator_karen, teacher_tim
):
    keep_all(today=TODAY)
    named = Deadline.objects.get(child=maja, rule="dl_conversation_twice_a_year")
    assert named.owner == Role.CONTACT_TEACHER
    teacher_tim.jobs.get().namings.all().delete()
    keep_all(today=TODAY)
    named.refresh_from_db()
    assert named.owner == Role.LEARNING_COORDINATOR


def test_a_bite_of_children_costs_the_same_queries_as_one(maja, emil, kalle, solvang, new_child):
    keep_all(today=TODAY)

    def cost(pks):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            keep(pks, today=TODAY)
        return len(asked)

    alone = cost([maja.pk])
    for number in range(20):
        new_child(f"Barn {number}")
    keep_all(today=TODAY)
    everybody = list(Kept.objects.values_list("child", flat=True))
    assert len(everybody) == 23
    assert cost(everybody) == alone


def test_a_child_that_has_moved_home_is_asked_no_more_but_how_school_goes(maja, worker_wilma):
    keep_all(today=TODAY)
    maja.placements.update(until=date(2026, 11, 22), end_reason="return_home")
    Kept.objects.update(since=date(2026, 11, 1))
    keep_all(today=TODAY)
    found = dict(Deadline.objects.filter(child=maja).values_list("rule", "state"))
    assert found == {
        "dl_supervision_visits": "ended",
        "dl_statutory_follow_up_rhythm": "ended",
        "dl_conversation_twice_a_year": "ended",
        "dl_return_home_follow_up": "open",
    }


def test_a_child_placed_long_ago_is_asked_for_its_rhythm(maja, worker_wilma):
    keep_all(today=TODAY)
    assert dues(maja, "dl_statutory_follow_up_rhythm") == [date(2027, 2, 23)]


def test_a_gap_that_began_long_before_skolespor_has_its_deadlines(maja, emil):
    keep([emil.pk], today=date(2026, 6, 1))
    happened("no_enrolment", maja, date(2026, 8, 12), "gap-1")
    assert dues(maja, "dl_gap_day_5") == [date(2026, 8, 18)]
    keep_all(today=TODAY)
    keep([maja.pk], today=TODAY)
    assert dues(maja, "dl_gap_day_5") == [date(2026, 8, 18)]
    assert state(maja, "dl_gap_day_5") == "open"


def test_what_is_told_of_a_merged_child_ends_with_what_is_told_of_the_one_that_is_kept(
    maja, new_child
):
    twice = new_child("Maja")
    happened("no_enrolment", twice, date(2026, 11, 16), "gap-1")
    twice.merged_into = maja
    twice.save()
    happened("no_enrolment", maja, date(2026, 11, 16), "gap-1", until=date(2026, 11, 20))
    assert state(maja, "dl_gap_day_5") == "ended"
    withdrawn("no_enrolment", maja, "gap-1")
    assert state(maja, "dl_gap_day_5") == "withdrawn"


def test_a_first_school_day_lasts_through_the_classes(maja, learns, engskolen):
    Kept.objects.create(child=maja, since=date(2026, 6, 1), version=0)
    maja.enrolments.update(until=date(2026, 6, 19))
    learns(maja, engskolen, grade=3, since=date(2026, 6, 22), until=date(2026, 7, 31))
    learns(maja, engskolen, grade=4, since=date(2026, 8, 1))
    keep_all(today=date(2026, 7, 1))
    assert dues(maja, "dl_conversation_first") == [date(2026, 8, 3)]
    keep_all(today=TODAY)
    assert state(maja, "dl_conversation_first") == "open"


def test_who_is_enrolled_late_makes_up_for_nothing(maja, worker_wilma, time_machine):
    Kept.objects.create(child=maja, since=date(2025, 9, 1), version=0)
    maja.enrolments.update(since=date(2026, 3, 10))
    keep_all(today=date(2026, 3, 10))
    assert dues(maja, "dl_conversation_twice_a_year") == [date(2026, 8, 1)]


def test_who_comes_back_from_home_has_no_birthdays_to_make_up_for(maja, lives, family_dam):
    Kept.objects.create(child=maja, since=date(2025, 9, 1), version=0)
    maja.placements.update(until=date(2026, 3, 1))
    keep_all(today=date(2026, 4, 1))
    lives(maja, family_dam, since=date(2026, 9, 1))
    keep_all(today=TODAY)
    assert not Deadline.objects.filter(rule="dl_age_10", state="open").exists()


def test_a_night_that_is_tried_for_a_day_to_come_forgets_nothing(maja, worker_wilma):
    keep_all(today=date(2027, 6, 1))
    keep_all(today=TODAY)
    assert dues(maja, "dl_conversation_twice_a_year")[0] == date(2027, 2, 1)


def test_a_task_at_a_protected_child_falls_to_somebody_who_can_see_it(
    maja, teacher_tim, worker_wilma
):
    maja.is_protected = True
    maja.save()
    maja.exemptions.create(user=worker_wilma)
    keep_all(today=TODAY)
    assert Deadline.objects.get(rule="dl_conversation_twice_a_year").owner == "case_worker"
