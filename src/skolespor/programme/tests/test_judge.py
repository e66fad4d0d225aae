"""No single answer to the choice of an evaluation can be worked out from what is shown of it.

The claim is that of `reviews/tests/test_judge.py`, for every set of two to eight sheets: whoever knows
their own answer, how many have answered (the page says so), and everything that is kept of the question,
cannot say of any other person what they chose; nor can somebody from outside. Who has left is one of
those who know their own: what they sent stays and counts.
"""

from collections import defaultdict
from itertools import combinations_with_replacement

import pytest

from skolespor.programme.models import Evaluation
from skolespor.programme.presenters.running import results as page
from skolespor.programme.rules import after

CHOICES = [*after.CHOICES, ""]
"""What one can answer; "" is *ved ikke*."""
KINDS = {"ev_10": "choice"}


def kept(answers):
    """All that is kept of the question, as something that can be compared."""
    return repr(after.results([{"ev_10": one} for one in answers], KINDS)["ev_10"])


def read(answers):
    """What the page says of the question."""
    sheets = [{"ev_10": one} for one in answers]
    found = Evaluation(results=after.results(sheets, KINDS))
    return repr(next(one for one in page(found) if "anbefale" in one["question"]))


def others(count):
    return combinations_with_replacement(CHOICES, count)


@pytest.mark.parametrize("shown", [kept, read])
@pytest.mark.parametrize("count", range(2, 9))
def test_nobody_who_knows_their_own_choice_can_tell_anothers(count, shown):
    possible = defaultdict(list)
    for rest in others(count - 1):
        for own in CHOICES:
            possible[own, shown((*rest, own))].append(rest)
    told = [seen for seen, sets in possible.items() if len({one for s in sets for one in s}) == 1]
    assert told == []


@pytest.mark.parametrize("shown", [kept, read])
@pytest.mark.parametrize("count", range(1, 9))
def test_nobody_from_outside_can_tell_a_choice(count, shown):
    possible = defaultdict(set)
    for answers in others(count):
        possible[shown(answers)] |= set(answers)
    assert [seen for seen, found in possible.items() if len(found) == 1] == []


@pytest.mark.parametrize("count", range(5))
def test_below_five_choices_nothing_is_shown(count):
    for answers in others(count):
        assert kept(answers) == kept(()), answers


def test_all_alike_is_never_said():
    """The middle of five is the same when one of them chose otherwise."""
    assert kept(["yes"] * 5) == kept(["yes"] * 4 + ["no"])
    assert "Ja" in read(["yes"] * 5)
