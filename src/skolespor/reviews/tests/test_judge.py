"""No single answer can be worked out from what is shown of a line that answers one by one.

The claim, for every set of up to eight answers: whoever knows their own answer, exactly how many have
answered, and everything that is shown of the line (its number or the two it lies between, how far apart
the answers are, whether many do not know, or that there were too few), cannot say of any other person
what they answered. Two who put their answers together are not within the claim: of three answers they
can see what the third must have been. Nothing of an earlier round is ever worked out again, so that
somebody who leaves takes no answer out of anything that has been shown.
"""

from collections import defaultdict
from itertools import combinations_with_replacement, pairwise
from statistics import median

import pytest

from skolespor.reviews.rules.shown import (
    SHOWN_FROM,
    Answer,
    Why,
    shown_jointly,
    shown_one_by_one,
)

STEPS = [1, 2, 3, 4, 5, None]
"""What one can answer; None is *ved ikke*."""


def shown(values):
    return shown_one_by_one([Answer(value) for value in values])


def others(count):
    return combinations_with_replacement(STEPS, count)


@pytest.mark.parametrize("count", range(2, 9))
def test_nobody_who_knows_their_own_answer_can_tell_anothers(count):
    """Of all that the others may have answered, given what is shown, two possibilities at least differ in
    what a person answered; so it is not enough that one set of answers is left, it must be mixed."""
    possible = defaultdict(list)
    for rest in others(count - 1):
        for own in STEPS:
            possible[own, shown((*rest, own))].append(rest)
    told = [seen for seen, sets in possible.items() if len({one for s in sets for one in s}) == 1]
    assert told == []


@pytest.mark.parametrize("count", range(1, 9))
def test_nobody_from_outside_can_tell_an_answer(count):
    possible = defaultdict(set)
    for answers in others(count):
        possible[shown(answers)] |= set(answers)
    assert [seen for seen, found in possible.items() if len(found) == 1] == []


def test_the_plain_middle_of_three_would_tell():
    """Why the ends of the scale are shown as two steps below five answers."""
    possible = defaultdict(set)
    for rest in combinations_with_replacement([1, 2, 3, 4, 5], 2):
        possible[median([*rest, 2])].add(rest)
    assert possible[1] == {(1, 1)}


@pytest.mark.parametrize("count", range(9))
def test_below_three_numbers_nothing_is_shown_and_it_is_not_said_why(count):
    for answers in others(count):
        if sum(one is not None for one in answers) < SHOWN_FROM:
            found = shown(answers)
            assert (found.why, found.low, found.many_dont_know) == (Why.TOO_FEW, None, False)


@pytest.mark.parametrize("count", range(3, 9))
def test_what_is_shown_holds_the_true_middle(count):
    for answers in others(count):
        values = [one for one in answers if one is not None]
        if len(values) >= SHOWN_FROM:
            found = shown(answers)
            assert found.low <= median(values) <= found.high
            assert found.high - found.low == (0 if len(values) >= 5 else found.high - found.low)


def test_the_order_of_the_answers_does_not_matter():
    for answers in others(5):
        assert shown(answers) == shown(answers[::-1])


def test_a_text_is_shown_only_where_a_number_is():
    few = [Answer(4, "et"), Answer(3, "to"), Answer(None, "tre")]
    assert shown_one_by_one(few).texts == ()
    enough = [*few, Answer(2, "")]
    assert shown_one_by_one(enough).texts == ("et", "to", "tre")


def test_few_who_do_not_know_are_not_told_of():
    for unknown, told in ((2, False), (3, True)):
        assert shown([4, 4, 3, *[None] * unknown]).many_dont_know is told
    assert not shown([4] * 7 + [None] * 3).many_dont_know


def test_a_joint_answer_is_shown_as_it_is():
    found = shown_jointly(Answer(2, "Sådan", "Lis Lund"))
    assert (found.low, found.high, found.by, found.texts) == (2, 2, "Lis Lund", ("Sådan",))
    assert shown_jointly(Answer(None)).why == Why.DONT_KNOW
    assert shown_jointly(None).why == Why.NOT_ANSWERED


def test_four_answers_are_exact_between_the_ends():
    for low, high in pairwise([2, 3, 4]):
        assert shown([low, low, high, high]).low == (low + high) / 2
