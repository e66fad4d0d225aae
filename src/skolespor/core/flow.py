"""A flow is a table: which step leads from which state to which, and who may take it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken


@dataclass(frozen=True)
class Step:
    name: str
    source: tuple[str, ...]
    target: str
    permission: Any
    label: Any


class Flow:
    def __init__(self, *steps: Step):
        self.steps = {step.name: step for step in steps}

    def from_state(self, state: str) -> list[Step]:
        return [step for step in self.steps.values() if state in step.source]

    def mermaid(self) -> str:
        arrows = (
            f"    {source} --> {step.target}: {step.name}"
            for step in self.steps.values()
            for source in step.source
        )
        return "\n".join(["stateDiagram-v2", *arrows])


def move(thing: Model, step: Step, **fields: Any) -> None:
    """Take the step in the database, or refuse when somebody else was faster.

    One UPDATE with the old state in its WHERE: the same on SQLite and PostgreSQL,
    and no row lock to forget.
    """
    manager = type(thing)._base_manager
    changes = {"state": step.target, **fields}
    moved = manager.filter(pk=thing.pk, state__in=step.source).update(**changes)
    if not moved:
        raise RuleBroken("flow.not_from_here", _("Det kan ikke gøres i den nuværende tilstand."))
    for name, value in changes.items():
        setattr(thing, name, value)
