"""From a file on disk to rows of text: CSV in its many ways of being written, and XLSX.

A file is read anew for every look at it, is never kept as a whole in memory, and nothing of it is
written anywhere.
"""

from pathlib import Path

from django.utils.translation import gettext as _

from skolespor.imports.reading.sheet import Sheet, Unreadable
from skolespor.imports.reading.text import open_text
from skolespor.imports.reading.workbook import open_workbook

__all__ = ["Sheet", "Unreadable", "open_sheet"]

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def open_sheet(path: Path) -> Sheet:
    """Open a file by what it holds; names lie too often."""
    with path.open("rb") as handle:
        start = handle.read(8)
    if start.startswith(ZIP):
        return open_workbook(path)
    if start.startswith(OLD_EXCEL):
        said = _("Filen er et gammelt Excel-format (.xls). Gem den som .xlsx eller CSV.")
        raise Unreadable("file.old_excel", said)
    return open_text(path)
