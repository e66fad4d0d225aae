"""Texts about how adults work together hold no child: neither a CPR number nor a child's name.

A number is refused. What looks like a name is asked about: Danish writes nouns small, so a capital
letter inside a sentence is nearly always a name, of a place, an adult or a child. Only a person can tell
which (`v_no_child_data` in content/advisory_course.yaml).
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from skolespor.core.content import kept, read_csv
from skolespor.core.errors import RuleBroken

CONFIRMS = "not_a_child"
"""The field in which a person says that a name is not a child's."""

LONGEST_SHOWN = 5
"""So many names are shown in the question; more would not be read."""

_WRITTEN_WITH_A_HYPHEN = re.compile(r"(?<!\d)\d{6} ?- ?\d{4}(?!\d)")
_TEN_DIGITS = re.compile(r"(?<!\d)(\d\d)[ .\-/]?(\d\d)[ .\-/]?\d\d[ .\-/]{0,3}\d{4}(?!\d)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ENDS_A_SENTENCE = re.compile(
    r"(?:^|[.!?:\n»\"(•*#-]|\d\.|(?:^|\n)[ \t]*\d{1,3}(?:[ \t]*min(?:utter)?)?)[ \t]*$"
)
"""Also after the minutes that a line of an agenda begins with: »30 min Velkomst«."""
_LOOKED_BACK = 40
"""Characters before a word in which a sentence may end: a whole file is looked through in one go."""
_OF_A_PLACE = {"Skole", "Kommune", "Privatskole", "Friskole"}
_POLITE = {"I", "Jer", "Jeres", "De", "Dem", "Deres"}
_HIGHEST_DAY, _ADDED_TO_DAYS, _MONTHS = 31, 60, 12


def has_cpr(text: str) -> bool:
    """Whether something in the text looks like a CPR number, also with spaces, other dashes or letters
    that cannot be seen. Ten digits count when they begin as a day; a telephone number does not."""
    plain = _plain(text)
    if _WRITTEN_WITH_A_HYPHEN.search(plain):
        return True
    return any(_begins_as_a_day(*map(int, found)) for found in _TEN_DIGITS.findall(plain))


def names_in(text: str, known: Collection[str] = ()) -> Sequence[str]:
    """The words that look like names, each once, in their order. `known` are names of adults and places
    that may stand there, as they are written out in full."""
    plain = _plain(text)
    for name in sorted(known, key=len, reverse=True):
        plain = re.sub(rf"(?<!\w){re.escape(name)}s?(?!\w)", lambda one: "·" * len(one[0]), plain)
    found = (one[0] for one in _WORD.finditer(plain) if _is_like_a_name(plain, one))
    return list(dict.fromkeys(found))


def check_no_child(
    texts: Mapping[str, str], *, known: Collection[str] = (), is_confirmed: bool
) -> int:
    """`texts` by the field they stand in. Returns how many words that look like names somebody has
    confirmed not to be a child's, for the log book. Raises RuleBroken."""
    for field, text in texts.items():
        if has_cpr(text):
            words = _("Her står noget, der ligner et CPR-nummer. Slet det, og gem igen.")
            raise RuleBroken("text.cpr", words, field)
    names = list(dict.fromkeys(name for text in texts.values() for name in names_in(text, known)))
    if names and not is_confirmed:
        shown = ", ".join(f"»{name}«" for name in names[:LONGEST_SHOWN])
        words = _(
            "Det her ligner navne: {names}. Er et af dem et barn, så skriv det om. "
            "Er ingen af dem et barn, så sæt kryds her og gem igen."
        )
        raise RuleBroken("text.name", words.format(names=shown), CONFIRMS)
    return len(names)


def _plain(text: str) -> str:
    seen = (one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return "".join(seen).translate(_DASHES)


def _begins_as_a_day(day: int, month: int) -> bool:
    of_a_month = day if day <= _ADDED_TO_DAYS else day - _ADDED_TO_DAYS
    return 1 <= of_a_month <= _HIGHEST_DAY and 1 <= month <= _MONTHS


def _is_like_a_name(text: str, found: re.Match[str]) -> bool:
    word = found[0]
    if not word[0].isupper() or word in _POLITE or word in _OF_A_PLACE:
        return False
    if _bare(word) in _places():
        return False
    looked_at = max(0, found.start() - _LOOKED_BACK)
    if word.isupper() or _ENDS_A_SENTENCE.search(text, looked_at, found.start()):
        return _bare(word.capitalize() if word.isupper() else word) in _first_names()
    return True


def _bare(word: str) -> str:
    """Without the s of the genitive."""
    return word.rstrip("’'s") if len(word) > 2 and word.endswith("s") else word


@kept
def _first_names() -> frozenset[str]:
    """Common first names, for where a sentence begins and every word is written with a capital. Those
    that are also common words (Ask, Per, Storm, Ville) are not among them."""
    names = (Path(__file__).parent / "first_names.txt").read_text("utf-8").split()
    return frozenset(map(_bare, names))


@kept
def _places() -> frozenset[str]:
    """Words of the names of municipalities, and of the system and the agency."""
    rows = read_csv("municipalities.csv")
    names = [row["name"] for row in rows]
    words = {word for name in names for word in (*name.split(), *name.replace("-", " ").split())}
    own = {
        "Skolespor",
        "Social",
        "Boligstyrelsen",
        "Danmark",
        "København",
        "Aula",
        "Folkeskoleloven",
    }
    return frozenset(_bare(word) for word in words | own)
