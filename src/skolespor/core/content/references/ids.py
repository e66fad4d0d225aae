"""An id is one thing: one prefix, one kind; one id, one thing; an order without two in one place."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from skolespor.core.content.problems import Problem
from skolespor.core.content.references.walk import Spot, spots
from skolespor.core.content.shapes import Content, files_of
from skolespor.core.content.shapes.base import File, Item
from skolespor.core.content.shapes.lists import Code


def check(content: Content) -> Iterator[Problem]:
    everything = list(spots(content))
    items = [spot for spot in everything if isinstance(spot.value, Item)]
    yield from own_prefix(items)
    yield from others_prefix(items)
    yield from twice([spot for spot in items if spot.value.prefixes])
    for spot in everything:
        if isinstance(spot.value, list):
            yield from twice_in_list(spot)
    yield from wrong_name(content)


def own_prefix(items: list[Spot]) -> Iterator[Problem]:
    for spot in items:
        wanted = spot.value.prefixes
        if wanted and _prefix(spot) not in wanted:
            yield spot.problem(f"Koden skal begynde med {' eller '.join(f'{p}_' for p in wanted)}.")


def others_prefix(items: list[Spot]) -> Iterator[Problem]:
    """Codes of the lists are found by their list, so they may begin as they like."""
    taken = {prefix for spot in items for prefix in spot.value.prefixes}
    for spot in items:
        plain = not spot.value.prefixes and not isinstance(spot.value, Code)
        if plain and "_" in spot.value.id and _prefix(spot) in taken:
            yield spot.problem(f"Koder med {_prefix(spot)}_ hører til et andet sted.")


def _prefix(spot: Spot) -> str:
    return str(spot.value.id).partition("_")[0]


def twice(items: list[Spot]) -> Iterator[Problem]:
    count = Counter(spot.value.id for spot in items)
    for ident in (ident for ident, number in count.items() if number > 1):
        file = next(spot.file for spot in items if spot.value.id == ident)
        yield Problem(file, ident, "Koden findes to gange.")


def twice_in_list(spot: Spot) -> Iterator[Problem]:
    """In one list, neither the id nor the place in the order may be there twice."""
    items = [item for item in spot.value if isinstance(item, Item)]
    for item in _repeated([item.id for item in items if not item.prefixes]):
        yield spot.problem(f"Koden »{item}« findes to gange.")
    for number in _repeated([item.order for item in items if hasattr(item, "order")]):
        yield spot.problem(f"To står som nummer {number}.")


def _repeated(values: list[Any]) -> list[Any]:
    return [value for value, number in Counter(values).items() if number > 1]


def wrong_name(content: Content) -> Iterator[Problem]:
    """A file says its own name, so that a copy in the wrong place is seen."""
    for name, file in files_of(content).items():
        if isinstance(file, File) and file.meta.file != name:
            yield Problem(name, "meta, file", f"Her står »{file.meta.file}«.")
