from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolespor.core.content import read_yaml
from skolespor.core.errors import RuleBroken
from skolespor.programme import states
from skolespor.programme.rules.application import (
    FIELDS,
    REQUIRED,
    check_complete,
    check_confirmed,
    check_day_to_come,
    check_invited,
    check_name,
    check_not_the_last,
    check_places,
    check_reason,
    half_year_of,
    half_years_from,
    merge,
    missing,
)
from skolespor.programme.states import COURSE, STATES

pytestmark = pytest.mark.once
FULL = dict.fromkeys(REQUIRED, "Ja")
TODAY = date(2026, 11, 2)


def test_who_alone_has_changed_something_is_followed():
    merged = merge({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "3"})
    assert merged.answers == {"a": "2", "b": "3"}
    assert merged.contested == ()


def test_where_both_have_changed_the_others_stays_and_it_is_said():
    merged = merge({"a": "1"}, {"a": "2"}, {"a": "3"})
    assert merged.answers == {"a": "3"}
    assert merged.contested == ("a",)


def test_two_who_write_the_same_do_not_disagree():
    assert merge({"a": "1"}, {"a": "2"}, {"a": "2"}).contested == ()


TEXTS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "1", "2", "3"]))


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_no_word_that_somebody_has_changed_is_lost_without_being_shown(base, mine, theirs):
    merged = merge(base, mine, theirs)
    for name in "abc":
        was, wants, now = (one.get(name, "") for one in (base, mine, theirs))
        if now != was:
            assert merged.answers.get(name, "") == now
        if wants not in (was, now):
            assert merged.answers.get(name, "") == wants or name in merged.contested


@pytest.mark.parametrize("name", REQUIRED)
def test_each_required_question_is_missing_until_it_is_answered(name):
    assert missing(FULL | {name: " "}, {"school"}) == (name,)
    with pytest.raises(RuleBroken):
        check_complete(FULL | {name: ""}, {"school"})


def test_somebody_from_a_line_must_be_there():
    assert missing(FULL, set()) == ("af_lines",)
    check_complete(FULL, {"authority"})


def test_the_questions_are_those_of_the_content():
    asked = {
        one["id"]: one for one in read_yaml("advisory_course.yaml")["application_form"]["fields"]
    }
    written = {name for names in FIELDS.values() for name in names}
    of_files = {"af_attachments", "af_confirm_no_child_data"}
    elsewhere = {"af_municipality", "af_contact", "af_lines"}
    assert set(asked) == written | elsewhere | of_files
    must = {name for name in written if asked[name]["required"]}
    assert must == set(REQUIRED)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (lambda: check_confirmed(False), "course.not_confirmed"),
        (lambda: check_reason("  "), "course.reason"),
        (lambda: check_day_to_come(None, today=TODAY), "course.day"),
        (lambda: check_day_to_come(TODAY, today=TODAY), "course.day_gone"),
        (lambda: check_name(" "), "course.name"),
        (lambda: check_name("710415-0002"), "text.cpr"),
        (lambda: check_invited(is_there=True, number=1), "course.invited_twice"),
        (lambda: check_invited(is_there=False, number=40), "course.too_many"),
        (lambda: check_not_the_last(is_lead=True), "course.lead_stays"),
        (lambda: check_places(99), "course.places"),
        (lambda: check_places(-1), "course.places"),
    ],
)
def test_what_is_broken_has_a_code(broken, code):
    with pytest.raises(RuleBroken) as no:
        broken()
    assert no.value.code == code


def test_what_is_right_passes():
    check_confirmed(True)
    check_reason("Vi har ikke plads i år.")
    check_day_to_come(date(2026, 11, 3), today=TODAY)
    check_name("Bo Birk")
    check_invited(is_there=False, number=39)
    check_not_the_last(is_lead=False)
    check_places(4)


def test_half_years_follow_each_other():
    assert half_year_of(date(2026, 6, 30)) == "2026-1"
    assert half_year_of(date(2026, 7, 1)) == "2026-2"
    assert half_years_from(TODAY, 4) == ["2026-2", "2027-1", "2027-2", "2028-1"]
    assert half_years_from(date(2026, 1, 1), 2) == ["2026-1", "2026-2"]


def test_every_step_is_one_that_the_content_knows():
    stages = {one["id"]: one["transitions"] for one in read_yaml("advisory_course.yaml")["stages"]}
    for step in COURSE.steps.values():
        for source in step.source:
            if source != states.DRAFT:
                assert f"st_{step.target}" in stages[f"st_{source}"], step.name


def test_every_state_can_be_reached():
    reached = {states.DRAFT}
    for _round in STATES:
        reached |= {s.target for s in COURSE.steps.values() if reached & set(s.source)}
    assert reached == set(STATES)
