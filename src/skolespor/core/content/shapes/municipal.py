"""The self-review of three leadership lines, and the advisory course."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from skolespor.core.content.shapes.base import (
    Count,
    DeadlineId,
    File,
    Item,
    KnowledgeId,
    Label,
    Line,
    Meta,
    PrincipleId,
    Question,
    ReviewThemeId,
    RoleId,
    ScreenId,
    SeverityId,
    Shape,
    Status,
    Text,
    Texts,
    To,
    ToolId,
)

StageId = Annotated[str, To("stages_of_course", "trin i forløbet")]


class AnswerMode(Item):
    """Together with a name, or one by one without; `shown_from` is how many must have answered."""

    label_da: Text
    label_en: Text
    text_da: Text
    value_en: Text
    named: bool
    shown_from: Count


class ReviewMeta(Meta):
    answer_modes: list[AnswerMode]
    answer_mode_rule_da: Text
    answer_mode_rule_en: Text


class Degree(Shape):
    """A step of the scale; no value is »ved ikke«."""

    value: Count | None
    label_da: Text
    hint_da: Text


class ReviewRules(Shape):
    line_value: Text
    spread_flag: Text
    gap_flag: Text
    focus_limit: Count


class ByLine(Shape):
    school: Text
    authority: Text
    placement: Text


class Statement(Item):
    prefixes: ClassVar = ("sr",)

    text_da: Text
    variants: ByLine
    evidence_prompt_da: Text


class ReviewTheme(Item):
    prefixes: ClassVar = ("sr",)

    order: int
    title_da: Text
    principle: PrincipleId
    intro_da: Text
    ref_knowledge: list[KnowledgeId]
    ref_tools: list[ToolId]
    action_track_ideas_da: Texts
    statements: Annotated[list[Statement], Field(min_length=3, max_length=5)]


class SelfReview(File):
    meta: ReviewMeta
    scale: list[Degree]
    rules_da: Texts
    rule_en: ReviewRules
    themes: list[ReviewTheme]


class PublicStatus(Item):
    """What the applicant sees."""

    prefixes: ClassVar = ("ps",)

    label_da: Text
    label_en: Text


class Stage(Item):
    """A state of the course, and the states it can go to."""

    prefixes: ClassVar = ("st",)

    order: int
    title_da: Text
    public_status: Annotated[str, To("public_statuses", "offentlig status")]
    who_acts: Annotated[list[RoleId], Field(min_length=1)]
    required_content: list[Annotated[str, To("course_content", "indhold i forløbet")]]
    may_attach: bool
    transitions: list[StageId]
    deadline_id: DeadlineId | None = None
    screen: ScreenId
    text_da: Text
    gates: list[Annotated[str, To("gates", "kontrol")]] | None = None


class Participant(Item):
    level: Annotated[str, To("leadership_levels", "ledelsesniveau")] | None
    line: Annotated[str, To("leadership_lines", "ledelseslinje")] | None
    title_da: Text
    required: bool


class Form(Shape):
    title_da: Text
    intro_da: Text
    fields: list[Question]


class DialogueQuestion(Line):
    order: int
    theme_da: Text


class DialogueGuide(Shape):
    title_da: Text
    duration_minutes: Count
    questions: list[DialogueQuestion]
    readiness_signals_da: Texts


class AgreementSection(Item):
    order: int
    label_da: Text
    required: bool
    hint_da: Text


class Agreement(Shape):
    title_da: Text
    sections: list[AgreementSection]


class Gate(Line):
    prefixes: ClassVar = ("v",)

    severity: SeverityId
    rule_en: Text
    source: Text
    status: Status


class AgendaPoint(Shape):
    order: int
    minutes: Count
    text_da: Text


class DayTemplate(Item):
    prefixes: ClassVar = ("dt",)

    number: int
    title_da: Text
    format: Annotated[str, To("day_formats", "form")]
    purpose_da: Text
    preparation_da: Texts
    agenda: list[AgendaPoint]
    outputs_da: Texts
    linked_themes: list[ReviewThemeId]


class EvaluationQuestion(Line):
    order: int
    kind: Literal["choice", "long_text", "scale_1_5"]


class EvaluationForm(Shape):
    title_da: Text
    when_da: Text
    questions: list[EvaluationQuestion]


class TrackState(Item):
    prefixes: ClassVar = ("at",)

    label_da: Text
    label_en: Text
    transitions: list[Annotated[str, To("track_states", "status på handlespor")]]


class Formality(Label):
    required: bool


class ActionTracks(Shape):
    states: list[TrackState]
    fields: list[Question]
    formalisation_criteria: list[Formality]
    evaluation_da: Text


class AdvisoryCourse(File):
    public_statuses: list[PublicStatus]
    stages: Annotated[list[Stage], Field(min_length=1)]
    content_items: list[Label]
    participant_roles: list[Participant]
    application_form: Form
    dialogue_guide: DialogueGuide
    agreement: Agreement
    validation_rules: list[Gate]
    day_templates: list[DayTemplate]
    evaluation_form: EvaluationForm
    action_tracks: ActionTracks
