"""Word, Excel, PowerPoint and ODT: zipped XML, of which every part is looked through, also what no page
shows: hidden sheets, comments, headers, what was deleted with changes tracked, what a chart remembers."""

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from skolespor.core.papers.shape import Fault, Kind, Piece, Place, Reading, Unreadable, bounded
from skolespor.core.papers.sheets import read_sheets

ZIP_START = b"PK\x03\x04"
MAIN = {
    "word/document.xml": Kind.WORD,
    "xl/workbook.xml": Kind.EXCEL,
    "ppt/presentation.xml": Kind.POWERPOINT,
}
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
MOST_PARTS, MOST_BYTES = 4000, 120 * 1024**2
"""Of a file as it is unpacked."""
DEEPEST = 2
"""A file in a file in a file is not looked into."""
IS_LOCKED = 0x1
XML = {".xml", ".rels", ".vml", ".rdf"}
PICTURES = {
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".emf",
    ".wmf",
    ".tif",
    ".tiff",
    ".bmp",
    ".svg",
    ".wdp",
}
PICTURES |= {".jfif", ".webp", ".heic", ".ico"}
NESTED = {".docx", ".xlsx", ".pptx", ".odt"}
HARMLESS = {".odttf", ".fntdata", ".ttf", ".otf", ".sigs"}
MACROS = ("vbaproject.bin", "vbadata.xml", "basic/script-lc.xml")
SMALL = ("docprops/thumbnail", "thumbnails/")
"""A small picture of what stands in the file anyway."""
REPLACED = "objectreplacements/"
"""Pictures of what another program has drawn."""
REMEMBERED = ("/charts/", "pivotcache/", "externallinks/")
"""Copies of cells that a chart or a table keeps, also when the cells are gone."""
PROSE = {
    "word/document": Place.PARAGRAPH,
    "word/header": Place.HEADER,
    "word/footer": Place.HEADER,
    "word/comments": Place.COMMENT,
    "word/footnotes": Place.NOTE,
    "word/endnotes": Place.NOTE,
    "word/glossary/document": Place.HIDDEN,
    "ppt/slides/slide": Place.SLIDE,
    "ppt/notesslides/": Place.NOTE,
    "ppt/comments": Place.COMMENT,
    "xl/comments": Place.COMMENT,
    "xl/threadedcomments/": Place.COMMENT,
    "xl/drawings/drawing": Place.HIDDEN,
    "content": Place.PARAGRAPH,
    "styles": Place.HEADER,
}
"""Where people write, by how the part is called; ODT has only the last two."""
SAID = {"title", "subject", "description", "keyword", "keywords", "category"}
TOLD = {"v", "descr", "title", "alt", "value", "string-value", "target", "tooltip", "display"}
"""Attributes that hold what somebody has written: what a picture shows, where a link leads."""
ROWS, CELLS, PARAGRAPHS = (
    {"tr", "table-row"},
    {"tc", "table-cell", "covered-table-cell"},
    {"p", "h"},
)
SPACES = {"tab", "br", "cr", "s", "line-break", "noBreakHyphen"}


def read_office(content: bytes, depth: int = 0) -> Reading:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return _read(_unpacked(parts), depth)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise Unreadable(Fault.BROKEN) from None
    except DefusedXmlException:
        raise Unreadable(Fault.TOO_MUCH) from None
    except (ElementTree.ParseError, UnicodeError, ValueError, KeyError):
        raise Unreadable(Fault.BROKEN) from None


def _unpacked(parts: zipfile.ZipFile) -> Mapping[str, bytes]:
    """Every part by its name in small letters. What the directory says of sizes is not believed."""
    found: dict[str, bytes] = {}
    room = MOST_BYTES
    listed = parts.infolist()
    if len(listed) > MOST_PARTS or sum(one.file_size for one in listed) > MOST_BYTES:
        raise Unreadable(Fault.TOO_MUCH)
    for one in listed:
        if one.flag_bits & IS_LOCKED:
            raise Unreadable(Fault.LOCKED)
        with parts.open(one) as handle:
            data = handle.read(room + 1)
        room -= len(data)
        if room < 0:
            raise Unreadable(Fault.TOO_MUCH)
        if one.filename.lower() in found:  # two of one name: readers differ on which of them counts
            raise Unreadable(Fault.BROKEN)
        found[one.filename.lower()] = data
    return found


def _read(parts: Mapping[str, bytes], depth: int) -> Reading:
    kind = _kind(parts)
    if any(name.endswith(MACROS) for name in parts):
        raise Unreadable(Fault.MACROS)
    if b"encryption-data" in parts.get("meta-inf/manifest.xml", b""):
        raise Unreadable(Fault.LOCKED)
    inside = [_nested(parts[name], name, depth) for name in parts if _suffix(name) in NESTED]
    _must_be_known(parts)
    pieces = bounded(_pieces(parts, kind, inside))
    return Reading(kind, pieces, _has_pictures(parts) or any(one.has_unread for one in inside))


