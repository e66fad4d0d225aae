"""Absence of school years by the judge: hand-made files with everything that is easily counted wrong."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolespor.attendance.queries.years import absence_of_year
from skolespor.attendance.rules.reduced import missing_hours
from skolespor.attendance.rules.years import CATEGORIES
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.models import Child
from tests.model_calendar import model_days
from tests.registers import town
from tests.registers.sending import empty_skolespor, send_all
from tests.registers.slow_years import SlowYears, slow_missing

pytestmark = [pytest.mark.once, pytest.mark.long]

IDA, OTTO, ASGER, PIA = town.IDA, town.OTTO, town.ASGER, town.PIA
MONDAY = date(2025, 8, 18)
LEAP = date(2028, 2, 29)
PLACEMENTS = (
    town.PLACED,
    *(f"{cpr};A;B;9001;almen plejefamilie;01-08-2024;;;Hos;9001;nej" for cpr in (IDA, OTTO, ASGER)),
)
ENROLMENTS = (
    town.ENROLLED,
    f"{IDA};k;900001;Engskolen;almen klasse;9001;3;3.B;01-08-2025;17-10-2025;;Ida;Bæk",
    f"{IDA};k;900002;Friskolen;friskole;9001;3;3.C;20-10-2025;;;Ida;Bæk",
    f"{OTTO};m;900001;Engskolen;almen klasse;9001;6;6.A;01-08-2025;;;Otto;Øst",
    f"{OTTO};m;900003;Sygehuset;almen klasse;9001;6;6.X;08-09-2025;26-09-2025;;Otto;Øst",
    f"{ASGER};m;900004;Heden;almen klasse;9001;8;8.C;01-08-2025;;;Asger;Dam",
    f"{PIA};k;900001;Engskolen;almen klasse;9001;2;2.B;01-08-2025;;;Pia;Grøn",
)
HEAD = town.ABSENCE[0]


def row(cpr, school, day, reason="sygdom", share="1"):
    return f"{cpr};{school};{day:%d-%m-%Y};{reason};{share}"


def weekdays(first, count, step=1):
    """So many weekdays from a day on, every so many of them."""
    found, day = [], first
    while len(found) < count * step:
        if day.weekday() < 5:
            found.append(day)
        day += timedelta(days=1)
    return found[::step]


ABSENCE = (
    HEAD,
    # Ida: every tenth day and one half, over a change of school
    *(row(IDA, "900001", day) for day in weekdays(MONDAY, 4, 10)),
    *(row(IDA, "900002", day, "ulovligt", "0,5") for day in weekdays(date(2025, 10, 27), 6, 4)),
    # Otto: ill at two schools at once, with halves, long enough for teaching during illness
    *(row(OTTO, "900001", day) for day in weekdays(date(2025, 9, 1), 12)),
    *(row(OTTO, "900003", day, "sygdom", "0,5") for day in weekdays(date(2025, 9, 15), 8)),
    *(row(OTTO, "900001", day, "sygdom", "0,333333333") for day in weekdays(date(2025, 11, 3), 15)),
    row(OTTO, "900001", date(2025, 9, 20)),
    # Asger's school registers nothing; Pia, whom nobody follows, says how far the others have
    row(PIA, "900001", date(2025, 12, 5)),
    row(PIA, "900002", date(2025, 11, 28)),
    row(PIA, "900001", date(2026, 3, 3)),
    row(PIA, "900001", LEAP),
    row(OTTO, "900001", LEAP),
)
CORRECTED = (
    HEAD,
    row(PIA, "900001", date(2025, 9, 1)),
    row(OTTO, "900001", date(2025, 9, 2), "tilladelse", "0,5"),
    row(OTTO, "900001", LEAP, "ulovligt"),
)
DAYS = [
    date(2025, 8, 18),
    date(2025, 9, 19),
    date(2025, 10, 20),
    date(2025, 12, 31),
    date(2026, 8, 1),
]


def years(begins, today):
    """What the quick query says, in the judge's form."""
    found = absence_of_year(SchoolYear(begins), children=Child.objects.all(), today=today)
    return sorted(
        (
            one.child.cpr.replace("-", ""),
            one.child.acting_municipality.code,
            Fraction(one.sum.total),
            one.sum.school_days,
            tuple(Fraction(one.sum.by_category[reason]) for reason in CATEGORIES),
            str(one.concerning_since or ""),
            Fraction(one.sick_days),
            str(one.sick_teaching_on or ""),
        )
        for one in found
    )


def written(folder, **absence):
    """Files about the three children; of absence one for each name, in the order given."""
    files = town.write(folder / "first", {"placements": PLACEMENTS, "enrolments": ENROLMENTS})
    for name, lines in absence.items():
        files += town.write(folder / name, {"absence": lines})
    return files


def is_as_judged(files):
    slow = SlowYears(files)
    asked = [(2025, day) for day in DAYS] + [
        (2027, LEAP),
        (2027, date(2028, 8, 1)),
        (2024, DAYS[0]),
    ]
    for begins, day in asked:
        assert years(begins, day) == slow.of(begins, day), (begins, day)
    return slow


