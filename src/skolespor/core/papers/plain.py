"""Text files, and tables in them."""

import csv
from collections.abc import Iterator

from skolespor.core.papers.shape import Fault, Kind, Piece, Place, Reading, Unreadable, bounded

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ";\t,"
ALLOWED_CONTROLS = "\t\n\r\f"
LONGEST_LINE = 100_000
"""Characters in one line. More is no text that somebody has written."""


def read_plain(content: bytes, *, is_table: bool) -> Reading:
    text = _decoded(content)
    if any(ord(one) < 32 and one not in ALLOWED_CONTROLS for one in text):
        raise Unreadable(Fault.UNKNOWN)
    lines = text.splitlines()
    if any(len(line) > LONGEST_LINE for line in lines):
        raise Unreadable(Fault.TOO_MUCH)
    pieces = _rows(lines) if is_table else _lines(lines)
    return Reading(Kind.TEXT, bounded(pieces))


def _decoded(content: bytes) -> str:
    """As it says itself, as UTF-8, or as Danish Windows writes it."""
    marked = next((code for mark, code in MARKS.items() if content.startswith(mark)), None)
    try:
        return content.decode(marked or "utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable(Fault.UNKNOWN) from None


def _lines(lines: list[str]) -> Iterator[Piece]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield Piece(Place.LINE, (line,), number)


def _rows(lines: list[str]) -> Iterator[Piece]:
    counts = {mark: sum(line.count(mark) for line in lines[:20]) for mark in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: counts[mark])
    reader = csv.reader([f"{line}\n" for line in lines], delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield Piece(Place.LINE, tuple(row), reader.line_num)
    except csv.Error:
        raise Unreadable(Fault.BROKEN) from None
