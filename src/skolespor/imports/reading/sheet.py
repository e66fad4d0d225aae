"""What every readable file offers: its header, and its rows as something that DuckDB can read.

A file is handed on in slices that lie in memory for a moment, so that no file is too long and nothing
of it is written anywhere.
"""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from django.utils.translation import gettext as _

from skolespor.imports.reading.limits import CELL, COLUMNS, LINE

Row = tuple[int, Sequence[str]]
"""A row's number in the file (the header is 1) and its cells."""
SLICE_ROWS = 100_000
IS_LONG = "is_long"
"""Beside the wanted columns: not NULL where a row has more cells than the header."""


class Unreadable(Exception):
    """The file as a whole cannot be read. `code` is for tests and reports, `message` for people."""

    def __init__(self, code: str, message: str):
        super().__init__(code)
        self.code, self.message = code, message


@dataclass(frozen=True)
class Slice:
    """`source` is a relation for DuckDB: the wanted columns and `is_long`, all text. Cells may have
    outer spaces, rows of nothing but empty cells may be among them. `row` says in SQL which number a
    row has in the file, when the relation has become a table that is called `slice`."""

    source: str
    row: str


class Sheet(Protocol):
    """A file that can be read."""

    @property
    def header(self) -> tuple[str, ...]: ...

    def carefully(self) -> "Sheet":
        """The same file, read in the way that understands every line."""
        ...

    def slices(self, places: Mapping[str, int]) -> Iterator["Slice"]:
        """The rows, one slice after the other, each gone when the next is asked for. `places` says
        where in the file each column stands."""
        ...


def checked_header(cells: Sequence[str]) -> tuple[str, ...]:
    """The header of a file, when it can be one."""
    header = tuple(cell.strip().removeprefix("\ufeff") for cell in cells)
    if not any(header):
        raise Unreadable("file.empty", _("Filen er tom. Række 1 skal være overskrifter."))
    if len(header) > COLUMNS:
        said = _("Filen har {count} kolonner. Der må højst være {most}.")
        raise Unreadable("file.wide", said.format(count=len(header), most=COLUMNS))
    return header


def sliced(rows: Iterable[Row], places: Mapping[str, int], width: int) -> Iterator[Slice]:
    """Rows that Python reads, as CSV of the plainest kind."""
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in ("row", *places, IS_LONG))
    waiting = iter(rows)
    while some := list(islice(waiting, SLICE_ROWS)):
        text = io.StringIO(newline="")
        out = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
        out.writerows(_wanted(number, cells, places, width) for number, cells in some)
        with in_memory(text.getvalue().encode("utf-8", "replace")) as address:
            yield Slice(
                f"read_csv('{address}', delim=';', quote='\"', escape='\"', header=false, "
                f"new_line='\\n', auto_detect=false, max_line_size={8 * LINE}, columns={{{columns}}})",
                row="row::BIGINT",
            )


def _wanted(
    number: int, cells: Sequence[str], places: Mapping[str, int], width: int
) -> list[str | int]:
    if any(len(cell) > CELL for cell in cells):
        said = _("Række {row} har en celle med over {most} tegn. Mangler der et anførselstegn?")
        raise Unreadable("cell.long", said.format(row=number, most=CELL))
    wanted = [cells[place] if place < len(cells) else "" for place in places.values()]
    is_long = any(cell.strip() for cell in cells[width:])
    return [number, *wanted, "1" if is_long else ""]


@contextmanager
def in_memory(content: bytes) -> Iterator[str]:
    """The address of a file that is nowhere but in memory."""
    handle = os.memfd_create("skolespor")
    try:
        _write_all(handle, content)
        yield f"/proc/{os.getpid()}/fd/{handle}"
    finally:
        os.close(handle)


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]
