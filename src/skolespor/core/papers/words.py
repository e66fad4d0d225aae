"""A kept file in words."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import localize

from skolespor.core.forms import day_words
from skolespor.core.papers.row import PaperRow
from skolespor.core.papers.shape import Kind

NAMES = {
    Kind.PDF: "PDF",
    Kind.WORD: "Word",
    Kind.EXCEL: "Excel",
    Kind.POWERPOINT: "PowerPoint",
    Kind.ODT: "ODT",
    Kind.TEXT: "TXT",
    Kind.PNG: "PNG",
    Kind.JPEG: "JPEG",
}
KILO = 1000


@dataclass(frozen=True)
class Listed:
    """A file in a list (`core/parts/files.html`): what it is, who laid it there, and what one can do."""

    name: str
    about: str
    by: str
    on: str
    url: str
    remove_url: str


def listed(row: PaperRow, *, by: str, url: str, remove_url: str) -> Listed:
    on = day_words(timezone.localdate(row.added_at))
    return Listed(row.name, about(row), by, on, url, remove_url)


def about(row: PaperRow) -> str:
    """What one gets: »PDF, 1,2 MB«."""
    kind = Kind(row.kind)
    is_table = kind is Kind.TEXT and row.name.lower().endswith(".csv")
    return f"{'CSV' if is_table else NAMES[kind]}, {_size(row.size)}"


def _size(size: int) -> str:
    if size < KILO**2:
        return f"{max(1, round(size / KILO))} kB"
    return f"{localize(round(size / KILO**2, 1))} MB"
