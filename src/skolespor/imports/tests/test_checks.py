"""Every check shows what it lets through and what it refuses, and finds it in a whole file."""

import csv
from dataclasses import replace
from itertools import count

import pytest

from skolespor.imports import staging
from skolespor.imports.checks import all_checks, checks_of
from skolespor.imports.earlier import NO_EARLIER, Earlier
from skolespor.imports.examine import Sender, examine
from skolespor.imports.formats import KINDS, format_of
from skolespor.imports.header import read_header
from skolespor.imports.reading import open_sheet

pytestmark = pytest.mark.once

SENDER = Sender("9001", b"a key of thirty-two bytes, hidden"[:32], ("920001",))


@pytest.fixture
def problems(tmp_path):
    """What is wrong with these rows, the other cells filled in from the format: row, field, code."""
    numbers = count()

    def examined(kind, rows, earlier):
        form, folder = format_of(kind), tmp_path / str(next(numbers))
        folder.mkdir()
        file = folder / "file.csv"
        with file.open("w", newline="") as handle:
            out = csv.writer(handle, delimiter=";")
            out.writerow(column.name for column in form.columns)
            for row in rows:
                cells = [row.get(column.field, filled(column, row)) for column in form.columns]
                out.writerow(cells + [row["is_long"]] if row.get("is_long") else cells)
        sheet = open_sheet(file)
        header = read_header(sheet.header, form, {})
        sender = replace(SENDER, earlier=earlier)
        return examine(sheet, form, places=header.places, sender=sender, scratch=folder)

    def look(kind, rows, earlier=()):
        files = []
        if earlier:
            files = [staging.folder() / staging.write(examined(kind, earlier, NO_EARLIER))]
        found = examined(kind, rows, Earlier(tuple(files)))
        return [(problem.row, problem.field, problem.check.code) for problem in found.problems()]

    return look


def filled(column, row):
    """The format's example; a spell of one's own days has no other end."""
    return "" if column.field == "until" and "since" in row else column.example


def examples():
    """Each check once in every run; for each kind of file and field that it is about in the long one."""
    tried = set()
    for kind in KINDS:
        for check, field in checks_of(format_of(kind)):
            fields = {name for row in check.refused for name in row} - {"is_long"}
            if fields <= {column.field for column in format_of(kind).columns}:
                marks = [pytest.mark.long] if check.code in tried else []
                tried.add(check.code)
                name = f"{kind} {check.code} {field}"
                yield pytest.param(kind, check, field, id=name, marks=marks)


@pytest.mark.parametrize(("kind", "check", "field"), list(examples()))
def test_good_rows_pass_and_every_refused_row_is_found(kind, check, field, problems):
    good = [code for _row, _field, code in problems(kind, check.good, check.earlier)]
    assert check.code not in good
    found = problems(kind, check.refused, check.earlier)
    rows = {row for row, _field, code in found if code == check.code}
    assert rows == {number + 2 for number in range(len(check.refused))}


def test_every_check_is_tried_with_some_file():
    tried = {example.values[1].code for example in examples()}
    assert tried == {check.code for check in all_checks()}


def test_checks_of_every_kind_fit_in_a_number():
    assert max(len(checks_of(format_of(kind))) for kind in KINDS) < 63


def test_examples_of_the_formats_are_without_problems(problems):
    assert [problems(kind, [{}]) for kind in KINDS] == [[], [], [], []]
