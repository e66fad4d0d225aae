"""The CSV files, row by row: every cell is text."""

from typing import Annotated, Literal

from pydantic import Field

from skolespor.core.content.shapes.base import Id, RoleId, Shape, Status, Text, To

Cell = Literal["-", "C", "R", "R*", "CR", "CR*", "counts", "log"]
"""Nothing, write, read, read some fields, both, some fields and one's own, numbers only, the log."""
Figures = Literal["-", "own", "municipality", "nation"]
"""Whose indicators a role sees."""
Number = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]


class Permissions(Shape):
    """What one role may do in each area."""

    role: RoleId
    child_basics: Cell
    placement_reason: Cell
    mapping: Cell
    plan: Cell
    conversation: Cell
    meetings: Cell
    absence: Cell
    sharing_basis: Cell
    notification: Cell
    programme: Cell
    indicators: Figures


AREAS = tuple(name for name in Permissions.model_fields if name != "role")


class FieldAccess(Shape):
    """One field that a role with a star in the matrix sees, and how much of it."""

    role: RoleId
    area: Annotated[str, To("areas", "område")]
    field: Annotated[str, To("access_fields", "felt")]
    access: Annotated[str, To("access_levels", "adgang")]


class Municipality(Shape):
    code: Annotated[str, Field(pattern=r"^0\d{3}$")]
    name: Text
    region: Literal["Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland"]


class Word(Shape):
    """A word of the house: Danish for people, an identifier for code."""

    danish: Text
    identifier: Id
    english: Text
    definition_da: Text
    definition_en: Text
    synonyms: str


class Figure(Shape):
    """A published figure to hold one's own against."""

    indicator_id: Id
    indicator: Annotated[str, To("indicators", "indikator")]
    comparable: Literal["yes", "no"]
    group: Annotated[str, To("reference_groups", "gruppe")]
    value: Number
    unit: Literal[
        "percent",
        "percent_approx",
        "percent_more_than",
        "percent_points",
        "count",
        "days",
        "months_approx",
        "grade_7_step",
        "scale_1_5",
        "effect_size",
    ]
    year: Text
    definition_da: Text
    source: Text
    status: Status
