"""Where children were enrolled in a period, the school days there, and the absence told of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.db.models import Q, QuerySet

from skolespor.attendance.models import AbsenceDay
from skolespor.calendar.queries import calendars_of
from skolespor.calendar.rules.school_days import school_days_between
from skolespor.calendar.rules.years import school_years
from skolespor.children.models import Child, Enrolment

Told = Mapping[tuple[int, str], Mapping[str, Mapping[date, Decimal]]]
"""Absence by child and institution: by category, the share of each day."""


class Period(Protocol):
    """A quarter or a school year."""

    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...


@dataclass(frozen=True)
class SchoolDays:
    """The school days of each enrolment by its number, and the schools of which they are assumed."""

    of: Mapping[int, tuple[date, ...]]
    assumed: frozenset[int]


def kept_children(children: QuerySet[Child]) -> dict[int, Child]:
    """Without doubles, by number."""
    kept = children.filter(merged_into=None).select_related("acting_municipality")
    return {child.pk: child for child in kept.order_by("pk")}


def enrolments_in(
    period: Period, children: Collection[int]
) -> dict[int, dict[int, list[Enrolment]]]:
    """Those with a day in the period, by child and school, in the order in which they begin."""
    rows = Enrolment.objects.filter(
        Q(until=None) | Q(until__gte=period.first_day),
        since__lte=period.last_day,
        withdrawn_at=None,
        child__in=children,
    )
    found: dict[int, dict[int, list[Enrolment]]] = {}
    for spell in rows.select_related("school__municipality").order_by("child", "since", "pk"):
        found.setdefault(spell.child_id, {}).setdefault(spell.school_id, []).append(spell)
    return found


def school_days_in(period: Period, enrolled: Iterable[Enrolment]) -> SchoolDays:
    """The school days of each enrolment in the period, in two queries."""
    spells = list(enrolled)
    years = school_years(period.first_day, period.last_day)
    schools = {spell.school_id: spell.school for spell in spells}
    calendars = calendars_of((school, year) for school in schools.values() for year in years)
    whole = {pk: [day for year in years for day in calendars[pk, year].days] for pk in schools}
    assumed = {pk for (pk, _year), calendar in calendars.items() if calendar.is_assumed}
    days = {
        spell.pk: school_days_between(
            whole[spell.school_id],
            max(spell.since, period.first_day),
            min(spell.until or period.last_day, period.last_day),
        )
        for spell in spells
    }
    return SchoolDays(days, frozenset(assumed))


def absence_in(period: Period, children: Collection[int], **only: str) -> Told:
    """Where two municipalities tell of one day at one school, the larger share counts; a child that was
    created twice has the absence of both."""
    rows = AbsenceDay.objects.filter(
        Q(child__in=children) | Q(child__merged_into__in=children),
        day__range=(period.first_day, period.last_day),
        **only,
    )
    found: dict[tuple[int, str], dict[str, dict[date, Decimal]]] = {}
    columns = ("child", "child__merged_into", "institution", "category", "day", "share")
    for pk, kept, institution, category, day, share in rows.values_list(*columns):
        days = found.setdefault((kept or pk, institution), {}).setdefault(category, {})
        days[day] = max(days.get(day, Decimal(0)), share)
    return found
