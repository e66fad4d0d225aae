"""What each person is shown of deadlines, and what not: other stays and schools, words, names, days."""

from datetime import date

import pytest
from django.urls import reverse

from skolespor.accounts.models import JobSeat
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.models import Enrolment, NetworkSeat, Placement
from skolespor.core.errors import RuleBroken
from skolespor.deadlines.actions import handling
from skolespor.deadlines.actions.facts import happened
from skolespor.deadlines.actions.keeping import keep
from skolespor.deadlines.models import Deadline, Handling
from skolespor.deadlines.queries.lists import OVERSEEN, open_items, overdue_by_child, overseen_of
from skolespor.deadlines.tests.pages import words

pytestmark = pytest.mark.once

TODAY = date(2026, 11, 23)
MOVED, MOVING = date(2026, 11, 20), date(2026, 11, 19)
FIRST, WORDS = "dl_statutory_follow_up_first", "Mor og familien Bo var uenige om weekenderne."


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(f"{TODAY} 10:00", tick=False)


@pytest.fixture
def item(maja):
    """Makes a child's items anew and finds one: `item(maja, rule)`. Maja moved in this autumn."""
    maja.placements.update(since=date(2026, 9, 21))

    def find(child, rule, **facts):
        keep([child.pk], today=TODAY)
        return Deadline.objects.filter(child=child, rule=rule, **facts).latest("pk")

    return find


@pytest.fixture
def told(maja):
    """Something has happened to Maja: `told(trigger, rule)`."""

    def make(trigger, rule, on=TODAY, child=maja):
        happened(trigger, child, on, "it", rule=rule)
        return Deadline.objects.get(child=child, rule=rule, ref="it", number=1)

    return make


def page_of(item, name="item"):
    return reverse(f"deadlines:{name}", args=[item.pk])


def done(item, by, text=WORDS, **more):
    handling.done(item=item, day=TODAY, text=text, by=by, **more)


def moves(child, lives, home, **more):
    """The child has moved from where it lived to another house."""
    for model in (Placement, NetworkSeat):
        rows = model.objects.filter(child=child)
        rows = rows.exclude(placement=None) if model is NetworkSeat else rows
        rows.update(until=MOVING)
    return lives(child, home, since=MOVED, **more)


# Other stays, other schools


def test_a_new_family_reads_nothing_about_the_one_before(
    sign_in, maja, worker_wilma, foster_freja, foster_frank, lives, family_dam, item
):
    before = item(maja, FIRST)
    freja = sign_in(foster_freja)
    assert freja.get(page_of(before)).status_code == 200
    done(before, worker_wilma, next_on=date(2027, 3, 1))
    moves(maja, lives, family_dam)
    now = item(maja, FIRST, state="open")
    assert now.ref != before.ref
    frank = sign_in(foster_frank)
    assert frank.get(page_of(before)).status_code == 404
    assert frank.get(page_of(now)).status_code == 200
    listed = frank.get(reverse("deadlines:child", args=[maja.pk])).content.decode()
    assert page_of(before) not in listed
    assert page_of(now) in listed
    assert sign_in(worker_wilma).get(page_of(before)).status_code == 200


def test_who_leads_a_home_reads_about_the_stay_there_and_no_other(
    sign_in, maja, worker_wilma, home_helle, sits, lives, bakkehuset, item
):
    before = item(maja, FIRST)
    sits(home_helle, maja)
    helle = sign_in(home_helle)
    assert helle.get(page_of(before)).status_code == 404
    moves(maja, lives, bakkehuset, type="childrens_home")
    assert helle.get(page_of(before)).status_code == 404
    assert helle.get(page_of(item(maja, FIRST, state="open"))).status_code == 200


def test_the_contact_in_the_municipality_is_told_of_the_stay_there(
    sign_in, maja, person, sits, ellevang, item
):
    hedda = person("Hedda Holt", Role.HOST_CONTACT, ellevang)
    sits(hedda, maja)
    stay = item(maja, FIRST)
    Deadline.objects.filter(pk=stay.pk).update(rule="dl_host_oriented")
    browser = sign_in(hedda)
    assert browser.get(page_of(stay)).status_code == 200
    maja.placements.update(municipality=maja.acting_municipality)
    assert browser.get(page_of(stay)).status_code == 404


def test_the_teacher_is_told_of_a_move_home_only_when_there_at_the_time(
    sign_in, maja, teacher_tim, item
):
    maja.placements.update(until=MOVING, end_reason="return_home")
    home = item(maja, "dl_return_home_follow_up")
    tim = sign_in(teacher_tim)
    assert tim.get(page_of(home)).status_code == 200
    NetworkSeat.objects.filter(child=maja, organisation__kind="school").update(since=MOVED)
    assert tim.get(page_of(home)).status_code == 404


