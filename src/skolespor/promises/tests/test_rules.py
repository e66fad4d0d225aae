"""Who has a task, by which rule, and what cannot be written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolespor.accounts.roles import KEEPS_THE_TRACK, Role
from skolespor.core.errors import RuleBroken
from skolespor.promises import rules
from skolespor.promises.rules import Heard, Sharing, Step, What, due_on, may_have, owner_of, rule_of

TIM, KAREN, WILMA, LIS, FREJA = range(1, 6)
AROUND = [
    (Role.CONTACT_TEACHER, TIM),
    (Role.LEARNING_COORDINATOR, KAREN),
    (Role.CASE_WORKER, WILMA),
    (Role.AUTHORITY_LEADER, LIS),
    (Role.FOSTER_PARENT, FREJA),
]
DAY = date(2026, 11, 2)


def owner(around=AROUND, what=What.WISH, sharing=Sharing.MAY_SHARE, wanted=None, promised_by=None):
    heard = Heard(what, sharing, TIM, promised_by)
    return owner_of(around, heard, responsible=Role.LEARNING_COORDINATOR, wanted=wanted)


def without(*users):
    return [(role, user) for role, user in AROUND if user not in users]


def code(check, *args, **facts):
    with pytest.raises(RuleBroken) as caught:
        check(*args, **facts)
    return caught.value.code


@pytest.mark.parametrize(
    ("what", "sharing", "rule"),
    [
        (What.WORDS, Sharing.MAY_SHARE, ""),
        (What.STRENGTH, Sharing.BETWEEN_US, ""),
        (What.DRAWING, Sharing.MAY_SHARE, ""),
        (What.WORDS, Sharing.TO_CASE_WORKER, "dl_case_worker_answers_child"),
        (What.WISH, Sharing.MAY_SHARE, "dl_feedback_to_child"),
        (What.WISH, Sharing.BETWEEN_US, "dl_feedback_to_child"),
        (What.WISH, Sharing.TO_CASE_WORKER, "dl_case_worker_answers_child"),
        (What.AGREEMENT, Sharing.TO_CASE_WORKER, "dl_agreement_told_child"),
    ],
)
def test_by_which_rule_the_child_is_answered(what, sharing, rule):
    assert rule_of(what, sharing) == rule


def test_the_agreed_day_counts_when_it_is_later():
    assert due_on(DAY, None) == DAY
    assert due_on(DAY, date(2026, 10, 1)) == DAY
    assert due_on(DAY, date(2026, 12, 1)) == date(2026, 12, 1)


def test_a_wish_that_may_be_shared_is_the_coordinators():
    assert owner() == KAREN
    assert owner(without(KAREN)) == TIM
    assert owner(without(KAREN, TIM)) == WILMA


def test_what_is_between_us_stays_with_the_adult_as_long_as_it_is_there():
    assert owner(sharing=Sharing.BETWEEN_US) == TIM
    assert owner(sharing=Sharing.BETWEEN_US, wanted=KAREN) == TIM
    assert owner(without(TIM), sharing=Sharing.BETWEEN_US) == KAREN


def test_what_is_told_to_the_case_worker_is_hers_then_her_leaders():
    assert owner(sharing=Sharing.TO_CASE_WORKER) == WILMA
    assert owner(sharing=Sharing.TO_CASE_WORKER, wanted=KAREN) == WILMA
    assert owner(without(WILMA), sharing=Sharing.TO_CASE_WORKER) == LIS
    assert owner(without(WILMA, LIS), sharing=Sharing.TO_CASE_WORKER) == TIM
    assert owner(without(WILMA, LIS, TIM), sharing=Sharing.TO_CASE_WORKER) == KAREN


def test_an_agreement_is_whose_it_was_to_promise():
    assert owner(what=What.AGREEMENT, wanted=FREJA) == FREJA
    assert owner(without(FREJA), what=What.AGREEMENT, wanted=FREJA) == TIM
    closed = {"what": What.AGREEMENT, "sharing": Sharing.BETWEEN_US}
    assert owner(**closed, wanted=FREJA, promised_by=FREJA) == FREJA
    assert owner(**closed, wanted=KAREN, promised_by=FREJA) == TIM
    assert owner(without(FREJA, TIM), **closed, wanted=FREJA, promised_by=FREJA) == KAREN


def test_people_may_choose_another_where_the_child_lets_them():
    assert owner(wanted=FREJA) == FREJA
    to_worker = Heard(What.WISH, Sharing.TO_CASE_WORKER, TIM)
    assert not may_have(AROUND, FREJA, to_worker)
    assert may_have(AROUND, WILMA, to_worker)


def test_what_is_promised_between_two_is_handed_to_nobody_else():
    closed = Heard(What.AGREEMENT, Sharing.BETWEEN_US, TIM, promised_by=FREJA)
    assert [may_have(AROUND, user, closed) for user in (TIM, FREJA, KAREN)] == [True, True, False]
    assert not may_have(AROUND, None, closed)


@given(
    there=st.sets(st.sampled_from(AROUND)),
    what=st.sampled_from(What),
    sharing=st.sampled_from(Sharing),
    wanted=st.sampled_from([None, TIM, KAREN, WILMA, LIS, FREJA]),
)
def test_nobody_has_it_only_where_nobody_is_who_could(there, what, sharing, wanted):
    around = sorted(there, key=lambda pair: pair[1])
    found = owner(around, what, sharing, wanted)
    users = {user for _role, user in around}
    assert found is None or found in users
    roles = {role for role, _user in around}
    if roles & set(KEEPS_THE_TRACK):
        assert found is not None


def test_what_cannot_be_written():
    assert code(rules.check_text, "  ") == "statement.empty"
    assert code(rules.check_agreement, " ", DAY, made_on=DAY) == "agreement.empty"
    assert code(rules.check_agreement, "Noget", None, made_on=DAY) == "agreement.day"
    assert code(rules.check_agreement, "Noget", date(2026, 11, 1), made_on=DAY) == "agreement.past"
    assert code(rules.check_said_on, date(2026, 11, 3), today=DAY) == "statement.future"
    assert code(rules.check_waits, Step.TOLD_CHILD) == "statement.answered"
    assert code(rules.check_asks, "") == "statement.no_answer"
    assert code(rules.check_decision, "", "En god grund.") == "statement.decision"
    assert code(rules.check_decision, "not_now", "Nej") == "statement.reason"
    assert code(rules.check_told_what, "Ja") == "statement.told_what"
    assert code(rules.check_told_already, Step.DECIDED) == "statement.not_told"
    assert code(rules.check_owner, is_there=False) == "statement.owner"
    assert code(rules.check_stands, stands=False) == "statement.withdrawn"


@pytest.mark.parametrize(
    ("step", "told_on", "how", "broken"),
    [
        (Step.SAID, DAY, "talked", "statement.undecided"),
        (Step.DISCUSSED, DAY, "talked", "statement.undecided"),
        (Step.DECIDED, None, "talked", "statement.told_on"),
        (Step.DECIDED, date(2026, 11, 1), "talked", "statement.told_on"),
        (Step.DECIDED, date(2026, 11, 3), "talked", "statement.told_on"),
        (Step.DECIDED, DAY, "", "statement.how"),
    ],
)
def test_nothing_is_closed_before_the_child_has_heard_it(step, told_on, how, broken):
    facts = {"told_on": told_on, "how": how, "said_on": DAY, "today": DAY}
    assert code(rules.check_told, step, What.WISH, **facts) == broken


def test_what_may_be_written_breaks_nothing():
    rules.check_text("Jeg vil")
    rules.check_agreement("Tim finder en plads.", DAY, made_on=DAY)
    rules.check_said_on(DAY, today=DAY)
    rules.check_waits(Step.DECIDED)
    rules.check_asks("dl_feedback_to_child")
    rules.check_decision("yes_we_do", "Vi flytter bordet i dag.")
    rules.check_told(Step.DECIDED, What.WISH, told_on=DAY, how="talked", said_on=DAY, today=DAY)
    rules.check_told(Step.DECIDED, What.AGREEMENT, told_on=DAY, how="wrote", said_on=DAY, today=DAY)
    rules.check_told_what("Hun sidder der nu.")
    rules.check_told_already(Step.TOLD_CHILD)
    rules.check_owner(is_there=True)
    rules.check_stands(stands=True)
