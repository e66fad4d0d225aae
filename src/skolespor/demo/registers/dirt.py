"""Mistakes that people make in register files, and what a reader must say about each.

Three checks no file alone can break: `outside.absence` and `outside.enrolment` need schools and children
that are known, `spell.overlap_earlier` an earlier file. `cell.missing` is about columns that must be there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from skolespor.demo.registers.dice import Throw, one_of, shuffled
from skolespor.demo.registers.rows import FIELDS, Row, written_day
from skolespor.imports.checks import checks_of
from skolespor.imports.formats import Column, Format

LEFT_OUT = frozenset({"outside.absence", "outside.enrolment", "spell.overlap_earlier"})
SHARE, AT_FIRST = 0.01, 0.1
"""Of the rows: the part that is spoilt, and the part until every mistake has been made once."""
SAMPLES = 100
FIRST_DAYS = ("since", "day")
"""The date by which a pupil must have been born."""

Cells = dict[str, str]
"""What stands in a row, by field."""
Problem = tuple[str, str]
"""Field, empty when it is about the row; and the code of a check."""
TOO_MANY = "too many"
"""Under this name stands a cell beyond the last heading."""


def _other(*texts: str) -> Callable[[Cells, Column], str]:
    """Texts that mean nothing in the column; the CPR number decides which, so it is always the same."""
    return lambda cells, column: texts[sum(map(ord, cells.get("pupil", ""))) % len(texts)]


def _cpr(change: Callable[[str], str]) -> Callable[[Cells, Column], str]:
    return lambda cells, column: change(cells["pupil"])


def _before_it_began(cells: Cells, column: Column) -> str:
    return written_day(_day(cells["since"]) - timedelta(days=1))


def _other_century(cells: Cells, column: Column) -> str:
    """A last day far ahead, any other day long ago: then only the year of the last day is wrong."""
    return "31-07-2226" if column.field == "until" else "21-11-0226"


def _too_long(cells: Cells, column: Column) -> str:
    return ("meget langt navn " * column.longest)[: column.longest + 1].strip() + "xx"


WRONG: Mapping[str, Callable[[Cells, Column], str]] = {
    "cell.missing": _other(""),
    "code.unknown": _other("ved ikke", "andet ord", "nedsat skema"),
    "cpr.age": _cpr(lambda cpr: f"{cpr[:4]}72{cpr[6:]}"),
    "cpr.date": _cpr(lambda cpr: f"{cpr[:2]}13{cpr[4:]}"),
    "cpr.form": _cpr(lambda cpr: cpr[:-1]),
    "date.form": _other("31-02-2026", "12/08/26", "i august", "2026-13-01"),
    "date.year": _other_century,
    "grade.form": _other("11", "3.B", "x"),
    "institution.form": _other("90001", "9000011", "900-01"),
    "municipality.unknown": _other("9999", "Solvang", "1"),
    "outside.school_day": _other("9002", "9003"),
    "row.long": _other("en celle for meget"),
    "school_day.of": _other(""),
    "sex.contradicts": lambda cells, column: "m" if cells["sex"] == "k" else "k",
    "sex.form": _other("pige", "dreng", "kvinde"),
    "share.form": _other("1,5", "0", "halv", "-0,5"),
    "spell.order": _before_it_began,
    "text.long": _too_long,
    "text.number": _other("7104150002", "om 710415-0002"),
    "text.sign": _other("L\ufffdrke", "S\ufffdren"),
    "yes_no.form": _other("måske", "x"),
}
"""What is written in the cell, for each check on single rows."""


def _starts_again(cells: Cells) -> Cells | None:
    """The same stay a week later, where it lasts longer than that."""
    since, until = _day(cells["since"]), cells["until"]
    if until and _day(until) < since + timedelta(days=15):
        return None
    return {**cells, "since": written_day(since + timedelta(days=7))}


def _half_a_day_more(cells: Cells) -> Cells | None:
    if cells["share"] != "1":
        return None
    other = "sygdom" if cells["category"] != "sygdom" else "ulovligt"
    return {**cells, "category": other, "share": "0,5"}


WRONG_TOGETHER: Mapping[str, Callable[[Cells], Cells | None]] = {
    "spell.overlap": _starts_again,
    "share.sum": _half_a_day_more,
}
"""The second row, for each check on rows together; None where the first row does not suit."""


EMPTIED = {"school_day.of": ("institution",), "cpr.form": ("sex",)}
"""Other fields that are left empty, so that nothing but this one thing is wrong with the row."""


@dataclass(frozen=True)
class Mistake:
    """A check that is to be broken, and the column; no column when it is about the row."""

    code: str
    column: Column | None

    @property
    def field(self) -> str:
        return self.column.field if self.column else ""

    def spoil(self, cells: Cells) -> Cells:
        if self.column is None:
            return {**cells, TOO_MANY: "en celle for meget"}
        spoilt = {**cells, self.field: WRONG[self.code](cells, self.column)}
        return spoilt | {field: "" for field in EMPTIED.get(self.code, ()) if field in cells}

    def problems(self, cells: Cells) -> list[Problem]:
        """What a reader finds. With a first date in another century nobody was born in time."""
        found = [(self.field, self.code)]
        if self.code == "date.year" and self.field in FIRST_DAYS and "pupil" in cells:
            found.append(("pupil", "cpr.age"))
        return found


def mistakes_of(form: Format) -> list[Mistake]:
    """Every way in which a row of this kind can be wrong by itself or with another."""
    found = []
    for check, field in checks_of(form):
        column = form[field] if field else None
        is_needed = check.code != "cell.missing" or (column is not None and column.required)
        if is_needed and check.code in (WRONG.keys() | WRONG_TOGETHER.keys()):
            found.append(Mistake(check.code, column))
    return found


class Spoiler:
    """Puts mistakes into the rows of one file as they pass, and keeps the key: the number of each row
    to refuse (the header is 1), with field and code."""

    def __init__(self, form: Format, throw: Throw):
        self.form, self._throw, self._fields = form, throw, FIELDS[form.kind]
        self._all = mistakes_of(form)
        self._left = shuffled(throw, self._all)
        self._samples: list[tuple[int, Cells]] = []
        self._number = 1
        self.key: list[tuple[int, str, str]] = []

    def passed(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows, some of them spoilt, and some new ones that contradict the row before."""
        for row in rows:
            if self._throw() < (AT_FIRST if self._left else SHARE):
                yield from self._spoilt(dict(zip(self._fields, row, strict=True)))
            else:
                self._number += 1
                self._keep(row)
                yield row

    def rest(self) -> Iterator[Row]:
        """Mistakes for which there was no row yet, in copies of good rows."""
        for mistake in self._left:
            if mistake.code in WRONG_TOGETHER:
                yield from self._contradicted_later(mistake)
            elif self._samples:
                _number, cells = one_of(self._throw, self._samples)
                yield self._wrong(mistake, cells)
        self._left = []

    def _spoilt(self, cells: Cells) -> Iterator[Row]:
        mistake = self._left[-1] if self._left else one_of(self._throw, self._all)
        second = None
        if mistake.code in WRONG_TOGETHER:
            second = WRONG_TOGETHER[mistake.code](cells)
            if second is None:
                self._number += 1
                yield self._row(cells)
                return
        if self._left:
            self._left.pop()
        if second is None:
            yield self._wrong(mistake, cells)
        else:
            yield from (self._refused(mistake, each) for each in (cells, second))

    def _contradicted_later(self, mistake: Mistake) -> Iterator[Row]:
        for number, cells in self._samples:
            if second := WRONG_TOGETHER[mistake.code](cells):
                self.key.append((number, mistake.field, mistake.code))
                yield self._refused(mistake, second)
                return

    def _wrong(self, mistake: Mistake, cells: Cells) -> Row:
        return self._refused(mistake, mistake.spoil(cells))

    def _refused(self, mistake: Mistake, cells: Cells) -> Row:
        self._number += 1
        self.key += [(self._number, *problem) for problem in mistake.problems(cells)]
        return self._row(cells)

    def _row(self, cells: Cells) -> Row:
        extra = (cells[TOO_MANY],) if TOO_MANY in cells else ()
        return (*(cells[field] for field in self._fields), *extra)

    def _keep(self, row: Row) -> None:
        if len(self._samples) < SAMPLES:
            cells = dict(zip(self._fields, row, strict=True))
            self._samples.append((self._number, cells))


def _day(text: str) -> date:
    day, month, year = map(int, text.split("-"))
    return date(year, month, day)
