"""What a common direction holds, when it can be sent, and when the three lines have agreed. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain

from django.utils.translation import gettext as _

from skolespor.accounts.lines import Line
from skolespor.core.content import code_list, in_language
from skolespor.core.errors import RuleBroken

MAX_SECTION = 4000
"""Longest text of one section: the whole is to be read in five minutes."""
VISION, AGREED = "vision", "agreed"


@dataclass(frozen=True)
class Section:
    """One text of the document. `id` is its name in `texts` and in a form; `group` is the heading that
    it stands under, empty where it has its own."""

    id: str
    title: str
    hint: str
    group: str = ""


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Some words of a text, and what has become of them since the version before."""

    change: Change
    words: str


def sections() -> list[Section]:
    """Vision, each principle of today, each line's part, and what has been agreed on."""
    vision = Section(
        VISION,
        _("Det vil vi for børnene"),
        _("To eller tre sætninger. Hvad skal være bedre for børnene om to år?"),
    )
    agreed = Section(
        AGREED,
        _("Det har vi aftalt"),
        _("Hvem mødes hvornår? Hvad gør vi, når vi er uenige? Hvornår ser vi på det igen?"),
    )
    return [vision, *_principles(), *_lines(), agreed]


def _principles() -> list[Section]:
    group = _("Principperne, og hvad de betyder hos os")
    current = (item for item in code_list("principles").values() if item["in_set_2023"])
    return [
        Section(
            f"principle_{item['id']}", in_language(item, "label"), in_language(item, "help"), group
        )
        for item in sorted(current, key=lambda item: item["order"])
    ]


def _lines() -> list[Section]:
    hint = _("Hvad gør I, og hvad kan de to andre regne med?")
    return [Section(f"line_{line.value}", line.label, hint, _("Hvem gør hvad?")) for line in Line]


def missing(texts: Mapping[str, str]) -> list[Section]:
    """The sections that nobody has written yet."""
    return [section for section in sections() if not texts.get(section.id, "").strip()]


def check_ready(texts: Mapping[str, str], sent_before: Mapping[str, str] | None) -> None:
    """Half a direction is none, and nobody is asked about the same twice."""
    left = missing(texts)
    if left:
        names = ", ".join(f"»{section.title}«" for section in left)
        words = _("Skriv det, der mangler, før du sender: {names}.")
        raise RuleBroken("direction.half", words.format(names=names))
    if sent_before == texts:
        raise RuleBroken(
            "direction.same",
            _("Der er ikke ændret noget, siden linjerne sidst fik den. Ret teksten først."),
        )


def nothing_written() -> str:
    return _("Der er ikke skrevet noget endnu. Skriv retningen først.")


def too_late() -> str:
    return _("Udgaven venter ikke længere på svar. Gå tilbage, og se, hvad der gælder nu.")


def check_reason(reason: str, *, is_needed: bool) -> None:
    if is_needed and not reason.strip():
        raise RuleBroken("direction.reason", _("Skriv hvorfor, med en sætning."), "reason")


def check_unanswered(is_answered: bool) -> None:
    if is_answered:
        raise RuleBroken(
            "direction.answered",
            _("Linjen har allerede svaret. Tag svaret tilbage først, hvis det skal være et andet."),
        )


def check_nobody(has_somebody: bool) -> None:
    """One answers for a line that has nobody who can."""
    if has_somebody:
        raise RuleBroken(
            "direction.has_somebody",
            _("Linjen har en leder, der kan svare. Bed lederen om at gøre det."),
        )


def are_agreed(approved: Iterable[str]) -> bool:
    return set(approved) >= set(Line)


_WORDS = re.compile(r"\S+\s*")


def compare(before: str, after: str) -> Sequence[Piece]:
    """The text of today with what was added and what was taken out, word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    bare_old, bare_new = [word.strip() for word in old], [word.strip() for word in new]
    found = SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes()
    pieces = chain.from_iterable(
        _pieces(name, "".join(old[a:b]), "".join(new[c:d])) for name, a, b, c, d in found
    )
    return [piece for piece in pieces if piece.words]


def _pieces(name: str, old: str, new: str) -> tuple[Piece, ...]:
    if name == "equal":
        return (Piece(Change.SAME, new),)
    return (Piece(Change.REMOVED, old), Piece(Change.ADDED, new))
