"""Unlawful absence of children in a calendar quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from skolespor.attendance.queries.attended import (
    SchoolDays,
    Told,
    absence_in,
    enrolments_in,
    kept_children,
    school_days_in,
)
from skolespor.attendance.rules.quarters import Attended, Sum, level, reached_on, sum_of
from skolespor.calendar.rules.years import Quarter
from skolespor.children.models import Child, Enrolment

UNLAWFUL = "unlawful"


@dataclass(frozen=True)
class InQuarter:
    """A child's unlawful absence in a quarter: the sum, by school, and the limit that is reached."""

    child: Child
    quarter: Quarter
    schools: tuple[Attended, ...]
    sum: Sum
    level: int

    def reached_on(self, percent: int) -> date | None:
        """The day on which so many per cent were reached; none while they are not."""
        return reached_on(percent, self.schools)


def quarters_of(child: Child, today: date) -> list[InQuarter]:
    """The running quarter and the one before it, those with a school day."""
    this = Quarter.of(today)
    before = Quarter.of(this.first_day - timedelta(days=1))
    alone = Child.objects.filter(pk=child.pk)
    return [one for quarter in (this, before) for one in unlawful_in(quarter, children=alone)]


def unlawful_in(quarter: Quarter, *, children: QuerySet[Child]) -> list[InQuarter]:
    """Those of the children who have a school day in the quarter; by what is known now. Six queries at
    most, however many children."""
    found = kept_children(children)
    enrolled = enrolments_in(quarter, found)
    days = school_days_in(
        quarter, [one for schools in enrolled.values() for some in schools.values() for one in some]
    )
    told = absence_in(quarter, found, category=UNLAWFUL)
    lines = [_line(found[pk], quarter, enrolled[pk], days, told) for pk in found if pk in enrolled]
    return [line for line in lines if line.sum.school_days]


def _line(
    child: Child,
    quarter: Quarter,
    schools: Mapping[int, Sequence[Enrolment]],
    days: SchoolDays,
    told: Told,
) -> InQuarter:
    attended = tuple(
        Attended(
            school_type=_type_of(spells),
            school_days=frozenset(day for spell in spells for day in days.of[spell.pk]),
            unlawful=told.get((child.pk, spells[0].school.code), {}).get(UNLAWFUL, {}),
            name=spells[0].school.name,
        )
        for spells in schools.values()
    )
    total = sum_of(attended)
    reached = level(total, attended, on=quarter.last_day) if total.school_days else 0
    return InQuarter(child, quarter, attended, total, reached)


def _type_of(spells: Sequence[Enrolment]) -> str:
    """What the newest enrolment says, else the school itself."""
    newest = max(spells, key=lambda spell: (spell.since, spell.pk))
    return newest.school_type or newest.school.school_type
