"""Whose an item is, and who may see it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from skolespor.accounts.access import organisations_where, permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import (
    KEEPS_THE_TRACK,
    LEADS_A_SCHOOL,
    OF_THE_SCHOOL,
    Role,
    roles_with,
)
from skolespor.children import access
from skolespor.children.models import Child, NetworkSeat
from skolespor.core.periods import active_on
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.rules.rule import Rule, all_rules

SCHOOL = "school"


def seen_by(user: User, child: Child | None = None) -> QuerySet[Deadline]:
    """The items that the user may see: those who keep a child's track see all of them, everybody else
    around it those that are theirs or that they are told of; who leads a school those of its pupils that
    are the school's. Nothing of a child whose place the user may not know."""
    around = _by_role(user, child, _concerns)
    if Permission.FACTS_OF_PLACE in permissions_of(user):
        around |= Q(child__in=_pupils_of(user)) & Q(owner__in=OF_THE_SCHOOL)
    return _known(user, child).filter(around)


def mine(user: User, child: Child | None = None) -> QuerySet[Deadline]:
    """Those that are the user's own to do, by the role that the user has at the child."""
    own = _by_role(user, child, _falls_to)
    if Permission.FACTS_OF_PLACE in permissions_of(user):
        own |= Q(child__in=_pupils_of(user), owner=LEADS_A_SCHOOL)
    return _known(user, child).filter(own)


def overseen_by(user: User) -> QuerySet[Deadline]:
    """Those of the children of whom the user sees facts as a leader: all of one's municipality, and
    those that are the school's of one's pupils. For what is overdue; a line of facts, never a page."""
    if Permission.FACTS_OF_MUNICIPALITY in permissions_of(user):
        return _known(user).filter(child__in=oversees(user).values("pk"))
    return _known(user).filter(child__in=oversees(user).values("pk"), owner__in=OF_THE_SCHOOL)


def oversees(user: User) -> QuerySet[Child]:
    """Those children: nobody's for who leads a home, because its leader sees no deadlines as facts."""
    may = permissions_of(user)
    if Permission.FACTS_OF_MUNICIPALITY in may:
        found = access.facts_where(user)
    elif Permission.FACTS_OF_PLACE in may:
        found = access.facts_where(user).filter(pk__in=_pupils_of(user))
    else:
        return Child.objects.none()
    return found.filter(Q(is_protected=False) | Q(pk__in=access.exempted(user).values("child")))


def kept_by(user: User) -> QuerySet[Deadline]:
    """Those of the children whose track the user keeps."""
    seats = access.seats_as(user, KEEPS_THE_TRACK).filter(break_glass=None)
    return _known(user).filter(child__in=seats.values("child"))


def may_handle(user: User, item: Deadline) -> bool:
    """Whose it is, and those who keep the child's track."""
    if mine(user, item.child).filter(pk=item.pk).exists():
        return True
    if item.child_id in access.masked_for(user, [item.child]):
        return False
    seats = access.seats_as(user, KEEPS_THE_TRACK).filter(break_glass=None)
    return seats.filter(child=item.child_id).exists()


def _known(user: User, child: Child | None = None) -> QuerySet[Deadline]:
    """Of one child, or of all: those of children whose place the user may know."""
    rows = Deadline.objects.filter(child__merged_into=None)
    if child and not child.is_protected:
        return rows.filter(child=child)
    open_to = Q(child__is_protected=False) | Q(child__in=access.exempted(user).values("child"))
    return rows.filter(open_to, child=child) if child else rows.filter(open_to)


def _by_role(user: User, child: Child | None, items: Callable[[Role], Q]) -> Q:
    """Which items, by each role in which the user could have a seat, so that the question is short."""
    seats = access.seats_where(user, Permission.DEADLINE_VIEW).filter(break_glass=None)
    seats = seats.filter(child=child) if child else seats
    found = Q(pk__in=[])
    for role in sorted(
        access.roles_by_job(user).intersection(roles_with(Permission.DEADLINE_VIEW))
    ):
        found |= Q(child__in=seats.filter(acting_role=role).values("child")) & items(role)
    return found


def _concerns(role: Role) -> Q:
    """Everything, or what is the role's or told to it."""
    if role in KEEPS_THE_TRACK:
        return Q()
    return _falls_to(role) | Q(rule__in=_rules(lambda rule: role in rule.informed))


def _falls_to(role: Role) -> Q:
    return Q(owner=role) | Q(rule__in=_rules(lambda rule: rule.responsible == role))


def _rules(holds: Callable[[Rule], bool]) -> list[str]:
    return [rule.id for rule in all_rules().values() if holds(rule)]


def _pupils_of(user: User) -> QuerySet[Any]:
    """Who goes to a school that the user leads."""
    led = organisations_where(user, Permission.FACTS_OF_PLACE).filter(kind=SCHOOL)
    today = timezone.localdate()
    return NetworkSeat.objects.filter(active_on(today), organisation__in=led).values("child")
