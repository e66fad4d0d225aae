"""What people have written about many gaps at once, as far as the reader may read it."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import fields_of, roles_with
from skolespor.attendance.models import Gap, GapStep
from skolespor.attendance.queries.clocks import WithoutSchool
from skolespor.attendance.queries.gaps import FOLLOW_UP, written_of
from skolespor.attendance.rules.gaps import missing
from skolespor.children import access
from skolespor.children.models import NetworkSeat


def last_steps(pks: Collection[int], *, reader: User) -> dict[int, GapStep]:
    """The last thing that was done about each child's open gap, for readers at the child who see what
    is done about absence. No line of facts shows it."""
    readable = _seats(Permission.ATTENDANCE_VIEW, reader=reader).values("child")
    newest = GapStep.objects.filter(gap=OuterRef("pk")).order_by("-day", "-at", "-pk")
    gaps = Gap.objects.filter(
        _known(reader), child__in=pks, is_open=True, child_id__in=readable
    ).annotate(last=Subquery(newest.values("pk")[:1]))
    of_child = {last: child for child, last in gaps.values_list("child", "last") if last}
    return {of_child[step.pk]: step for step in GapStep.objects.filter(pk__in=of_child)}


def unwritten(found: Sequence[WithoutSchool], *, reader: User) -> dict[int, tuple[str, ...]]:
    """What people have not written yet about those of the children whose gap it is the reader's to work
    with: owner, reason, plan, status, as `rules.gaps.missing` says; in three queries."""
    gapped = {one.child.pk: one for one in found if one.clock.is_gap}
    mine = _seats(Permission.GAP_WORK, reader=reader).filter(_known(reader), child__in=gapped)
    pks = set(mine.values_list("child", flat=True))
    gaps = {gap.child_id: gap for gap in Gap.objects.filter(child__in=pks, is_open=True)}
    told: dict[int, list[date]] = {pk: [] for pk in pks}
    steps = GapStep.objects.filter(gap__in=gaps.values())
    for pk, day in steps.values_list("gap__child", "day"):
        told[pk].append(day)
    return {pk: missing(gapped[pk].clock.days, written_of(gaps.get(pk), told[pk])) for pk in pks}


def _seats(permission: Permission, *, reader: User) -> QuerySet[NetworkSeat]:
    """The reader's own seats with the permission, in a role that sees what is done about absence."""
    roles = [role for role in roles_with(permission) if FOLLOW_UP in fields_of(role, "absence")]
    seats: QuerySet[NetworkSeat] = access.seats_as(reader, roles).filter(break_glass=None)
    return seats


def _known(reader: User) -> Q:
    """Not of a child whose place the reader may not know."""
    return Q(child__is_protected=False) | Q(child__in=access.exempted(reader).values("child"))
