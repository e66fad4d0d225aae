"""A kept file on its way out."""

from django.http import HttpResponse

from skolespor.core.papers.keeping import content_of
from skolespor.core.papers.row import PaperRow
from skolespor.core.papers.rules import SUFFIXES
from skolespor.core.papers.shape import Kind

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    Kind.PDF: "application/pdf",
    Kind.WORD: f"{OFFICE}wordprocessingml.document",
    Kind.EXCEL: f"{OFFICE}spreadsheetml.sheet",
    Kind.POWERPOINT: f"{OFFICE}presentationml.presentation",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.TEXT: "text/plain",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
}


def file_download(row: PaperRow, name: str) -> HttpResponse:
    """To be saved, never shown in the page's own place. `name` is ours: what people call their files stays
    out of addresses and headers. Raises Gone."""
    kind = Kind(row.kind)
    is_table = kind is Kind.TEXT and row.name.lower().endswith(".csv")
    suffix = ".csv" if is_table else SUFFIXES[kind][0]
    content_type = "text/csv" if is_table else TYPES[kind]
    response = HttpResponse(content_of(row.stored, row.key), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}{suffix}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
