"""A child that is followed from today: what was told of it before comes out of staging."""

from datetime import date
from decimal import Decimal

import pytest

from skolespor.accounts.models import Organisation
from skolespor.attendance.models import AbsenceDay
from skolespor.children.models import Child
from skolespor.core.fields import blind_index
from skolespor.imports.late import catch_up_all
from skolespor.imports.models import CaughtUp
from skolespor.imports.tests.registers import enrolments, placements

pytestmark = [pytest.mark.once, pytest.mark.long]

IDA, OTTO = "7104150002", "6205120003"
PLACED = placements(f"{IDA};9001;almen plejefamilie;01-08-2024;;Ida;Bo")
ENROLLED = enrolments(f"{IDA};900001;3;11-08-2025;;Engskolen", f"{OTTO};900001;3;11-08-2025")


def absence(*rows):
    return "\n".join(["cpr;institutionsnummer;dato;kategori;andel", *rows]) + "\n"


def days():
    return [
        (row.institution, row.day.isoformat(), row.category, row.share)
        for row in AbsenceDay.objects.order_by("day", "category")
    ]


AWAY = absence(
    f"{IDA};900001;01-09-2025;sygdom;0,5",
    f"{IDA};900001;01-09-2025;sygdom;0,25",
    f"{IDA};900001;02-09-2025;ulovligt;1",
    f"{OTTO};900001;03-09-2025;sygdom;1",
)
TOLD = [
    ("900001", "2025-09-01", "sickness", Decimal("0.75")),
    ("900001", "2025-09-02", "unlawful", Decimal(1)),
]


@pytest.mark.parametrize("kinds", [("placements", "absence"), ("absence", "placements")])
def test_absence_is_the_same_in_either_order(send_file, kinds):
    files = {"placements": PLACED, "absence": AWAY}
    for kind in kinds:
        send_file(kind, files[kind])
    assert days() == TOLD


def test_only_what_was_told_last_of_an_institution_and_day_counts(send_file):
    send_file("absence", AWAY)
    send_file("absence", absence(f"{OTTO};900001;01-09-2025;sygdom;1"))
    send_file("absence", absence(f"{IDA};900002;02-09-2025;sygdom;1"))
    send_file("placements", PLACED)
    assert days() == [
        ("900002", "2025-09-02", "sickness", Decimal(1)),
        ("900001", "2025-09-02", "unlawful", Decimal(1)),
    ]


def test_a_period_that_was_told_empty_is_empty(send_file):
    send_file("absence", AWAY)
    empty = absence(f"{OTTO};900001;05-09-2025;sygdom;1")
    send_file("absence", empty, "--period", "01-09-2025", "05-09-2025")
    send_file("placements", PLACED)
    assert days() == []


def test_a_child_that_was_created_by_hand_is_caught_up_by_the_worker(send_file, emil, solvang):
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    send_file("enrolments", ENROLLED)
    send_file("absence", AWAY)
    Child.objects.filter(pk=emil.pk).update(cpr=IDA, cpr_index=blind_index("cpr", IDA))
    catch_up_all()
    assert days() == TOLD
    assert date(2025, 8, 11) in [spell.since for spell in emil.enrolments.all()]
    catch_up_all()
    assert days() == TOLD
    assert CaughtUp.objects.get().child == emil


def test_a_file_that_comes_before_the_worker_counts_nothing_twice(send_file, emil, solvang):
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    send_file("absence", AWAY)
    Child.objects.filter(pk=emil.pk).update(cpr=IDA, cpr_index=blind_index("cpr", IDA))
    send_file("absence", AWAY + "\n")
    catch_up_all()
    assert days() == TOLD
