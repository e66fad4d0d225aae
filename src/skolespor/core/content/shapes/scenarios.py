"""Situations with numbers that can be checked, and the school calendar they are counted in."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from skolespor.core.content.shapes.base import (
    Count,
    File,
    Item,
    Meta,
    RoleId,
    Shape,
    Text,
    Texts,
    To,
)


class Days(Shape):
    """From the first day to the last, both included."""

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]


class Holiday(Days):
    name_da: Text


class SchoolYear(Shape):
    school_year: Annotated[str, Field(pattern=r"^20\d{2}/\d{2}$")]
    first_school_day: date
    last_school_day: date
    school_days: Count
    closed: list[Holiday]


class Quarter(Item, Days):
    prefixes: ClassVar = ("qt",)

    school_days: Count


class Scenario(Item):
    """`expected` holds what a test compares; what belongs there differs from one to the next."""

    prefixes: ClassVar = ("sc",)

    title_da: Text
    title_en: Text
    level: Literal["child", "municipality", "knowledge", "platform"]
    actors: Annotated[list[RoleId], Field(min_length=1)]
    given: Texts
    when: Texts
    then: Texts
    expected: dict[str, Any]
    covers: Annotated[
        list[Annotated[str, To("covered", "tekst, regel eller skærm")]], Field(min_length=1)
    ]


class ScenariosMeta(Meta):
    today: date


class Scenarios(File):
    meta: ScenariosMeta
    model_calendar: list[SchoolYear]
    quarters: list[Quarter]
    scenarios: list[Scenario]
