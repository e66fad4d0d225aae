"""What the page »Fremmøde« about one child shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.roles import Role, fields_of
from skolespor.attendance.queries.clocks import (
    Away,
    WithoutSchool,
    away_of,
    schooling,
    without_school,
)
from skolespor.attendance.queries.quarters import InQuarter, quarters_of
from skolespor.attendance.rules.quarters import Attended
from skolespor.children import access
from skolespor.children.models import Child, Enrolment
from skolespor.children.queries.page import Header
from skolespor.core.periods import holds

BY_KIND = "absence_by_category"
"""The field of the matrix that shows how much of the absence was unlawful."""


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
    if head.sight.is_masked or BY_KIND not in fields_of(Role(head.way.role), "absence"):
        return []
    found = quarters_of(head.child, timezone.localdate())
    if "school_history" in head.sight:
        return found
    now = {head.school} if head.school else set()
    return [
        replace(one, schools=tuple(_named(school, now) for school in one.schools)) for one in found
    ]


def _named(school: Attended, known: Collection[str]) -> Attended:
    """Earlier schools have no name for who does not see the school history."""
    return school if school.name in known else replace(school, name="")


def written_spell(child: Child, spell_id: int, *, reader: User) -> Away | None:
    """What stands with the child, if that is its number."""
    if access.sight_of(reader, child).is_masked:
        return None
    return next((one for one in away_of(child) if one.row.pk == spell_id), None)


def running_spell(child: Child, spell_id: int, *, reader: User) -> Away | None:
    """The same, while it is not over."""
    away = written_spell(child, spell_id, reader=reader)
    return None if away and away.is_over(timezone.localdate()) else away
