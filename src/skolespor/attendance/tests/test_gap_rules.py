"""A school gap: what must be there by which day."""

from datetime import date, timedelta

import pytest

from skolespor.attendance.rules.gaps import (
    OWNER,
    PLAN,
    REASON,
    STATUS,
    Written,
    check_reason,
    missing,
    opened_on,
    pause_of,
    status_days,
)
from skolespor.core.errors import RuleBroken

pytestmark = pytest.mark.once

FIRST = date(2026, 9, 28)
RUN = tuple(FIRST + timedelta(days=number) for number in range(40))
"""As if every day were a school day."""
NOTHING = Written(has_owner=False, has_reason=False, has_plan=False, told_on=[])
ALL = Written(has_owner=True, has_reason=True, has_plan=True, told_on=[])


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (4, (OWNER,)),
        (5, (OWNER, REASON, PLAN)),
        (9, (OWNER, REASON, PLAN)),
        (10, (OWNER, REASON, PLAN, STATUS)),
    ],
)
def test_more_is_asked_for_as_days_go(count, expected):
    assert missing(RUN[:count], NOTHING) == expected


@pytest.mark.parametrize(("count", "expected"), [(9, ()), (10, (STATUS,))])
def test_what_is_there_is_not_asked_for(count, expected):
    assert missing(RUN[:count], ALL) == expected


@pytest.mark.parametrize(
    ("count", "told", "is_missing"),
    [
        (10, 5, True),
        (10, 6, False),
        (10, 10, False),
        (14, 8, False),
        (15, 10, True),
        (15, 11, False),
        (20, 15, True),
        (22, 17, False),
    ],
    ids=str,
)
def test_every_fifth_day_somebody_tells_how_it_goes(count, told, is_missing):
    """A status counts when it was told after the day on which the one before fell due."""
    written = Written(has_owner=True, has_reason=True, has_plan=True, told_on=[RUN[told - 1]])
    assert (STATUS in missing(RUN[:count], written)) is is_missing


def test_it_opens_on_the_fourth_day():
    assert opened_on(RUN) == RUN[3]


def test_status_days_of_sc_04():
    assert status_days(RUN[:25]) == (RUN[9], RUN[14], RUN[19], RUN[24])
    assert status_days(RUN[:9]) == ()


def test_a_gap_is_about_the_first_pause_that_shares_a_day_with_it():
    pauses = [RUN[:4], RUN[10:20], RUN[25:30]]
    assert pause_of(pauses, RUN[12], RUN[26]) == RUN[10:20]
    assert pause_of(pauses, RUN[5], RUN[8]) == ()


def test_a_reason_is_one_of_the_list():
    check_reason("awaiting_enrolment")
    with pytest.raises(RuleBroken):
        check_reason("mormor")
