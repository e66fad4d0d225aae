"""The looks at a reduced timetable as deadlines of the school's head."""

from datetime import date
from decimal import Decimal

import pytest

from skolespor.accounts.models import LocalRule
from skolespor.accounts.roles import Role
from skolespor.attendance.actions.reduced import Said, agree, end_early, withdraw
from skolespor.attendance.queries.reduced import agreements_of
from skolespor.deadlines.actions.keeping import keep_all
from skolespor.deadlines.models import Deadline

SAID = Said("Hun bliver træt.", "To timer mere hver uge.", "Spurgt.")


@pytest.fixture(autouse=True)
def second_of_november(time_machine):
    time_machine.move_to("2026-11-02 10:00", tick=False)


@pytest.fixture
def head(person, sits, lindeskolen, maja):
    hanna = person("Hanna Hald", Role.HEAD_TEACHER, lindeskolen)
    sits(hanna, maja)
    return hanna


@pytest.fixture
def agreed(maja, head):
    def until(last_day):
        return agree(
            child=maja,
            since=date(2026, 10, 19),
            until=last_day,
            hours_before=Decimal(28),
            hours_now=Decimal(8),
            said=SAID,
            by=head,
        )

    return until


def looks():
    rows = Deadline.objects.filter(rule="dl_reduced_timetable_review").order_by("number")
    return list(rows.values_list("due", "state"))


def test_sc_32_the_review_is_due_after_four_weeks_and_is_the_heads(agreed):
    agreed(date(2026, 11, 13))
    assert looks() == [(date(2026, 11, 16), "open")]
    assert Deadline.objects.get(rule="dl_reduced_timetable_review").owner == "head_teacher"


def test_a_longer_agreement_is_looked_at_again(agreed, time_machine):
    agreed(date(2026, 12, 18))
    assert looks() == [(date(2026, 11, 16), "open")]


def test_what_was_ended_before_its_time_is_not_looked_at_again(agreed, head):
    end_early(
        agreed=agreed(date(2026, 12, 18)),
        last_day=date(2026, 11, 6),
        reason="Maja er med igen.",
        by=head,
    )
    assert [state for _due, state in looks()] == ["ended"]


def test_what_was_withdrawn_asks_for_nothing(agreed, head):
    withdraw(agreed=agreed(date(2026, 12, 18)), reason="Det var et andet barn.", by=head)
    assert [state for _due, state in looks()] == ["withdrawn"]


def test_the_last_look_is_asked_for_after_the_agreement_is_over(agreed, time_machine):
    agreed(date(2026, 11, 13))
    keep_all(today=date(2026, 11, 20))
    assert looks() == [(date(2026, 11, 16), "open")]
    keep_all(today=date(2026, 12, 14))
    assert looks() == [(date(2026, 11, 16), "ended")]


def test_a_municipalitys_own_number_moves_the_looks_and_the_last_one(agreed, maja, solvang, head):
    rule = {"rule": "dl_reduced_timetable_review", "n": 14, "valid_from": date(2026, 1, 1)}
    LocalRule.objects.create(municipality=solvang, set_by=head, **rule)
    one = agreed(date(2026, 11, 13))
    assert looks() == [(date(2026, 11, 2), "open"), (date(2026, 11, 16), "open")]
    assert agreements_of(maja, on=date(2026, 11, 3))[0].next_review == date(2026, 11, 16)
    assert one.until == date(2026, 11, 13)
