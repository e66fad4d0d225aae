"""Whose an item is, and who may see it."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from skolespor.accounts.access import municipalities_where, organisations_where, permissions_of
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
from skolespor.children.models import Child, Enrolment, NetworkSeat, Placement
from skolespor.core.periods import active_on
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.rules.rule import Rule, all_rules

SCHOOL = "school"
OF_A_PLACE, OF_A_SCHOOL = "placement-", "enrolment-"
"""How the refs of what belongs to one stay, or to one time at a school, begin."""


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
    those that are the school's of one's pupils. One job adds nothing to what another shows. For what is
    overdue; a line of facts, never a page, and no birthday: a day that is counted from one tells it."""
    own = municipalities_where(user, Permission.FACTS_OF_MUNICIPALITY)
    led = Q(child__acting_municipality__in=own)
    if Permission.FACTS_OF_PLACE in permissions_of(user):
        led |= Q(child__in=_pupils_of(user), owner__in=OF_THE_SCHOOL)
    birthdays = _rules(lambda rule: rule.trigger == "birth_date")
    return _known(user).filter(led).exclude(rule__in=birthdays)


def oversees(user: User) -> QuerySet[Child]:
    """Those children: nobody's for who leads a home, because its leader sees no deadlines as facts."""
    own = municipalities_where(user, Permission.FACTS_OF_MUNICIPALITY)
    led = Q(acting_municipality__in=own)
    if Permission.FACTS_OF_PLACE in permissions_of(user):
        led |= Q(pk__in=_pupils_of(user))
    known = Q(is_protected=False) | Q(pk__in=access.exempted(user).values("child"))
    return Child.objects.filter(led, known, merged_into=None)


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
        held = seats.filter(acting_role=role)
        found |= Q(child__in=held.values("child")) & items(role) & _in_time(role, held)
    return found


def _in_time(role: Role, seats: QuerySet[Any]) -> Q:
    """What a new family, home or school is not to read about the ones before: of stays only those in
    the house by which the role is let in, or in its municipality, and what follows a move home that
    happened while one was there; of schools only the one of today, unless the role sees those before.
    Who keeps the track sees all of it."""
    if role in KEEPS_THE_TRACK:
        return Q()
    there = seats.filter(child=OuterRef("child"), since__lte=OuterRef("happened_on"))
    returns = Q(Exists(there), rule__in=_rules(lambda rule: rule.trigger == "return_home"))
    shown = ~Q(ref__startswith=OF_A_PLACE) | returns | Q(Exists(_stays(seats)))
    if "school_history" in access.whole_fields(role):
        return shown
    today = _of_today(Enrolment.objects.all())
    return shown & (~Q(ref__startswith=OF_A_SCHOOL) | Q(Exists(_named(today, OF_A_SCHOOL))))


def _stays(seats: QuerySet[Any]) -> QuerySet[Any]:
    """The stay that an item is about, when it is in the house of one of the seats or in its
    municipality."""
    near = Q()
    for house in ("organisation", "municipality"):
        near |= Q(organisation=OuterRef(house)) | Q(job__organisation=OuterRef(house))
    here = Exists(seats.filter(near, child=OuterRef("child")))
    return _named(Placement.objects.filter(here), OF_A_PLACE)


def _of_today(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    today = timezone.localdate()
    ends = Q(until=None) | Q(until__gte=today)
    return enrolments.filter(ends, since__lte=today, withdrawn_at=None)


def _named(spells: QuerySet[Any], begins: str) -> QuerySet[Any]:
    """Those of the spells that the ref of an item names."""
    ref = Concat(Value(begins), Cast("pk", CharField()))
    found: QuerySet[Any] = spells.annotate(ref=ref)
    return found.filter(child=OuterRef("child"), ref=OuterRef("ref"))


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
