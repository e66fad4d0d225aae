"""When one person is asked about absence, and when nobody is."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from skolespor.attendance.rules import signals as rules
from skolespor.attendance.rules.signals import Followed, is_asked, level_of
from skolespor.core.errors import RuleBroken

pytestmark = pytest.mark.once

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("away", "of", "level"),
    [
        (2, 20, 0),
        (4, 40, 0),
        (41, 400, 10),
        (6, 40, 10),
        (61, 400, 15),
        (9, 40, 20),
        (13, 40, 30),
        (20, 20, 90),
    ],
)
def test_a_level_is_reached_by_more_than_it(away, of, level):
    assert level_of(Fraction(away, of), is_concerning=True) == level


def test_nothing_known_or_not_concerning_is_no_level():
    assert level_of(None, is_concerning=False) == 0
    assert level_of(Fraction(1, 2), is_concerning=False) == 0


def test_without_a_level_nobody_is_asked():
    assert not is_asked(0, Decimal(3), None, today=TODAY)


def test_the_first_time_somebody_is_asked():
    assert is_asked(10, Decimal(3), None, today=TODAY)


def asked(level, days, again_on=None, today=TODAY):
    return is_asked(level, Decimal(days), Followed(10, Decimal(8), again_on), today=today)


def test_followed_up_is_silent_until_the_next_level_or_five_further_days():
    assert not asked(10, "8")
    assert not asked(10, "12.5")
    assert asked(10, 13)
    assert asked(15, 9)


def test_silent_until_the_day_that_the_follow_up_has_set():
    day = date(2026, 11, 20)
    assert not asked(10, 8, day)
    assert asked(10, 8, day, today=day)


def test_a_follow_up_has_a_sentence_and_a_day_to_come():
    rules.check_text("Ringede hjem.")
    rules.check_again(None, today=TODAY)
    rules.check_again(date(2026, 11, 17), today=TODAY)
    with pytest.raises(RuleBroken):
        rules.check_text("ok")
    with pytest.raises(RuleBroken):
        rules.check_again(TODAY, today=TODAY)
