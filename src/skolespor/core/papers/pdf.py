"""PDF: the text of every page, and what stands beside it."""

import io
from collections.abc import Iterator
from typing import Any

from defusedxml import ElementTree
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from skolespor.core.papers.shape import Fault, Kind, Piece, Place, Reading, Unreadable, bounded

PDF_START = b"%PDF-"
MOST_PAGES = 1000
SAID = ("/Title", "/Subject", "/Keywords")
"""Written by a person about the file; the rest is written by programs."""
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
OF_A_FIELD = ("/Contents", "/V", "/DV", "/TU", "/RC", "/T")
DEEPEST = 4


def read_pdf(content: bytes) -> Reading:
    try:
        return _read(PdfReader(io.BytesIO(content)))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise Unreadable(Fault.BROKEN) from None


def _read(reader: PdfReader) -> Reading:
    if reader.is_encrypted:
        raise Unreadable(Fault.LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(Fault.TOO_MUCH)
    if not len(reader.pages):
        raise Unreadable(Fault.EMPTY)
    if _has_files(reader):
        raise Unreadable(Fault.EMBEDDED)
    pieces = bounded(_pieces(reader))
    return Reading(Kind.PDF, pieces, any(_has_unread(page) for page in reader.pages))


def _pieces(reader: PdfReader) -> Iterator[Piece]:
    for number, page in enumerate(reader.pages, 1):
        yield Piece(Place.PAGE, (page.extract_text(),), number)
        for words in _annotations(page):
            yield Piece(Place.COMMENT, (words,), number)
    for title in _bookmarks(reader.outline):
        yield Piece(Place.ABOUT, (title,))
    for name, value in (reader.metadata or {}).items():
        yield Piece(Place.ABOUT, (str(value),), is_prose=name in SAID)
    for words in _described(reader):
        yield Piece(Place.ABOUT, (words,), is_prose=False)


def _annotations(page: PageObject) -> Iterator[str]:
    """Comments, and what is written in the fields of a form."""
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        if note is not None:
            yield from _values(note)


def _values(note: Any, depth: int = 0) -> Iterator[str]:
    for name in OF_A_FIELD:
        if isinstance(note.get(name), str):
            yield str(note[name])
    above = note.get("/Parent")
    if above is not None and depth < DEEPEST:
        yield from _values(above.get_object(), depth + 1)


def _bookmarks(outline: Any) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _bookmarks(one)
        else:
            yield str(one.title or "")


def _described(reader: PdfReader) -> Iterator[str]:
    """The second description of the file, which some programs write."""
    stream = reader.root_object.get("/Metadata")
    if stream is None:
        return
    try:
        tree = ElementTree.fromstring(stream.get_object().get_data())
    except (ElementTree.ParseError, ValueError):
        return
    for element in tree.iter():
        if str(element.tag).startswith(DUBLIN_CORE):
            yield "".join(element.itertext())


def _has_files(reader: PdfReader) -> bool:
    names = reader.root_object.get("/Names")
    is_collection = "/Collection" in reader.root_object
    has_names = names is not None and "/EmbeddedFiles" in names.get_object()
    return is_collection or has_names or any(map(_carries_a_file, reader.pages))


def _carries_a_file(page: PageObject) -> bool:
    notes = (one.get_object() for one in page.get("/Annots") or ())
    return any(note is not None and note.get("/Subtype") == "/FileAttachment" for note in notes)


def _has_unread(page: PageObject) -> bool:
    """A page without a text, or with a picture."""
    return not page.extract_text().strip() or _has_picture(page.get("/Resources"))


def _has_picture(resources: Any, depth: int = 0) -> bool:
    if resources is None or depth > DEEPEST:
        return resources is not None
    objects = resources.get_object().get("/XObject")
    for one in (objects.get_object() if objects is not None else {}).values():
        drawn = one.get_object()
        if drawn.get("/Subtype") == "/Image":
            return True
        if _has_picture(drawn.get("/Resources"), depth + 1):
            return True
    return False
