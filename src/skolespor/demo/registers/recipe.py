"""What content/synthetic_population.yaml says about the invented municipality, and what is added here
for pupils who live at home (proposals of our own, tuned to nothing but plausibility)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.content import code_list, read_yaml

SOLVANG = "9001"
NEIGHBOURS = ("9002", "9003")
PUPILS = 7000
"""The size that the yaml's numbers of placed and hosted children fit; others are scaled."""

AT_HOME_SCHOOL_TYPES = {
    "folkeskole_general": 83.0,
    "free_private_school": 12.0,
    "folkeskole_special_class": 3.0,
    "municipal_special_school": 2.0,
}
AT_HOME_ABSENCE_MEAN, ABSENCE_SHAPE = 5.5, 1.2
"""Mean in per cent of the school days, and the shape of the gamma distribution."""
AT_HOME_SPLIT = {"sygdom": 66.0, "tilladelse": 26.0, "ulovligt": 8.0}
TAKES_GRADE_10 = 0.45
YOUTH_TYPES = {"fgu": 40.0, "vocational_education": 30.0, "upper_secondary": 15.0, "stu": 15.0}


def distribution(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_yaml("synthetic_population.yaml")["distributions"][name]
    return found


def default_seed() -> int:
    return int(read_yaml("synthetic_population.yaml")["generator"]["seed"])


def as_of() -> date:
    """The day on which the files are drawn: nothing in them has happened after it."""
    day: date = read_yaml("synthetic_population.yaml")["generator"]["as_of_date"]
    return day


def school_years(count: int) -> tuple[SchoolYear, ...]:
    """The last of them is the one that the yaml is about."""
    last = SchoolYear.parse(read_yaml("synthetic_population.yaml")["generator"]["school_year"])
    return tuple(SchoolYear(last.begins - before) for before in reversed(range(count)))


def hosted_by_us() -> int:
    """Children placed in Solvang by others, at 7,000 pupils."""
    return int(_profile()["hosted_by_us_placed_by_others"])


def placed_by_us() -> int:
    """Children of school age that Solvang has placed, at 7,000 pupils."""
    return int(_profile()["placed_school_age"])


def scaled(count: int, pupils: int) -> int:
    """A number for 7,000 pupils, for another number of them: at least one from ten pupils up."""
    return max(round(count * pupils / PUPILS), int(pupils >= 10))


def words(codes: str) -> Mapping[str, str]:
    """What people in Denmark write for the codes of a list, whatever the language of the page."""
    return {code: str(item["label_da"]) for code, item in code_list(codes).items()}


def _profile() -> Mapping[str, Any]:
    recipe = read_yaml("synthetic_population.yaml")
    profile: Mapping[str, Any] = next(
        profile for profile in recipe["profiles"] if profile["id"] == recipe["default_profile"]
    )
    return profile
