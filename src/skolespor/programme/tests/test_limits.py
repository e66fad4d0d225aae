"""The numbers that the content holds for a course, by the day."""

from datetime import date

import pytest

from skolespor.core.content import read_yaml
from skolespor.programme.rules import limits
from skolespor.programme.rules.limits import FIRST_REPLY, LOOK_AGAIN, SPAN_MAX, SPAN_MIN, limit

MAY = date(2026, 5, 12)


@pytest.fixture
def content(monkeypatch):
    """Changes rules by their id, and adds some."""

    def change(changed, *more):
        rules = [one | changed.get(one["id"], {}) for one in read_yaml("deadlines.yaml")["rules"]]
        known = {one["id"]: one for one in rules}
        rules += [known[of] | {"id": f"{of}_new"} | facts for of, facts in more]
        monkeypatch.setattr(limits, "read_yaml", lambda name: {"rules": rules})

    return change


def test_the_numbers_are_those_of_the_content():
    found = [limit(rule, MAY) for rule in (FIRST_REPLY, SPAN_MIN, SPAN_MAX, LOOK_AGAIN)]
    assert found == [10, 6, 12, 6]


def test_a_new_version_holds_from_its_first_day(content):
    last, first = date(2026, 5, 31), date(2026, 6, 1)
    content(
        {SPAN_MAX: {"valid_to": last}},
        (SPAN_MAX, {"valid_from": first, "valid_to": None, "offset": {"n": 18}}),
    )
    assert [limit(SPAN_MAX, day) for day in (MAY, last, first)] == [12, 12, 18]


def test_before_its_first_version_the_first_holds():
    assert limit(FIRST_REPLY, date(2024, 1, 1)) == 10


def test_a_rule_that_is_switched_off_or_over_asks_for_nothing(content):
    content({SPAN_MIN: {"active": False}, LOOK_AGAIN: {"valid_to": date(2026, 5, 11)}})
    assert limit(SPAN_MIN, MAY) is None
    assert limit(LOOK_AGAIN, MAY) is None
