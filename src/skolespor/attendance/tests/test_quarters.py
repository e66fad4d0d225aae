"""Unlawful absence per quarter: by hand, from the database, and by command."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from skolespor.attendance.models import AbsenceDay
from skolespor.attendance.queries.quarters import unlawful_in
from skolespor.attendance.rules.quarters import Attended, level, limits, sum_of
from skolespor.calendar.actions import replace_school_days
from skolespor.calendar.rules.years import Quarter, SchoolYear
from skolespor.children.models import Child

SPRING = Quarter(2026, 1)
DAYS = [date(2026, 1, day) for day in range(5, 31)] + [date(2026, 2, day) for day in range(1, 15)]
"""Forty days, as if every day were a school day."""
WHOLE, HALF = Decimal(1), Decimal("0.5")


def attended(away=0, days=DAYS, school_type="folkeskole_general", share=WHOLE):
    return Attended(school_type, frozenset(days), dict.fromkeys(days[:away], share))


def reached(*schools, on=SPRING.last_day):
    return level(sum_of(schools), schools, on=on)


@pytest.mark.parametrize(
    ("away", "share", "expected"),
    [(3, WHOLE, 0), (4, WHOLE, 10), (5, WHOLE, 10), (6, WHOLE, 15), (8, HALF, 10), (7, HALF, 0)],
)
def test_a_limit_is_reached_exactly(away, share, expected):
    """4 of 40 is 10 %, 6 of 40 is 15 %; half days are halves."""
    assert reached(attended(away, share=share)) == expected


def test_a_third_of_a_day_three_times_is_a_day():
    third = Decimal("0.333333333")
    assert reached(attended(12, share=third)) == 0
    assert reached(attended(12, share=third + Decimal("0.000000001"))) == 10


def test_sc_28_unlawful_absence_in_the_third_quarter():
    """37 school days: the head is asked at 4 days, notifies at 6, and not any more at 5."""
    days = DAYS[:37]
    assert [reached(attended(away, days)) for away in (3, 4, 5, 6)] == [0, 10, 10, 15]
    shares = [round(float(sum_of([attended(away, days)]).share) * 100, 1) for away in (4, 5, 6)]
    assert shares == [10.8, 13.5, 16.2]


def test_days_that_are_no_school_days_do_not_count():
    one = Attended("", frozenset(DAYS), {date(2026, 3, 1): WHOLE, DAYS[0]: WHOLE})
    assert sum_of([one]).unlawful == 1


def test_two_schools_at_once_have_the_days_of_both():
    found = sum_of([attended(4), attended(4, DAYS[:20])])
    assert (found.unlawful, found.school_days) == (8, 60)


def test_other_kinds_of_schools_have_no_limit_but_a_share():
    assert reached(attended(10, school_type="free_private_school")) == 0
    assert sum_of([attended(10, school_type="free_private_school")]).share == Decimal("0.25")


def test_a_school_of_no_kind_counts_as_a_folkeskole():
    assert reached(attended(4, school_type="")) == 10


def test_limits_hold_from_their_first_day():
    assert {limit.percent for limit in limits()} == {10, 15}
    assert reached(attended(10), on=date(2019, 12, 31)) == 15
    assert reached(attended(10), on=date(2019, 7, 31)) == 0


# From the database


@pytest.fixture
def away(engskolen, solvang):
    """Emil is away from Engskolen: `away(emil, day)`."""

    def write(child, *days, share=1, category="unlawful", sender=solvang, institution="900001"):
        for day in days:
            AbsenceDay.objects.create(
                child=child,
                day=day,
                share=share,
                category=category,
                institution=institution,
                sender=sender,
            )

    return write


def spring(child):
    found = unlawful_in(SPRING, children=Child.objects.all())
    return next((one for one in found if one.child == child), None)


@pytest.fixture
def ten_days(engskolen, solvang, admin_inge):
    """Engskolen has ten school days in the quarter, and some in the next."""
    days = [date(2026, 1, day) for day in (5, 6, 7, 8, 9, 12, 13, 14, 15, 16)]
    replace_school_days(
        organisation=engskolen,
        school_year=SchoolYear(2025),
        days=[*days, date(2026, 4, 7)],
        sender=solvang,
        by=admin_inge,
    )
    return days


def test_all_school_days_of_the_quarter_are_the_base(emil, ten_days, away):
    away(emil, ten_days[0])
    one = spring(emil)
    assert (one.sum.unlawful, one.sum.school_days, one.level) == (1, 10, 10)


def test_other_absence_and_other_days_do_not_count(emil, ten_days, away):
    away(emil, ten_days[1], category="sickness")
    away(emil, date(2026, 4, 7), date(2026, 1, 10))
    away(emil, ten_days[2], institution="900999")
    assert spring(emil).sum.unlawful == 0


def test_enrolled_for_a_part_of_the_quarter(emil, ten_days, away):
    emil.enrolments.update(until=ten_days[3])
    away(emil, ten_days[0], ten_days[5])
    one = spring(emil)
    assert (one.sum.unlawful, one.sum.school_days) == (1, 4)


def test_the_next_grade_at_the_same_school_is_the_same_school(emil, ten_days, learns, engskolen):
    emil.enrolments.update(until=ten_days[4])
    learns(emil, engskolen, grade=7, since=ten_days[4])
    assert spring(emil).sum.school_days == 10


def test_two_municipalities_telling_of_one_day_tell_of_one_day(emil, ten_days, away, ellevang):
    away(emil, ten_days[0], share=HALF)
    away(emil, ten_days[0], sender=ellevang)
    assert spring(emil).sum.unlawful == 1


def test_what_was_told_of_a_double_counts_for_the_child_that_is_kept(
    emil, new_child, ten_days, away
):
    away(new_child("Emil", "Dahl", 2013, merged_into=emil), ten_days[0])
    assert spring(emil).sum.unlawful == 1


def test_who_has_no_school_day_in_the_quarter_is_left_out(emil, ten_days):
    emil.enrolments.update(until=date(2025, 12, 31))
    assert spring(emil) is None


def test_it_costs_the_same_for_one_and_for_thirty(
    emil, new_child, learns, engskolen, count_queries
):
    def read():
        unlawful_in(SPRING, children=Child.objects.all())

    before = count_queries(read)
    for number in range(30):
        learns(new_child(f"Barn {number}", birth_year=2015), engskolen)
    assert count_queries(read) == before <= 6


# The command


def printed(*options):
    out = StringIO()
    call_command("absence_quarters", "--quarter", "2026-1", *options, stdout=out)
    return out.getvalue()


def test_command_prints_a_row_for_each(emil, ten_days, away):
    away(emil, ten_days[0], share=HALF)
    assert printed("--format", "csv").splitlines() == [
        "child;municipality;quarter;unlawful;school_days;share;level",
        f"{emil.pk};9001;2026-1;0.5;10;0.05;0",
    ]


def test_command_prints_json(emil, ten_days, away):
    away(emil, *ten_days[:2])
    assert json.loads(printed("--format", "json")) == [
        {
            "child": emil.pk,
            "municipality": "9001",
            "quarter": "2026-1",
            "unlawful": 2,
            "school_days": 10,
            "share": 0.2,
            "level": 15,
        }
    ]


def test_command_prints_a_table_or_says_that_there_is_nothing(emil, ten_days, away):
    away(emil, ten_days[0])
    assert printed().splitlines()[1].split() == [
        str(emil.pk),
        "9001",
        "2026-1",
        "1",
        "10",
        "0,1000",
        "10",
    ]
    emil.enrolments.update(withdrawn_at="2026-01-01T10:00Z")
    assert printed() == "Ingen børn har skoledage i kvartalet.\n"


def test_command_refuses_what_is_no_quarter(db):
    with pytest.raises(CommandError):
        call_command("absence_quarters", "--quarter", "2026-5")
