"""CSV files. Plain ones DuckDB reads itself, on all cores; all others are read with care in Python."""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from skolespor.imports.reading.limits import LINE
from skolespor.imports.reading.sheet import (
    IS_LONG,
    Row,
    Slice,
    Unreadable,
    checked_header,
    in_memory,
    sliced,
)

SEPARATORS = ";,\t"
BITE = 4 * 1024**2
SLICE = 48 * 1024**2
HEAD = 64 * 1024
LONGEST_FIELD = 8 * 1024**2
"""So long that an open quotation mark ends it, and no memory does."""
EMPTY_LINE = re.compile(rb"\n[\r\n]")


@dataclass(frozen=True)
class Text:
    """A CSV file: how it is encoded, what separates its cells, and whether it is plain."""

    path: Path
    encoding: str
    separator: str
    header: tuple[str, ...]
    is_plain: bool

    def slices(self, places: Mapping[str, int]) -> Iterator[Slice]:
        if self.is_plain:
            return self._plain_slices(places)
        return sliced(self.rows(), places, len(self.header))

    def carefully(self) -> "Text":
        """The same file, read cell by cell: for lines that are not as they seemed."""
        return replace(self, is_plain=False)

    def rows(self) -> Iterator[Row]:
        """With care: every row with its number, the header left out."""
        csv.field_size_limit(LONGEST_FIELD)
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as handle:
            lines = (line.replace("\0", "\ufffd") for line in handle)
            reader = csv.reader(lines, delimiter=self.separator)
            for number, cells in enumerate(_complete(reader), 1):
                if number > 1:
                    yield number, cells

    def _plain_slices(self, places: Mapping[str, int]) -> Iterator[Slice]:
        """The bytes as they stand, some millions at a time, each slice ending with a line."""
        columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(self.header)))
        wanted = ", ".join(f"c{place} AS {field}" for field, place in places.items())
        row = 2
        for lines in _lines(self.path):
            with in_memory(lines) as address:
                yield Slice(
                    f"(SELECT {wanted}, NULL::VARCHAR AS {IS_LONG} FROM read_csv('{address}', "
                    f"delim='{self.separator}', quote='', escape='', header=false, "
                    f"auto_detect=false, max_line_size={LINE}, columns={{{columns}}}))",
                    row=f"slice.rowid + {row}",
                )
            row += lines.count(b"\n")


def open_text(path: Path) -> Text:
    """Find out how a CSV file is written. Every byte is looked at once."""
    encoding, is_plain = _look_through(path)
    with path.open(encoding=encoding, errors="replace", newline="") as handle:
        head = handle.read(HEAD).removeprefix("\ufeff")
    separator = _separator_of(head.splitlines()[0] if head else "")
    reader = csv.reader(head.replace("\0", "\ufffd").splitlines(keepends=True), delimiter=separator)
    header = checked_header(next(_complete(reader), []))
    return Text(path, encoding, separator, header, is_plain and len(header) > 1)


def _separator_of(line: str) -> str:
    """What stands most often in the first line; a semicolon when nothing does."""
    return max(SEPARATORS, key=line.count)


def _look_through(path: Path) -> tuple[str, bool]:
    """The encoding, and whether every line is a row as it stands: no quotation marks, no empty
    lines, no NUL, line ends of one kind. UTF-8 unless a byte says that it cannot be."""
    with path.open("rb") as handle:
        start = handle.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", False
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_plain, before = True, b"\n"
    for bite in _bites(path):
        try:
            decoder.decode(bite)
        except UnicodeDecodeError:
            return "cp1252", False
        is_plain = is_plain and _is_plain(before + bite)
        before = bite[-2:]
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252", False
    return "utf-8-sig", is_plain


def _lines(path: Path) -> Iterator[bytes]:
    """The lines below the header, in slices."""
    with path.open("rb") as handle:
        handle.readline()
        while bite := handle.read(SLICE):
            yield bite + handle.readline()


def _bites(path: Path) -> Iterator[bytes]:
    with path.open("rb") as handle:
        while bite := handle.read(BITE):
            yield bite


def _is_plain(bite: bytes) -> bool:
    if b'"' in bite or b"\0" in bite or EMPTY_LINE.search(bite):
        return False
    return b"\r" not in bite or bite.rstrip(b"\r").count(b"\r") == bite.count(b"\r\n")


def _complete(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """csv's own fault in words that people can act on."""
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error:
            said = _("Række {row} kan ikke læses. Mangler der et anførselstegn?")
            raise Unreadable("row.unreadable", said.format(row=number)) from None
        if cells is None:
            return
        yield cells
