"""code_lists.yaml: what drop-downs offer, what files may say, what is stored as a code."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field

from skolespor.core.content.shapes.base import (
    Count,
    File,
    Id,
    Item,
    LineId,
    Meta,
    Shape,
    Status,
    Text,
    To,
    Valid,
)


class ListsMeta(Meta):
    status_values: dict[Status, Text]


class Code(Item):
    """One code. `synonyms` are old or everyday words, and words that files may use for it."""

    label_da: Text
    label_en: Text
    help_da: str
    law: Text | None
    synonyms: list[Text]
    status: Status


class SchoolType(Code):
    stil_codes: list[Text]
    special_education: bool
    counts_as_gap: bool


class PlacementType(Code):
    neutral_label_da: Text


class AbsenceCategory(Code):
    counts_as_absence: bool
    in_files: bool


class SchoolChangeCause(Code):
    counts_as_change: bool


class Stage(Code):
    grades: list[int]


class Grade(Code):
    value: int
    stage: Annotated[str, To("stages", "trin")]


class Mark(Code):
    value: Text


class Role(Code):
    line: LineId | None
    lay: bool


class MeetingKind(Code):
    child_invited: bool


class Principle(Code):
    in_set_2020: bool
    in_set_2023: bool
    order: Count


class InfoCategory(Code):
    default_for_school: bool
    sensitive: bool


class AgeBand(Code):
    from_age: Count
    to_age: Count


class WellbeingBand(Code):
    """From the first mean to the second, both included."""

    from_mean: float = Field(alias="from")
    to_mean: float = Field(alias="to")


class DocumentKind(Code):
    retention_class: Annotated[str, To("retention_classes", "opbevaringsregel")]


class OrganisationKind(Code):
    line: LineId | None
    has_children: bool


class MarkKind(Code):
    counts_in_indicators: bool


class ExamPart(Code, Valid):
    subject: Id
    part: Id
    obligatory: bool
    drawn_by_lot: bool
    counts_for: Literal["exam_completed"] | None


class AccessField(Code):
    area: Annotated[str, To("areas", "område")]


AnyCode = TypeVar("AnyCode", bound=Code)


class CodeList(Shape, Generic[AnyCode]):
    """A list of codes, in the order people see them."""

    title_da: Text
    note_en: Text | None = None
    items: Annotated[list[AnyCode], Field(min_length=1)]


class Lists(Shape):
    """Every list by its name. The code of the house names them, so none may be missing."""

    knowledge_statuses: CodeList[Code]
    school_types: CodeList[SchoolType]
    placement_types: CodeList[PlacementType]
    placement_statuses: CodeList[Code]
    placement_end_reasons: CodeList[Code]
    legal_bases: CodeList[Code]
    municipality_roles: CodeList[Code]
    absence_categories: CodeList[AbsenceCategory]
    school_change_causes: CodeList[SchoolChangeCause]
    school_gap_reasons: CodeList[Code]
    stages: CodeList[Stage]
    grades: CodeList[Grade]
    grade_scale: CodeList[Mark]
    leadership_lines: CodeList[Code]
    leadership_levels: CodeList[Code]
    roles: CodeList[Role]
    meeting_kinds: CodeList[MeetingKind]
    goal_domains: CodeList[Code]
    principles: CodeList[Principle]
    practice_grips: CodeList[Code]
    core_elements: CodeList[Code]
    follow_up_answers: CodeList[Code]
    home_activity_answers: CodeList[Code]
    child_sharing_choices: CodeList[Code]
    sharing_basis_types: CodeList[Code]
    info_categories: CodeList[InfoCategory]
    task_statuses: CodeList[Code]
    plan_statuses: CodeList[Code]
    goal_statuses: CodeList[Code]
    conversation_outcomes: CodeList[Code]
    child_statement_steps: CodeList[Code]
    consent_statuses: CodeList[Code]
    handover_statuses: CodeList[Code]
    school_place_statuses: CodeList[Code]
    preparedness_statuses: CodeList[Code]
    contribution_statuses: CodeList[Code]
    severities: CodeList[Code]
    calendars: CodeList[Code]
    age_bands: CodeList[AgeBand]
    evidence_strengths: CodeList[Code]
    audiences: CodeList[Code]
    reference_groups: CodeList[Code]
    wellbeing_bands: CodeList[WellbeingBand]
    document_kinds: CodeList[DocumentKind]
    organisation_kinds: CodeList[OrganisationKind]
    sexes: CodeList[Code]
    mark_kinds: CodeList[MarkKind]
    exam_parts: CodeList[ExamPart]
    access_levels: CodeList[Code]
    access_fields: CodeList[AccessField]
    retention_classes: CodeList[Code]
    day_formats: CodeList[Code]


class CodeLists(File):
    meta: ListsMeta
    lists: Lists
