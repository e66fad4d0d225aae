"""Days without school, *Går ikke i skole* and absence, for the school timeline."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role, fields_of
from skolespor.attendance.models import AbsenceDay
from skolespor.attendance.queries.clocks import away_of, course_of
from skolespor.attendance.rules.clock import SHORT, duty_of_education
from skolespor.attendance.rules.weeks import Away, absence_by_week
from skolespor.calendar.queries import calendars_of
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.models import Child
from skolespor.children.queries.page import Header
from skolespor.children.queries.timeline import known_since
from skolespor.children.timeline import Dot, Lane, Part, Shape, Stretch, Week

BY_DAY = "absence_days_list"
"""The field of the matrix that shows absence finer than as one sum."""
SOON = timedelta(days=366)


def timeline(head: Header) -> Part:
    """For readers who see attendance, as far back as they may know of the child's schools. Never for
    the child itself: nobody counts its days for it."""
    if head.is_own or head.sight.is_masked or Permission.ATTENDANCE_VIEW not in head.may:
        return Part()
    first, today = known_since(head), timezone.localdate()
    away = tuple(_away(head.child, first))
    sees_days = fields_of(Role(head.way.role), "absence").get(BY_DAY) == "full"
    lanes = [Lane.WITHOUT, *([Lane.AWAY] if away else []), *([Lane.ABSENCE] if sees_days else [])]
    return Part(
        lanes=(*lanes, Lane.EVENTS),
        stretches=(*_without(head.child, first, today), *away),
        dots=tuple(_duty(head, today)),
        weeks=tuple(_weeks(head.child, first)) if sees_days else (),
    )


def _without(child: Child, first: date, today: date) -> Iterator[Stretch]:
    """The pauses that became gaps, and the one that runs, from its first day on."""
    course = course_of(child, today)
    for run in course.pauses:
        runs_on = course.clock is not None and course.clock.days[-1] == run[-1]
        if run[-1] >= first and (runs_on or len(run) > SHORT):
            yield Stretch(Lane.WITHOUT, run[0], None if runs_on else run[-1], days=len(run))


def _away(child: Child, first: date) -> Iterator[Stretch]:
    for away in away_of(child):
        if (away.until or date.max) >= first:
            yield Stretch(Lane.AWAY, away.since, away.until)


def _duty(head: Header, today: date) -> Iterator[Dot]:
    """The first day of the duty of education, of a child that is about that age."""
    begins = duty_of_education(head.child.birth_year).since
    if "birth_date" in head.sight and abs(begins - today) <= SOON:
        words = _("Skolepligten begynder")
        yield Dot(begins, words, Shape.TRIANGLE, words)


def _weeks(child: Child, first: date) -> Iterator[Week]:
    """Four queries; one when there is no absence."""
    rows = AbsenceDay.objects.filter(
        Q(child=child) | Q(child__merged_into=child), day__gte=first
    ).values_list("institution", "day", "category", "share")
    lines = [Away(*row) for row in rows]
    school_days = _school_days({(line.school, SchoolYear.of(line.day)) for line in lines})
    for monday, days in absence_by_week(lines, school_days):
        yield Week(monday, days)


def _school_days(asked: Collection[tuple[str, SchoolYear]]) -> dict[str, set[date]]:
    """Of institutions that Skolespor knows, by their numbers."""
    if not asked:
        return {}
    known = Organisation.objects.filter(code__in={code for code, _year in asked})
    schools = {school.code: school for school in known}
    pairs = [(code, year) for code, year in asked if code in schools]
    calendars = calendars_of((schools[code], year) for code, year in pairs)
    found: dict[str, set[date]] = {code: set() for code in schools}
    for code, year in pairs:
        found[code] |= set(calendars[schools[code].pk, year].days)
    return found
