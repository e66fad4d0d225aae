"""What a shape says points at something must point at something that is there."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from skolespor.core.content.problems import Problem
from skolespor.core.content.references.walk import spots
from skolespor.core.content.shapes import Content
from skolespor.core.content.shapes.base import Item, To
from skolespor.core.content.shapes.tables import AREAS

INDICATORS = (
    "absence_rate",
    "absence_sick",
    "absence_permitted",
    "absence_unlawful",
    "concerning_absence",
    "school_change",
    "school_changes_mean",
    "enrolment_gap",
    "gap_days_mean",
    "reduced_hours_mean",
    "exam_completed",
    "mark_average",
    "wellbeing_group",
    "wellbeing_check",
)
"""The indicators of the product. A figure that belongs to none has an empty cell."""

CRITERION = To("criteria", "krav til planen")
EXPECTED: Mapping[str, To] = {
    "blocking_criteria": CRITERION,
    "blocking_rules": To("deadlines", "frist"),
    "criterion": CRITERION,
    "failing_criteria": CRITERION,
    "found": To("legal_entries", "regel i lovguiden"),
    "indicator": To("indicators", "indikator"),
    "missing_domains": To("mapping_domains", "område i kortlægningen"),
    "outcome": To("conversation_outcomes", "udfald"),
    "override_free": CRITERION,
    "override_with_reason": CRITERION,
    "share_default": To("child_sharing_choices", "valg om deling"),
}


def check(content: Content) -> Iterator[Problem]:
    there = known(content)
    for spot in spots(content):
        if isinstance(spot.value, BaseModel):
            for to, value in pointed(spot.value):
                if value not in there[to.kind]:
                    yield spot.problem(f"»{value}« findes ikke som {to.word}.")
    yield from expected(content, there)


def expected(content: Content, there: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """What a scenario ends with is free in its shape, but some of it is ids too."""
    for scenario in content.scenarios.scenarios:
        for name in scenario.expected.keys() & EXPECTED.keys():
            told = scenario.expected[name]
            for value in told if isinstance(told, list) else [told]:
                if value not in there[EXPECTED[name].kind]:
                    sentence = f"»{value}« findes ikke som {EXPECTED[name].word}."
                    yield Problem("scenarios.yaml", f"{scenario.id}, expected, {name}", sentence)


def known(content: Content) -> Mapping[str, frozenset[str]]:
    """Every id one can point at, by its kind: the code lists, and what stands in other files."""
    lists = content.code_lists.lists
    course, mapping = content.advisory_course, content.mapping_instruments
    codes = {name: ids(getattr(lists, name).items) for name in type(lists).model_fields}
    everything = ids([spot.value for spot in spots(content) if isinstance(spot.value, Item)])
    return codes | {
        "areas": frozenset(AREAS),
        "course_content": ids(
            [*course.application_form.fields, *course.agreement.sections, *course.content_items]
        ),
        "covered": everything,
        "criteria": ids(content.plan_criteria.criteria),
        "deadlines": ids(content.deadlines.rules),
        "gates": ids(course.validation_rules),
        "indicators": frozenset({"", *INDICATORS}),
        "invented": frozenset(town.code for town in content.synthetic_population.municipalities),
        "knowledge": ids(content.knowledge.items),
        "legal_entries": ids(content.legal_guide.entries),
        "legal_themes": ids(content.legal_guide.themes),
        "mapping_domains": ids(mapping.domains),
        "profiles": ids(content.synthetic_population.profiles),
        "public_statuses": ids(course.public_statuses),
        "respondents": ids(mapping.respondents),
        "review_themes": ids(content.self_review.themes),
        "screens": ids(content.ui_texts.screens),
        "stages_of_course": ids(course.stages),
        "tools": ids(content.tools.tools),
        "track_states": ids(course.action_tracks.states),
        "triggers": ids(content.deadlines.triggers),
    }


def ids(items: Any) -> frozenset[str]:
    return frozenset(item.id for item in items)


def pointed(shape: BaseModel) -> Iterator[tuple[To, str]]:
    """The values of this shape's own fields that point somewhere, and where to."""
    for name, hint in hints(type(shape)).items():
        yield from _pointed(hint, getattr(shape, name))


@cache
def hints(kind: type[BaseModel]) -> Mapping[str, Any]:
    found = get_type_hints(kind, include_extras=True)
    return {name: found[name] for name in kind.model_fields}


def _pointed(hint: Any, value: Any) -> Iterator[tuple[To, str]]:
    """Down through lists, keys and alternatives to the marks `To`."""
    kind, inner = get_origin(hint), get_args(hint)
    if kind is Annotated and isinstance(value, str):
        yield from ((mark, value) for mark in inner[1:] if isinstance(mark, To))
        return
    for part, each in _within(kind, inner, value):
        yield from _pointed(part, each)


def _within(kind: Any, inner: tuple[Any, ...], value: Any) -> list[tuple[Any, Any]]:
    """One step down: the parts of a hint, each with the values it is about."""
    if kind is Annotated:
        return [(inner[0], value)]
    if kind in (Union, UnionType):
        return [(one, value) for one in inner]
    if kind is list and isinstance(value, list):
        return [(inner[0], each) for each in value]
    if kind is dict and isinstance(value, dict):
        return [(inner[0], key) for key in value]
    return []
