"""What must be true of a file before it is kept. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.core.errors import RuleBroken
from skolespor.core.no_child import CONFIRMS, LONGEST_SHOWN, has_cpr, names_in
from skolespor.core.papers.shape import Fault, Kind, Piece, Place, Reading

FIELD = "file"
LARGEST = 10 * 1024**2
"""Bytes of one file."""
AT_MOST = 40
"""Files in one place: more than anybody reads, fewer than fill a disk."""
SUFFIXES: Mapping[Kind, tuple[str, ...]] = {
    Kind.PDF: (".pdf",),
    Kind.WORD: (".docx",),
    Kind.EXCEL: (".xlsx",),
    Kind.POWERPOINT: (".pptx",),
    Kind.ODT: (".odt",),
    Kind.TEXT: (".txt", ".csv"),
    Kind.PNG: (".png",),
    Kind.JPEG: (".jpg", ".jpeg"),
}
"""How the name of a file of each kind ends; Skolespor's own name for it ends as the first one."""
FAULTS: Mapping[Fault, object] = {
    Fault.UNKNOWN: gettext_lazy(
        "Sådan en fil kan vi ikke tage imod. Brug PDF, Word (.docx), Excel (.xlsx), PowerPoint "
        "(.pptx), ODT, tekst (.txt eller .csv), PNG eller JPEG."
    ),
    Fault.OLD: gettext_lazy(
        "Filen er i et gammelt format. Gem den som .docx, .xlsx eller .pptx, og vælg den så igen."
    ),
    Fault.LOCKED: gettext_lazy(
        "Filen er låst med en adgangskode. Fjern koden, gem filen, og vælg den så igen."
    ),
    Fault.MACROS: gettext_lazy(
        "Der er makroer i filen. Gem den uden makroer, og vælg den så igen."
    ),
    Fault.EMBEDDED: gettext_lazy(
        "Der ligger noget andet inde i filen, som vi ikke kan læse, fx en fil, lyd eller film. Tag "
        "det ud, og vælg filen igen."
    ),
    Fault.BROKEN: gettext_lazy(
        "Filen kan ikke læses. Åbn den, gem den på ny, og vælg den så igen."
    ),
    Fault.TOO_MUCH: gettext_lazy(
        "Der er for meget i filen til, at vi kan se den igennem. Del den i mindre filer."
    ),
    Fault.EMPTY: gettext_lazy("Filen er tom."),
}
HEADS_OF_NAMES = {"navn", "fornavn", "fornavne", "efternavn", "efternavne", "elev", "elevnavn"}
HEADS_OF_NAMES |= {"elevens navn", "barn", "barnets navn", "personnummer", "cpr", "cprnr", "cpr-nr"}
HEADS_OF_NAMES |= {"cpr-nr.", "cprnummer", "cpr-nummer"}
"""What stands over a column that has a name or a number in every row."""
_FIRST_HALF, _LAST_HALF = re.compile(r"(\d{5,6}) ?-?"), re.compile(r"-? ?(\d{4})")
_NUMBER, _BROKEN_LINE = re.compile(r"\d+"), re.compile(r"-[ \t]*\n[ \t]*")
_SPACED_OUT = re.compile(r"(?<!\S)(?:[\d-] ){9,}[\d-](?!\S)")
_BETWEEN_WORDS = re.compile(r"[_\-.+,()\[\]\s]+")
_LOST_A_ZERO, _LONG_NUMBER = 9, 7
"""Digits of a CPR number that a spreadsheet takes for a number, and of those it is counted against."""


@dataclass(frozen=True)
class Findings:
    """What somebody has confirmed: so many words that look like names, and what only a person can read."""

    names: int
    has_unread: bool


def check_size(size: int) -> None:
    if size > LARGEST:
        raise RuleBroken("file.too_large", _("Filen er større end 10 MB. Gør den mindre."), FIELD)


def check_number(number: int) -> None:
    """`number`: how many files lie there already."""
    if number >= AT_MOST:
        words = _("Der kan højst ligge {most} filer. Fjern en først.")
        raise RuleBroken("file.too_many", words.format(most=AT_MOST), FIELD)


def check_read(found: Reading | Fault) -> Reading:
    if isinstance(found, Fault):
        raise RuleBroken(f"file.{found.value}", str(FAULTS[found]), FIELD)
    return found


def check_file(
    reading: Reading, name: str, *, known: Collection[str], is_confirmed: bool
) -> Findings:
    """The file and its name hold no CPR number; what looks like names, and what cannot be read, has been
    looked at by a person. Raises RuleBroken."""
    _check_suffix(reading.kind, name)
    check_no_number(reading, name)
    names = _names(reading, name, known)
    if (names or reading.has_unread) and not is_confirmed:
        code = "file.unread" if reading.has_unread else "text.name"
        raise RuleBroken(code, _asks(names, has_unread=reading.has_unread), CONFIRMS)
    return Findings(len(names), reading.has_unread)


