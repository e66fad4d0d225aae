"""What became of a file."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from skolespor.imports.examine import Problem
from skolespor.imports.formats import Format
from skolespor.imports.spells.outcome import Effect

REPORT_HEAD = ("row", "column", "code", "message")


@dataclass(frozen=True)
class Receipt:
    """`rows` were read and `refused` of them have something wrong; `effect` is what was done, or would
    be done in a dry run."""

    rows: int
    refused: int
    effect: Effect
    is_taken_in: bool
    is_known: bool = False


def write_report(problems: Iterable[Problem], form: Format, file: Path) -> None:
    """`row;column;code;message`, one line for each reason. Never what stood in a cell."""
    with file.open("w", encoding="utf-8-sig", newline="") as handle:
        out = csv.writer(handle, delimiter=";")
        out.writerow(REPORT_HEAD)
        out.writerows(
            (problem.row, column_of(problem, form), problem.check.code, str(problem.check.message))
            for problem in problems
        )


def problem_in_words(problem: Problem, form: Format) -> str:
    column = column_of(problem, form)
    if not column:
        return _("Række {row}: {message}").format(row=problem.row, message=problem.check.message)
    said = _("Række {row}, {column}: {message}")
    return said.format(row=problem.row, column=column, message=problem.check.message)


def column_of(problem: Problem, form: Format) -> str:
    return form[problem.field].name if problem.field else ""
