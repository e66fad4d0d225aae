"""What has become of an item, and what one may do with it."""

from dataclasses import replace
from datetime import date

import pytest

from skolespor.core.errors import RuleBroken
from skolespor.deadlines.rules import state as rules
from skolespor.deadlines.rules.rule import Severity, all_rules
from skolespor.deadlines.rules.state import Handled, Kind, Moment, State, moment_of, state_of

pytestmark = pytest.mark.once

TODAY = date(2026, 11, 23)
TOMORROW = date(2026, 11, 24)
DONE, ASIDE = Handled(Kind.DONE), Handled(Kind.SET_ASIDE)
AGAIN, OFF = Handled(Kind.REOPENED), Handled(Kind.PUT_OFF, TOMORROW)


def rule(severity):
    return replace(all_rules()["dl_supervision_visits"], severity=severity)


def broken(check, *given, **asked):
    with pytest.raises(RuleBroken) as caught:
        check(*given, **asked)
    return caught.value.code


@pytest.mark.parametrize(
    ("handled", "withdrawn", "over", "state"),
    [
        ([], False, False, State.OPEN),
        ([OFF], False, False, State.OPEN),
        ([DONE], False, False, State.DONE),
        ([OFF, DONE], True, True, State.DONE),
        ([ASIDE], False, False, State.SET_ASIDE),
        ([DONE, AGAIN], False, False, State.OPEN),
        ([DONE, AGAIN, OFF], False, False, State.OPEN),
        ([], True, True, State.WITHDRAWN),
        ([DONE, AGAIN], False, True, State.ENDED),
    ],
)
def test_what_people_have_said_counts_before_what_became_of_the_fact(
    handled, withdrawn, over, state
):
    assert state_of(handled, is_withdrawn=withdrawn, is_over=over) is state


@pytest.mark.parametrize(
    ("handled", "until"),
    [
        ([], None),
        ([OFF], TOMORROW),
        ([OFF, DONE], None),
        ([DONE, AGAIN], None),
        ([AGAIN, OFF], TOMORROW),
    ],
)
def test_it_is_silent_until_the_last_put_off_is_over(handled, until):
    assert rules.put_off_until(handled) == until


@pytest.mark.parametrize(
    ("due", "moment"),
    [
        (date(2026, 11, 22), Moment.OVERDUE),
        (TODAY, Moment.TODAY),
        (TOMORROW, Moment.SOON),
        (date(2026, 11, 26), Moment.SOON),
        (date(2026, 11, 27), Moment.NEW),
    ],
)
def test_a_person_is_told_when_an_item_comes_to_a_new_moment(due, moment):
    assert moment_of(due, today=TODAY) is moment


def done(severity=Severity.PROMPT, **given):
    facts = {"day": TODAY, "text": "", "municipality": "", "notifies": False, "today": TODAY}
    return rules.check_done(rule(severity), **facts | given)


def test_a_question_can_be_closed_without_a_word():
    done()


def test_done_has_a_day_that_has_come():
    assert broken(done, day=None) == "deadline.no_day"
    assert broken(done, day=TOMORROW) == "deadline.not_yet"


@pytest.mark.parametrize("severity", [Severity.NEEDS_REASON, Severity.BLOCKS])
def test_what_asks_for_a_reason_is_closed_with_a_sentence(severity):
    assert broken(done, severity, text="ok") == "deadline.no_text"
    done(severity, text="Vi besøgte Maja.")


def test_who_has_notified_says_which_municipality():
    assert broken(done, notifies=True) == "deadline.municipality"
    done(notifies=True, municipality="9001")


def put_off(severity=Severity.PROMPT, until=TOMORROW, text=""):
    return rules.check_put_off(rule(severity), until=until, text=text, today=TODAY)


def test_a_question_is_put_off_from_tomorrow_to_four_weeks():
    put_off()
    put_off(until=date(2026, 12, 21))
    assert broken(put_off, until=TODAY) == "deadline.put_off"
    assert broken(put_off, until=date(2026, 12, 22)) == "deadline.put_off"


def test_what_needs_a_reason_is_put_off_with_one():
    assert broken(put_off, Severity.NEEDS_REASON) == "deadline.no_text"
    put_off(Severity.NEEDS_REASON, text="Maja er syg.")


def test_what_blocks_is_neither_put_off_nor_set_aside():
    assert broken(put_off, Severity.BLOCKS, text="Maja er syg.") == "deadline.blocks"
    blocks = rule(Severity.BLOCKS)
    assert broken(rules.check_set_aside, blocks, text="Ikke her mere.") == "deadline.blocks"


def test_set_aside_has_a_reason():
    assert broken(rules.check_set_aside, rule(Severity.PROMPT), text=" ") == "deadline.no_text"
    rules.check_set_aside(rule(Severity.PROMPT), text="Gælder ikke her.")


def test_whoever_ends_a_round_says_when_the_next_one_is():
    assert broken(rules.check_next, True, next_on=None, today=TODAY) == "deadline.next"
    assert broken(rules.check_next, True, next_on=TODAY, today=TODAY) == "deadline.next"
    rules.check_next(True, next_on=TOMORROW, today=TODAY)
    rules.check_next(False, next_on=None, today=TODAY)


def test_only_what_is_open_is_closed_and_only_what_people_closed_is_opened():
    rules.check_open(State.OPEN)
    assert broken(rules.check_open, State.ENDED) == "deadline.closed"
    rules.check_closed_by_hand(State.DONE)
    rules.check_closed_by_hand(State.SET_ASIDE)
    assert broken(rules.check_closed_by_hand, State.WITHDRAWN) == "deadline.not_closed"


def test_nobody_passes_a_gate_that_is_open():
    rules.check_passable([])
    with pytest.raises(RuleBroken) as caught:
        rules.check_passable(["Hør barnet først"])
    assert "Først: Hør barnet først." in caught.value.message
