"""XLSX files, row by row. A small file can unfold without end, so it is measured before it is opened."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from skolespor.imports.reading.limits import (
    COLUMNS,
    XLSX_PACKED,
    XLSX_PARTS,
    XLSX_ROWS,
    XLSX_UNPACKED,
)
from skolespor.imports.reading.sheet import Row, Slice, Unreadable, checked_header, sliced

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    DefusedXmlException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
"""What zipfile, the XML parser and openpyxl raise on files that are not what they say."""
SHEET = re.compile(r"xl/worksheets/[^/]*\.xml", re.IGNORECASE)
A_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
A_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
BITE = 1024**2
LONGEST_NAME = 100
"""Bytes at the end of a bite among which an element may have begun."""
WIDE_ROWS = 10_000
"""A sheet may hold the cells of so many more rows than have come: wide rows may stand before narrow ones,
but a sheet of nothing else is refused long before its end."""


@dataclass(frozen=True)
class Workbook:
    """The first sheet of an XLSX file."""

    path: Path
    header: tuple[str, ...]

    def carefully(self) -> "Workbook":
        return self

    def slices(self, places: Mapping[str, int]) -> Iterator[Slice]:
        return sliced(self.rows(), places, len(self.header))

    def rows(self) -> Iterator[Row]:
        for number, cells in _numbered(self.path, len(self.header) + 1):
            if number > 1:
                yield number, cells


def open_workbook(path: Path) -> Workbook:
    """Measure the file, then read its header."""
    _check_size(path)
    first = next(_numbered(path, COLUMNS + 1), None)
    return Workbook(path, checked_header(first[1] if first and first[0] == 1 else []))


def _check_size(path: Path) -> None:
    """By the zip's own table of contents; no part is unfolded beyond the size that it states."""
    if path.stat().st_size > XLSX_PACKED:
        raise _too_large()
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > XLSX_PARTS or unpacked > XLSX_UNPACKED:
                raise _too_large()
            for part in parts:
                if SHEET.fullmatch(part.filename):
                    _check_sheet(archive, part)
    except BROKEN:
        raise _not_a_workbook() from None


def _check_sheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """How many rows and cells a sheet begins, counted in its text: that is far quicker than to read
    them, and what is empty costs as much to read as what is not."""
    rows = cells = 0
    with archive.open(part) as unfolded:
        rest = b""
        while bite := unfolded.read(BITE):
            text = rest + bite
            rows += len(A_ROW.findall(text))
            cells += len(A_CELL.findall(text))
            if rows > XLSX_ROWS + 1 or cells > (COLUMNS + 1) * (rows + WIDE_ROWS):
                raise _too_large()
            rest = text[text.rfind(b"<") :] if b"<" in text[-LONGEST_NAME:] else b""
            rows -= len(A_ROW.findall(rest))
            cells -= len(A_CELL.findall(rest))
    if cells > (COLUMNS + 1) * max(rows, 1):
        raise _too_large()


def _numbered(path: Path, width: int) -> Iterator[Row]:
    """Every row that is not empty, as text, with its number in the sheet.

    A cell far down makes openpyxl hand out all rows before it, the same empty one again and again.
    """
    empty: object = None
    try:
        with path.open("rb") as file, closing(_book_in(file)) as book:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(max_col=width), 1):
                if row is empty:
                    continue
                if number > XLSX_ROWS:
                    raise _too_large()
                cells = _texts(row)
                if cells:
                    yield number, cells
                else:
                    empty = row
    except BROKEN:
        raise _not_a_workbook() from None


def _book_in(file: BinaryIO) -> Any:
    """An open file: of a path openpyxl would believe the name."""
    return load_workbook(file, read_only=True, keep_links=False)


def _texts(row: tuple[Any, ...]) -> list[str]:
    """The cells up to the last that holds something."""
    cells = [_text(cell) for cell in row]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _text(cell: Any) -> str:
    """A cell as people would write it in a CSV file: days as 2026-11-21, whole numbers without
    decimals, and with the zeros in front that the number format shows."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)) and value == int(value):
        return str(int(value)).zfill(_zeros(cell.number_format))
    return str(value)


def _zeros(number_format: str) -> int:
    """The width that a format such as `0000000000` asks for."""
    return len(number_format) if set(number_format) == {"0"} else 0


def _too_large() -> Unreadable:
    said = _("Excel-filen er for stor. Gem den som CSV, eller del den.")
    return Unreadable("file.large", said)


def _not_a_workbook() -> Unreadable:
    said = _(
        "Excel-filen kan ikke læses. Åbn den i Excel, gem den igen som .xlsx, og prøv med den."
    )
    return Unreadable("file.workbook", said)
