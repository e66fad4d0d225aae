"""What the page »Fremmøde« about one child shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.roles import Role, fields_of
from skolespor.attendance.models import NotAttending
from skolespor.attendance.queries.clocks import (
    WithoutSchool,
    not_attending,
    schooling,
    without_school,
)
from skolespor.attendance.queries.quarters import InQuarter, quarters_of
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
    now: NotAttending | None
    before: Sequence[NotAttending]


def situation(child: Child, *, reader: User) -> Situation:
    """Nothing of it for a reader who may not know where a protected child is."""
    if access.sight_of(reader, child).is_masked:
        return Situation([], None, None, [])
    today = timezone.localdate()
    enrolled = schooling().filter(child=child).select_related("school").order_by("since", "pk")
    written = list(not_attending().filter(kept=child.pk).order_by("-since"))
    clocks = without_school(today, children=Child.objects.filter(pk=child.pk))
    return Situation(
        schools=[one for one in enrolled if holds(today, since=one.since, until=one.until)],
        without=clocks[0] if clocks else None,
        now=next((one for one in written if one.until is None), None),
        before=[one for one in written if one.until is not None],
    )


def quarters(head: Header) -> list[InQuarter]:
    """This quarter and the last one, for readers who see absence by its kind."""
    if head.sight.is_masked or BY_KIND not in fields_of(Role(head.way.role), "absence"):
        return []
    return quarters_of(head.child, timezone.localdate())


def open_spell(child: Child, spell_id: int, *, reader: User) -> NotAttending | None:
    """What stands open with the child, if that is its number."""
    if access.sight_of(reader, child).is_masked:
        return None
    return not_attending().filter(kept=child.pk, pk=spell_id, until=None).first()
