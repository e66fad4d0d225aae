"""Reads the good rows of a file about placements or enrolments."""

from collections.abc import Iterator, Sequence

from skolespor.imports.examine import Examined, small_table
from skolespor.imports.spells.rows import EnrolmentRow, PlacementRow

PLACEMENT_ROWS = """
    SELECT row, replace(cpr, '-', ''), acting, coalesce(first_name, ''), coalesce(last_name, ''),
           since, until, type, coalesce(legal_basis, ''), coalesce(place_name, ''),
           coalesce(municipality, ''), is_protected
    FROM good_rows ORDER BY since, row
"""
FOLLOWED_ENROLMENTS = """
    SELECT row, pupil, institution, since, until, grade::INT, coalesce(class_name, ''),
           coalesce(school_type, ''), coalesce(end_cause, '')
    FROM good_rows SEMI JOIN followed USING (pupil) ORDER BY since, row
"""


def placement_rows(examined: Examined) -> list[PlacementRow]:
    found = examined.connection.execute(PLACEMENT_ROWS).fetchall()
    return [PlacementRow(*values) for values in found]


def enrolment_rows(examined: Examined, pupils: Sequence[int]) -> Iterator[EnrolmentRow]:
    """Those about some pupils; nobody else's row is read out of the table."""
    small_table(examined.connection, "followed (pupil BIGINT)", pupils)
    for values in examined.connection.execute(FOLLOWED_ENROLMENTS).fetchall():
        yield EnrolmentRow(*values)
