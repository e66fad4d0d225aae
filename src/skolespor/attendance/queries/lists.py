"""Children without school, as a list for those who follow them or answer for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.attendance.access import overseen_by
from skolespor.attendance.queries.clocks import WithoutSchool, without_school
from skolespor.children import access
from skolespor.children.models import Child, Enrolment
from skolespor.children.queries.lists import schools_now


@dataclass(frozen=True)
class Line:
    """A child without school. `school` is where it is enrolled without going there, empty when it is
    enrolled nowhere, and `None` where that would tell where a protected child is. `may_open`: the
    reader has a seat there, and gets a link."""

    child: Child
    since: date
    school_days: int
    is_gap: bool
    is_assumed: bool
    school: str | None
    acting: str
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
    opens = access.children_where(reader, Permission.ATTENDANCE_VIEW).filter(pk__in=pks)
    may_open = set(opens.values_list("pk", flat=True))
    return [_line(one, schools, masked, may_open) for one in found]


def _line(
    one: WithoutSchool,
    schools: dict[int, Enrolment],
    masked: Collection[int],
    opens: Collection[int],
) -> Line:
    spell = schools.get(one.child.pk)
    return Line(
        child=one.child,
        since=one.clock.since,
        school_days=one.clock.count,
        is_gap=one.clock.is_gap,
        is_assumed=one.is_assumed,
        school=None if one.child.pk in masked else (spell.school.name if spell else ""),
        acting=one.child.acting_municipality.name,
        may_open=one.child.pk in opens,
    )
