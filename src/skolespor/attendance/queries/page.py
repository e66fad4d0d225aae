"""What the page »Fremmøde« about one child shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.roles import Role, fields_of
from skolespor.attendance.models import AbsenceChange
from skolespor.attendance.queries.clocks import (
    Away,
    WithoutSchool,
    away_of,
    schooling,
    without_school,
)
from skolespor.attendance.queries.quarters import InQuarter, quarters_of
from skolespor.attendance.queries.years import InYear, years_of
from skolespor.attendance.rules.quarters import Attended
from skolespor.attendance.rules.years import YearAt
from skolespor.children import access
from skolespor.children.models import Child, Enrolment
from skolespor.children.queries.page import Header
from skolespor.core.periods import holds

BY_KIND, TOTAL = "absence_by_category", "attendance_total"
"""The fields of the matrix that show for which reasons a child was away, and how much in all."""
HISTORY = "school_history"
CORRECTIONS = 5
"""How many of the last corrections the page tells of."""


@dataclass(frozen=True)
class Situation:
    """Today: the schools the child is enrolled at, the clock when it has none or does not go there,
    what stands open, and what stood before (the newest first)."""

    schools: Sequence[Enrolment]
    without: WithoutSchool | None
    now: Away | None
    before: Sequence[Away]


def situation(child: Child, *, reader: User) -> Situation:
    """Nothing of it for a reader who may not know where a protected child is."""
    if access.sight_of(reader, child).is_masked:
        return Situation([], None, None, [])
    today = timezone.localdate()
    enrolled = schooling().filter(child=child).select_related("school").order_by("since", "pk")
    written = away_of(child)
    clocks = without_school(today, children=Child.objects.filter(pk=child.pk))
    return Situation(
        schools=[one for one in enrolled if holds(today, since=one.since, until=one.until)],
        without=clocks[0] if clocks else None,
        now=next((one for one in written if not one.is_over(today)), None),
        before=[one for one in written if one.is_over(today)],
    )


def quarters(head: Header) -> list[InQuarter]:
    """This quarter and the last one, for readers who see absence by its kind."""
    if not sees(head, BY_KIND):
        return []
    found = quarters_of(head.child, timezone.localdate())
    return [
        replace(one, schools=tuple(_named(head, school) for school in one.schools)) for one in found
    ]


@dataclass(frozen=True)
class Absence:
    """Absence of the school year, and of the one before where anything is known of it. `by_kind`: the
    reader sees for which reasons, and `corrected`: what corrected files have changed last.
    `knows_schools`: the reader may read who told of earlier schools."""

    years: Sequence[InYear]
    by_kind: bool
    corrected: Sequence[AbsenceChange]
    knows_schools: bool


def absence(head: Header) -> Absence | None:
    """For readers who see how much a child was away."""
    by_kind = sees(head, BY_KIND)
    if not by_kind and not sees(head, TOTAL):
        return None
    found = [
        replace(one, schools=tuple(_at_school(head, school) for school in one.schools))
        for one in years_of(head.child, timezone.localdate())
    ]
    corrected = _corrected(head) if by_kind else []
    return Absence(found, by_kind, corrected, knows_schools=HISTORY in head.sight)


def _corrected(head: Header) -> list[AbsenceChange]:
    """The newest few, also of a child that was created twice."""
    rows = AbsenceChange.objects.filter(Q(child=head.child) | Q(child__merged_into=head.child))
    return list(rows.select_related("sender").order_by("-at", "-pk")[:CORRECTIONS])


def sees(head: Header, field: str) -> bool:
    """Nobody who must not know where a protected child is."""
    return not head.sight.is_masked and field in fields_of(Role(head.way.role), "absence")


def _named(head: Header, school: Attended) -> Attended:
    """Earlier schools have no name for who does not see the school history."""
    return school if _may_name(head, school.name) else replace(school, name="")


def _at_school(head: Header, school: YearAt) -> YearAt:
    """Nor does one then read who has told of them."""
    return school if _may_name(head, school.name) else replace(school, name="", told_by=())


def _may_name(head: Header, school: str) -> bool:
    return HISTORY in head.sight or bool(head.school and school == head.school)


def written_spell(child: Child, spell_id: int, *, reader: User) -> Away | None:
    """What stands with the child, if that is its number."""
    if access.sight_of(reader, child).is_masked:
        return None
    return next((one for one in away_of(child) if one.row.pk == spell_id), None)


def running_spell(child: Child, spell_id: int, *, reader: User) -> Away | None:
    """The same, while it is not over."""
    away = written_spell(child, spell_id, reader=reader)
    return None if away and away.is_over(timezone.localdate()) else away