def test_the_family_is_not_told_of_a_school_by_way_of_a_deadline(
    sign_in, maja, foster_freja, teacher_tim, learns, engskolen, item
):
    Enrolment.objects.update(until=date(2026, 11, 29))
    coming = learns(maja, engskolen, since=date(2026, 11, 30))
    meeting = item(maja, "dl_start_meeting", ref=f"enrolment-{coming.pk}")
    freja = sign_in(foster_freja)
    assert freja.get(page_of(meeting)).status_code == 404
    assert sign_in(teacher_tim).get(page_of(meeting)).status_code == 200
    Enrolment.objects.filter(pk=coming.pk).update(since=TODAY)
    assert freja.get(page_of(meeting)).status_code == 200
    Enrolment.objects.filter(pk=coming.pk).update(until=date(2026, 11, 23))
    assert freja.get(page_of(meeting)).status_code == 200
    Enrolment.objects.filter(pk=coming.pk).update(since=MOVING, until=date(2026, 11, 22))
    assert freja.get(page_of(meeting)).status_code == 404


def test_seeing_costs_the_same_with_many_stays(
    sign_in, maja, foster_freja, lives, family_bo, item, count_queries
):
    freja, page = sign_in(foster_freja), reverse("deadlines:child", args=[maja.pk])
    item(maja, FIRST)
    freja.get(page)
    alone = count_queries(lambda: freja.get(page))
    for day in range(10, 20):
        maja.placements.filter(until=None).update(until=date(2026, 11, day))
        stay = lives(maja, family_bo, since=date(2026, 11, day + 1))
        facts = {"happened_on": stay.since, "due": date(2027, 2, 20), "made_on": TODAY}
        Deadline.objects.create(
            child=maja, rule=FIRST, ref=f"placement-{stay.pk}", number=1, state="open", **facts
        )
    assert words(freja.get(page)).count("20-02-2027") == 10
    assert count_queries(lambda: freja.get(page)) == alone


# Words, and who did it


def test_words_are_for_who_wrote_them_and_for_whose_task_it_is(
    sign_in, told, teacher_tim, worker_wilma, coordinator_karen, leader_lis, foster_freja
):
    talk = told("conversation_held", "dl_child_checks_summary")
    done(talk, teacher_tim, "Maja vil helst bytte plads.")
    for user in (worker_wilma, coordinator_karen, leader_lis):
        page = words(sign_in(user).get(page_of(talk)))
        assert "Klaret 23-11-2026" in page
        assert "af Tim Toft" in page
        assert "bytte plads" not in page
    assert "bytte plads" in words(sign_in(teacher_tim).get(page_of(talk)))
    handling.reopen(item=talk, by=worker_wilma)
    done(talk, worker_wilma)
    assert WORDS in words(sign_in(worker_wilma).get(page_of(talk)))
    assert WORDS in words(sign_in(teacher_tim).get(page_of(talk)))


def test_who_has_fallen_heir_to_the_task_reads_its_words(sign_in, told, maja, coordinator_karen):
    talk = told("conversation_held", "dl_child_checks_summary")
    assert talk.owner == "learning_coordinator"
    Handling.objects.create(
        child=maja, rule=talk.rule, ref="it", number=1, kind="done", day=TODAY, text=WORDS
    )
    page = words(sign_in(coordinator_karen).get(page_of(talk)))
    assert WORDS in page
    assert "af Skolespor" in page


def test_a_head_without_a_seat_reads_her_own_words_and_nobody_elses(
    sign_in, told, head_hanne, coordinator_karen
):
    late = told("quarter_absence_computed", "dl_absence_unlawful_10")
    done(late, coordinator_karen, "Karen har talt med mor.")
    hanne = sign_in(head_hanne)
    page = words(hanne.get(page_of(late)))
    assert "Klaret 23-11-2026" in page
    assert "Karen" not in page
    handling.reopen(item=late, by=head_hanne)
    done(late, head_hanne, "Jeg ringede hjem i dag.")
    page = words(hanne.get(page_of(late)))
    assert "Jeg ringede hjem i dag." in page
    assert "af Hanne Holm" in page
    assert "Karen" not in page


def test_names_are_for_who_may_know_the_team(
    sign_in, told, maja, person, sits, ellevang, coordinator_karen
):
    hedda = person("Hedda Holt", Role.HOST_CONTACT, ellevang)
    sits(hedda, maja)
    need = told("placement_at_home_elsewhere", "dl_special_need_before_home_elsewhere")
    done(need, coordinator_karen)
    page = words(sign_in(hedda).get(page_of(need)))
    assert "Klaret 23-11-2026" in page
    assert "Karen" not in page
    assert WORDS not in page


