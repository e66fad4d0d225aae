"""Absence on a day without school is told of and kept, and never refused."""

import pytest

from skolespor.imports.models import Batch
from skolespor.imports.tests.registers import enrolments

pytestmark = [pytest.mark.once, pytest.mark.long]

IDA, OTTO = "7104150002", "6205120003"
ENROLLED = enrolments(f"{IDA};900001;3;11-08-2025;31-12-2025")
DAYS = "kommune;institutionsnummer;dato\n;900001;01-09-2025\n;900001;06-09-2025\n"


def absence(*days, cpr=IDA, school="900001"):
    head = "cpr;institutionsnummer;dato;kategori\n"
    return head + "".join(f"{cpr};{school};{day};sygdom\n" for day in days)


def warned(said):
    return "ikke er en skoledag" in said.err


def test_a_day_of_school_and_enrolment_is_no_warning(send_file):
    send_file("enrolments", ENROLLED)
    assert not warned(send_file("absence", absence("01-09-2025", "02-09-2025")))


@pytest.mark.parametrize(
    ("day", "why"), [("06-09-2025", "Saturday"), ("13-10-2025", "autumn"), ("05-01-2026", "left")]
)
def test_a_day_without_school_is_a_warning_and_taken_in(send_file, day, why):
    send_file("enrolments", ENROLLED)
    said = send_file("absence", absence("01-09-2025", day))
    assert "1 række ligger på en dag" in said.err
    assert "række 3." in said.err
    assert Batch.objects.filter(kind="absence").exists()


def test_the_schools_own_days_decide(send_file):
    send_file("enrolments", ENROLLED)
    send_file("school-days", DAYS)
    assert not warned(send_file("absence", absence("01-09-2025", "06-09-2025")))
    assert warned(send_file("absence", absence("02-09-2025")))


def test_a_pupil_whose_enrolment_nobody_has_told_is_warned_of_followed_or_not(send_file):
    send_file("enrolments", ENROLLED)
    said = send_file("absence", absence("01-09-2025", cpr=OTTO), "--dry-run")
    assert warned(said)
    assert warned(send_file("absence", absence("01-09-2025", school="900002")))


def test_many_rows_are_counted_and_the_first_are_named(send_file):
    said = send_file("absence", absence(*(f"{day:02d}-09-2025" for day in range(1, 11))))
    assert "10 rækker ligger på en dag" in said.err
    assert "De første er række 2, 3, 4, 5, 6." in said.err


def test_a_corrected_enrolment_counts_as_corrected(send_file):
    send_file("enrolments", ENROLLED)
    send_file("enrolments", enrolments(f"{IDA};900001;3;11-08-2025;30-09-2025"))
    assert warned(send_file("absence", absence("01-10-2025")))
