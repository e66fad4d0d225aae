"""What is decided about children who are placed, before their lives are told.

The shares of the yaml are met exactly, not by chance alone: a hundred children are too few for that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log
from typing import Any

from skolespor.demo.registers.dice import (
    Dice,
    favoured,
    lognormal,
    shared_out,
    spread,
    weighed,
)
from skolespor.demo.registers.recipe import YOUTH_TYPES, distribution

LAST_GRADE = 10
OWN_ROOM_AGE = 15
EFTERSKOLE_GRADE = 8
NEEDS_A_CHANGE = ("onsite_school_offer", "treatment_school_offer", "efterskole")
"""Nobody begins in grade 0 there."""
ELSEWHERE_ONLY = ("childrens_home_partly_closed", "secure_unit", "residential_school_placement")
"""Types of placement that have no place in Solvang."""


@dataclass(frozen=True)
class Decided:
    """`age` is the one of the calendar year in which the school year begins, `birthday` the part of
    that year that had passed at birth, `ahead` the years of grades before (or behind) that age.
    `school_type` is the last one before a youth education, `youth_type` is empty for pupils up to
    grade 10. `gap_weeks` is the longest break between schools so far, `gap_now` the school days
    without school up to today."""

    age: int
    birthday: float
    girl: bool
    ahead: int
    group: str
    placement_type: str
    legal_basis: str
    is_elsewhere: bool
    is_protected: bool
    school_type: str
    youth_type: str
    changes: int
    gap_weeks: float
    gap_now: int

    @property
    def grade(self) -> int:
        """0 to 10, and more for those in youth education."""
        return self.age - 6 + self.ahead


def decide(count: int, dice: Dice, *, gaps: int) -> list[Decided]:
    """For each of `count` children; `gaps` of them are without school today."""
    who = _who(count, dice)
    grades = [age - 6 + ahead for age, ahead in zip(who["age"], who["ahead"], strict=True)]
    where = _where(who["age"], dice)
    now = _gaps_now(where["group"], grades, dice, gaps)
    schools = _school_types(where["group"], where["placement_type"], grades, now, dice)
    changes = _changes(who["age"], schools, dice)
    weeks = _gap_weeks(who["age"], changes, now, dice)
    youth = dice("youth education")
    columns: dict[str, Sequence[Any]] = {
        **who,
        **where,
        "school_type": schools,
        "youth_type": [weighed(youth, YOUTH_TYPES) if g > LAST_GRADE else "" for g in grades],
        "changes": changes,
        "gap_weeks": weeks,
        "gap_now": now,
    }
    rows = zip(*columns.values(), strict=True)
    return [Decided(**dict(zip(columns, row, strict=True))) for row in rows]


def _who(count: int, dice: Dice) -> dict[str, Sequence[Any]]:
    sexes = shared_out(dice("sex"), count, distribution("sex")["shares"])
    ages = shared_out(dice("age"), count, distribution("age")["weights"])
    return {
        "age": ages,
        "birthday": _birthdays(ages, dice),
        "girl": [sex == "girl" for sex in sexes],
        "ahead": _ahead(ages, dice),
    }


def _birthdays(ages: Sequence[int], dice: Dice) -> list[float]:
    """Evenly over the year within each age, so that every age limit is near for somebody."""
    throw = dice("birthdays")
    left = {age: spread(throw, ages.count(age)) for age in sorted(set(ages))}
    return [left[age].pop() for age in ages]


def _ahead(ages: Sequence[int], dice: Dice) -> list[int]:
    """Who goes in another grade than the age says; nobody in grade 0 is behind."""
    shares = distribution("grade")
    behind = favoured(
        dice("behind"),
        [int(age == 6) for age in ages],
        round(len(ages) * shares["one_year_behind_share"] / 100),
    )
    ahead = favoured(
        dice("ahead"),
        [int(is_behind) for is_behind in behind],
        round(len(ages) * shares["one_year_ahead_share"] / 100),
    )
    return [ahead - behind for ahead, behind in zip(ahead, behind, strict=True)]


def _where(ages: Sequence[int], dice: Dice) -> dict[str, Sequence[Any]]:
    count = len(ages)
    groups = _groups(ages, dice)
    types = _within_groups(groups, distribution("placement_type_within_group"), dice)
    elsewhere = favoured(
        dice("elsewhere"),
        [int(type not in ELSEWHERE_ONLY) for type in types],
        round(count * distribution("lives_in_other_municipality")["share"] / 100),
    )
    protected = round(count * distribution("protected_address")["share"] / 100)
    return {
        "group": groups,
        "placement_type": types,
        "legal_basis": shared_out(
            dice("legal basis"), count, distribution("legal_basis")["shares"]
        ),
        "is_elsewhere": elsewhere,
        "is_protected": favoured(dice("protected"), [0] * count, protected),
    }


def _groups(ages: Sequence[int], dice: Dice) -> list[str]:
    """Own rooms and residential schools are for the oldest."""
    shares = dict(distribution("placement_group")["shares"])
    others = round(len(ages) * shares.pop("other") / 100)
    is_other = favoured(dice("other places"), [int(age < OWN_ROOM_AGE) for age in ages], others)
    rest = shared_out(dice("groups"), len(ages) - others, shares)
    return ["other" if other else rest.pop() for other in is_other]


def _within_groups(
    groups: Sequence[str], shares: Mapping[str, Mapping[str, float]], dice: Dice
) -> list[str]:
    left = {
        group: shared_out(dice("types", group), groups.count(group), shares[group])
        for group in sorted(set(groups))
    }
    return [left[group].pop() for group in groups]


def _gaps_now(groups: Sequence[str], grades: Sequence[int], dice: Dice, gaps: int) -> list[int]:
    """School days without school up to today. Those at homes first, and nobody whose duty of
    education may have ended."""
    ranks = [
        int(group != "home") + 2 * int(not 2 <= grade <= 8)
        for group, grade in zip(groups, grades, strict=True)
    ]
    lengths = distribution("current_gap")["school_days_so_far"]
    chosen = favoured(dice("gaps now"), ranks, gaps)
    numbers = iter(range(len(groups)))
    return [lengths[next(numbers) % len(lengths)] if is_now else 0 for is_now in chosen]


def _school_types(
    groups: Sequence[str],
    types: Sequence[str],
    grades: Sequence[int],
    now: Sequence[int],
    dice: Dice,
) -> list[str]:
    """By the group, among those who go to school and have not gone on to a youth education."""
    found = ["folkeskole_general"] * len(groups)
    for group in sorted(set(groups)):
        there = [
            number
            for number, own in enumerate(groups)
            if own == group and not now[number] and grades[number] <= LAST_GRADE
        ]
        ranks = [
            int(types[n] != "residential_school_placement") + 2 * (grades[n] < EFTERSKOLE_GRADE)
            for n in there
        ]
        for number, type in zip(there, _types_of_group(group, ranks, dice), strict=True):
            found[number] = type
    return [_possible(type, grade) for type, grade in zip(found, grades, strict=True)]


def _types_of_group(group: str, ranks: Sequence[int], dice: Dice) -> list[str]:
    """For each child of the group; the lowest ranks go to an efterskole first."""
    shares = dict(distribution("school_type_by_group")[group])
    shares.pop("none")
    labels = shared_out(dice("school types", group), len(ranks), shares)
    goes_away = favoured(dice("efterskole", group), ranks, labels.count("efterskole"))
    others = [label for label in labels if label != "efterskole"]
    return ["efterskole" if is_away else others.pop() for is_away in goes_away]


def _possible(type: str, grade: int) -> str:
    is_too_young = type == "efterskole" and grade < EFTERSKOLE_GRADE
    return "folkeskole_general" if is_too_young else type


def _changes(ages: Sequence[int], schools: Sequence[str], dice: Dice) -> list[int]:
    """How often each has changed school: never, or a geometric number of times."""
    shares = distribution("ever_changed_school")
    mean, most = (shares["number_of_changes_if_any"][name] for name in ("mean", "max"))
    found = [0] * len(ages)
    for name, is_old in (("up_to_11", False), ("over_11", True)):
        there = [number for number, age in enumerate(ages) if (age > 11) == is_old]
        wanted = round(len(there) * shares["by_age"][name] / 100)
        ranks = [int(schools[number] not in NEEDS_A_CHANGE) for number in there]
        throw = dice("number of changes", name)
        for number, is_changed in zip(
            there, favoured(dice("changes", name), ranks, wanted), strict=True
        ):
            times = 1 + int(log(1 - throw()) / log(1 - 1 / mean))
            found[number] = min(times, most, 2 * (ages[number] - 5)) if is_changed else 0
    return found


def _gap_weeks(
    ages: Sequence[int], changes: Sequence[int], now: Sequence[int], dice: Dice
) -> list[float]:
    """The longest break each has had between two schools; long ones come to the older ones."""
    shares = distribution("gap_history")
    length = shares["length_weeks"]
    wanted = ceil(len(ages) * shares["share_with_gap"] / 100) - sum(map(bool, now))
    ranks = [
        int(age < 9 or not times or bool(days))
        for age, times, days in zip(ages, changes, now, strict=True)
    ]
    wanted = max(0, min(wanted, ranks.count(0)))
    has_gap = favoured(dice("gaps"), ranks, wanted)
    parts = spread(dice("gap lengths"), wanted)
    throw = dice("who has the long gaps")
    by_age = sorted(
        (n for n, gap in enumerate(has_gap) if gap), key=lambda n: ages[n] + 4 * throw()
    )
    weeks = [0.0] * len(ages)
    for number, part in zip(by_age, parts, strict=True):
        exact = lognormal(part, median=length["median"], sigma=length["sigma"])
        weeks[number] = min(max(exact, length["min"]), length["max"])
    return weeks
