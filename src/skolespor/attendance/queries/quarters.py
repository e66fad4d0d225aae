"""Unlawful absence of children in a calendar quarter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from skolespor.attendance.models import AbsenceDay
from skolespor.attendance.rules.quarters import Attended, Sum, level, sum_of
from skolespor.calendar.queries import calendars_of
from skolespor.calendar.rules.school_days import school_days_between
from skolespor.calendar.rules.years import Quarter, school_years
from skolespor.children.models import Child, Enrolment

UNLAWFUL = "unlawful"
Told = Mapping[tuple[int, str], Mapping[date, Decimal]]
"""Unlawful absence by child and institution: the share of each day."""


@dataclass(frozen=True)
class InQuarter:
    """A child's unlawful absence in a quarter: the sum, by school, and the limit that is reached."""

    child: Child
    quarter: Quarter
    schools: tuple[Attended, ...]
    sum: Sum
    level: int


def quarters_of(child: Child, today: date) -> list[InQuarter]:
    """The running quarter and the one before it, those with a school day."""
    this = Quarter.of(today)
    before = Quarter.of(this.first_day - timedelta(days=1))
    alone = Child.objects.filter(pk=child.pk)
    return [one for quarter in (this, before) for one in unlawful_in(quarter, children=alone)]


def unlawful_in(quarter: Quarter, *, children: QuerySet[Child]) -> list[InQuarter]:
    """Those of the children who have a school day in the quarter; by what is known now. Six queries at
    most, however many children."""
    kept = children.filter(merged_into=None).select_related("acting_municipality")
    found = {child.pk: child for child in kept.order_by("pk")}
    enrolled = _enrolments(quarter, found)
    days = _school_days(quarter, enrolled)
    told = _told(quarter, found)
    by_child: dict[int, dict[str, list[Enrolment]]] = {}
    for spell in enrolled:
        by_child.setdefault(spell.child_id, {}).setdefault(spell.school.code, []).append(spell)
    lines = [_line(found[pk], quarter, by_child[pk], days, told) for pk in found if pk in by_child]
    return [line for line in lines if line.sum.school_days]


def _line(
    child: Child,
    quarter: Quarter,
    schools: Mapping[str, Sequence[Enrolment]],
    days: Mapping[int, Collection[date]],
    told: Told,
) -> InQuarter:
    attended = tuple(
        Attended(
            school_type=_type_of(spells),
            school_days=frozenset(day for spell in spells for day in days[spell.pk]),
            unlawful=told.get((child.pk, code), {}),
            name=spells[0].school.name,
        )
        for code, spells in schools.items()
    )
    total = sum_of(attended)
    reached = level(total, attended, on=quarter.last_day) if total.school_days else 0
    return InQuarter(child, quarter, attended, total, reached)


def _type_of(spells: Sequence[Enrolment]) -> str:
    """What the newest enrolment says, else the school itself."""
    newest = max(spells, key=lambda spell: (spell.since, spell.pk))
    return newest.school_type or newest.school.school_type


def _enrolments(quarter: Quarter, children: Collection[int]) -> list[Enrolment]:
    rows = Enrolment.objects.filter(
        Q(until=None) | Q(until__gte=quarter.first_day),
        since__lte=quarter.last_day,
        withdrawn_at=None,
        child__in=children,
    )
    return list(rows.select_related("school__municipality").order_by("child", "since", "pk"))


def _school_days(quarter: Quarter, enrolled: Iterable[Enrolment]) -> dict[int, tuple[date, ...]]:
    """The school days of each enrolment in the quarter, in two queries."""
    spells = list(enrolled)
    years = school_years(quarter.first_day, quarter.last_day)
    schools = {spell.school_id: spell.school for spell in spells}
    calendars = calendars_of((school, year) for school in schools.values() for year in years)
    whole = {pk: [day for year in years for day in calendars[pk, year].days] for pk in schools}
    return {
        spell.pk: school_days_between(
            whole[spell.school_id],
            max(spell.since, quarter.first_day),
            min(spell.until or quarter.last_day, quarter.last_day),
        )
        for spell in spells
    }


def _told(quarter: Quarter, children: Collection[int]) -> Told:
    """Where two municipalities tell of one day at one school, the larger share counts; a child that was
    created twice has the absence of both."""
    rows = AbsenceDay.objects.filter(
        Q(child__in=children) | Q(child__merged_into__in=children),
        category=UNLAWFUL,
        day__range=(quarter.first_day, quarter.last_day),
    )
    found: dict[tuple[int, str], dict[date, Decimal]] = {}
    columns = ("child", "child__merged_into", "institution", "day", "share")
    for pk, kept, institution, day, share in rows.values_list(*columns):
        days = found.setdefault((kept or pk, institution), {})
        days[day] = max(days.get(day, Decimal(0)), share)
    return found
