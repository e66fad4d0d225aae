"""When a school's preparedness holds, is too old, or is missing. No database."""

from datetime import date

import pytest

from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.content import code_list, read_yaml
from skolespor.core.errors import RuleBroken
from skolespor.direction.rules.reviews import PARTS, RULE, Status, check_parts, due_on, status_of

LAST_YEAR, THIS_YEAR = SchoolYear(2025), SchoolYear(2026)


@pytest.mark.parametrize(
    ("months", "due"),
    [
        (1, date(2026, 9, 1)),
        (2, date(2026, 10, 1)),
        (4, date(2026, 12, 1)),
        (5, date(2027, 1, 1)),
        (12, date(2027, 8, 1)),
    ],
)
def test_due_so_many_months_after_the_first_of_august(months, due):
    assert due_on(THIS_YEAR, months) == due


@pytest.mark.parametrize(
    ("last", "today", "status"),
    [
        (None, date(2026, 10, 2), Status.MISSING),
        (THIS_YEAR, date(2026, 10, 2), Status.VALID),
        (THIS_YEAR, date(2027, 7, 31), Status.VALID),
        (LAST_YEAR, date(2026, 8, 1), Status.VALID),
        (LAST_YEAR, date(2026, 10, 1), Status.VALID),
        (LAST_YEAR, date(2026, 10, 2), Status.EXPIRED),
        (LAST_YEAR.previous, date(2026, 8, 1), Status.EXPIRED),
    ],
)
def test_review_holds_until_it_is_due_in_the_next_school_year(last, today, status):
    assert status_of(last, today=today, months=2) == status


def test_half_a_review_is_refused():
    check_parts(PARTS)
    for ticked in ([], PARTS[:2], [*PARTS, "more"]):
        with pytest.raises(RuleBroken) as broken:
            check_parts(ticked)
        assert (broken.value.code, broken.value.field) == ("review.half", "parts")


def test_words_and_rule_are_those_of_the_content():
    assert list(code_list("preparedness_statuses")) == list(Status)
    rules = {rule["id"]: rule for rule in read_yaml("deadlines.yaml")["rules"]}
    assert rules[RULE]["offset"] == {"n": 2, "unit": "month", "calendar": "months"}
