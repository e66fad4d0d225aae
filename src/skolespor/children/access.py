"""Who may see which child. The list, the yes/no and the reason come from one query: `ways_of`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.access import (
    deputies_where,
    jobs_of,
    jobs_with,
    municipalities_where,
    organisations_where,
)
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.permissions import BY_BREAK_GLASS, Permission
from skolespor.accounts.queries import working_at
from skolespor.accounts.roles import (
    ANSWERS_AT_SCHOOL,
    GIVEN_BY_SEAT,
    JOBS_AT,
    LET_IN_BY_JOB,
    OWNS_THE_CHILDS_COURSE,
    Role,
    fields_of,
    grants,
    roles_with,
)
from skolespor.children.models import (
    BreakGlass,
    Child,
    Naming,
    NetworkSeat,
    ProtectionExemption,
)
from skolespor.core.periods import active_on

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

Ways = QuerySet[Any]
"""Seats with `acting_role`, the role they let the user in as."""


def ways_of(user: User) -> Ways:
    """The seats that let the user in today, each with the role it lets in (`acting_role`).

    One's own seat; the seat of one's job; the seat of a job one is deputy for (break-glass excepted:
    that is nobody else's); a seat of the organisation one works at, when its leader has named one
    for the child - or, for a family's foster parents and a team's leader, by the job alone. No role
    is a way in.
    """
    if not (user.is_authenticated and user.is_active):
        return NetworkSeat.objects.none().annotate(acting_role=F("role"))
    today = timezone.localdate()
    jobs = jobs_of(user)
    stand_ins = deputies_where(user).values("job")
    by_job = jobs.filter(role__in=LET_IN_BY_JOB)
    namings = Naming.objects.filter(
        active_on(today), job__in=jobs.values("pk"), job__organisation=F("seat__organisation")
    )
    named_as = namings.filter(seat=OuterRef("pk")).order_by("pk").values("role")[:1]
    works_as = by_job.filter(organisation=OuterRef("organisation")).values("role")[:1]
    return NetworkSeat.objects.filter(
        Q(user=user)
        | Q(job__in=jobs.values("pk"))
        | Q(job__in=stand_ins, break_glass=None)
        | Q(pk__in=namings.values("seat"))
        | Q(organisation__in=by_job.values("organisation")),
        active_on(today),
        child__merged_into=None,
    ).annotate(
        acting_role=Case(
            When(user__isnull=False, then=F("role")),
            When(job__isnull=False, then=F("job__role")),
            default=Coalesce(Subquery(named_as), Subquery(works_as)),
        )
    )


def seats_where(user: User, permission: Permission) -> Ways:
    """The seats that give the user the permission today, and with it one child each."""
    seats = ways_of(user).filter(acting_role__in=roles_with(permission))
    return seats if permission in BY_BREAK_GLASS else seats.filter(break_glass=None)


def children_where(user: User, permission: Permission) -> QuerySet[Child]:
    """The children for whom the user has the permission today."""
    return Child.objects.filter(pk__in=seats_where(user, permission).values("child"))


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


# Fields


@dataclass(frozen=True)
class Sight:
    """What one person sees of one child: ids of the list `access_fields`, whole fields only.

    `is_masked`: the child is protected and the person is not among those who may know.
    """

    fields: frozenset[str]
    is_masked: bool

    def __contains__(self, field: str) -> bool:
        return field in self.fields


def sight_of(user: User, child: Child) -> Sight:
    """What the user sees of one child; nothing without a way in."""
    return sights_of(user, [child])[child.pk]


def sights_of(user: User, children: Collection[Child]) -> dict[int, Sight]:
    """The same for a page of children, in two queries.

    The union over all the user's ways in; what could reveal a protected child is taken out.
    """
    pks = [child.pk for child in children]
    fields: dict[int, set[str]] = {pk: set() for pk in pks}
    ways = ways_of(user).filter(child__in=pks).values_list("child", "acting_role", "break_glass")
    for pk, role, glass in ways:
        fields[pk] |= whole_fields(Role(role), by_glass=glass is not None)
    known = set(exempted(user).filter(child__in=pks).values_list("child", flat=True))
    return {
        child.pk: _sight(fields[child.pk], masked=child.is_protected and child.pk not in known)
        for child in children
    }


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
    by_glass = [role for role in Role if field in whole_fields(role, by_glass=True)]
    ways = ways_of(user).filter(
        Q(acting_role__in=roles, break_glass=None) | Q(acting_role__in=by_glass)
    )
    shown = Child.objects.filter(pk__in=ways.values("child"))
    if field not in REVEALING:
        return shown
    return shown.filter(Q(is_protected=False) | Q(pk__in=exempted(user).values("child")))


def exempted(user: User) -> QuerySet[ProtectionExemption]:
    """The protected children of whom the user may know where they are: named as allowed, or let in
    to the child by an organisation that is, or leading it. A job there helps nobody who comes in
    another way."""
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
    known = exempted(user).filter(child__in=protected).values_list("child", flat=True)
    return protected - set(known)


# Without a page: facts, naming, caseloads


def facts_where(user: User) -> QuerySet[Child]:
    """Children of whom a leader or a coordinator sees a line of facts, never a page.

    Those with a seat held by one's own school or home; those whose acting municipality is one's
    own.
    """
    today = timezone.localdate()
    led = organisations_where(user, Permission.FACTS_OF_PLACE)
    here = NetworkSeat.objects.filter(active_on(today), organisation__in=led)
    acting = municipalities_where(user, Permission.FACTS_OF_MUNICIPALITY)
    return Child.objects.filter(
        Q(pk__in=here.values("child")) | Q(acting_municipality__in=acting), merged_into=None
    )


def seats_to_name_for(user: User) -> QuerySet[NetworkSeat]:
    """Seats of one's own school or home, for which one names the staff."""
    led = organisations_where(user, Permission.STAFF_NAME)
    return NetworkSeat.objects.filter(
        active_on(timezone.localdate()), organisation__in=led, child__merged_into=None
    )


def caseload_seats(user: User) -> QuerySet[NetworkSeat]:
    """Seats of the jobs in the teams one leads: what can be handed over."""
    led = organisations_where(user, Permission.CASELOAD_HAND_OVER)
    return NetworkSeat.objects.filter(
        active_on(timezone.localdate()),
        job__organisation__in=led,
        child__merged_into=None,
        break_glass=None,
    )


def duty_children(user: User) -> QuerySet[Child]:
    """Children that break-glass can reach: of one's own municipality, or living in it."""
    own = municipalities_where(user, Permission.BREAK_GLASS).values("pk")
    today = timezone.localdate()
    living = Q(
        Q(placements__until=None) | Q(placements__until__gte=today),
        placements__municipality__in=own,
        placements__since__lte=today,
        placements__withdrawn_at=None,
    )
    return Child.objects.filter(
        Q(acting_municipality__in=own) | living, merged_into=None
    ).distinct()


def duty_job(user: User, child: Child) -> int | None:
    """The job by which the user may break the glass for the child."""
    if not duty_children(user).filter(pk=child.pk).exists():
        return None
    job = jobs_with(user, Permission.BREAK_GLASS).order_by("pk").first()
    return job.pk if job else None


def match_municipalities(user: User) -> Collection[int]:
    """The municipalities for which the user answers whether two children are the same."""
    decides = municipalities_where(user, Permission.MATCH_DECIDE)
    return list(decides.values_list("pk", flat=True))


def leaders_of(house: Organisation) -> list[User]:
    """Who leads a school, a home or a team today: to be told, never to be let in by this."""
    leading = (*roles_with(Permission.STAFF_NAME), *roles_with(Permission.CASELOAD_HAND_OVER))
    return [job.user for job in working_at(house, *leading)]


def in_municipality(municipality: Organisation, permission: Permission) -> list[User]:
    """Who has a permission at the municipality or at one of its units today: to be told."""
    jobs = JobSeat.objects.filter(
        Q(organisation=municipality) | Q(organisation__municipality=municipality),
        active_on(timezone.localdate()),
        role__in=roles_with(permission),
    )
    return [job.user for job in jobs.select_related("user")]


def is_let_in_by_job(job: JobSeat) -> bool:
    return Role(job.role) in LET_IN_BY_JOB


def lets_in_by_job(house: Organisation) -> bool:
    """Whether the house's seat alone lets in those who work, or live, there."""
    return not LET_IN_BY_JOB.isdisjoint(JOBS_AT[house.kind])


def is_owning(job: JobSeat) -> bool:
    """Whether the job is the one a caseload consists of."""
    return job.role == OWNS_THE_CHILDS_COURSE


def has_owner(child: Child) -> bool:
    return child.pk not in unowned(Child.objects.filter(pk=child.pk)).values_list("pk", flat=True)


def unowned(children: QuerySet[Child]) -> QuerySet[Child]:
    """Those of the children that have no case worker who works today."""
    today = timezone.localdate()
    owned = NetworkSeat.objects.filter(
        active_on(today),
        active_on(today, "job__"),
        job__role=OWNS_THE_CHILDS_COURSE,
        break_glass=None,
    )
    return children.exclude(pk__in=owned.values("child")).filter(merged_into=None)


def glasses_where(user: User) -> QuerySet[BreakGlass]:
    """Uses of break-glass that one reviews: of children of one's municipality, or by its staff."""
    controlled = organisations_where(user, Permission.LOG_CONTROL)
    return BreakGlass.objects.filter(
        Q(child__acting_municipality__in=controlled) | Q(job__organisation__in=controlled)
    )


def glasses_told(user: User) -> QuerySet[BreakGlass]:
    """Those, and the uses by the staff of the teams one leads: told, not reviewed."""
    led = organisations_where(user, Permission.CASELOAD_HAND_OVER)
    reviewed = glasses_where(user).values("pk")
    return BreakGlass.objects.filter(Q(pk__in=reviewed) | Q(job__organisation__in=led))


def with_teacher(pks: Collection[int]) -> set[int]:
    """Those of the children for whom a school has named somebody to answer for them today."""
    today = timezone.localdate()
    namings = Naming.objects.filter(
        active_on(today),
        active_on(today, "seat__"),
        active_on(today, "job__"),
        role=ANSWERS_AT_SCHOOL,
        seat__child__in=pks,
    )
    return set(namings.values_list("seat__child", flat=True))


def permissions_by(ways: Collection[tuple[str, bool]]) -> frozenset[Permission]:
    """What roles allow at a child, each told whether it is by break-glass."""
    return frozenset(
        permission
        for role, by_glass in ways
        for permission in grants(Role(role))
        if permission in BY_BREAK_GLASS or not by_glass
    )


def following(child: Child, house: Organisation) -> QuerySet[NetworkSeat]:
    """The open seats of a house at a child, and those its staff hold by their jobs there: what
    ends when the child leaves the place or the school."""
    return NetworkSeat.objects.filter(
        Q(organisation=house) | Q(job__organisation=house),
        active_on(timezone.localdate()),
        child=child,
        break_glass=None,
    ).order_by(F("organisation").asc(nulls_last=True), "pk")


GIVABLE = GIVEN_BY_SEAT
"""Jobs in which a person can be given a seat of their own."""
