"""The three leadership lines that a municipality's work for the children needs: school, authority and
placement (content/code_lists.yaml: `leadership_lines`)."""

from enum import StrEnum

from skolespor.accounts.roles import Role
from skolespor.core.content import code_list, kept, label


class Line(StrEnum):
    """The ids of the list `leadership_lines`; a house test compares the two."""

    SCHOOL = "school"
    AUTHORITY = "authority"
    PLACEMENT = "placement"

    @property
    def label(self) -> str:
        return label("leadership_lines", self.value)


class Level(StrEnum):
    """The ids of the list `leadership_levels`; a house test compares the two."""

    STRATEGIC = "strategic"
    PROFESSIONAL = "professional"
    KEY_STAFF = "key_staff"

    @property
    def label(self) -> str:
        return label("leadership_levels", self.value)


@kept
def line_of(role: Role) -> Line | None:
    """The line that a job belongs to; none for directors, *tovholder* and others who stand across."""
    line = code_list("roles")[role.value]["line"]
    return Line(line) if line else None


def of_line(line: Line) -> tuple[Role, ...]:
    return tuple(role for role in Role if line_of(role) is line)
