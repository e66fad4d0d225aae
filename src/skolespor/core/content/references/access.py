"""The two tables of permissions: every role once, and a star says which fields."""

from collections import Counter
from collections.abc import Iterator

from skolespor.core.content.problems import Problem
from skolespor.core.content.shapes import Content
from skolespor.core.content.shapes.tables import AREAS

MATRIX, FIELDS = "permission_matrix.csv", "access_fields.csv"


def check(content: Content) -> Iterator[Problem]:
    yield from roles(content)
    yield from fields(content)
    yield from stars(content)
    yield from reason_for_placement(content)


def roles(content: Content) -> Iterator[Problem]:
    rows = Counter(row.role for row in content.permission_matrix)
    for role in content.code_lists.lists.roles.items:
        if rows[role.id] == 0:
            yield Problem(MATRIX, role.id, "Rollen mangler.")
        if rows[role.id] > 1:
            yield Problem(MATRIX, role.id, "Rollen har flere rækker.")


def fields(content: Content) -> Iterator[Problem]:
    area_of = {field.id: field.area for field in content.code_lists.lists.access_fields.items}
    seen = Counter((row.role, row.area, row.field) for row in content.access_fields)
    for number, row in enumerate(content.access_fields, 2):
        place = f"række {number}"
        if area_of.get(row.field, row.area) != row.area:
            yield Problem(FIELDS, place, f"Feltet {row.field} hører til {area_of[row.field]}.")
        if seen[row.role, row.area, row.field] > 1:
            yield Problem(FIELDS, place, f"{row.role}, {row.area}, {row.field} står flere gange.")


def stars(content: Content) -> Iterator[Problem]:
    """A star without a row shows nothing, and a row without a star is never read."""
    cells = {
        (row.role, area): getattr(row, area) for row in content.permission_matrix for area in AREAS
    }
    starred = {place for place, cell in cells.items() if "*" in cell}
    listed = {(row.role, row.area): number for number, row in enumerate(content.access_fields, 2)}
    for role, area in sorted(starred - listed.keys()):
        yield Problem(MATRIX, f"{role}, {area}", f"Stjernen har ingen felter i {FIELDS}.")
    for role, area in sorted(listed.keys() - starred):
        if (role, area) in cells:
            place = f"række {listed[role, area]}"
            yield Problem(FIELDS, place, f"{role} har ingen stjerne i {area}.")


def reason_for_placement(content: Content) -> Iterator[Problem]:
    """The school never sees why a child is placed. Sharing with a basis is the only way."""
    school = {role.id for role in content.code_lists.lists.roles.items if role.line == "school"}
    for row in content.permission_matrix:
        if row.role in school and row.placement_reason != "-":
            yield Problem(MATRIX, row.role, "Skolen må ikke se grunden til anbringelsen.")
