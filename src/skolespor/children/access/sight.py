"""How much one person sees of one child: fields, and what a protected child hides."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from skolespor.accounts.access import organisations_where
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role, fields_of
from skolespor.children.access.ways import may, permissions_by, seats_as, ways_of
from skolespor.children.models import Child, ProtectionExemption

REVEALING = frozenset(
    {
        "school_and_class",
        "place_and_address",
        "team_contacts",
        "school_history",
        "practical_permissions",
        "health_for_school",
        "family_contact_days",
        "host_municipality",
    }
)
"""What could reveal where a protected child is: place, school, names of staff, and free text."""

ALL_IN_FULL = "full"


@dataclass(frozen=True)
class Sight:
    """What one person sees of one child: ids of the list `access_fields`, whole fields only.

    `is_masked`: the child is protected and the person is not among those who may know.
    """

    fields: frozenset[str]
    is_masked: bool

    def __contains__(self, field: str) -> bool:
        return field in self.fields

    def __and__(self, other: "Sight") -> "Sight":
        """What two people both see."""
        return Sight(self.fields & other.fields, self.is_masked or other.is_masked)


def sight_of(user: User, child: Child) -> Sight:
    """What the user sees of one child; nothing without a way in."""
    return sights_of(user, [child])[child.pk]


def sights_of(user: User, children: Collection[Child]) -> dict[int, Sight]:
    """The same for a page of children, in two queries at most.

    The union over all the user's ways in; what could reveal a protected child is taken out.
    """
    return {pk: reach.sight for pk, reach in reaches_of(user, children).items()}


@dataclass(frozen=True)
class Reach:
    """All of one person at one child: what it sees and what it may do."""

    sight: Sight
    may: frozenset[Permission]


def reach_of(user: User, child: Child) -> Reach:
    """Both from one reading of the ways in, for a page that asks for both."""
    return reaches_of(user, [child])[child.pk]


def reaches_of(user: User, children: Collection[Child]) -> dict[int, Reach]:
    """The same for many children, in two queries at most. A child that an adult's code let in sees no
    field that the adult does not see."""
    reaches = _reaches_of(user, children)
    if not user.is_authenticated or user.through is None:
        return reaches
    theirs = _reaches_of(user.through, children)
    return {
        pk: replace(reach, sight=reach.sight & theirs[pk].sight) for pk, reach in reaches.items()
    }


def _reaches_of(user: User, children: Collection[Child]) -> dict[int, Reach]:
    pks = [child.pk for child in children]
    held: dict[int, list[tuple[str, bool]]] = {pk: [] for pk in pks}
    ways = ways_of(user).filter(child__in=pks).values_list("child", "acting_role", "break_glass")
    for pk, role, glass in ways:
        held[pk].append((role, glass is not None))
    masked = masked_for(user, children)
    return {
        pk: Reach(_sight(_fields(ways), masked=pk in masked), permissions_by(ways))
        for pk, ways in held.items()
    }


def _fields(held: Collection[tuple[str, bool]]) -> set[str]:
    return {f for role, glass in held for f in whole_fields(Role(role), by_glass=glass)}


def _sight(fields: set[str], *, masked: bool) -> Sight:
    return Sight(frozenset(fields - REVEALING if masked else fields), masked)


def whole_fields(role: Role, *, by_glass: bool = False) -> frozenset[str]:
    """What a role sees in full; by break-glass nothing of why the child lives where it does.

    Parts that are shared piece by piece come with the sharing room.
    """
    areas = ("child_basics",) if by_glass else ("child_basics", "placement_reason")
    seen = {
        field
        for area in areas
        for field, level in fields_of(role, area).items()
        if level == ALL_IN_FULL
    }
    return frozenset(seen | ({"host_municipality"} if "municipalities" in seen else set()))


def children_showing(user: User, field: str) -> QuerySet[Child]:
    """Children of whom the user sees the field: for filters and sorting, which would reveal it."""
    roles = [role for role in Role if field in whole_fields(role)]
    seats = seats_as(user, roles)
    if any(field not in whole_fields(role, by_glass=True) for role in roles):
        seats = seats.filter(break_glass=None)
    shown = Child.objects.filter(pk__in=seats.values("child"))
    if field not in REVEALING:
        return shown
    return shown.filter(Q(is_protected=False) | Q(pk__in=exempted(user).values("child")))


def exempted(user: User) -> QuerySet[ProtectionExemption]:
    """The protected children of whom the user may know where they are: named as allowed, or let in
    to the child by an organisation that is, or leading it. A job there helps nobody who comes in
    another way. Written once in a request; every call asks the database anew."""
    if user.kept is None:
        return _exempted(user)
    if "exempted" not in user.kept:
        user.kept["exempted"] = _exempted(user)
    written: QuerySet[ProtectionExemption] = user.kept["exempted"]
    return written.all()


def _exempted(user: User) -> QuerySet[ProtectionExemption]:
    if not (user.is_authenticated and user.is_active):
        return ProtectionExemption.objects.none()
    by_house = ways_of(user).filter(
        Q(organisation=OuterRef("organisation")) | Q(job__organisation=OuterRef("organisation")),
        child=OuterRef("child"),
    )
    led = organisations_where(user, Permission.FACTS_OF_PLACE)
    return ProtectionExemption.objects.filter(
        Q(user=user) | Q(organisation__in=led) | Exists(by_house)
    )


def masked_for(user: User, children: Collection[Child]) -> set[int]:
    """Those of the children whose place and school the user may not know, seat or no seat."""
    protected = {child.pk for child in children if child.is_protected}
    if not protected:
        return set()
    known = exempted(user).filter(child__in=protected).values_list("child", flat=True)
    return protected - set(known)


TOUCHES_WHERE = frozenset(
    {
        Permission.CHILD_PLACE,
        Permission.CHILD_ENROL,
        Permission.CHILD_CORRECT,
        Permission.CHILD_PROTECT,
        Permission.PRACTICAL_WRITE,
        Permission.SEAT_GIVE,
        Permission.SEAT_CLOSE,
    }
)
"""What nobody does blindly: it shows or changes where a child is, or who may know."""


def may_act(user: User, permission: Permission, child: Child) -> bool:
    """May do it, and may know what there is to know for it when the child is protected."""
    if permission in TOUCHES_WHERE and sight_of(user, child).is_masked:
        return False
    return may(user, permission, child)
