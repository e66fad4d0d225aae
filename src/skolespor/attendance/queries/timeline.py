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
from skolespor.calendar.rules.school_days import SchoolCalendar
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.models import Child
from skolespor.children.queries.page import Header
from skolespor.children.queries.timeline import known_since
from skolespor.children.timeline import Dot, Lane, Part, Shape, Stretch, Week, together

BY_DAY = "absence_days_list"
"""The field of the matrix that shows absence finer than as one sum."""
SOON = timedelta(days=366)


def timeline(head: Header) -> Part:
    """For readers who see attendance, as far back as they may know of the child's schools. Never for
    the child itself: nobody counts its days for it."""
    if head.is_own or head.sight.is_masked or Permission.ATTENDANCE_VIEW not in head.may:
        return Part()
    first, today = known_since(head), timezone.localdate()
    sees_days = fields_of(Role(head.way.role), "absence").get(BY_DAY) == "full"
    parts = [
        _without(head.child, first, today),
        _away(head.child, first),
        Part((Lane.EVENTS,), dots=tuple(_duty(head, today))),
    ]
    return together([*parts, _absence(head.child, first)] if sees_days else parts)


def _without(child: Child, first: date, today: date) -> Part:
    """The pauses that became gaps, and the one that runs, from its first day on."""
    course = course_of(child, today)
    running = course.pauses[-1] if course.clock else None
    shown = tuple(
        Stretch(Lane.WITHOUT, run[0], None if run is running else run[-1], days=len(run))
        for run in course.pauses
        if run[-1] >= first and (run is running or len(run) > SHORT)
    )
    return Part((Lane.WITHOUT,), shown, notes=_assumed(bool(shown) and course.is_assumed))


def _assumed(is_assumed: bool) -> tuple[str, ...]:
    words = _("Kommunen har ikke fortalt om alle skoledagene. Dem, vi tæller, er antaget.")
    return (words,) if is_assumed else ()


def _away(child: Child, first: date) -> Part:
    """A lane only where somebody has written it."""
    shown = tuple(
        Stretch(Lane.AWAY, away.since, away.until)
        for away in away_of(child)
        if (away.until or date.max) >= first
    )
    return Part((Lane.AWAY,), shown) if shown else Part()


def _duty(head: Header, today: date) -> Iterator[Dot]:
    """The first day of the duty of education, of a child that is about that age."""
    begins = duty_of_education(head.child.birth_year).since
    if "birth_date" in head.sight and abs(begins - today) <= SOON:
        words = _("Skolepligten begynder")
        yield Dot(begins, words, Shape.TRIANGLE, words)


def _absence(child: Child, first: date) -> Part:
    """Four queries; one when there is no absence."""
    rows = AbsenceDay.objects.filter(
        Q(child=child) | Q(child__merged_into=child), day__gte=first
    ).values_list("institution", "day", "category", "share")
    lines = [Away(*row) for row in rows]
    calendars = _calendars({(line.school, SchoolYear.of(line.day)) for line in lines})
    days: dict[str, set[date]] = {}
    for code, calendar in calendars:
        days[code] = days.get(code, set()) | set(calendar.days)
    weeks = tuple(Week(monday, sum_) for monday, sum_ in absence_by_week(lines, days))
    notes = _assumed(bool(weeks) and any(calendar.is_assumed for _code, calendar in calendars))
    return Part((Lane.ABSENCE,), weeks=weeks, notes=notes)


def _calendars(asked: Collection[tuple[str, SchoolYear]]) -> list[tuple[str, SchoolCalendar]]:
    """Of the institutions that Skolespor knows, by their numbers."""
    if not asked:
        return []
    known = Organisation.objects.filter(code__in={code for code, _year in asked})
    schools = {school.code: school for school in known}
    pairs = [(code, year) for code, year in asked if code in schools]
    found = calendars_of((schools[code], year) for code, year in pairs)
    return [(code, found[schools[code].pk, year]) for code, year in pairs]
