"""What every shape is made of: strict, without unknown keys, never changed after reading."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """One mapping of a file. A key that is not named here is an error: it would be ignored silently."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


@dataclass(frozen=True)
class To:
    """What a value points at: a code list, or another kind of id (`references.pointers.known`).
    `word` is the kind in Danish."""

    kind: str
    word: str


Id = Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[list[Text], Field(min_length=1)]
Year = Annotated[int, Field(ge=2000, le=2100)]
Count = Annotated[int, Field(ge=0)]
Percent = Annotated[int, Field(ge=0, le=100)]
Status = Literal["verified", "unverified", "proposal"]
"""Read in a public source; professional knowledge to be checked; our own design."""

RoleId = Annotated[str, To("roles", "rolle")]
ScreenId = Annotated[str, To("screens", "skærm")]
DeadlineId = Annotated[str, To("deadlines", "frist")]
TriggerId = Annotated[str, To("triggers", "udløser")]
KnowledgeId = Annotated[str, To("knowledge", "viden")]
ToolId = Annotated[str, To("tools", "redskab")]
ReviewThemeId = Annotated[str, To("review_themes", "tema i egenvurderingen")]
PrincipleId = Annotated[str, To("principles", "princip")]
SeverityId = Annotated[str, To("severities", "alvor")]
AgeBandId = Annotated[str, To("age_bands", "aldersgruppe")]
DomainId = Annotated[str, To("goal_domains", "målområde")]
LineId = Annotated[str, To("leadership_lines", "ledelseslinje")]
CalendarId = Annotated[str, To("calendars", "kalender")]
SchoolTypeId = Annotated[str, To("school_types", "skoletype")]
PlacementTypeId = Annotated[str, To("placement_types", "anbringelsestype")]


class Item(Shape):
    """Something with an id. `prefixes` is what ids of this kind begin with: one prefix, one kind.
    Without a prefix, the id need only be alone in its list."""

    prefixes: ClassVar[tuple[str, ...]] = ()

    id: Id


class Valid(Shape):
    """Holds from the first day to the last, both included; without a day it has no end."""

    valid_from: date | None
    valid_to: date | None


class Meta(Shape):
    """The head of a file."""

    file: Text
    title_da: Text
    version: Text
    status: Status | None = None
    source: Text | None = None
    source_year: Year | None = None
    note_da: Text | None = None
    note_en: Text | None = None


class File(Shape):
    """A whole YAML file."""

    meta: Meta


class Label(Item):
    label_da: Text


class Line(Item):
    text_da: Text


class Answer(Item):
    """One thing a form asks for, and how it is answered."""

    label_da: Text
    type: Literal[
        "boolean",
        "checkbox",
        "choice",
        "choice_per_item",
        "contact",
        "date",
        "files",
        "knowledge_refs",
        "leadership_line",
        "list",
        "list_max_3",
        "long_text",
        "month",
        "multi_choice",
        "municipality_code",
        "number",
        "numbers_by_category",
        "participants",
        "person",
        "scale",
        "text",
    ]


class Question(Answer):
    required: bool
