"""docs/flows.md is made from the tables of steps: `python -m tests.house.flows --write`."""

import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.utils import translation

from skolespor.core.flow import Flow
from skolespor.imports import states as uploads
from skolespor.programme import states as courses
from skolespor.programme.presenters.course import public_name, staff_name
from skolespor.tracks import states as tracks

PAGE = Path(__file__).resolve().parents[2] / "docs" / "flows.md"
HEAD = """# Forløb

Hvad noget kan være, og hvem der kan gøre hvad med det. Siden laves af tabellerne i koden med
`python -m tests.house.flows --write`; ret tabellen, ikke siden.
"""


class Told:
    """What staff call a state of a course, and what the municipality is told."""

    def __getitem__(self, state: str) -> str:
        staff, public = staff_name(state), public_name(state)
        return staff if staff == public else f"{staff} (kommunen ser: {public})"


FLOWS: tuple[tuple[str, str, Flow, Any], ...] = (
    ("Et rådgivningsforløb", "programme/states.py", courses.COURSE, Told()),
    ("Et handlespor", "tracks/states.py", tracks.TRACK, tracks.STATES),
    ("En fil, som nogen har sendt", "imports/states.py", uploads.UPLOAD, uploads.STATES),
)


def page() -> str:
    with translation.override("da"):
        return HEAD + "".join(_part(*flow) for flow in FLOWS)


def _part(title: str, file: str, flow: Flow, states: Any) -> str:
    rows = "".join(
        f"| {step.label} | {_words(step.source, states)} | {states[step.target]} | {_may(step)} |\n"
        for step in flow.steps.values()
    )
    return (
        f"\n## {title}\n\n`{file}`\n\n```mermaid\n{flow.mermaid()}\n```\n\n"
        f"| trin | fra | til | hvem |\n|---|---|---|---|\n{rows}"
    )


def _words(sources: tuple[str, ...], states: Any) -> str:
    return ", ".join(str(states[source]) for source in sources)


def _may(step: Any) -> str:
    return f"`{step.permission}`" if step.permission else "Skolespor selv"


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("brug: python -m tests.house.flows --write")
    PAGE.write_text(page(), encoding="utf-8")
