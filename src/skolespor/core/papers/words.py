"""A kept file in words."""

from django.utils.formats import localize

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


def about(row: PaperRow) -> str:
    """What one gets: »PDF, 1,2 MB«."""
    kind = Kind(row.kind)
    is_table = kind is Kind.TEXT and row.name.lower().endswith(".csv")
    return f"{'CSV' if is_table else NAMES[kind]}, {_size(row.size)}"


def _size(size: int) -> str:
    if size < KILO**2:
        return f"{max(1, round(size / KILO))} kB"
    return f"{localize(round(size / KILO**2, 1))} MB"
