"""What people do with items: each action, each broken rule, and who may."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken
from skolespor.deadlines.actions import handling
from skolespor.deadlines.actions.facts import happened, withdrawn
from skolespor.deadlines.models import Deadline, Handling
from skolespor.deadlines.queries.gates import check_gate

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday(time_machine):
    def go(day):
        time_machine.move_to(f"{day} 10:00", tick=False)

    go(TODAY)
    return go


@pytest.fixture
def item(maja, worker_wilma):
    """Maja has asked for her case worker: answered within three working days."""

    def make(rule="dl_case_worker_answers_child", trigger="child_asks_case_worker", on=TODAY):
        happened(trigger, maja, on, "it", rule=rule)
        return Deadline.objects.get(child=maja, rule=rule, state="open")

    return make


def done(item, by, **given):
    handling.done(item=item, by=by, **{"day": TODAY, "text": "Vi talte sammen i dag."} | given)


def test_done_is_written_with_its_words_and_closes(item, worker_wilma):
    asked = item()
    done(asked, worker_wilma)
    assert asked.state == "done"
    written = Handling.objects.get()
    assert (written.text, written.by, written.day) == (
        "Vi talte sammen i dag.",
        worker_wilma,
        TODAY,
    )
    assert Entry.objects.filter(kind="deadlines.done", child_id=asked.child_id).count() == 1


def test_words_are_encrypted_where_they_lie(item, worker_wilma):
    done(item(), worker_wilma)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM deadlines_handling")
        assert "talte" not in cursor.fetchone()[0]


def test_a_broken_rule_writes_nothing(item, worker_wilma):
    asked = item()
    with pytest.raises(RuleBroken):
        done(asked, worker_wilma, text="")
    assert not Handling.objects.exists()
    asked.refresh_from_db()
    assert asked.state == "open"


def test_what_is_closed_is_not_closed_again_but_opened(item, worker_wilma):
    asked = item()
    done(asked, worker_wilma)
    with pytest.raises(RuleBroken):
        done(asked, worker_wilma)
    handling.reopen(item=asked, by=worker_wilma)
    assert asked.state == "open"
    with pytest.raises(RuleBroken):
        handling.reopen(item=asked, by=worker_wilma)
    assert [row.kind for row in Handling.objects.order_by("pk")] == ["done", "reopened"]


def test_put_off_is_silent_and_then_there_again(item, worker_wilma, monday):
    asked = item()
    handling.put_off(item=asked, until=date(2026, 11, 25), text="Maja er på lejr.", by=worker_wilma)
    assert (asked.state, asked.quiet_until) == ("open", date(2026, 11, 25))
    done(asked, worker_wilma)
    assert asked.quiet_until is None


def test_set_aside_says_why(item, worker_wilma):
    asked = item()
    with pytest.raises(RuleBroken):
        handling.set_aside(item=asked, text="nej", by=worker_wilma)
    handling.set_aside(item=asked, text="Maja har fortrudt.", by=worker_wilma)
    assert asked.state == "set_aside"


def test_who_notifies_a_municipality_says_which(item, coordinator_karen):
    asked = item("dl_absence_unlawful_15", "quarter_absence_computed")
    with pytest.raises(RuleBroken) as caught:
        done(asked, coordinator_karen)
    assert caught.value.field == "municipality"
    done(asked, coordinator_karen, municipality="9001")
    assert Handling.objects.get().municipality == "9001"


def test_whoever_holds_the_first_follow_up_sets_the_next(maja, item, worker_wilma):
    asked = item("dl_statutory_follow_up_first", "placement_start", on=date(2026, 9, 21))
    with pytest.raises(RuleBroken):
        done(asked, worker_wilma)
    done(asked, worker_wilma, next_on=date(2027, 3, 1))
    following = Deadline.objects.get(ref="it", rule="dl_statutory_follow_up_rhythm")
    assert (following.due, following.state) == (date(2027, 3, 1), "open")


def test_the_role_it_falls_to_may_and_those_who_keep_the_track(
    item, maja, teacher_tim, coordinator_karen, worker_wilma, leader_lis
):
    asked = item("dl_child_checks_summary", "conversation_held")
    assert asked.owner == "contact_teacher"
    for user in (teacher_tim, coordinator_karen, worker_wilma, leader_lis):
        done(asked, user)
        handling.reopen(item=asked, by=user)


def test_who_only_knows_of_it_may_not_and_strangers_may_not(
    item, foster_freja, worker_otto, worker_erik, teacher_tim, director_dan
):
    asked = item("dl_reduced_timetable_review", "reduced_timetable_agreed")
    for user in (foster_freja, worker_otto, worker_erik, teacher_tim, director_dan):
        with pytest.raises(PermissionDenied):
            done(asked, user)
    assert not Handling.objects.exists()


def test_the_head_teacher_closes_the_schools_own_without_a_seat(item, head_hanne, head_hans):
    asked = item("dl_absence_unlawful_10", "quarter_absence_computed")
    assert asked.owner == "head_teacher"
    with pytest.raises(PermissionDenied):
        done(asked, head_hans)
    done(asked, head_hanne)
    assert asked.state == "done"


def test_of_a_protected_child_only_those_may_who_may_know_where_it_is(
    item, maja, coordinator_karen, worker_wilma
):
    asked = item()
    maja.is_protected = True
    maja.save()
    maja.exemptions.create(user=worker_wilma)
    with pytest.raises(PermissionDenied):
        done(asked, coordinator_karen)
    done(asked, worker_wilma)


def test_a_room_closes_what_has_fallen_due_and_leaves_the_rest(maja, item):
    for rule in ("dl_gap_day_5", "dl_gap_day_10"):
        happened("no_enrolment", maja, date(2026, 11, 16), "gap-1", rule=rule)
        handling.fulfilled(child=maja, rule=rule, ref="gap-1", today=TODAY)
    found = dict(Deadline.objects.filter(ref="gap-1").values_list("rule", "state"))
    assert found == {"dl_gap_day_5": "done", "dl_gap_day_10": "open"}
    handling.fulfilled(child=maja, rule="dl_gap_day_10", ref="gap-1", today=TODAY, early=True)
    assert Deadline.objects.get(rule="dl_gap_day_10").state == "done"
    assert set(Handling.objects.values_list("by", flat=True)) == {None}


def test_nobody_passes_a_gate_until_it_is_closed_with_evidence(maja, worker_wilma):
    happened("placement_choice", maja, TODAY, "choice-1")
    with pytest.raises(RuleBroken) as caught:
        check_gate(maja, "placement_choice", "choice-1")
    assert "Hør barnet først" in caught.value.message
    for gate in Deadline.objects.filter(ref="choice-1"):
        done(gate, worker_wilma)
    check_gate(maja, "placement_choice", "choice-1")


def test_a_gate_that_was_withdrawn_holds_nobody_back(maja, worker_wilma):
    happened("placement_choice", maja, TODAY, "choice-1")
    withdrawn("placement_choice", maja, "choice-1")
    check_gate(maja, "placement_choice", "choice-1")


# What rooms above say


def test_the_day_that_a_room_has_agreed_on_stays_also_when_it_is_opened_again(
    maja, teacher_tim, coordinator_karen
):
    rule, agreed = "dl_conversation_reoffer", date(2026, 11, 30)
    happened("conversation_declined", maja, TODAY, "no")
    handling.another_day(child=maja, rule=rule, ref="no", due=agreed, by=teacher_tim)
    again = Deadline.objects.get(child=maja, rule=rule)
    assert (again.due, again.state) == (agreed, "open")
    handling.put_off(item=again, until=date(2026, 12, 2), by=coordinator_karen)
    assert (again.due, again.quiet_until) == (agreed, date(2026, 12, 2))
    handling.fulfilled_once(child=maja, rule=rule, today=TODAY, by=teacher_tim)
    taken = {"child": maja, "rule": rule, "day": TODAY, "by": coordinator_karen}
    handling.taken_back(**taken, who=coordinator_karen)
    again.refresh_from_db()
    assert again.state == "done", "it was not she who closed it"
    handling.taken_back(**taken, who=teacher_tim)
    again.refresh_from_db()
    assert (again.due, again.state, again.quiet_until) == (agreed, "open", None)
    handling.taken_back(**taken, who=teacher_tim)
    assert Handling.objects.filter(kind="reopened").count() == 1
