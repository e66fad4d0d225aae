"""What is missing about a child: told to those who can do something about it, and to nobody else."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children import access, rules
from skolespor.children.actions.break_glass import break_glass
from skolespor.children.actions.facts import write_birth_date
from skolespor.children.models import Child, Custody
from skolespor.children.presenters.missing import WORDS, told
from skolespor.children.queries.missing import ASKED, LACKS, Missing, missing_of
from skolespor.children.tests.pages import address, words
from skolespor.core.content import code_list
from skolespor.core.errors import RuleBroken
from tests.days import LAST_SUMMER

pytestmark = pytest.mark.once

EVERYTHING = [
    "no_place",
    "no_school",
    "no_contact_teacher",
    "no_case_worker",
    "no_custody",
    "no_grade",
    "no_birth_date",
]


def codes(reader, child):
    child.refresh_from_db()
    found = missing_of([child], access.reaches_of(reader, [child]), reader=reader)
    return [one.code for one in found[child.pk]]


def test_each_thing_has_somebody_to_tell_a_way_to_find_out_and_words():
    assert list(ASKED) == list(LACKS) == list(WORDS) == EVERYTHING


def test_a_case_worker_is_told_what_is_not_known(worker_wilma, maja):
    assert codes(worker_wilma, maja) == ["no_contact_teacher", "no_custody"]
    maja.placements.update(until=LAST_SUMMER)
    maja.enrolments.update(grade=None)
    Child.objects.update(birth_date=None)
    assert codes(worker_wilma, maja) == [
        "no_place",
        "no_contact_teacher",
        "no_custody",
        "no_grade",
        "no_birth_date",
    ]


def test_nothing_is_missing_when_it_is_there(worker_wilma, teacher_tim, mother_mie, maja):
    assert codes(worker_wilma, maja) == []


def test_a_teacher_whose_sign_in_is_closed_answers_for_nobody(worker_wilma, teacher_tim, maja):
    assert "no_contact_teacher" not in codes(worker_wilma, maja)
    teacher_tim.is_active = False
    teacher_tim.save()
    assert "no_contact_teacher" in codes(worker_wilma, maja)


def test_custody_that_is_over_is_none(worker_wilma, mother_mie, maja, yesterday):
    assert "no_custody" not in codes(worker_wilma, maja)
    Custody.objects.update(until=yesterday)
    assert "no_custody" in codes(worker_wilma, maja)


def test_a_child_without_school_waits_for_a_school_and_for_no_teacher(worker_wilma, maja):
    maja.enrolments.update(until=LAST_SUMMER)
    assert codes(worker_wilma, maja) == ["no_school", "no_custody"]


def test_a_coordinator_is_told_of_what_a_coordinator_can_do(coordinator_karen, maja):
    maja.placements.update(until=LAST_SUMMER)
    assert codes(coordinator_karen, maja) == ["no_contact_teacher", "no_case_worker"]


def test_a_leader_is_told_when_nobody_has_the_child(leader_lis, maja, emil):
    assert codes(leader_lis, emil) == ["no_case_worker"]


@pytest.mark.parametrize("who", ["teacher_tim", "foster_freja", "mother_mie", "head_hanne"])
def test_others_are_told_of_nothing(request, maja, who):
    Child.objects.update(birth_date=None)
    maja.enrolments.update(until=LAST_SUMMER)
    assert codes(request.getfixturevalue(who), maja) == []


def test_nothing_is_told_to_who_may_not_know_where_the_child_is(worker_wilma, maja):
    Child.objects.update(is_protected=True, birth_date=None)
    assert codes(worker_wilma, maja) == []
    maja.exemptions.create(user=worker_wilma)
    assert "no_birth_date" in codes(worker_wilma, maja)


def test_break_glass_tells_of_what_it_lets_one_write(worker_otto, maja):
    break_glass(child=maja, reason="Maja er væk i nat", by=worker_otto)
    maja.enrolments.update(until=LAST_SUMMER, grade=None)
    maja.placements.update(until=LAST_SUMMER)
    assert codes(worker_otto, maja) == ["no_place", "no_school"]


def test_a_school_without_grades_lacks_none(worker_wilma, maja, lindeskolen):
    maja.enrolments.update(grade=None)
    assert "no_grade" in codes(worker_wilma, maja)
    maja.enrolments.update(school_type="stu")
    assert "no_grade" not in codes(worker_wilma, maja)
    maja.enrolments.update(school_type="")
    lindeskolen.school_type = "upper_secondary"
    lindeskolen.save()
    assert "no_grade" not in codes(worker_wilma, maja)


def test_the_link_leads_to_the_enrolment_that_has_no_grade(worker_wilma, maja):
    maja.enrolments.update(grade=None)
    found = missing_of([maja], access.reaches_of(worker_wilma, [maja]), reader=worker_wilma)
    enrolment = maja.enrolments.get()
    one = next(one for one in found[maja.pk] if one.code == "no_grade")
    assert one == Missing("no_grade", enrolment.pk)
    assert told(one, maja.pk, ()).link.url == address("correct_enrolment", maja, enrolment.pk)


def test_who_leads_the_team_is_led_to_where_a_case_worker_is_given(sign_in, leader_lis, emil):
    one = told(Missing("no_case_worker"), emil.pk, {Permission.CASELOAD_HAND_OVER})
    assert one.link.url == address("assign", emil)
    assert sign_in(leader_lis).get(one.link.url).status_code == 200
    assert told(Missing("no_case_worker"), emil.pk, ()).link.url == address("contacts", emil)


def test_many_children_cost_as_much_as_one(worker_wilma, maja, new_child, sits, count_queries):
    def cost(children):
        reaches = access.reaches_of(worker_wilma, children)
        return count_queries(lambda: missing_of(children, reaches, reader=worker_wilma))

    one = cost([maja])
    many = [new_child(f"Barn {number}") for number in range(30)]
    for child in many:
        sits(worker_wilma, child)
    assert cost(many) == one <= 6


# Rules


@pytest.mark.parametrize(
    ("born", "today", "is_old_enough"),
    [
        (2020, date(2026, 7, 31), False),
        (2020, date(2026, 8, 1), True),
        (2021, date(2026, 12, 31), False),
        (2008, date(2026, 8, 1), True),
    ],
)
def test_school_is_missing_from_the_august_of_the_year_one_turns_six(born, today, is_old_enough):
    assert rules.is_of_school_age(born, today=today) is is_old_enough


def test_who_is_too_young_for_school_lacks_none(worker_wilma, maja, today):
    maja.enrolments.update(until=LAST_SUMMER)
    Child.objects.update(birth_date=None, birth_year=today.year - 4)
    assert "no_school" not in codes(worker_wilma, maja)


def test_types_without_grades_are_types_of_the_list():
    types = code_list("school_types")
    assert set(types) >= rules.WITHOUT_GRADES
    assert {key for key, item in types.items() if item["counts_as_gap"]} <= rules.WITHOUT_GRADES


# The day of birth


@pytest.fixture
def unborn(maja):
    """Maja came without a day of birth."""
    Child.objects.update(birth_date=None)
    maja.refresh_from_db()
    return maja


def test_the_day_of_birth_is_written_and_logged(sign_in, worker_wilma, unborn):
    wilma = sign_in(worker_wilma)
    page = words(wilma.get(address("birth_date", unborn)))
    assert "Maja er født i 2016." in page
    answer = wilma.post(address("birth_date", unborn), {"birth_date": "04-05-2016"}, follow=True)
    assert "Fødselsdatoen er skrevet." in words(answer)
    before = unborn.version
    unborn.refresh_from_db()
    assert (unborn.birth_date, unborn.version) == (date(2016, 5, 4), before + 1)
    entry = Entry.objects.get(kind="children.birth_date_written")
    assert (entry.child_id, entry.by_id) == (unborn.pk, worker_wilma.pk)
    assert "2016" not in str(entry.data)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("04-05-2015", "Fødselsår og fødselsdato passer ikke sammen."),
        ("04-05-2099", "Datoen ligger i fremtiden."),
        ("", "Skriv fødselsdatoen."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_what_was_typed_stays(
    sign_in, worker_wilma, unborn, day, why
):
    page = words(sign_in(worker_wilma).post(address("birth_date", unborn), {"birth_date": day}))
    assert why in page
    assert f'value="{day}"' in page or not day
    unborn.refresh_from_db()
    assert unborn.birth_date is None


def test_a_day_that_is_known_is_not_written_over(sign_in, worker_wilma, maja):
    wilma = sign_in(worker_wilma)
    assert wilma.get(address("birth_date", maja)).url == address("child", maja)
    with pytest.raises(RuleBroken) as met:
        write_birth_date(child=maja, birth_date=date(2016, 6, 5), by=worker_wilma)
    assert met.value.code == "child.birth_known"
    maja.refresh_from_db()
    assert maja.birth_date == date(2016, 5, 4)


def test_only_who_corrects_writes_it(sign_in, teacher_tim, worker_otto, leader_lis, unborn):
    for user, status in ((teacher_tim, 403), (leader_lis, 403), (worker_otto, 404)):
        answer = sign_in(user).post(address("birth_date", unborn), {"birth_date": "04-05-2016"})
        assert answer.status_code == status
    with pytest.raises(PermissionDenied):
        write_birth_date(child=unborn, birth_date=date(2016, 5, 4), by=teacher_tim)


def test_nobody_writes_it_blindly(sign_in, worker_wilma, unborn):
    Child.objects.update(is_protected=True)
    answer = sign_in(worker_wilma).get(address("birth_date", unborn))
    assert answer.status_code == 403


def test_the_roles_that_are_told_can_do_it():
    for code, asked in ASKED.items():
        able = [role for role in Role if asked.may & set(access.permissions_by([(role, False)]))]
        assert able, code