def _check_suffix(kind: Kind, name: str) -> None:
    """A file is what its name says: whoever opens it must not be surprised."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES[kind]:
        words = _("Filens navn passer ikke til det, der er i den. Det skal ende på {suffix}.")
        suffixes = _(" eller ").join(SUFFIXES[kind])
        raise RuleBroken("file.suffix", words.format(suffix=suffixes), FIELD)


def check_no_number(reading: Reading, name: str) -> None:
    if has_cpr(name) or has_cpr(_words_of(name)):
        words = _("Der står noget, der ligner et CPR-nummer, i filens navn. Giv den et andet navn.")
        raise RuleBroken("text.cpr", words, FIELD)
    places = list(dict.fromkeys(where(piece) for piece in _with_numbers(reading.pieces)))
    if places:
        words = _(
            "Der står noget, der ligner et CPR-nummer: {places}. Slet det i filen, gem den, og vælg "
            "den så igen."
        )
        shown = "; ".join(places[:LONGEST_SHOWN])
        raise RuleBroken("text.cpr", words.format(places=shown), FIELD)


def where(piece: Piece) -> str:
    """Where something stands, for the one who is to put it right."""
    told = {
        Place.PAGE: _("side {number}"),
        Place.LINE: _("linje {number}"),
        Place.PARAGRAPH: _("afsnit {number}"),
        Place.TABLE: _("en tabel ved afsnit {number}"),
        Place.SHEET: _("arket »{name}«, række {number}"),
        Place.SLIDE: _("dias {number}"),
        Place.HEADER: _("sidehoved eller sidefod"),
        Place.COMMENT: _("en kommentar"),
        Place.NOTE: _("en note"),
        Place.ABOUT: _("filens egenskaber eller navnet på et ark"),
        Place.HIDDEN: _("noget, der ikke kan ses på siderne"),
    }
    return told[piece.place].format(number=piece.number, name=piece.name)


def _with_numbers(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """In a cell or a paragraph, on two lines, spaced out, or over two cells."""
    yield from (one for one in pieces if any(map(_has_number, one.cells)))
    yield from _over_cells(pieces)


def _has_number(text: str) -> bool:
    if not any(map(str.isdigit, text)):
        return False
    joined = _BROKEN_LINE.sub("-", text)
    spaced = _SPACED_OUT.sub(lambda one: one[0].replace(" ", ""), text)
    return any(map(has_cpr, {text, joined, spaced}))


def _over_cells(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A number of a spreadsheet is a CPR number when most of its column are: a budget has a line or two
    that happen to begin as a day."""
    found: dict[tuple[object, ...], list[tuple[Piece, bool]]] = defaultdict(list)
    for piece in pieces:
        cells = [cell.strip() for cell in piece.cells]
        for column, (cell, following) in enumerate(zip(cells, [*cells[1:], ""], strict=True)):
            if _NUMBER.search(cell):
                key = (piece.place, piece.name, column)
                for way, is_one in _as_parts(cell, following):
                    found[(*key, way)].append((piece, is_one))
    for column_of_numbers in found.values():
        hits = [piece for piece, is_one in column_of_numbers if is_one]
        if 2 * len(hits) >= len(column_of_numbers):
            yield from hits


def _as_parts(cell: str, following: str) -> Iterator[tuple[str, bool]]:
    first, last = _FIRST_HALF.fullmatch(cell), _LAST_HALF.fullmatch(following)
    if first and last:
        yield "two", has_cpr(f"{first[1]:0>6}{last[1]}")
    elif _NUMBER.fullmatch(cell) and _NUMBER.fullmatch(following):
        yield "two", False
    if _NUMBER.fullmatch(cell) and len(cell) >= _LONG_NUMBER:
        yield "one", len(cell) == _LOST_A_ZERO and has_cpr(f"0{cell}")


def _names(reading: Reading, name: str, known: Collection[str]) -> Sequence[str]:
    prose = [one for one in reading.pieces if one.is_prose]
    text = "\n".join(cell for one in prose for cell in one.cells)
    heads = [cell for one in prose if len(one.cells) > 1 for cell in one.cells if _is_head(cell)]
    words = _words_of(name)
    there = {one for one in known if one in text or one in words}
    one_by_one = "\n".join(word.capitalize() for word in words.split())
    found = [*names_in(words, there), *names_in(one_by_one, there), *heads, *names_in(text, there)]
    return list(dict.fromkeys(found))


def _is_head(cell: str) -> bool:
    return cell.strip().casefold() in HEADS_OF_NAMES


def _words_of(name: str) -> str:
    return _BETWEEN_WORDS.sub(" ", PurePath(name).stem).strip()


def _asks(names: Sequence[str], *, has_unread: bool) -> str:
    said = []
    if names:
        shown = ", ".join(f"»{name}«" for name in names[:LONGEST_SHOWN])
        more = len(names) - LONGEST_SHOWN
        said.append(_("Det her i filen ligner navne: {names}.").format(names=shown))
        if more > 0:
            said.append(_("Der er {more} til.").format(more=more))
        said.append(_("Er et af dem et barn, så ret filen."))
    if has_unread:
        said.append(_("Der er billeder eller sider i filen, som vi ikke kan læse. Se dem igennem."))
    said.append(_("Er der ikke noget om enkelte børn, så sæt kryds her, og vælg filen igen."))
    return " ".join(said)
