"""The ways in to a child. The list, the yes/no and the reason come from one rule: `_seats`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.access import standing_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import BY_BREAK_GLASS, Permission
from skolespor.accounts.roles import LET_IN_BY_JOB, THE_CHILD, Role, grants, roles_with
from skolespor.children.models import Child, Naming, NetworkSeat
from skolespor.core.periods import active_on

Ways = QuerySet[Any]
"""Seats with `acting_role`, the role they let the user in as."""


def ways_of(user: User) -> Ways:
    """The seats that let the user in today, each with the role it lets in (`acting_role`).

    One's own seat; the seat of one's job; the seat of a job one is deputy for (break-glass excepted:
    that is nobody else's); a seat of the organisation one works at, when its leader has named one
    for the child - or, for a family's foster parents and a team's leader, by the job alone. No role
    is a way in.
    """
    return _seats(user, tuple(Role))


def seats_where(user: User, permission: Permission) -> Ways:
    """The seats that give the user the permission today, and with it one child each."""
    seats = _seats(user, roles_with(permission))
    return seats if permission in BY_BREAK_GLASS else seats.filter(break_glass=None)


def seats_as(user: User, roles: Collection[Role]) -> Ways:
    """The seats that let the user in today as one of the roles."""
    return _seats(user, roles)


def is_the_child(user: User, child: Child) -> bool:
    """The child itself, with its own seat."""
    return seats_as(user, [THE_CHILD]).filter(child=child.pk).exists()


def children_where(user: User, permission: Permission) -> QuerySet[Child]:
    """The children for whom the user has the permission today."""
    return Child.objects.filter(pk__in=seats_where(user, permission).values("child"))


def _seats(user: User, roles: Collection[Role]) -> Ways:
    """The rule, written once for each set of roles in a request. Every call asks the database anew."""
    if not (user.is_authenticated and user.is_active):
        return NetworkSeat.objects.none().annotate(acting_role=F("role"))
    if user.kept is None:
        return _rule(user, roles)
    written = user.kept.setdefault("seats", {})
    key = frozenset(roles)
    if key not in written:
        written[key] = _rule(user, roles)
    seats: Ways = written[key].all()
    return seats


def _rule(user: User, roles: Collection[Role]) -> Ways:
    """The rule itself. Who the user is today is asked first, in three small queries, so that the
    question about seats holds plain numbers and every index can be used."""
    standing = standing_of(user)
    jobs = _by_role(((job.role, job.pk) for job in standing.jobs), roles)
    stand_ins = _by_role(((d.job.role, d.job_id) for d in standing.deputies), roles)
    named = _by_role(_named(user), roles)
    at_home = (j for j in standing.jobs if j.role in LET_IN_BY_JOB)
    houses = _by_role(((job.role, job.organisation_id) for job in at_home), roles)
    reach = Q(user=user.pk, role__in=[role.value for role in roles])
    for seats in (
        [Q(job__in=ids) for ids in jobs.values()],
        [Q(job__in=ids, break_glass=None) for ids in stand_ins.values()],
        [Q(pk__in=ids) for ids in named.values()],
        [Q(organisation__in=ids) for ids in houses.values()],
    ):
        for condition in seats:
            reach |= condition
    roles_in_words = [
        When(user__isnull=False, then=F("role")),
        *(When(job__in=ids, then=Value(role)) for role, ids in [*jobs.items(), *stand_ins.items()]),
        *(When(pk__in=ids, then=Value(role)) for role, ids in named.items()),
        *(When(organisation__in=ids, then=Value(role)) for role, ids in houses.items()),
    ]
    return NetworkSeat.objects.filter(
        reach, active_on(timezone.localdate()), child__merged_into=None
    ).annotate(acting_role=Case(*roles_in_words))


def _named(user: User) -> list[tuple[str, int]]:
    """The seats on which leaders have named the user for a child today: role and seat. Who is named
    twice on one seat, by two jobs, is there as the first."""
    if user.kept is not None and "named" in user.kept:
        known: list[tuple[str, int]] = user.kept["named"]
        return known
    namings = Naming.objects.filter(
        active_on(timezone.localdate()),
        job__in=[job.pk for job in standing_of(user).jobs],
        job__organisation=F("seat__organisation"),
    )
    first = dict(namings.order_by("-pk").values_list("seat", "role"))
    found = [(role, seat) for seat, role in first.items()]
    if user.kept is not None:
        user.kept["named"] = found
    return found


def roles_by_job(user: User) -> set[Role]:
    """As what a job, a deputyship or a naming could let the user in somewhere today."""
    standing = standing_of(user)
    held = [job.role for job in standing.jobs] + [one.job.role for one in standing.deputies]
    return {Role(role) for role in [*held, *(role for role, _seat in _named(user))]}


def _by_role(pairs: Iterable[tuple[str, int]], roles: Collection[Role]) -> Mapping[str, list[int]]:
    """Numbers under the role they belong to, the wanted roles only."""
    found: dict[str, list[int]] = {}
    for role, number in pairs:
        if role in roles:
            found.setdefault(str(role), []).append(number)
    return found


@dataclass(frozen=True)
class Way:
    """One way in to a child: the seat, and the role it lets the user in as."""

    seat: NetworkSeat
    role: Role


def way_in(user: User, permission: Permission, child_id: int) -> Way | None:
    """The seat that lets the user in to the child, if any. It is the purpose of a visit.

    Break-glass comes last: who has a task of their own comes by that.
    """
    seats = seats_where(user, permission).filter(child=child_id)
    related = seats.select_related(
        "child__acting_municipality", "organisation", "job__user", "job__organisation", "user"
    )
    first = related.order_by(F("break_glass").asc(nulls_first=True), "pk").first()
    return Way(first, Role(first.acting_role)) if first else None


def why_may(user: User, child: Child) -> str | None:
    """Why the user may see the child, in words for the page "Hvem kan se det?"."""
    way = way_in(user, Permission.CHILD_VIEW, child.pk)
    return why(way, user) if way else None


def why(way: Way, user: User) -> str:
    """The reason that a way in gives, in a sentence."""
    seat, role = way.seat, way.role.label
    if seat.break_glass_id:
        return _("{role}: nødadgang i dag").format(role=role)
    if seat.organisation:
        if way.role in LET_IN_BY_JOB:
            return _("{role} i {place}").format(role=role, place=seat.organisation)
        return _("{role}: udpeget til barnet på {place}").format(role=role, place=seat.organisation)
    if seat.job and seat.job.user_id != user.pk:
        return _("{role}: stedfortræder for {holder}").format(role=role, holder=seat.job.user)
    return _("{role}: egen plads ved barnet").format(role=role)


def roles_at(user: User, children: Collection[Child]) -> dict[int, str]:
    """As what the user sees each of the children, the same way in as `way_in` would choose."""
    seats = seats_where(user, Permission.CHILD_VIEW).filter(child__in=[c.pk for c in children])
    last_first = seats.order_by(F("break_glass").desc(nulls_last=True), "-pk")
    return dict(last_first.values_list("child", "acting_role"))


def may(user: User, permission: Permission, child: Child) -> bool:
    return seats_where(user, permission).filter(child=child).exists()


def permissions_by(ways: Collection[tuple[str, bool]]) -> frozenset[Permission]:
    """What roles allow at a child, each told whether it is by break-glass."""
    return frozenset(
        permission
        for role, by_glass in ways
        for permission in grants(Role(role))
        if permission in BY_BREAK_GLASS or not by_glass
    )
