"""A workbook: every sheet, also hidden ones, row by row."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from posixpath import join, normpath
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from skolespor.core.papers.shape import Piece, Place

BOOK, STRINGS = "xl/workbook.xml", "xl/sharedstrings.xml"
LINKS = "xl/_rels/workbook.xml.rels"
HEADERS = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
FORMULAS = {"f", "formula1", "formula2"}
QUOTED = re.compile(r'"((?:[^"]|"")*)"')


def read_sheets(parts: Mapping[str, bytes]) -> tuple[set[str], Iterator[Piece]]:
    """The parts that are read here, and what stands in them."""
    sheets = dict(_sheets(parts))
    return {*sheets, STRINGS}, _pieces(parts, sheets)


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each part that is a sheet, with the name of the sheet. Whatever lies among the sheets is one, whether
    or not the workbook mentions it."""
    targets = {
        link.get("Id", ""): normpath(join("xl", link.get("Target", "").lower())).lstrip("/")
        for link in _tree(parts, LINKS)
    }
    names = {}
    for one in _tree(parts, BOOK).iter():
        if _local(one) == "sheet":
            id = next((one.attrib[name] for name in one.attrib if name.endswith("}id")), "")
            names[targets.get(id, "")] = one.get("name", "")
    for name in parts:
        is_among_them = name.startswith("xl/worksheets/") and name.endswith(".xml")
        if name in names or is_among_them:
            yield name, names.get(name, "")


def _pieces(parts: Mapping[str, bytes], sheets: Mapping[str, str]) -> Iterator[Piece]:
    strings = [_text(one) for one in _tree(parts, STRINGS) if _local(one) == "si"]
    used: set[int] = set()
    for part, name in sheets.items():
        yield Piece(Place.ABOUT, (name,))
        yield from _sheet(_tree(parts, part), name, strings, used)
    for number, text in enumerate(strings):
        if number not in used and text.strip():  # left over from a cell that was deleted
            yield Piece(Place.HIDDEN, (text,))


def _sheet(tree: Any, name: str, strings: list[str], used: set[int]) -> Iterator[Piece]:
    number = 0
    for one in tree.iter():
        if _local(one) == "row":
            number = int(one.get("r") or number + 1)
            cells = tuple(_cells(one, strings, used))
            if any(cell.strip() for cell in cells):
                yield Piece(Place.SHEET, cells, number, name)
        else:
            yield from _besides(one, name)


def _besides(one: Element, name: str) -> Iterator[Piece]:
    """What a sheet says outside its cells."""
    local = _local(one)
    if local in HEADERS:
        yield Piece(Place.HEADER, (one.text or "",), 0, name)
    elif local in FORMULAS:
        for text in QUOTED.findall(one.text or ""):
            yield Piece(Place.HIDDEN, (text,), 0, name)
    elif local == "dataValidation":
        for said in ("prompt", "promptTitle", "error", "errorTitle"):
            yield Piece(Place.HIDDEN, (one.get(said, ""),), 0, name)


def _cells(row: Element, strings: list[str], used: set[int]) -> Iterator[str]:
    """What stands in the cells of a row; empty ones between them count, so that columns stay columns."""
    column = 0
    for cell in row:
        at = _column(cell.get("r", "")) or column + 1
        for _empty in range(min(at - column - 1, 50)):
            yield ""
        column = at
        yield _value(cell, strings, used)


def _value(cell: Element, strings: list[str], used: set[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = next((one.text or "" for one in cell if _local(one) == "v"), "")
    if kind == "s" and value.isdigit() and int(value) < len(strings):
        used.add(int(value))
        return strings[int(value)]
    return _number(value) if kind == "n" else value


def _number(value: str) -> str:
    """As people write it: 102031234, not 1.02031234E8."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 20:
        return value
    return f"{number:f}"


def _column(place: str) -> int:
    """A1 is in column 1, AB7 in column 28."""
    found = 0
    for letter in place.upper():
        if not "A" <= letter <= "Z":
            break
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def _text(element: Element) -> str:
    """All runs of a text, without how it is pronounced."""
    return "".join(
        one.text or "" for part in element if _local(part) != "rPh" for one in part.iter("*")
    )


def _tree(parts: Mapping[str, bytes], name: str) -> Any:
    return ElementTree.fromstring(parts[name]) if name in parts else Element("none")


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
