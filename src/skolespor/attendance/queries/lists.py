"""Children without school, as a list for those who follow them or answer for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.attendance.access import overseen_by
from skolespor.attendance.models import Gap
from skolespor.attendance.queries.clocks import WithoutSchool, without_school
from skolespor.children import access
from skolespor.children.models import Child, Enrolment
from skolespor.children.queries.lists import schools_now

ALL = ("school_and_class", "team_contacts")
"""What a line of facts shows of a child that is not protected."""


@dataclass(frozen=True)
class Line:
    """A child without school. `school` is where it is enrolled without going there, empty when it is
    enrolled nowhere, and `None` where it is not for the reader. `owner` solves it (empty: nobody, `None`:
    not for the reader), `told_on` is the last day on which somebody wrote what was done. Of a protected
    child there is neither first day nor owner. `is_mine`: the reader is the one who solves it. `may_open`:
    the reader has a seat, and gets a link."""

    child: Child
    since: date | None
    school_days: int
    is_gap: bool
    is_assumed: bool
    school: str | None
    acting: str
    owner: str | None
    told_on: date | None
    is_mine: bool
    may_open: bool


def without_school_now(*, reader: User) -> list[WithoutSchool]:
    """Those the reader follows or answers for; the longest first."""
    found = without_school(timezone.localdate(), children=overseen_by(reader))
    return sorted(found, key=lambda one: (-one.clock.count, one.child.pk))


def lines(found: Sequence[WithoutSchool], *, reader: User) -> list[Line]:
    """The lines of one page, in a constant number of queries."""
    children = [one.child for one in found]
    pks = [child.pk for child in children]
    schools, masked = schools_now(pks, reader=reader), access.masked_for(reader, children)
    sights = access.sights_of(reader, children)
    as_facts = set(access.facts_where(reader).filter(pk__in=pks).values_list("pk", flat=True))
    opens = access.children_where(reader, Permission.ATTENDANCE_VIEW).filter(pk__in=pks)
    may_open = set(opens.values_list("pk", flat=True))
    gaps = _open_gaps(pks)
    return [
        _line(
            one,
            schools.get(one.child.pk),
            gaps.get(one.child.pk),
            is_masked=one.child.pk in masked,
            fields=ALL if one.child.pk in as_facts else sights[one.child.pk].fields,
            reader=reader,
            may_open=one.child.pk in may_open,
        )
        for one in found
    ]


def _open_gaps(pks: Collection[int]) -> dict[int, Any]:
    gaps = Gap.objects.filter(child__in=pks, is_open=True).select_related("owner")
    return {gap.child_id: gap for gap in gaps.annotate(told_on=Max("steps__day"))}


def _line(
    one: WithoutSchool,
    spell: Enrolment | None,
    gap: Any,
    *,
    is_masked: bool,
    fields: Collection[str],
    reader: User,
    may_open: bool,
) -> Line:
    sees_school = "school_and_class" in fields and not is_masked
    sees_owner = "team_contacts" in fields and not is_masked
    owner = gap.owner.name if gap and gap.owner else ""
    return Line(
        child=one.child,
        since=None if is_masked else one.clock.since,
        school_days=one.clock.count,
        is_gap=one.clock.is_gap,
        is_assumed=one.is_assumed,
        school=(spell.school.name if spell else "") if sees_school else None,
        acting=one.child.acting_municipality.name,
        owner=owner if sees_owner else None,
        told_on=gap.told_on if gap and not is_masked else None,
        is_mine=sees_owner and gap is not None and gap.owner_id == reader.pk,
        may_open=may_open,
    )


def long_without(municipality: Organisation, *, days: int) -> int:
    """How many of the children whom the municipality answers for have been without school for so many
    school days or more today. A count for those who lead, who see no child by it."""
    children = Child.objects.filter(acting_municipality=municipality, merged_into=None)
    found = without_school(timezone.localdate(), children=children)
    return sum(one.clock.count >= days for one in found)
