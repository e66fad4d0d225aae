"""Whose a step of the plan is, and how it stands with it. No database."""

import pytest

from skolespor.core.content import read_yaml
from skolespor.core.errors import RuleBroken
from skolespor.direction.queries.phases import ARRIVES, ids_of, phases
from skolespor.direction.rules.plans import (
    Answered,
    Lack,
    answered,
    check_person,
    check_steps,
    is_its_own,
)


def test_every_step_of_the_content_is_either_the_schools_or_the_municipalitys():
    every = {
        one["id"] for item in read_yaml("transitions.yaml")["phases"] for one in item["must_do"]
    }
    assert ids_of("school") | ids_of("municipality") == every
    assert not ids_of("school") & ids_of("municipality")
    assert {"md_0_guide", "md_2_teacher", "md_3_conversation"} <= ids_of("school")
    assert {"md_1_choose", "md_2_pack", "md_3_carer"} <= ids_of("municipality")


def test_phases_stand_in_the_order_of_the_content_and_the_short_page_has_two_of_them():
    assert [phase.number for phase in phases()] == list(range(8))
    short = [phase.title for phase in phases() if phase.id in ARRIVES]
    assert short == ["Overlevering og opstart", "Kortlægning"]


@pytest.mark.parametrize(
    ("kind", "role", "own"),
    [
        ("school", "head_teacher", True),
        ("school", "learning_guide", True),
        ("school", "case_worker", False),
        ("municipality", "contact_teacher", False),
        ("municipality", "foster_parent", True),
    ],
)
def test_a_school_answers_for_its_own_staff_and_the_municipality_for_the_rest(kind, role, own):
    assert is_its_own(kind, role) is own


@pytest.mark.parametrize(
    ("is_named", "is_still_there", "words", "state"),
    [
        (True, True, "", Answered.YES),
        (True, False, "", Answered.GONE),
        (True, False, "Kontoret", Answered.GONE),
        (False, False, "Kontoret", Answered.YES),
        (False, False, "  ", Answered.NO),
    ],
)
def test_a_step_is_answered_by_somebody_who_is_there_or_by_a_job(
    is_named, is_still_there, words, state
):
    assert answered(is_named=is_named, is_still_there=is_still_there, words=words) is state


def test_a_plan_lacks_nothing_when_all_are_there():
    assert Lack(15, 0, 0).is_none
    assert not Lack(15, 1, 0).is_none
    assert not Lack(15, 0, 1).is_none


def test_unknown_steps_and_people_who_left_are_refused():
    check_steps(["md_0_guide"], ["md_0_guide", "md_0_plan"])
    with pytest.raises(RuleBroken, match=r"plan\.step"):
        check_steps(["md_9"], ["md_0_guide"])
    check_person(None, [], "x")
    check_person(7, [7], "x")
    with pytest.raises(RuleBroken) as broken:
        check_person(7, [8], "md_0_guide-job")
    assert (broken.value.code, broken.value.field) == ("plan.person", "md_0_guide-job")
