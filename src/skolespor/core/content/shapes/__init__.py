"""The content as types: one shape for every file. Only the commands that check it import this."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from skolespor.core.content.shapes.child import ConversationGuide, Transitions
from skolespor.core.content.shapes.invented import SyntheticPopulation
from skolespor.core.content.shapes.law import ConsentMatrix, Deadlines, DecisionRights, LegalGuide
from skolespor.core.content.shapes.library import Knowledge, Tools
from skolespor.core.content.shapes.lists import CodeLists
from skolespor.core.content.shapes.municipal import AdvisoryCourse, SelfReview
from skolespor.core.content.shapes.plans import MappingInstruments, PlanCriteria
from skolespor.core.content.shapes.scenarios import Scenarios
from skolespor.core.content.shapes.tables import (
    FieldAccess,
    Figure,
    Municipality,
    Permissions,
    Word,
)
from skolespor.core.content.shapes.texts import UiTexts


@dataclass(frozen=True, eq=False)
class Content:
    """Every file by its name without the ending. A list is a CSV file, row by row."""

    access_fields: list[FieldAccess]
    advisory_course: AdvisoryCourse
    code_lists: CodeLists
    consent_matrix: ConsentMatrix
    conversation_guide: ConversationGuide
    deadlines: Deadlines
    decision_rights: DecisionRights
    glossary: list[Word]
    knowledge: Knowledge
    legal_guide: LegalGuide
    mapping_instruments: MappingInstruments
    municipalities: list[Municipality]
    permission_matrix: list[Permissions]
    plan_criteria: PlanCriteria
    reference_values: list[Figure]
    scenarios: Scenarios
    self_review: SelfReview
    synthetic_population: SyntheticPopulation
    tools: Tools
    transitions: Transitions
    ui_texts: UiTexts


def _file_of(name: str, shape: object) -> str:
    return f"{name}.csv" if getattr(shape, "__origin__", None) is list else f"{name}.yaml"


FILES: Mapping[str, type] = {
    _file_of(name, shape): shape for name, shape in get_type_hints(Content).items()
}
"""The shape of each file of a content folder, by the file's name."""


def files_of(content: Content) -> Mapping[str, Any]:
    """What was read, by the file's name, in the same order."""
    found = [getattr(content, field.name) for field in fields(content)]
    return dict(zip(FILES, found, strict=True))
