"""Lists to take away: CSV that opens in a Danish spreadsheet and starts no formula there."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse
from django.utils.translation import gettext_lazy

HIDDEN = gettext_lazy("vises ikke for dig")
"""A file says when something was left out; an empty cell means that nothing is known."""
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00")


def safe_cell(value: object) -> str:
    """Text as it is, with an apostrophe before what a spreadsheet would take for a formula."""
    text = "" if value is None else str(value).replace("\x00", "")
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def csv_download(
    name: str, head: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """A file with `;` and a BOM, as Danish Excel wants it. `name` never holds anything personal."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([safe_cell(cell) for cell in head])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
