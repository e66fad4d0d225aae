"""What a row about a placement or an enrolment holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

PLACEMENTS, ENROLMENTS = "placements", "enrolments"


@dataclass(frozen=True)
class PlacementRow:
    """`cpr` is ten digits, `acting` and `municipality` are codes of four; `is_protected` is "ja",
    "nej", or nothing when the file does not say."""

    row: int
    cpr: str
    acting: str
    first_name: str
    last_name: str
    since: date
    until: date | None
    type: str
    legal_basis: str
    place_name: str
    municipality: str
    is_protected: str | None

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "until": _plain(self.until),
            "legal_basis": self.legal_basis,
            "place_name": self.place_name,
            "municipality": self.municipality,
            "is_protected": self.is_protected or "",
        }


@dataclass(frozen=True)
class EnrolmentRow:
    """A row about a child that is followed. `pupil` is its pseudonym in the sender's files."""

    row: int
    pupil: int
    institution: str
    since: date
    until: date | None
    grade: int
    class_name: str
    school_type: str
    end_cause: str

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "until": _plain(self.until),
            "grade": self.grade,
            "class_name": self.class_name,
            "school_type": self.school_type,
            "end_cause": self.end_cause,
        }


def last_day(facts: Mapping[str, Any]) -> date | None:
    """The last day in stored facts; an open spell has none."""
    return date.fromisoformat(facts["until"]) if facts.get("until") else None


def _plain(day: date | None) -> str:
    return day.isoformat() if day else ""
