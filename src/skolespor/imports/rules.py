"""What must be true of a file before anybody looks into it, and of what people say about it."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken

LARGEST = 200 * 1024**2
"""Bytes that can be sent from a page; a larger file goes in by command."""
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
OTHER_THINGS = (b"%PDF", b"{\\rtf", b"<", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
"""What files begin with that people have sent by mistake: documents, web pages, pictures."""
LIKE_DATA = re.compile(
    r"\d{6}[ -]?\d{4}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4}-\d\d-\d\d|^\W*\d{4,}\W*$"
)
"""CPR numbers, dates and numbers of institutions; no heading looks like that."""
LONGEST_HEADING = 100


def check_content(size: int, start: bytes) -> None:
    """By what it holds: names lie too often. `start` are its first bytes."""
    if size > LARGEST:
        said = _("Filen fylder mere end {most} MB. Del den i flere filer.")
        raise RuleBroken("file.large", said.format(most=LARGEST // 1024**2), "file")
    if not start.strip(b"\r\n\t \xef\xbb\xbf"):
        raise RuleBroken("file.empty", _("Filen er tom."), "file")
    if start.startswith(OLD_EXCEL):
        said = _("Filen er et gammelt Excel-format (.xls). Gem den som .xlsx eller CSV.")
        raise RuleBroken("file.old_excel", said, "file")
    if not start.startswith((ZIP, *UTF_16)) and _is_something_else(start):
        said = _("Filen er hverken CSV eller Excel (.xlsx).")
        raise RuleBroken("file.other", said, "file")


def _is_something_else(start: bytes) -> bool:
    begins = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return begins.startswith(OTHER_THINGS) or bool(NOT_TEXT.search(start))


def check_period(kind: str, since: date | None, until: date | None) -> None:
    """A file of absence may speak of more days than stand in it; both ends or none."""
    if not since and not until:
        return
    if kind != "absence":
        raise RuleBroken("period.kind", _("Kun en fil med fravær har en periode."), "since")
    if not since:
        raise RuleBroken("period.since", _("Skriv også periodens første dag."), "since")
    if not until:
        raise RuleBroken("period.until", _("Skriv også periodens sidste dag."), "until")
    if until < since:
        raise RuleBroken("period.order", _("Perioden slutter, før den begynder."), "until")


def check_names(
    chosen: Mapping[str, str], *, headings: Collection[str], open_fields: Collection[str]
) -> None:
    """`chosen` says which heading each field has. A heading has one meaning, and stands in the file."""
    if not chosen:
        raise RuleBroken("names.none", _("Vælg mindst én overskrift."))
    if not set(chosen) <= set(open_fields) or not set(chosen.values()) <= set(headings):
        raise RuleBroken("names.unknown", _("Filen har ikke den overskrift."))
    for field, heading in chosen.items():
        if list(chosen.values()).count(heading) > 1:
            said = _("Overskriften {heading} er valgt to gange.")
            raise RuleBroken("names.twice", said.format(heading=heading), field)
        check_heading(heading, field)


def check_heading(heading: str, field: str) -> None:
    """It is remembered as it stands, so nothing personal may be in it."""
    if looks_like_data(heading) or len(heading) > LONGEST_HEADING:
        said = _("Det ligner ikke en overskrift. Ret filen, så række 1 er overskrifter.")
        raise RuleBroken("names.data", said, field)


def check_accepted(*, rows: int, refused: int, said_refused: int) -> None:
    """Somebody says yes to what they have seen, and to no more."""
    if refused >= rows:
        raise RuleBroken("rows.none_good", _("Ingen af rækkerne kan tages ind."))
    if refused != said_refused:
        said = _("Filen er set igennem igen. Se efter, hvad der er galt nu.")
        raise RuleBroken("rows.changed", said)


def looks_like_data(title: str) -> bool:
    """Whether what stands in row 1 is no heading but a row of its own."""
    return bool(LIKE_DATA.search(title))
