"""What must be true about a child's places, schools and seats. No database is asked."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolespor.children import rules
from skolespor.core.errors import RuleBroken

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Stay:
    since: date
    until: date | None


def refused(rule, *args, **kwargs):
    """The code and the field with which a rule says no; None when it does not."""
    try:
        rule(*args, **kwargs)
    except RuleBroken as broken:
        assert broken.message.endswith((".", "?"))
        return broken.code, broken.field
    return None


# The child itself


def test_a_child_has_a_first_name():
    assert refused(rules.check_name, " ") == ("child.no_name", "first_name")
    assert refused(rules.check_name, "Maja") is None


@pytest.mark.parametrize(
    ("year", "is_child"), [(2002, False), (2003, True), (2026, True), (2027, False)]
)
def test_a_child_is_at_most_23(year, is_child):
    said = refused(rules.check_birth_year, year, today=TODAY)
    assert said == (None if is_child else ("child.birth_year", "birth_year"))


def test_number_and_birth_date_say_the_same_day():
    wrong = refused(rules.check_same_day, date(2016, 5, 4), date(2016, 5, 3))
    assert wrong == ("child.cpr_disagrees", "cpr")
    assert refused(rules.check_same_day, None, date(2016, 5, 3)) is None
    assert refused(rules.check_same_day, date(2016, 5, 3), date(2016, 5, 3)) is None


def test_child_is_born_today_at_the_latest():
    today = date(2026, 5, 4)
    assert refused(rules.check_born, date(2026, 5, 5), today=today)
    assert refused(rules.check_born, today, today=today) is None
    assert refused(rules.check_born, None, today=today) is None


def test_birth_year_and_birth_date_agree():
    wrong = refused(rules.check_agrees, 2015, date(2016, 5, 4))
    assert wrong == ("child.birth_disagrees", "birth_year")
    assert refused(rules.check_agrees, 2016, date(2016, 5, 4)) is None
    assert refused(rules.check_agrees, 2016, None) is None


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("040516-4321", date(2016, 5, 4)),
        ("0405164321", date(2016, 5, 4)),
        (" 040516-4321 ", date(2016, 5, 4)),
        ("640516-0003", date(2016, 5, 4)),
        ("290208-4003", date(2008, 2, 29)),
        ("040503-4003", date(2003, 5, 4)),
        ("040502-4003", None),
        ("211126-4003", date(2026, 11, 21)),
        ("221126-4003", None),
        ("290209-4003", None),
        ("000516-4003", None),
        ("320516-4003", None),
        ("920516-4003", None),
        ("041316-4003", None),
        ("040599-0003", None),
        ("040540-4003", None),
    ],
)
def test_a_number_tells_the_day_of_birth_or_is_refused(number, born):
    """Day + 60 is a replacement number; the century is the one a child can have; no checksum."""
    if born:
        read = rules.read_cpr(number, today=TODAY)
        assert read == (number.strip().replace("-", ""), born)
    else:
        assert refused(rules.read_cpr, number, today=TODAY) == ("child.cpr_date", "cpr")


@pytest.mark.parametrize(
    "text", ["", "0405164", "040516 4321", "04051643210", "abcdef-ghij", "٠٤٠٥١٦٤٣٢١"]
)
def test_what_is_no_number_is_refused_by_its_form(text):
    assert refused(rules.read_cpr, text, today=TODAY) == ("child.cpr_format", "cpr")


@pytest.mark.long
@given(st.text(max_size=12))
def test_no_text_makes_the_number_reader_stumble(text):
    assert refused(rules.read_cpr, text, today=TODAY) in (
        None,
        ("child.cpr_format", "cpr"),
        ("child.cpr_date", "cpr"),
    )


# Places and schools


def test_a_spell_ends_after_it_starts():
    assert refused(rules.check_spell, TODAY, date(2026, 11, 20)) == ("spell.order", "until")
    assert refused(rules.check_spell, TODAY, TODAY) is None
    assert refused(rules.check_spell, TODAY, None) is None


@pytest.mark.parametrize(
    ("since", "until", "is_free"),
    [
        (date(2026, 6, 1), date(2026, 7, 1), True),
        (date(2026, 6, 1), date(2026, 7, 2), False),
        (date(2026, 8, 1), None, True),
        (date(2026, 7, 31), None, False),
        (date(2026, 6, 1), None, False),
    ],
)
def test_two_spells_share_at_most_the_day_of_change(since, until, is_free):
    july = [Stay(date(2026, 7, 1), date(2026, 8, 1))]
    said = refused(rules.check_free, since, until, july, what="et andet sted")
    assert said == (None if is_free else ("spell.overlap", "since"))


def test_a_place_is_known_or_described_and_lies_somewhere():
    assert refused(rules.check_place, None, " ", 1) == ("place.missing", "organisation")
    assert refused(rules.check_place, None, "Hos moster", None) == (
        "place.no_municipality",
        "municipality",
    )
    assert refused(rules.check_place, None, "Hos moster", 1) is None
    assert refused(rules.check_place, 7, "", None) is None


@pytest.mark.parametrize(
    ("grade", "exists"), [(None, True), (-1, False), (0, True), (10, True), (11, False)]
)
def test_grades_go_from_0_to_10(grade, exists):
    assert refused(rules.check_grade, grade) == (None if exists else ("enrolment.grade", "grade"))


# Seats and namings


@pytest.mark.parametrize(
    ("reason", "is_one"), [("", False), ("fejl", False), ("  fejl  ", False), ("Forkert dag", True)]
)
def test_a_reason_is_more_than_a_word(reason, is_one):
    assert refused(rules.check_reason, reason) == (None if is_one else ("reason.missing", "reason"))


def test_breaking_the_glass_takes_a_sentence():
    assert refused(rules.check_break_glass, "Akut sag") == ("glass.no_reason", "reason")
    assert refused(rules.check_break_glass, "Politiet har ringet") is None


def test_nobody_names_themselves():
    assert refused(rules.check_not_self, 7, 7) == ("naming.self", "job")
    assert refused(rules.check_not_self, 7, 8) is None


@pytest.mark.parametrize(
    ("role", "works_here", "is_named", "said"),
    [
        ("contact_teacher", True, False, None),
        ("head_teacher", True, False, ("naming.role", "role")),
        ("contact_teacher", False, False, ("naming.elsewhere", "job")),
        ("contact_teacher", True, True, ("naming.twice", "job")),
    ],
)
def test_a_naming_is_of_somebody_who_works_there_once(role, works_here, is_named, said):
    allowed = ("contact_teacher", "school_staff")
    found = refused(rules.check_naming, role, allowed, works_here=works_here, is_named=is_named)
    assert found == said


def test_a_seat_is_given_in_a_job_that_takes_one_and_only_once():
    allowed = ("ppr_consultant",)
    assert refused(rules.check_giving, "contact_teacher", allowed, has_seat=False) == (
        "seat.role",
        "job",
    )
    assert refused(rules.check_giving, "ppr_consultant", allowed, has_seat=True) == (
        "seat.twice",
        "job",
    )
    assert refused(rules.check_giving, "ppr_consultant", allowed, has_seat=False) is None


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 7, 31), date(2026, 7, 31)),
        (date(2026, 8, 1), date(2027, 7, 31)),
        (date(2026, 12, 31), date(2027, 7, 31)),
        (date(2027, 1, 1), date(2027, 7, 31)),
    ],
)
def test_the_school_year_ends_on_31_july(day, end):
    assert rules.end_of_school_year(day) == end


def test_a_naming_holds_to_the_end_of_the_school_year():
    assert rules.naming_period(today=TODAY, seat_until=None) == (TODAY, date(2027, 7, 31))


def test_a_naming_never_outlives_its_seat():
    last_day = date(2026, 12, 24)
    assert rules.naming_period(today=TODAY, seat_until=last_day) == (TODAY, last_day)


def test_a_naming_for_next_year_is_that_school_year():
    june = date(2027, 6, 10)
    assert rules.naming_period(today=june, seat_until=None, next_year=True) == (
        date(2027, 8, 1),
        date(2028, 7, 31),
    )


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 4, 30), 2025), (date(2026, 5, 1), 2026), (TODAY, 2026)]
)
def test_namings_are_gone_through_from_may_on(day, year):
    assert rules.year_to_renew(day) == date(year, 7, 31)


# Municipalities, caseloads, custody


def test_an_authority_creates_its_own_children_and_a_school_anybodys():
    assert refused(rules.check_acting, False, for_others=False) == (
        "child.acting",
        "acting_municipality",
    )
    assert refused(rules.check_acting, True, for_others=False) is None
    assert refused(rules.check_acting, False, for_others=True) is None


@pytest.mark.parametrize(
    ("last_day", "same", "count", "said"),
    [
        (TODAY, False, 1, None),
        (TODAY, True, 1, ("caseload.self", "receiver")),
        (TODAY, False, 0, ("caseload.empty", None)),
        (date(2026, 11, 20), False, 1, ("caseload.passed", "last_day")),
    ],
)
def test_a_caseload_goes_to_somebody_else_from_today_on(last_day, same, count, said):
    found = refused(rules.check_hand_over, last_day, today=TODAY, same_person=same, count=count)
    assert found == said


def test_the_receiver_has_the_same_task_and_is_there():
    assert refused(rules.check_receiver, False, True) == ("caseload.role", "receiver")
    assert refused(rules.check_receiver, True, False) == ("caseload.gone", "receiver")
    assert refused(rules.check_receiver, True, True) is None


def test_custody_has_a_holder_and_has_begun():
    assert refused(rules.check_custodian, " ", TODAY, today=TODAY) == ("custody.name", "name")
    tomorrow = date(2026, 11, 22)
    assert refused(rules.check_custodian, "Mie", tomorrow, today=TODAY) == (
        "custody.future",
        "since",
    )
    assert refused(rules.check_custodian, "Mie", TODAY, today=TODAY) is None


def test_what_somebody_else_did_meanwhile_is_not_done_twice():
    assert refused(rules.check_open, False) == ("already.done", None)
    assert refused(rules.check_open, True) is None


def test_who_has_a_way_in_needs_no_glass_and_nobody_reviews_their_own():
    assert refused(rules.check_no_way, True) == ("glass.needless", None)
    assert refused(rules.check_no_way, False) is None
    assert refused(rules.check_not_own_review, 7, 7) == ("glass.own", None)
    assert refused(rules.check_not_own_review, 7, 8) is None


def test_a_child_with_a_case_worker_is_not_given_another():
    assert refused(rules.check_unowned, True) == ("caseload.owned", "job")
    assert refused(rules.check_unowned, False) is None