def _kind(parts: Mapping[str, bytes]) -> Kind:
    kinds = [kind for name, kind in MAIN.items() if name in parts]
    if parts.get("mimetype", b"").strip() == ODT_TYPE and "content.xml" in parts:
        kinds.append(Kind.ODT)
    if len(kinds) != 1:
        raise Unreadable(Fault.UNKNOWN)
    return kinds[0]


def _nested(content: bytes, name: str, depth: int) -> Reading:
    """A workbook behind a chart, a document in a presentation."""
    if depth >= DEEPEST or _suffix(name) not in NESTED:
        raise Unreadable(Fault.EMBEDDED)
    return read_office(content, depth + 1)


def _must_be_known(parts: Mapping[str, bytes]) -> None:
    """Whatever cannot be looked through is not kept: old formats, sound, data of programs."""
    for name, data in parts.items():
        is_known = _suffix(name) in XML | PICTURES | NESTED | HARMLESS
        if not (is_known or _is_harmless(name) or not data):
            raise Unreadable(Fault.EMBEDDED)


def _is_harmless(name: str) -> bool:
    """How a printer is set, and the name of the format."""
    is_of_odt = name in ("mimetype", "layout-cache") or name.startswith("configurations2/")
    return is_of_odt or "printersettings" in name or name.startswith(REPLACED)


def _has_pictures(parts: Mapping[str, bytes]) -> bool:
    return any(
        (_suffix(name) in PICTURES or name.startswith(REPLACED)) and not name.startswith(SMALL)
        for name in parts
    )


def _suffix(name: str) -> str:
    """`.rels` also of a part that is called nothing else."""
    last = name.rpartition("/")[2]
    return f".{last.rpartition('.')[2]}" if "." in last else ""


def _pieces(parts: Mapping[str, bytes], kind: Kind, inside: list[Reading]) -> Iterator[Piece]:
    for reading in inside:
        yield from reading.pieces
    is_read: set[str] = set()
    if kind is Kind.EXCEL:
        is_read, pieces = read_sheets(parts)
        yield from pieces
    for name, data in parts.items():
        if _suffix(name) in XML | {".svg"} and name not in is_read and data.strip():
            yield from _part(name, ElementTree.fromstring(data))


def _part(name: str, tree: Element) -> Iterator[Piece]:
    if name.startswith(("docprops/", "meta.")):
        yield from _about(tree)
        return
    if place := _place_of(name):
        yield from _prose(tree, place, _number_of(name) if place is Place.SLIDE else 0)
    is_prose = any(one in name for one in REMEMBERED)
    for element in tree.iter():
        if place is None:
            yield from _hidden(element.text, is_prose=is_prose)
        for attribute, value in element.attrib.items():
            if attribute.rpartition("}")[2].lower() in TOLD:
                yield from _hidden(value, is_prose=is_prose)


def _place_of(name: str) -> Place | None:
    if name.endswith("/content.xml"):  # a table or a drawing inside an ODT
        return Place.HIDDEN
    return next((PROSE[begins] for begins in PROSE if name.startswith(begins)), None)


def _about(tree: Element) -> Iterator[Piece]:
    for element in tree.iter():
        if element.text and element.text.strip():
            yield Piece(Place.ABOUT, (element.text,), is_prose=_local(element) in SAID)


def _hidden(text: str | None, *, is_prose: bool) -> Iterator[Piece]:
    if text and (is_prose or any(one.isdigit() for one in text)):
        yield Piece(Place.HIDDEN, (text,), is_prose=is_prose)


def _prose(tree: Element, place: Place, slide: int) -> Iterator[Piece]:
    """Paragraph by paragraph, and tables row by row, so that a number in two cells is seen."""
    blocks = ROWS | PARAGRAPHS | ({"text"} if place is Place.COMMENT else set())
    for number, element in enumerate(_outermost([tree], blocks), 1):
        if _local(element) in ROWS:
            cells = tuple("\n".join(_paragraphs(one)) for one in _outermost(element, CELLS))
            yield Piece(Place.TABLE if place is Place.PARAGRAPH else place, cells, slide or number)
        else:
            for text in _paragraphs(element):
                yield Piece(place, (text,), slide or number)


def _outermost(elements: Iterable[Element], names: Collection[str]) -> Iterator[Element]:
    """Those of the names, none of them inside another."""
    for one in elements:
        if _local(one) in names:
            yield one
        else:
            yield from _outermost(one, names)


def _paragraphs(element: Element) -> Iterator[str]:
    """The texts of an element: a paragraph inside another (a text box, a note) is one of its own."""
    inner: list[Element] = []
    text = "".join(_words(element, inner))
    if text.strip():
        yield text
    for one in inner:
        yield from _paragraphs(one)


def _words(element: Element, inner: list[Element]) -> Iterator[str]:
    if _local(element) in SPACES:
        yield "-" if _local(element) == "noBreakHyphen" else " "
    yield element.text or ""
    for one in element:
        if _local(one) in PARAGRAPHS | ROWS | CELLS:
            inner.append(one)
        else:
            yield from _words(one, inner)
        yield one.tail or ""


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _number_of(name: str) -> int:
    found = re.search(r"(\d+)\.xml$", name)
    return int(found[1]) if found else 0
