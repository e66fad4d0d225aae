"""Absence of children in a school year, up to a day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from skolespor.attendance.models import Registered
from skolespor.attendance.queries.attended import (
    SchoolDays,
    absence_in,
    enrolments_in,
    kept_children,
    school_days_in,
)
from skolespor.attendance.rules.sums import Shares, sum_over
from skolespor.attendance.rules.years import (
    YearAt,
    YearSum,
    concerning_since,
    days_that_count,
    sick_teaching_on,
    sickness,
    sum_of,
)
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.models import Child, Enrolment


@dataclass(frozen=True)
class InYear:
    """A child's absence in a school year so far: the sum, by school, since which day it is concerning
    (none: it is not now), how many days of illness, and the day on which these reached the limit."""

    child: Child
    year: SchoolYear
    schools: tuple[YearAt, ...]
    sum: YearSum
    concerning_since: date | None
    sick_days: Decimal
    sick_teaching_on: date | None

    @property
    def can_be_found(self) -> bool:
        """Registers tell of pupils by number: of a child without one nothing is known, which is not
        zero."""
        return bool(self.child.cpr_index) or self.sum.total > 0

    @property
    def is_concerning(self) -> bool:
        return self.concerning_since is not None


@dataclass(frozen=True)
class _Registered:
    """The days on which a school has registered absence, and the municipalities that say so."""

    days: Collection[date] = ()
    told_by: tuple[str, ...] = ()


def years_of(child: Child, today: date) -> list[InYear]:
    """The running school year and, where anything is known of it, the one before."""
    alone, this = Child.objects.filter(pk=child.pk), SchoolYear.of(today)
    before = absence_of_year(this.previous, children=alone, today=today)
    known = [one for one in before if one.sum.school_days and one.can_be_found]
    return [*absence_of_year(this, children=alone, today=today), *known]


def absence_of_year(year: SchoolYear, *, children: QuerySet[Child], today: date) -> list[InYear]:
    """Those of the children who have been enrolled in the school year by the day; nothing after it
    counts. By what is known now. Six queries at most, however many children."""
    found = kept_children(children)
    enrolled = {
        child: [begun for spells in schools.values() if (begun := _by(today, spells))]
        for child, schools in enrolments_in(year, found).items()
    }
    books = _books(year, today, [one for schools in enrolled.values() for one in schools])
    told = absence_in(year, found)
    return [
        _line(
            child,
            year,
            [
                books.at(spells, told.get((pk, spells[0].school.code), {}))
                for spells in enrolled[pk]
            ],
            on=min(today, year.last_day),
        )
        for pk, child in found.items()
        if enrolled.get(pk)
    ]


def _by(today: date, spells: Sequence[Enrolment]) -> list[Enrolment]:
    return [spell for spell in spells if spell.since <= today]


@dataclass(frozen=True)
class _Books:
    """What is known of schools in the year up to today: their days, and when they registered absence."""

    year: SchoolYear
    today: date
    days: SchoolDays
    registered: Mapping[str, _Registered]

    def at(self, spells: Sequence[Enrolment], told: Mapping[str, Shares]) -> YearAt:
        """A pupil's enrolments at one school."""
        school = spells[0].school
        known = self.registered.get(school.code, _Registered())
        enrolled = {day for spell in spells for day in self.days.of[spell.pk]}
        return YearAt(
            school_days=days_that_count(enrolled, known.days, self.year, self.today),
            told=told,
            name=school.name,
            told_by=known.told_by,
            is_assumed=school.pk in self.days.assumed,
        )


def _books(year: SchoolYear, today: date, schools: Sequence[Sequence[Enrolment]]) -> _Books:
    days = school_days_in(year, [spell for spells in schools for spell in spells])
    codes = {spells[0].school.code for spells in schools}
    return _Books(year, today, days, _registered(year, codes))


def _line(child: Child, year: SchoolYear, schools: Sequence[YearAt], *, on: date) -> InYear:
    return InYear(
        child=child,
        year=year,
        schools=tuple(schools),
        sum=sum_of(schools),
        concerning_since=concerning_since(schools, on=on),
        sick_days=sum_over(sickness(schools)),
        sick_teaching_on=sick_teaching_on(schools, on=on),
    )


def _registered(year: SchoolYear, institutions: Collection[str]) -> dict[str, _Registered]:
    """By the number of the institution."""
    rows = Registered.objects.filter(school_year=year.begins, institution__in=institutions)
    found: dict[str, _Registered] = {}
    columns = ("institution", "days", "sender__name")
    for institution, days, sender in rows.order_by("sender__name").values_list(*columns):
        before = found.get(institution, _Registered())
        found[institution] = _Registered(
            {*before.days, *map(date.fromisoformat, days)}, (*before.told_by, sender)
        )
    return found
