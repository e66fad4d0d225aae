"""What is checked before a plan is sent, and the instruments of the mapping."""

from typing import Annotated, ClassVar, Literal

from skolespor.core.content.shapes.base import (
    Count,
    DeadlineId,
    DomainId,
    File,
    Id,
    Item,
    Meta,
    PrincipleId,
    ScreenId,
    SeverityId,
    Shape,
    Status,
    Text,
    Texts,
    To,
    Valid,
    Year,
)


class Criterion(Item):
    prefixes: ClassVar = ("pc",)

    order: int
    text_da: Text
    why_da: Text
    rule_da: Text
    rule_en: Text
    message_da: Text
    severity: SeverityId
    principle: PrincipleId
    override: Literal["allowed", "reason", "none"]
    screen: ScreenId
    status: Status
    deadline_ids: list[DeadlineId] | None = None


class PlanCriteria(File):
    criteria: list[Criterion]


class MappingDomain(Item):
    title_da: Text
    required_for_complete_mapping: bool


class Respondent(Item):
    title_da: Text


class InstrumentScale(Shape):
    """How a result reads; no ends where it is words or a profile."""

    kind: Id
    min: int | None
    max: int | None
    higher_is_better: bool | None
    min_answered_share: float | None = None
    has_profile_areas: bool | None = None
    pass_value: Text | None = None


class Instrument(Item, Valid):
    """A test somebody else publishes: only results are kept, never its questions."""

    prefixes: ClassVar = ("mi",)

    name: Text
    domain: Annotated[str, To("mapping_domains", "område i kortlægningen")]
    respondent: Annotated[str, To("respondents", "svarende")]
    grades: list[int]
    scale: InstrumentScale
    retest_months: Count | None
    licence: Text
    results_only: Literal[True]
    what_da: Text
    how_to_read_da: Text
    source: Text
    source_year: Year
    status: Status
    group_level_only: bool | None = None


class WellbeingScale(Shape):
    from_age: Count
    to_age: Count
    labels_da: Texts
    values: list[int]


class WellbeingQuestion(Item):
    order: int
    text_da: Text
    reversed: bool
    domain: DomainId


class WellbeingCheck(Shape):
    title_da: Text
    text_da: Text
    source: Text
    source_year: Year
    status: Status
    scale_younger: WellbeingScale
    scale_older: WellbeingScale
    rules_da: Texts
    items: list[WellbeingQuestion]


class MappingMeta(Meta):
    rules_da: Texts


class MappingInstruments(File):
    meta: MappingMeta
    domains: list[MappingDomain]
    respondents: list[Respondent]
    instruments: list[Instrument]
    wellbeing_check: WellbeingCheck
