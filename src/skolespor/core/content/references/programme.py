"""Plan criteria, the self-review and the advisory course."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from skolespor.core.content.problems import Problem
from skolespor.core.content.shapes import Content

OVERRIDE = {"prompt": "allowed", "info": "allowed", "needs_reason": "reason", "blocks": "none"}
SHOWN_FROM = {"joint": 1, "one_by_one": 3}
"""A single answer without a name is shown when three have answered, so that none can be picked out."""


class State(Protocol):
    """What a course or an action track can be in, and where it goes from there."""

    @property
    def id(self) -> str: ...

    @property
    def transitions(self) -> list[str]: ...


def check(content: Content) -> Iterator[Problem]:
    for criterion in content.plan_criteria.criteria:
        if OVERRIDE.get(criterion.severity) != criterion.override:
            yield Problem(
                "plan_criteria.yaml", criterion.id, "»severity« og »override« passer ikke."
            )
    modes = {mode.id: mode.shown_from for mode in content.self_review.meta.answer_modes}
    if modes != SHOWN_FROM:
        sentence = "Sammen vises fra 1 svar, en for en fra 3."
        yield Problem("self_review.yaml", "meta, answer_modes", sentence)
    course = content.advisory_course
    for lost in unreachable(course.stages):
        yield Problem("advisory_course.yaml", lost, "Ingen vej fører hertil.")
    for lost in unreachable(course.action_tracks.states):
        yield Problem("advisory_course.yaml", lost, "Ingen vej fører hertil.")


def unreachable(states: Iterable[State]) -> list[str]:
    """Those that no path from the first one comes to, in the order of the file."""
    ways: Mapping[str, list[str]] = {state.id: state.transitions for state in states}
    reached, waiting = set[str](), list(ways)[:1]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += ways.get(state, [])
    return [state for state in ways if state not in reached]
