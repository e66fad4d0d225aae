"""Every rule about people, jobs, deputies and settings, each way it can go."""

from datetime import date

import pytest

from skolespor.accounts import rules
from skolespor.core.errors import RuleBroken

TODAY = date(2026, 11, 21)
YESTERDAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 22)


def broken_by(check, *args, **more):
    """The code and the field of the rule that says no; nothing when it says yes."""
    try:
        check(*args, **more)
    except RuleBroken as broken:
        assert broken.message
        return broken.code, broken.field
    return None


@pytest.mark.parametrize(
    ("kind", "role", "since", "until", "answer"),
    [
        ("school", "contact_teacher", TODAY, None, None),
        ("school", "contact_teacher", YESTERDAY, TODAY, None),
        ("school", "case_worker", TODAY, None, ("job.wrong_place", "role")),
        ("circus", "contact_teacher", TODAY, None, ("job.wrong_place", "role")),
        ("school", "contact_teacher", TOMORROW, TODAY, ("job.order", "until")),
        ("school", "contact_teacher", YESTERDAY, YESTERDAY, ("job.over", "until")),
    ],
)
def test_job_fits_the_place_and_its_days_are_in_order(kind, role, since, until, answer):
    assert broken_by(rules.check_job, kind, role, today=TODAY, since=since, until=until) == answer


@pytest.mark.parametrize(
    ("until", "since", "answer"),
    [
        (TODAY, YESTERDAY, None),
        (TOMORROW, TOMORROW, None),
        (YESTERDAY, YESTERDAY, ("job.end_passed", "until")),
        (TODAY, TOMORROW, ("job.end_passed", "until")),
    ],
)
def test_last_day_is_today_or_later_and_not_before_the_first(until, since, answer):
    assert broken_by(rules.check_end, until, since=since, today=TODAY) == answer


@pytest.mark.parametrize("reason", ["", " ", "stoppet"])
def test_closing_at_once_takes_a_sentence(reason):
    assert broken_by(rules.check_reason, reason) == ("close.no_reason", "reason")


def test_two_words_are_a_sentence():
    rules.check_reason("Stoppet brat")


def test_nobody_changes_their_own_access():
    rules.check_not_self(1, 2)
    assert broken_by(rules.check_not_self, 1, 1) == ("job.self", None)


@pytest.mark.parametrize("own", ["inge@x.invalid", "INGE@x.invalid"])
def test_nobody_invites_themselves(own):
    rules.check_not_own_address("otto@x.invalid", own)
    rules.check_not_own_address("otto@x.invalid", None)
    assert broken_by(rules.check_not_own_address, "Inge@x.invalid", own) == ("job.self", "email")


def test_nobody_has_the_same_job_twice_or_is_invited_to_it_twice():
    rules.check_not_twice(has_it=False)
    assert broken_by(rules.check_not_twice, True) == ("job.twice", "role")
    assert broken_by(rules.check_not_twice, False, True) == ("invitation.twice", "email")


def test_what_is_over_cannot_be_ended_again():
    rules.check_not_over(False)
    assert broken_by(rules.check_not_over, True) == ("job.ended", None)


def test_nobody_is_their_own_deputy():
    rules.check_two_people(1, 2)
    assert broken_by(rules.check_two_people, 1, 1) == ("deputy.same", "deputy")


@pytest.mark.parametrize(
    ("since", "until", "answer"),
    [
        (TODAY, TODAY, None),
        (TODAY, date(2027, 2, 21), None),
        (TOMORROW, TODAY, ("deputy.order", "until")),
        (YESTERDAY, YESTERDAY, ("deputy.over", "until")),
        (TODAY, date(2027, 2, 22), ("deputy.long", "until")),
    ],
)
def test_deputy_has_days_in_order_for_a_season_at_most(since, until, answer):
    assert broken_by(rules.check_deputy, since, until, today=TODAY) == answer


def test_deputy_works_at_the_same_place():
    rules.check_colleagues([7, 8], 8)
    assert broken_by(rules.check_colleagues, [7], 8) == ("deputy.elsewhere", "deputy")


@pytest.mark.parametrize(
    ("expires_on", "used", "is_open"),
    [(TODAY, False, True), (YESTERDAY, False, False), (TOMORROW, True, False)],
)
def test_link_works_once_and_to_the_end_of_its_last_day(expires_on, used, is_open):
    answer = broken_by(rules.check_invitation_open, expires_on, used=used, today=TODAY)
    assert answer == (None if is_open else ("invitation.over", None))


def test_whoever_has_a_sign_in_does_not_make_another():
    rules.check_newcomer(has_sign_in=False)
    assert broken_by(rules.check_newcomer, True) == ("invitation.known", None)


def test_law_is_not_changed_by_a_municipality():
    rules.check_changeable(is_changeable=True)
    assert broken_by(rules.check_changeable, False) == ("rule.law", None)


@pytest.mark.parametrize(("n", "fits"), [(0, False), (1, True), (400, True), (401, False)])
def test_cadence_is_a_number_that_makes_sense(n, fits):
    assert broken_by(rules.check_cadence, n) == (None if fits else ("rule.range", "n"))


SCHOOL_TYPE = "folkeskole_general"


@pytest.mark.parametrize(
    ("kind", "code", "school_type", "taken", "answer"),
    [
        ("school", "900001", SCHOOL_TYPE, False, None),
        ("school", "A00001", SCHOOL_TYPE, False, None),
        ("childrens_home", "", "", False, None),
        ("school", "", SCHOOL_TYPE, False, ("organisation.code", "code")),
        ("school", "90000", SCHOOL_TYPE, False, ("organisation.code", "code")),
        ("school", "90000 ", SCHOOL_TYPE, False, ("organisation.code", "code")),
        ("school", "90000é", SCHOOL_TYPE, False, ("organisation.code", "code")),
        ("school", "900001", "", False, ("organisation.school_type", "school_type")),
        ("school", "900001", SCHOOL_TYPE, True, ("organisation.taken", "code")),
        ("municipality", "9001", "", False, ("organisation.kind", "kind")),
        ("national_agency", "", "", False, ("organisation.kind", "kind")),
        ("circus", "", "", False, ("organisation.kind", "kind")),
    ],
)
def test_organisation_is_of_a_known_kind_and_a_school_has_number_and_type(
    kind, code, school_type, taken, answer
):
    found = broken_by(rules.check_organisation, kind, code, school_type=school_type, taken=taken)
    assert found == answer


def test_municipality_begins_once():
    rules.check_first(False)
    assert broken_by(rules.check_first, True) == ("begin.done", None)
