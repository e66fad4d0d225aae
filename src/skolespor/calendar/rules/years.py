"""School years and calendar quarters, as they are written: 2025/26 and 2026-1."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken

AUGUST = 8
FIRST_YEAR, LAST_YEAR = 1900, 2199
WRITTEN = re.compile(r"(\d{4})/(\d{2})", re.ASCII)
WRITTEN_QUARTER = re.compile(r"(\d{4})-([1-4])", re.ASCII)


@dataclass(frozen=True, order=True)
class SchoolYear:
    """1 August to 31 July. `begins` is the year of its August: 2025 for 2025/26."""

    begins: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.begins <= LAST_YEAR:
            raise RuleBroken(
                "school_year.range", _("Skriv et skoleår mellem 1900/01 og 2199/00."), "school_year"
            )

    @classmethod
    def of(cls, day: date) -> Self:
        """The school year that the day lies in."""
        return cls(day.year if day.month >= AUGUST else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `2025/26`; anything else breaks a rule, also 2025/27."""
        found = WRITTEN.fullmatch(text.strip())
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise RuleBroken(
                "school_year.text",
                _("Skriv skoleåret med begge år, for eksempel 2025/26."),
                "school_year",
            )
        return cls(int(found[1]))

    @property
    def first_day(self) -> date:
        return date(self.begins, 8, 1)

    @property
    def last_day(self) -> date:
        return date(self.begins + 1, 7, 31)

    @property
    def next(self) -> "SchoolYear":
        return SchoolYear(self.begins + 1)

    @property
    def previous(self) -> "SchoolYear":
        return SchoolYear(self.begins - 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.begins}/{(self.begins + 1) % 100:02d}"


def school_years(first: date, last: date) -> tuple[SchoolYear, ...]:
    """Every school year with a day in the period, both ends included."""
    if last < first:
        return ()
    begins = range(SchoolYear.of(first).begins, SchoolYear.of(last).begins + 1)
    return tuple(SchoolYear(year) for year in begins)


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a calendar year: 2026-1 is January to March 2026."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 4 and FIRST_YEAR <= self.year <= LAST_YEAR + 1):
            raise RuleBroken("quarter.range", _("Et kvartal er 1, 2, 3 eller 4."), "quarter")

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `2026-1`; anything else breaks a rule."""
        found = WRITTEN_QUARTER.fullmatch(text.strip())
        if not found:
            raise RuleBroken(
                "quarter.text",
                _("Skriv kvartalet som år og nummer, for eksempel 2026-1."),
                "quarter",
            )
        return cls(int(found[1]), int(found[2]))

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"
