"""Every reference between the files, and every rule that no single file can keep alone."""

from collections.abc import Callable, Iterator

from skolespor.core.content.problems import Problem
from skolespor.core.content.references import (
    access,
    figures,
    ids,
    kept,
    law,
    lists,
    numbers,
    periods,
    pointers,
    programme,
    talk,
    town,
    wording,
)
from skolespor.core.content.shapes import Content

CHECKS: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    ids.check,
    pointers.check,
    periods.check,
    lists.check,
    law.check,
    talk.check,
    programme.check,
    wording.check,
    access.check,
    figures.check,
    town.check,
    numbers.check,
    kept.check,
)


def broken_references(content: Content) -> Iterator[Problem]:
    for check in CHECKS:
        yield from check(content)