def test_the_judge_says_the_same_of_everything_that_is_easily_counted_wrong(db, tmp_path):
    files = written(tmp_path, absence=ABSENCE)
    send_all(files)
    slow = is_as_judged(files)
    ida, otto, asger = (
        next(line for line in slow.of(2025, date(2026, 8, 1)) if line[0] == cpr)
        for cpr in (IDA, OTTO, ASGER)
    )
    assert ida[2] == 7
    assert otto[7]
    assert otto[6] < otto[2]  # a date at two schools is one of illness
    assert asger[2:4] == (0, 0)


def test_and_of_corrections_backwards_in_time(db, tmp_path):
    files = written(tmp_path, absence=ABSENCE, corrected=CORRECTED)
    send_all(files)
    is_as_judged(files)


def test_and_of_two_municipalities_that_tell_of_one_school(db, tmp_path, files):
    """Ida goes to school in Ellevang: one says ill, the other unlawfully away for half the day."""
    files += town.write(tmp_path / "neighbours", town.ELLEVANG, sender="9002")
    half = row(IDA, "920001", date(2025, 9, 4), "ulovligt", "0,5")
    files += town.write(tmp_path / "more", {"absence": (HEAD, half)})
    send_all(files)
    is_as_judged(files)
    assert line_of(IDA, DAYS[-1])[2:5] == (2, 2, (1, 1, Fraction(1, 2)))


def test_exactly_ten_per_cent_is_not_concerning_by_either(db, tmp_path):
    """Asger is away on every tenth school day; the thirtieth is one, and one quarter more is too much."""
    tenth = weekdays(MONDAY, 3, 10)
    to_the_end = row(PIA, "900004", weekdays(MONDAY, 30)[-1])
    lines = (HEAD, *(row(ASGER, "900004", day) for day in tenth), to_the_end)
    days = tuple(f";900004;{day:%d-%m-%Y};" for day in weekdays(MONDAY, 30))
    files = written(tmp_path, absence=lines)
    files += town.write(tmp_path / "days", {"school-days": (town.SCHOOL_DAYS[0], *days)})
    send_all(files)
    is_as_judged(files)
    today = date(2025, 12, 31)
    assert line_of(ASGER, today)[2:6:3] == (3, "")
    more = town.write(
        tmp_path / "more",
        {"absence": (HEAD, row(ASGER, "900004", weekdays(MONDAY, 2)[1], "tilladelse", "0,25"))},
    )
    send_all(more)
    is_as_judged([*files, *more])
    assert line_of(ASGER, today)[5]


def line_of(cpr, today):
    return next(line for line in years(2025, today) if line[0] == cpr)


PARTS = {
    "by school": [
        (HEAD, *(line for line in ABSENCE[1:] if f";{school};" in line))
        for school in ("900001", "900002", "900003")
    ],
    "by date": [
        (HEAD, *(line for line in ABSENCE[1:] if line.split(";")[2][3:] in months))
        for months in (
            ("08-2025", "09-2025"),
            ("10-2025", "11-2025"),
            ("12-2025", "03-2026", "02-2028"),
        )
    ],
}


@pytest.mark.parametrize("split", PARTS)
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_files_does_not_matter(db, tmp_path, split, order):
    with empty_skolespor():
        send_all(written(tmp_path / "whole", absence=ABSENCE))
        expected = [years(2025, day) for day in DAYS]
    with empty_skolespor():
        parts = {f"part{number}": PARTS[split][number] for number in order}
        send_all(written(tmp_path / "parts", **parts))
        assert [years(2025, day) for day in DAYS] == expected


def test_a_correction_and_its_withdrawal_leave_what_was(db, tmp_path):
    files = written(tmp_path, absence=ABSENCE)
    send_all(files)
    before = [years(2025, day) for day in DAYS]
    told = {tuple(line.split(";")[1:3]) for line in CORRECTED[1:]}
    back = [line for line in ABSENCE[1:] if tuple(line.split(";")[1:3]) in told]
    send_all(town.write(tmp_path / "wrong", {"absence": CORRECTED}))
    assert [years(2025, day) for day in DAYS] != before
    send_all(town.write(tmp_path / "back", {"absence": (HEAD, *back)}))
    assert [years(2025, day) for day in DAYS] == before


# Nedsat skema

MODEL = model_days()
some_days = st.sets(st.sampled_from(MODEL), max_size=40)
agreements = st.builds(
    lambda first, length, before, fewer: (
        MODEL[first],
        MODEL[first] + timedelta(days=length),
        Decimal(before),
        Decimal(before) - Decimal(fewer) / 4,
    ),
    st.integers(0, 199),
    st.integers(0, 90),
    st.integers(20, 40),
    st.integers(1, 76),
)


class Agreed:
    def __init__(self, since, until, hours_before, hours_now):
        self.since, self.until = since, until
        self.hours_before, self.hours_now = hours_before, hours_now


@given(st.lists(agreements, max_size=3), some_days)
def test_missing_hours_are_what_the_judge_says(found, school_days):
    quick = missing_hours([Agreed(*one) for one in found], school_days)
    assert Fraction(quick) == slow_missing(found, school_days)
