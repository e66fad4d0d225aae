"""Lives as rows of the files, cell by cell, in the words that people in municipalities use."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from skolespor.demo.registers.days import Calendar, absences
from skolespor.demo.registers.dice import Throw
from skolespor.demo.registers.lives import Life
from skolespor.demo.registers.places import School
from skolespor.demo.registers.recipe import SOLVANG, YOUTH_TYPES, words
from skolespor.demo.registers.spells import Enrolment
from skolespor.imports.formats import format_of

Row = Sequence[str]
Told = tuple[str, Row]
"""The municipality that tells it, and the row."""
FIELDS = {
    "placements": (
        "pupil",
        "first_name",
        "last_name",
        "acting",
        "type",
        "since",
        "until",
        "legal_basis",
        "place_name",
        "municipality",
        "is_protected",
    ),
    "enrolments": (
        "pupil",
        "first_name",
        "last_name",
        "sex",
        "institution",
        "school_name",
        "school_type",
        "municipality",
        "grade",
        "class_name",
        "since",
        "until",
        "end_cause",
    ),
    "absence": ("pupil", "institution", "day", "category", "share"),
    "school-days": ("municipality", "institution", "day", "note"),
}
"""What stands in each kind of file, in this order."""
KINDS = tuple(FIELDS)
CLASSES = "ABC"


def head(kind: str) -> list[str]:
    form = format_of(kind)
    return [form[field].name for field in FIELDS[kind]]


class Rows:
    """Writes lives down in the words of the content in use."""

    def __init__(self) -> None:
        self._placement_types, self._legal_bases = words("placement_types"), words("legal_bases")
        self._school_types, self._causes = words("school_types"), words("school_change_causes")

    def placements(self, life: Life, *, is_answered: bool) -> Iterator[Told]:
        """Solvang tells of everybody who lives there too; `is_answered`: the municipality that has
        placed the child there tells the same."""
        for row in self._placements(life):
            yield SOLVANG, row
            if is_answered:
                yield life.acting, row

    def _placements(self, life: Life) -> Iterator[Row]:
        who = life.person
        for residence in life.residences:
            yield (
                who.cpr,
                who.first_name,
                who.last_name,
                life.acting,
                self._placement_types[residence.home.type],
                written_day(residence.since),
                written_day(residence.until),
                self._legal_bases[life.legal_basis],
                residence.home.name,
                residence.home.municipality,
                "ja" if life.is_protected else "nej",
            )

    def enrolments(self, life: Life) -> Iterator[Told]:
        """Told by the municipality in which the school lies."""
        who = life.person
        for enrolment in life.enrolments:
            school = enrolment.school
            row = (
                who.cpr,
                who.first_name,
                who.last_name,
                who.sex,
                school.number,
                school.name,
                self._school_types[school.type],
                school.municipality,
                str(enrolment.grade),
                _class(enrolment, who.cpr),
                written_day(enrolment.since),
                written_day(enrolment.until),
                self._causes[enrolment.cause] if enrolment.cause else "",
            )
            yield school.municipality, row

    def absence(self, life: Life, calendar: Calendar, throw: Throw) -> Iterator[Told]:
        """Youth educations register no absence here."""
        cpr = life.person.cpr
        for enrolment in life.enrolments:
            if _registers_absence(enrolment.school):
                school, told_by = enrolment.school.number, enrolment.school.municipality
                days = calendar.days(school, enrolment.since, enrolment.until)
                for day, category, share in absences(days, life.habit, throw):
                    yield told_by, (cpr, school, written_day(day), category, share)

    def school_days(self, calendar: Calendar) -> Iterator[Told]:
        for school, day in calendar.lists():
            whose = "" if school else SOLVANG
            yield SOLVANG, (whose, school, written_day(day), calendar.note(day))


@cache
def written_day(day: date | None) -> str:
    """21-11-2026; nothing for a spell that has not ended."""
    return f"{day.day:02d}-{day.month:02d}-{day.year}" if day else ""


def _registers_absence(school: School) -> bool:
    return school.type not in YOUTH_TYPES


def _class(enrolment: Enrolment, cpr: str) -> str:
    """The class stays the same from year to year, as far as one can see."""
    if enrolment.school.type in YOUTH_TYPES:
        return ""
    return f"{enrolment.grade}.{CLASSES[int(cpr[:2]) % len(CLASSES)]}"
