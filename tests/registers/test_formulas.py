"""What a spreadsheet would calculate comes in as text and leaves the house as text (trust row 12)."""

import csv
import io

import pytest
from django.urls import reverse

from skolespor.accounts.roles import Role
from skolespor.children.models import Child, Enrolment, Placement
from tests.registers import town
from tests.registers.judge import Sent
from tests.registers.mutations import workbook_of
from tests.registers.sending import send
from tests.registers.spelling import text

pytestmark = pytest.mark.once

FORMULAS = ("=1+1", "+45", "-2+3", "@SUM(A1)", '=HYPERLINK("x")', "\t=1")
SHORT = ("=1+1", "\t=1")
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def quoted(rows):
    """CSV with a quotation mark around each cell."""
    head, *below = rows
    return text(quoting=csv.QUOTE_ALL)(head, below)


def with_formula(lines, formula, *titles):
    rows = town.cells_of(lines)
    for row in rows[1:]:
        for title in titles:
            row[rows[0].index(title)] = formula
    return rows


def sent(folder, kind, rows, form):
    file = folder / (f"{kind}.csv" if form is quoted else f"{kind}.xlsx")
    file.write_bytes(form(rows))
    send(Sent(kind, file, "9001"))


@pytest.mark.parametrize("form", [quoted, pytest.param(workbook_of, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "formula", [pytest.param(f, marks=[] if f in SHORT else [pytest.mark.long]) for f in FORMULAS]
)
def test_names_places_and_classes_leave_as_text(
    tmp_path, solvang, familieteamet, person, sits, sign_in, form, formula
):
    """TAB is an outer space; what stands behind it is kept as text. CR: see test_faults."""
    texts = ("fornavn", "efternavn", "anbringelsessted")
    sent(tmp_path, "placements", with_formula(town.PLACEMENTS[:2], formula, *texts), form)
    enrolled = with_formula(town.ENROLMENTS[:2], formula, "klasse", "skole")
    sent(tmp_path, "enrolments", enrolled, form)
    kept = formula.strip()
    child = Child.objects.get()
    assert child.first_name.strip() == kept
    assert Placement.objects.get().place_name.strip() == kept
    assert Enrolment.objects.get().class_name.strip() == kept
    wilma = person("Wilma Winther", Role.CASE_WORKER, familieteamet)
    sits(wilma, child)
    answer = sign_in(wilma).get(reverse("workspace:children_csv"))
    lines = io.StringIO(answer.content.decode("utf-8-sig"), newline="")
    cells = [cell for row in csv.reader(lines, delimiter=";") for cell in row]
    assert any(kept in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(STARTS)]
