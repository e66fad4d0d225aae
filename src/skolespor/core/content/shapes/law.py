"""Deadlines, the legal guide, who decides what, and consent by age."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from skolespor.core.content.shapes.base import (
    CalendarId,
    Count,
    DeadlineId,
    File,
    Item,
    Line,
    Meta,
    RoleId,
    SchoolTypeId,
    ScreenId,
    SeverityId,
    Shape,
    Status,
    Text,
    Texts,
    To,
    TriggerId,
    Valid,
    Year,
)

AbsenceKind = Literal["all", "sickness", "unlawful"]
Consent = Literal["none", "heard", "party", "consent", "own_choice", "informed"]


class Offset(Shape):
    """How far from the day that triggers; no number where it is agreed for each child."""

    n: Count | None
    unit: Literal["hour", "day", "month"]
    calendar: CalendarId


class Threshold(Shape):
    """A number that is reached or passed, and what it is counted of."""

    operator: Literal[">", ">=", "<="]
    value: Count
    unit: Literal["percent", "school_days", "months"]
    category: AbsenceKind | list[AbsenceKind] | None = None
    period: Literal["calendar_quarter", "school_year_to_date"] | None = None
    base: Literal["quarter_school_days", "actual_school_days"] | None = None
    minimum_base: Count | None = None
    between: Literal["first_to_last_day"] | None = None


class Recurrence(Shape):
    times: Annotated[int, Field(ge=1)]
    per: Literal["year", "school_year"]
    minimum: bool | None = None


class Rule(Item, Valid):
    """A deadline. `legal` may not be changed locally; what is not `active` is shipped off."""

    prefixes: ClassVar = ("dl",)

    kind: Literal["deadline", "gate", "recurrence", "threshold", "birthday"]
    legal: bool
    active: bool
    trigger: TriggerId
    relation: Literal["before", "after", "at", "every"]
    offset: Offset
    responsible_role: RoleId
    inform_roles: list[RoleId] | None = None
    title_da: Text
    text_da: Text
    law: Text | None
    source: Text
    severity: SeverityId
    screen: ScreenId
    status: Status
    note_en: Text | None = None
    threshold: Threshold | None = None
    starts_after: Offset | None = None
    ends_after: Offset | None = None
    recurrence: Recurrence | None = None
    earliest_of: Texts | None = None
    individual: bool | None = None
    applies_to_school_types: list[SchoolTypeId] | None = None
    record_fields: list[Text] | None = None
    age_label_da: Text | None = None


class DeadlinesMeta(Meta):
    severity_en: dict[SeverityId, Text]
    gap_clock_en: Text
    quarter_base_en: Text


class Deadlines(File):
    meta: DeadlinesMeta
    triggers: list[Line]
    rules: list[Rule]


class LegalTheme(Item):
    number: int
    title_da: Text
    help_da: Text


class LegalEntry(Item, Valid):
    """One rule of the law in plain words, and what the programme does about it."""

    prefixes: ClassVar = ("lg",)

    theme: Annotated[str, To("legal_themes", "tema i lovguiden")]
    title_da: Text
    rule_da: Text
    who_acts: Annotated[list[RoleId], Field(min_length=1)]
    when_da: Text
    paragraphs: list[Text]
    checklist_da: Texts
    process_step: ScreenId
    deadline_ids: list[DeadlineId]
    software_consequence_en: Text
    synonyms: Texts
    source: Text
    source_date: Text
    status: Status
    is_practice_not_law: bool | None = None


class OldToNew(Shape):
    """A paragraph of the old law, and where it stands now."""

    old: Text
    new: Text
    subject_da: Text
    status: Status


class OldToNewTable(Shape):
    note_da: Text
    items: list[OldToNew]


class OpenPoint(Line):
    prefixes: ClassVar = ("op",)


class LegalMeta(Meta):
    basis: Text


class LegalGuide(File):
    meta: LegalMeta
    themes: list[LegalTheme]
    entries: list[LegalEntry]
    old_to_new: OldToNewTable
    open_points: list[OpenPoint]


class Decision(Item):
    """Who decides a matter, who does it from day to day, who must agree and who must be heard."""

    prefixes: ClassVar = ("dr",)

    matter_da: Text
    decides: Annotated[list[RoleId], Field(min_length=1)]
    acts_daily: Annotated[list[RoleId], Field(min_length=1)]
    must_consent: list[RoleId]
    must_hear: list[RoleId]
    note_da: Text
    law: Text | None
    source: Text
    status: Status
    editable: bool


class DecisionRights(File):
    matters: list[Decision]


class ConsentBand(Item):
    """Ages in whole years, the last one included."""

    from_years: Count
    to_years: Count
    label_da: Text
    label_en: Text


class ByAge(Shape):
    under_10: Consent
    from_10: Consent
    from_12: Consent
    from_15: Consent


class ConsentMatter(Item):
    prefixes: ClassVar = ("cm",)

    matter_da: Text
    law: Text | None
    custody_holder: Consent
    child: ByAge
    note_da: Text
    source: Text
    source_year: Year
    status: Status


class ConsentMeta(Meta):
    values: list[Consent]


class ConsentMatrix(File):
    meta: ConsentMeta
    age_bands: list[ConsentBand]
    matters: list[ConsentMatter]
