"""The invented town: shares that add up, and nothing in it that exists."""

import re
from collections.abc import Iterator, Mapping

from skolespor.core.content.problems import Problem
from skolespor.core.content.references.walk import spots_of
from skolespor.core.content.shapes import Content
from skolespor.core.content.shapes.base import Shape
from skolespor.core.content.shapes.invented import Distributions

FILE = "synthetic_population.yaml"
MUST_SIGN_IN = ("child", "custody_holder", "foster_parent")
GROUPS = ("foster", "home", "other")
CODE = re.compile(r"\((\d{4})\)")
NAME = re.compile(r"[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?")


def check(content: Content) -> Iterator[Problem]:
    population = content.synthetic_population
    yield from add_up(population.distributions)
    yield from near_targets(population.distributions)
    yield from towns(content)
    yield from real_places(content)
    have = {person.role for person in population.sign_ins.items}
    for role in MUST_SIGN_IN:
        if role not in have:
            yield Problem(FILE, "sign_ins", f"Ingen kan logge ind som {role}.")


def hundreds(given: Distributions) -> Iterator[tuple[str, Mapping[object, int]]]:
    """What must be a hundred percent, by its place."""
    for name in type(given).model_fields:
        part: Shape = getattr(given, name)
        for field in ("shares", "weights", "split"):
            if hasattr(part, field):
                yield f"distributions, {name}, {field}", getattr(part, field)
    for group in GROUPS:
        types, schools = given.placement_type_within_group, given.school_type_by_group
        yield f"distributions, placement_type_within_group, {group}", getattr(types, group)
        yield f"distributions, school_type_by_group, {group}", getattr(schools, group)


def add_up(given: Distributions) -> Iterator[Problem]:
    for place, shares in hundreds(given):
        if sum(shares.values()) != 100:
            yield Problem(FILE, place, f"Giver {sum(shares.values())} og ikke 100.")


def near_targets(given: Distributions) -> Iterator[Problem]:
    """The groups together come within a rounding of the published figure for all."""
    for place, got, target, slack in targets(given):
        if abs(got - target) > slack:
            yield Problem(
                FILE, f"distributions, {place}", f"Giver {got:.1f}, men målet er {target}."
            )


def targets(given: Distributions) -> Iterator[tuple[str, float, float, float]]:
    groups, schools = given.placement_group.shares, given.school_type_by_group
    for school, target in schools.overall_target.items():
        got = sum(groups[g] * getattr(schools, g).get(school, 0) / 100 for g in groups)
        yield f"school_type_by_group, {school}", got, target, 1
    older = sum(weight for age, weight in given.age.weights.items() if age > 11)
    changes = given.ever_changed_school
    got = (changes.by_age.over_11 * older + changes.by_age.up_to_11 * (100 - older)) / 100
    yield "ever_changed_school", got, changes.overall_target, 1
    absence = given.absence_percent
    got = sum(groups[g] * (absence.by_group[g].mean or 0) / 100 for g in groups)
    yield "absence_percent", got, absence.overall_target.mean, 0.2


def towns(content: Content) -> Iterator[Problem]:
    ours = content.synthetic_population.municipalities
    real = {row.name for row in content.municipalities}
    if sum(town.share_of_children for town in ours) != 100:
        yield Problem(FILE, "municipalities", "Børnene skal fordeles, så det giver 100.")
    for town in ours:
        if town.name in real:
            yield Problem(
                FILE, f"municipalities, {town.code}", f"{town.name} findes i virkeligheden."
            )


def real_places(content: Content) -> Iterator[Problem]:
    """A situation is told of invented places only, so that no child can be recognised in it."""
    real = {row.name for row in content.municipalities}
    ours = {town.code for town in content.synthetic_population.municipalities}
    for spot in spots_of(content, "scenarios.yaml"):
        if isinstance(spot.value, str) and spot.way[0].startswith("sc_"):
            for code in set(CODE.findall(spot.value)) - ours:
                yield spot.problem(f"{code} er ikke en opdigtet kommune.")
            for name in sorted(set(NAME.findall(spot.value)) & real):
                yield spot.problem(f"{name} er en kommune i virkeligheden.")
