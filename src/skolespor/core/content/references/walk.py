"""Through everything that was read, with the place one can search for in the file."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from skolespor.core.content.problems import Problem
from skolespor.core.content.shapes import Content, files_of
from skolespor.core.content.shapes.base import Item


class Spot(NamedTuple):
    """One thing in a file, and the way to it."""

    file: str
    way: tuple[str, ...]
    value: Any

    def problem(self, sentence: str) -> Problem:
        return Problem(self.file, ", ".join(self.way), sentence)


@lru_cache(maxsize=1)
def spots(content: Content) -> tuple[Spot, ...]:
    """Every shape, list, text and number of the content, from the outside in. Every check asks."""
    return tuple(
        spot for file, value in files_of(content).items() for spot in _of_file(file, value)
    )


def _of_file(file: str, value: Any) -> Iterator[Spot]:
    if not isinstance(value, list):
        yield from inside(Spot(file, (), value))
        return
    for number, row in enumerate(value, 2):
        yield from inside(Spot(file, (f"række {number}",), row))


def spots_of(content: Content, *files: str) -> Iterator[Spot]:
    return (spot for spot in spots(content) if spot.file in files)


def inside(spot: Spot) -> Iterator[Spot]:
    yield spot
    for name, value in _parts(spot.value):
        yield from inside(Spot(spot.file, _way(spot.way, name, value), value))


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        yield from ((name, getattr(value, name)) for name in type(value).model_fields)
    elif isinstance(value, dict):
        yield from ((str(key), each) for key, each in value.items())
    elif isinstance(value, list):
        yield from ((f"nr. {number}", each) for number, each in enumerate(value, 1))


def _way(way: tuple[str, ...], name: str, value: Any) -> tuple[str, ...]:
    """An id of one kind is found everywhere; other ids are found in their list."""
    if not isinstance(value, Item):
        return (*way, name)
    return (value.id,) if value.prefixes else (*way, value.id)