def test_the_form_says_who_can_read_it(sign_in, told, teacher_tim):
    talk = told("conversation_held", "dl_child_checks_summary")
    page = words(sign_in(teacher_tim).get(page_of(talk, "done")))
    assert "kan læses af dig og af dem, der har opgaven ved barnet" in page


# Leaders


@pytest.fixture
def leader_liv(person, solvang):
    """Coordinator in Solvang without a seat at Maja: a line of facts."""
    return person("Liv Lang", Role.LEARNING_COORDINATOR, solvang)


def test_a_line_of_facts_tells_no_day_that_it_was_counted_from(
    sign_in, told, leader_liv, worker_wilma
):
    late = told("child_asks_case_worker", "dl_case_worker_answers_child", on=date(2026, 11, 16))
    handling.put_off(
        item=late, until=date(2026, 11, 25), text="Maja er på lejr i ugen.", by=worker_wilma
    )
    liv = sign_in(leader_liv)
    page = words(liv.get(page_of(late)))
    assert "Udsat til og med 25-11-2026" in page
    assert "lejr" not in page
    assert "Wilma" not in page
    assert "16-11-2026" not in page
    assert "16-11-2026" in words(sign_in(worker_wilma).get(page_of(late)))
    done(late, worker_wilma)
    assert liv.get(page_of(late)).status_code == 404


def test_no_birthday_is_told_as_something_overdue(sign_in, maja, leader_liv, worker_wilma):
    birthday = Deadline.objects.create(
        child=maja,
        rule="dl_age_10",
        ref="birth",
        number=1,
        happened_on=maja.birth_date,
        due=date(2026, 5, 4),
        state="open",
        owner="case_worker",
        made_on=TODAY,
    )
    assert birthday not in open_items(OVERSEEN, reader=leader_liv)
    assert overdue_by_child(reader=leader_liv) == {}
    assert sign_in(leader_liv).get(page_of(birthday)).status_code == 404
    assert sign_in(worker_wilma).get(page_of(birthday)).status_code == 200


def test_two_jobs_show_no_more_than_each_of_them(told, maja, kalle, coordinator_kim, lindeskolen):
    """Kim coordinates in Ellevang and leads Lindeskolen: Maja is Solvang's."""
    JobSeat.objects.create(
        user=coordinator_kim, role=Role.HEAD_TEACHER, organisation=lindeskolen, since=MOVED
    )
    told("child_asks_case_worker", "dl_case_worker_answers_child", on=date(2026, 11, 16))
    schools = told("quarter_absence_computed", "dl_absence_unlawful_10", on=date(2026, 11, 2))
    assert list(open_items(OVERSEEN, reader=coordinator_kim)) == [schools]
    assert overdue_by_child(reader=coordinator_kim) == {maja.pk: 1}
    assert overseen_of([maja.pk, kalle.pk], reader=coordinator_kim) == {maja.pk}


# Refusals


def test_a_refused_visit_stands_in_the_childs_log(sign_in, told, worker_otto, foster_freja):
    statement = told("placement_change_considered", "dl_statement_from_current_place")
    refused = Entry.objects.filter(kind="children.refused", child_id=statement.child_id)
    assert sign_in(worker_otto).get(page_of(statement)).status_code == 404
    assert refused.get().by_id == worker_otto.pk
    assert sign_in(foster_freja).post(page_of(statement, "done")).status_code == 403
    assert refused.filter(by_id=foster_freja.pk).count() == 1
    assert not Entry.objects.filter(kind="accounts.refused").exists()


@pytest.mark.parametrize("rule", ["dl_gap_opens", "dl_gap_day_5", "dl_gap_day_10"])
def test_what_a_room_answers_is_closed_only_there(sign_in, told, worker_wilma, maja, rule):
    gap = told("no_enrolment", rule, on=date(2026, 11, 2))
    with pytest.raises(RuleBroken, match="deadline.answered_elsewhere"):
        done(gap, worker_wilma)
    with pytest.raises(RuleBroken, match="deadline.answered_elsewhere"):
        handling.set_aside(item=gap, text=WORDS, by=worker_wilma)
    answer = sign_in(worker_wilma).post(
        page_of(gap, "done"), {"day": "23-11-2026", "text": "Vi har fundet en skole."}
    )
    assert "Gå til »Fremmøde«, og svar der." in words(answer)
    assert "Vi har fundet en skole." in words(answer)
    handling.fulfilled(child=maja, rule=rule, ref="it", today=TODAY, early=True)
    gap.refresh_from_db()
    assert gap.state == "done"
    with pytest.raises(RuleBroken, match="deadline.answered_elsewhere"):
        handling.reopen(item=gap, by=worker_wilma)
    assert "Åbn igen" not in words(sign_in(worker_wilma).get(page_of(gap)))
