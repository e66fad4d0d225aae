"""What a common direction holds, when it can be sent, and what has changed in it. No database."""

import pytest

from skolespor.accounts.lines import Line
from skolespor.core.errors import RuleBroken
from skolespor.direction.rules.document import (
    Change,
    are_agreed,
    check_nobody,
    check_ready,
    check_reason,
    check_unanswered,
    compare,
    missing,
    sections,
)

WHOLE = {section.id: "Sådan gør vi." for section in sections()}


def code_of(work):
    with pytest.raises(RuleBroken) as broken:
        work()
    return broken.value.code


def test_it_holds_vision_the_four_principles_the_three_lines_and_what_is_agreed():
    assert [section.id for section in sections()] == [
        "vision",
        "principle_child_perspective",
        "principle_positive_expectations",
        "principle_equal_focus",
        "principle_coherent_environments",
        "line_school",
        "line_authority",
        "line_placement",
        "agreed",
    ]


def test_half_a_direction_is_not_sent_and_the_same_is_not_sent_twice():
    assert [one.id for one in missing(WHOLE | {"agreed": " \n"})] == ["agreed"]
    with pytest.raises(RuleBroken) as broken:
        check_ready(WHOLE | {"agreed": ""}, None)
    assert broken.value.code == "direction.half"
    assert "»Det har vi aftalt«" in broken.value.message
    assert code_of(lambda: check_ready(WHOLE, dict(WHOLE))) == "direction.same"
    check_ready(WHOLE, None)
    check_ready(WHOLE, WHOLE | {"vision": "Før."})


def test_a_reason_is_asked_for_where_it_is_needed():
    check_reason("", is_needed=False)
    check_reason("Vi mangler PPR.", is_needed=True)
    assert code_of(lambda: check_reason("  ", is_needed=True)) == "direction.reason"


def test_a_line_answers_once_and_for_itself_when_it_has_somebody():
    check_unanswered(False)
    check_nobody(False)
    assert code_of(lambda: check_unanswered(True)) == "direction.answered"
    assert code_of(lambda: check_nobody(True)) == "direction.has_somebody"


@pytest.mark.parametrize("left_out", [*Line, None])
def test_it_is_agreed_on_when_all_three_have_approved(left_out):
    assert are_agreed([line for line in Line if line != left_out]) is (left_out is None)


def test_what_has_changed_is_told_word_by_word():
    pieces = compare("Alle børn går i skole hver dag", "Alle børn går glade i skole")
    assert [(one.change, one.words.strip()) for one in pieces] == [
        (Change.SAME, "Alle børn går"),
        (Change.ADDED, "glade"),
        (Change.SAME, "i skole"),
        (Change.REMOVED, "hver dag"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "Nyt"), ("Gammelt", ""), ("", ""), ("Ens", "Ens"), ("a b c ", "c b a ")],
)
def test_both_texts_can_be_read_from_the_comparison(before, after):
    pieces = compare(before, after)
    assert (
        "".join(one.words for one in pieces if one.change != Change.ADDED).split() == before.split()
    )
    assert (
        "".join(one.words for one in pieces if one.change != Change.REMOVED).split()
        == after.split()
    )
