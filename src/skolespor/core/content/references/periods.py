"""What holds for a time begins before it ends, and two that exclude each other never overlap."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from skolespor.core.content.problems import Problem
from skolespor.core.content.references.walk import spots
from skolespor.core.content.shapes import Content
from skolespor.core.content.shapes.base import Valid
from skolespor.core.content.shapes.scenarios import Days, Quarter

T = TypeVar("T")


def check(content: Content) -> Iterator[Problem]:
    yield from backwards(content)
    yield from same_rule_twice(content)
    yield from ages(content)
    yield from school_calendar(content)


def backwards(content: Content) -> Iterator[Problem]:
    for spot in spots(content):
        value = spot.value
        if isinstance(value, Valid) and ends(value) < begins(value):
            yield spot.problem("Sidste dag er før første dag.")
        if isinstance(value, Days) and value.last < value.first:
            yield spot.problem("Sidste dag er før første dag.")


def begins(valid: Valid) -> date:
    return valid.valid_from or date.min


def ends(valid: Valid) -> date:
    return valid.valid_to or date.max


def same_rule_twice(content: Content) -> Iterator[Problem]:
    """Two active rules with one title are versions of one rule, and so are two of one exam part."""
    rules = [rule for rule in content.deadlines.rules if rule.active]
    parts = content.code_lists.lists.exam_parts.items
    for file, items, same in (
        ("deadlines.yaml", rules, lambda rule: rule.title_da),
        ("code_lists.yaml", parts, lambda part: (part.subject, part.part, part.label_da)),
    ):
        for one, other in overlapping(items, same):
            yield Problem(file, other.id, f"Gælder samtidig med {one.id}.")


def overlapping(items: Iterable[Any], same: Callable[[Any], Any]) -> Iterator[tuple[Any, Any]]:
    ordered = sorted(items, key=lambda item: (same(item), begins(item)))
    for one, other in pairwise(ordered):
        if same(one) == same(other) and begins(other) <= ends(one):
            yield one, other


def ages(content: Content) -> Iterator[Problem]:
    """Every age has one band: none between two, none in two."""
    consent = content.consent_matrix.age_bands
    bands = content.code_lists.lists.age_bands.items
    check = content.mapping_instruments.wellbeing_check
    scales = [(scale.from_age, scale.to_age) for scale in (check.scale_younger, check.scale_older)]
    for file, place, spans in (
        ("consent_matrix.yaml", "age_bands", [(b.from_years, b.to_years) for b in consent]),
        ("code_lists.yaml", "age_bands", [(b.from_age, b.to_age) for b in bands]),
        ("mapping_instruments.yaml", "wellbeing_check", scales),
    ):
        if not follow(spans):
            yield Problem(file, place, "Aldrene skal følge efter hinanden uden huller og overlap.")
    yield from means(content)


def follow(spans: list[tuple[int, int]]) -> bool:
    return all(first <= last for first, last in spans) and all(
        other[0] == one[1] + 1 for one, other in pairwise(spans)
    )


def means(content: Content) -> Iterator[Problem]:
    bands = sorted(content.code_lists.lists.wellbeing_bands.items, key=lambda band: band.from_mean)
    for one, other in pairwise(bands):
        if other.from_mean <= one.to_mean:
            yield Problem(
                "code_lists.yaml", f"lists, wellbeing_bands, {other.id}", f"Overlapper {one.id}."
            )


def school_calendar(content: Content) -> Iterator[Problem]:
    for year in content.scenarios.model_calendar:
        place = f"model_calendar, {year.school_year}"
        if year.last_school_day < year.first_school_day:
            yield Problem("scenarios.yaml", place, "Sidste skoledag er før første skoledag.")
        for one, other in pairwise(sorted(year.closed, key=lambda days: days.first)):
            if other.first <= one.last:
                yield Problem("scenarios.yaml", place, f"{other.name_da} overlapper {one.name_da}.")
    yield from quarters(content.scenarios.quarters)


def quarters(every: list[Quarter]) -> Iterator[Problem]:
    for one, other in pairwise(every):
        if other.first != one.last + timedelta(days=1):
            yield Problem("scenarios.yaml", other.id, f"Begynder ikke dagen efter {one.id}.")
