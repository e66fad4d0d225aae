"""Texts of pages: what is put in while running is the same in both languages, and declared."""

import re
from collections.abc import Iterator

from skolespor.core.content.problems import Problem
from skolespor.core.content.references.walk import Spot, spots_of
from skolespor.core.content.shapes import Content

PLACEHOLDER = re.compile(r"\{(\w+)\}")
GENITIVE = re.compile(r"\{first_name\}['’]?s\b")
FILE = "ui_texts.yaml"


def check(content: Content) -> Iterator[Problem]:
    declared = set(content.ui_texts.meta.placeholders)
    for spot in spots_of(content, FILE):
        if isinstance(spot.value, str):
            yield from undeclared(spot, declared)
            yield from genitive(spot)
        elif hasattr(spot.value, "da"):
            yield from different(spot)


def undeclared(spot: Spot, declared: set[str]) -> Iterator[Problem]:
    for name in sorted(set(PLACEHOLDER.findall(spot.value)) - declared):
        yield spot.problem(f"{{{name}}} står ikke i meta, placeholders.")


def genitive(spot: Spot) -> Iterator[Problem]:
    """»Lukas' skole«, not »Lukass skole«: only {first_name_genitive} knows which."""
    if spot.way[-1] == "da" and GENITIVE.search(spot.value):
        yield spot.problem("Brug {first_name_genitive}.")


def different(spot: Spot) -> Iterator[Problem]:
    danish, english = (set(PLACEHOLDER.findall(text)) for text in (spot.value.da, spot.value.en))
    if danish != english:
        yield spot.problem("Det, der sættes ind, er ikke det samme på dansk og engelsk.")
