"""What a check on incoming rows is."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Check:
    """One thing that must be true of a row, or of several rows together.

    `bad` is an expression in SQL that is true for cells to refuse. `{raw}` is the cell's text and
    `{typed}` what it was understood as. It is asked once for each distinct text of the column. Or
    `across`: an expression on several cells of a row, where other fields stand under their names
    (`since`), their texts under `raw_since`; it is asked for every row. Or `among`: a query for the
    numbers of the rows to refuse, out of `good_rows`, in which nothing else was wrong.
    `reads`: the check is for every column that is read in one of these ways. `field`: for that column
    of `kinds`. `good` and `refused` are examples: rows with some of their cells, by field; the other
    cells are filled in from the format. All rows of `refused` are refused. `earlier`: rows that an
    earlier file of the same municipality held, when the check is about those too.
    """

    code: str
    message: Any
    good: list[dict[str, str]]
    refused: list[dict[str, str]]
    bad: str = ""
    across: str = ""
    among: str = ""
    earlier: tuple[dict[str, str], ...] = ()
    reads: tuple[str, ...] = ()
    field: str = ""
    kinds: tuple[str, ...] = ()
