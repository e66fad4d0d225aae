"""What is read out of a file. No Django here: the process that reads has nothing but the file."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The kinds of file that are kept. A text file may be a table."""

    PDF = "pdf"
    WORD = "docx"
    EXCEL = "xlsx"
    POWERPOINT = "pptx"
    ODT = "odt"
    TEXT = "txt"
    PNG = "png"
    JPEG = "jpg"


class Place(StrEnum):
    """Where in a file a text stands."""

    PAGE = "page"
    LINE = "line"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    SHEET = "sheet"
    SLIDE = "slide"
    HEADER = "header"
    COMMENT = "comment"
    NOTE = "note"
    ABOUT = "about"
    HIDDEN = "hidden"


class Fault(StrEnum):
    """Why a file is not read to its end."""

    UNKNOWN = "unknown"
    OLD = "old"
    LOCKED = "locked"
    MACROS = "macros"
    EMBEDDED = "embedded"
    BROKEN = "broken"
    TOO_MUCH = "too_much"
    EMPTY = "empty"


class Unreadable(Exception):
    def __init__(self, fault: Fault):
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Piece:
    """A paragraph, a page, or the cells of a row. `is_prose`: written to be read, so that one looks for
    names in it; the rest of a file is looked through for numbers only."""

    place: Place
    cells: tuple[str, ...]
    number: int = 0
    name: str = ""
    is_prose: bool = True


@dataclass(frozen=True)
class Reading:
    """`has_unread`: there is something that only a person can look through, such as a picture. `content`
    is the file as it is kept, where something was taken out of it."""

    kind: Kind
    pieces: tuple[Piece, ...] = field(default=())
    has_unread: bool = False
    content: bytes | None = None


LONGEST = 3_000_000
"""Characters in all of a file: a book of a thousand pages. No more is looked through."""
MOST_PIECES = 200_000


def bounded(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """All of them, or a refusal: what is not looked through is not kept."""
    kept: list[Piece] = []
    length = 0
    for piece in pieces:
        length += sum(map(len, piece.cells))
        if length > LONGEST or len(kept) > MOST_PIECES:
            raise Unreadable(Fault.TOO_MUCH)
        kept.append(piece)
    return tuple(kept)


def as_text(found: Reading | Fault) -> str:
    """What the reading process hands back."""
    if isinstance(found, Fault):
        return json.dumps({"fault": found.value})
    content = base64.b64encode(found.content).decode() if found.content is not None else None
    pieces = [[one.place, one.cells, one.number, one.name, one.is_prose] for one in found.pieces]
    return json.dumps(
        {"kind": found.kind, "pieces": pieces, "unread": found.has_unread, "content": content}
    )


def from_text(text: str) -> Reading | Fault:
    told: dict[str, Any] = json.loads(text)
    if "fault" in told:
        return Fault(told["fault"])
    pieces = (
        Piece(Place(place), tuple(cells), number, name, is_prose)
        for place, cells, number, name, is_prose in told["pieces"]
    )
    content = base64.b64decode(told["content"]) if told["content"] is not None else None
    return Reading(Kind(told["kind"]), tuple(pieces), told["unread"], content)
