"""A corrected file says what was and what is now, about children that are followed."""

from decimal import Decimal

import pytest

from skolespor.accounts.models import Organisation
from skolespor.attendance.models import AbsenceChange
from skolespor.children.models import Child
from skolespor.core.fields import blind_index
from skolespor.imports.late import catch_up_all
from skolespor.imports.tests.registers import placements

pytestmark = [pytest.mark.once, pytest.mark.long]

IDA, OTTO = "7104150002", "6205120003"
HEAD = "cpr;institutionsnummer;dato;kategori;andel\n"
SEPTEMBER = "--period", "01-09-2025", "30-09-2025"


def row(day, category="ulovligt", share="1", pupil=IDA, school="900001"):
    return f"{pupil};{school};{day}-2025;{category};{share}\n"


@pytest.fixture
def send(send_file):
    return lambda content, *options, **more: send_file("absence", HEAD + content, *options, **more)


@pytest.fixture
def ida(send_file):
    send_file("placements", placements(f"{IDA};9001;almen plejefamilie;01-08-2024;;Ida;Bo"))
    return Child.objects.get()


def said():
    rows = AbsenceChange.objects.order_by("pk").select_related("sender")
    return [(r.sender.code, r.category, r.period, r.before, r.after) for r in rows]


SIX = "".join(row(f"{day:02d}-09") for day in (1, 2, 3, 4, 5, 8))


def test_a_file_of_new_days_corrects_nothing(ida, send):
    send(SIX)
    send(row("09-09"))
    send(row("29-08"))
    assert said() == []


def test_six_unlawful_days_are_now_five_and_one_of_illness(ida, send):
    send(SIX)
    send(row("08-09", "sygdom"))
    assert said() == [
        ("9001", "sickness", "2025/26", Decimal(0), Decimal(1)),
        ("9001", "unlawful", "2025-3", Decimal(6), Decimal(5)),
    ]


def test_the_whole_year_so_far_sent_again_names_corrections_and_not_what_is_new(ida, send):
    send(SIX)
    send(SIX.replace(row("08-09"), row("08-09", share="0,5")) + row("09-09") + row("10-09"))
    assert said() == [("9001", "unlawful", "2025-3", Decimal(6), Decimal("5.5"))]


def test_a_period_that_is_sent_empty_takes_days_back(ida, send):
    send(SIX)
    send(row("29-09", pupil=OTTO), *SEPTEMBER)
    assert said() == [("9001", "unlawful", "2025-3", Decimal(6), Decimal(0))]


def test_a_day_forgotten_in_the_first_file_is_a_correction_when_others_were_registered(ida, send):
    send(row("01-09") + row("02-09", pupil=OTTO))
    send(row("02-09") + row("02-09", pupil=OTTO))
    assert said() == [("9001", "unlawful", "2025-3", Decimal(1), Decimal(2))]


def test_refused_rows_correct_nothing(ida, send):
    send(SIX)
    send(row("08-09", share="2") + row("09-09", pupil=OTTO), "--accept-partial")
    assert said() == []


def test_a_correction_that_is_withdrawn_stands_with_what_it_became(ida, send):
    send(SIX)
    send(row("08-09", pupil=OTTO))
    send(row("08-09"))
    assert [(before, after) for *_what, before, after in said()] == [(6, 5), (5, 6)]


def test_another_municipality_corrects_only_its_own_words(ida, send):
    send(SIX)
    send(row("08-09", "sygdom"), code="9002")
    assert said() == []
    send(row("08-09", "sygdom", "0,5"), code="9002")
    assert said() == [("9002", "sickness", "2025/26", Decimal(1), Decimal("0.5"))]


def test_what_was_told_before_the_child_was_followed_corrects_nothing(send, emil, solvang):
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    send(SIX)
    Child.objects.filter(pk=emil.pk).update(cpr=IDA, cpr_index=blind_index("cpr", IDA))
    catch_up_all()
    assert said() == []
    send(row("08-09", pupil=OTTO))
    assert said() == [("9001", "unlawful", "2025-3", Decimal(6), Decimal(5))]


def test_pupils_whom_nobody_follows_have_no_corrections(db, send):
    send(SIX)
    send(row("08-09", "sygdom"))
    assert said() == []
