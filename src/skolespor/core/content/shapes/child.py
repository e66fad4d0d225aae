"""The learning conversation, and the steps when a child moves or changes school."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from skolespor.core.content.shapes.base import (
    AgeBandId,
    Answer,
    Count,
    DeadlineId,
    DomainId,
    File,
    Item,
    Line,
    PrincipleId,
    Question,
    RoleId,
    ScreenId,
    Shape,
    Status,
    Text,
    Texts,
    To,
    TriggerId,
    Year,
)


class Purpose(Shape):
    text_da: Text
    is_not_da: Texts
    principle: PrincipleId


class Minutes(Shape):
    from_minutes: Annotated[Count, Field(alias="from")]
    to_minutes: Annotated[Count, Field(alias="to")]


class MinutesByAge(Shape):
    age_6_9: Minutes
    age_10_13: Minutes
    age_14_17: Minutes


class Frame(Shape):
    """Who, when, where and how long."""

    who_da: Text
    when_da: Text
    where_da: Text
    duration_minutes: MinutesByAge
    talk_share_da: Text
    deadline_ids: list[DeadlineId]


class Step(Line):
    order: int


class AdultStep(Step):
    prefixes: ClassVar = ("as",)


class ChildStep(Step):
    prefixes: ClassVar = ("cs",)


class Preparation(Shape):
    adult_steps: list[AdultStep]
    child_steps: list[ChildStep]


class Says(Item):
    """What the adult says to a child of that age."""

    age_band: AgeBandId
    adult_says_da: Text


class Opening(Says):
    prefixes: ClassVar = ("ow",)


class SafetySentence(Says):
    prefixes: ClassVar = ("sv",)


class SafetyValve(Shape):
    """What is said before the child tells, and done when it tells of harm."""

    status: Status
    source: Text
    source_year: Year
    adult_reminder_da: Text
    says: list[SafetySentence]
    when_triggered_da: Texts


class SharingChoice(Item):
    prefixes: ClassVar = ("sh",)

    ref: Annotated[str, To("child_sharing_choices", "valg om deling")]
    label_da: Text
    hint_da: Text


class SharingChoices(Shape):
    intro_da: Text
    items: list[SharingChoice]
    rule_da: Text
    access_request_da: Text
    status: Status


class ChildScale(Item):
    """How a child of that age puts a mark on something: faces or a number."""

    age_band: AgeBandId
    kind: Literal["faces", "number"]
    steps: Count | None = None
    question_da: Text
    labels_da: Texts | None = None
    status: Status
    min: Count | None = None
    max: Count | None = None
    follow_up_da: Text | None = None


class Asked(Line):
    prefixes: ClassVar = ("q",)


AskedList = Annotated[list[Asked], Field(min_length=2, max_length=3)]


class AskedByAge(Shape):
    """Two or three questions for each age: a child is not examined."""

    age_6_9: AskedList
    age_10_13: AskedList
    age_14_17: AskedList


class TalkTheme(Item):
    prefixes: ClassVar = ("th",)

    order: int
    title_da: Text
    card_da: Text
    domain: DomainId
    adult_hint_da: Text
    questions: AskedByAge


class Outcome(Line):
    ref: Annotated[str, To("conversation_outcomes", "udfald")]


class ClosingWords(Line):
    prefixes: ClassVar = ("ce",)


class ClosingByAge(Shape):
    age_6_9: list[ClosingWords]
    age_10_13: list[ClosingWords]
    age_14_17: list[ClosingWords]


class FollowUpStep(Step):
    prefixes: ClassVar = ("fs",)

    responsible_role: RoleId
    deadline_id: DeadlineId


class RightsCard(Item):
    prefixes: ClassVar = ("rc",)

    age: Count
    title_da: Text
    law: Text
    source: Text
    source_year: Year
    status: Status
    lines_da: Texts
    ask_da: Text
    deadline_id: DeadlineId | None = None


class ConversationGuide(File):
    purpose: Purpose
    frame: Frame
    preparation: Preparation
    opening: list[Opening]
    safety_valve: SafetyValve
    sharing_choices: SharingChoices
    scales: list[ChildScale]
    themes: list[TalkTheme]
    adult_prompts: list[Line]
    outcomes: list[Outcome]
    closing: ClosingByAge
    follow_up_steps: list[FollowUpStep]
    record_fields: list[Question]
    rights_cards: list[RightsCard]


class Task(Item):
    """What one role does, and the deadline it is done by."""

    role: RoleId
    text_da: Text
    due_rule_id: DeadlineId | None


class MustDo(Task):
    prefixes: ClassVar = ("md",)


class ChecklistTask(Task):
    prefixes: ClassVar = ("cc", "gs", "hp", "rh", "sm")

    recommendation: Count | None = None


class Phase(Item):
    prefixes: ClassVar = ("ph",)

    number: int
    title_da: Text
    text_da: Text
    triggers_da: Texts
    trigger_id: TriggerId
    screen: ScreenId
    must_do: list[MustDo]
    documents: list[Annotated[str, To("document_kinds", "dokument")]]
    exit_criterion_da: Text
    exit_rule_en: Text


class Checklist(Item):
    prefixes: ClassVar = ("cl",)

    title_da: Text
    screen: ScreenId
    intro_da: Text
    items: Annotated[list[ChecklistTask], Field(min_length=1)]
    source: Text | None = None
    source_year: Year | None = None
    status: Status | None = None


class FormSection(Item):
    order: int
    title_da: Text
    owner_role: RoleId
    shared_with_child: bool
    fields: Annotated[list[Answer], Field(min_length=1)]


class SchoolStatusForm(Shape):
    title_da: Text
    text_da: Text
    source: Text
    source_year: Year
    status: Status
    locks_after_sign_off: bool
    sections: list[FormSection]


class StayOption(Item):
    label_da: Text
    needs_da: Texts


class Factor(Step):
    weight_hint: Literal["high", "medium", "low"]
    evidence_da: Text


class StayOrMove(Shape):
    """Can the child stay at its school? Answered with reasons before a place is chosen."""

    title_da: Text
    text_da: Text
    law: Text
    source: Text
    source_year: Year
    status: Status
    screen: ScreenId
    deadline_id: DeadlineId
    decided_by: RoleId
    must_hear: list[RoleId]
    options: list[StayOption]
    factors: list[Factor]
    record_fields: list[Question]


class Transitions(File):
    phases: list[Phase]
    checklists: list[Checklist]
    school_status_form: SchoolStatusForm
    stay_or_move_decision: StayOrMove
