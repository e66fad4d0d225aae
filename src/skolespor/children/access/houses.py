"""What leaders and coordinators reach without a seat: facts, naming, caseloads; never a page."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from skolespor.accounts.access import (
    jobs_in,
    jobs_with,
    municipalities_where,
    organisations_where,
)
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.queries import working_at
from skolespor.accounts.roles import (
    ANSWERS_AT_SCHOOL,
    GIVEN_BY_SEAT,
    JOBS_AT,
    LET_IN_BY_JOB,
    OWNS_THE_CHILDS_COURSE,
    Role,
    grants,
    roles_with,
)
from skolespor.children.access.sight import exempted
from skolespor.children.access.ways import seats_as
from skolespor.children.models import BreakGlass, Child, Enrolment, Naming, NetworkSeat, Placement
from skolespor.core.periods import active_on


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
    """Seats of the jobs in the teams one leads, also those that begin later: what can be handed
    over."""
    led = organisations_where(user, Permission.CASELOAD_HAND_OVER)
    return NetworkSeat.objects.filter(
        Q(until=None) | Q(until__gte=timezone.localdate()),
        job__organisation__in=led,
        child__merged_into=None,
        closed_at=None,
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
    """The job by which the user may break the glass for the child: one in the municipality that
    acts for it, or where it lives."""
    today = timezone.localdate()
    lives = child.placements.filter(
        Q(until=None) | Q(until__gte=today), since__lte=today, withdrawn_at=None
    )
    near = {child.acting_municipality_id, *lives.values_list("municipality", flat=True)}
    jobs = jobs_with(user, Permission.BREAK_GLASS).filter(
        Q(organisation__in=near) | Q(organisation__municipality__in=near)
    )
    job = jobs.order_by("pk").first()
    return job.pk if job and child.merged_into_id is None else None


def match_municipalities(user: User) -> Collection[int]:
    """The municipalities for which the user answers whether two children are the same."""
    decides = municipalities_where(user, Permission.MATCH_DECIDE)
    return list(decides.values_list("pk", flat=True))


def renewed_by(user: User, *, open_on: date) -> QuerySet[Enrolment]:
    """The enrolments that the user gives a class in a new school year: those at a school one leads,
    while the school has a seat at the child, and those of children at whom one has a seat by which one
    writes schools anyway. Never where one may not know where the child is. `open_on` is the day that
    the seats must reach."""
    reaches = Q(
        Q(until=None) | Q(until__gte=open_on), since__lte=timezone.localdate(), closed_at=None
    )
    led = organisations_where(user, Permission.GRADE_RENEW).filter(kind="school")
    of_school = NetworkSeat.objects.filter(
        reaches, child=OuterRef("child"), organisation=OuterRef("school"), organisation__in=led
    )
    writers = [r for r in roles_with(Permission.GRADE_RENEW) if Permission.CHILD_ENROL in grants(r)]
    own = seats_as(user, writers).filter(break_glass=None)
    known = Q(child__is_protected=False) | Q(child__in=exempted(user).values("child"))
    return Enrolment.objects.filter(
        known,
        Q(Exists(of_school)) | Q(child__in=own.values("child")),
        child__merged_into=None,
        withdrawn_at=None,
    )


def leaders_of(house: Organisation) -> list[User]:
    """Who leads a school, a home or a team today: to be told, never to be let in by this."""
    leading = (*roles_with(Permission.STAFF_NAME), *roles_with(Permission.CASELOAD_HAND_OVER))
    return [job.user for job in working_at(house, *leading)]


def in_municipality(municipality: Organisation, permission: Permission) -> list[User]:
    """Who has a permission at the municipality or at one of its units today: to be told."""
    jobs = jobs_in(municipality).filter(role__in=roles_with(permission))
    return [job.user for job in jobs.select_related("user")]


def around(child: Child, roles: Collection[Role]) -> list[User]:
    """Who has a seat at the child by a job in one of the roles today, in the order of the seats, and
    then those whom the seat of their team lets in. No deputies, nobody by break-glass."""
    today = timezone.localdate()
    seats = NetworkSeat.objects.filter(
        active_on(today), child=child, child__merged_into=None, break_glass=None
    )
    own = seats.filter(active_on(today, "job__"), job__role__in=roles, job__user__is_active=True)
    led = JobSeat.objects.filter(
        active_on(today),
        role__in=LET_IN_BY_JOB.intersection(roles),
        organisation__in=seats.values("organisation"),
        user__is_active=True,
    )
    found = [seat.job for seat in own.select_related("job__user").order_by("pk")]
    found += led.select_related("user").order_by("pk")
    return list({job.user_id: job.user for job in found if job}.values())


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
        child=OuterRef("pk"),
        job__role=OWNS_THE_CHILDS_COURSE,
        job__user__is_active=True,
        break_glass=None,
    )
    return children.filter(~Exists(owned), merged_into=None)


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
        job__organisation=F("seat__organisation"),
        job__user__is_active=True,
    )
    return set(namings.values_list("seat__child", flat=True))


def following(child: Child, house: Organisation) -> QuerySet[NetworkSeat]:
    """The open seats of a house at a child, and those its staff hold by their jobs there: what
    ends when the child leaves the place or the school. Where the house's seat has not begun, those
    that begin later."""
    seats = _seats_of(child, house)
    begun = seats.filter(since__lte=timezone.localdate())
    return begun if begun.filter(organisation=house).exists() else seats


def following_from(
    spell: Placement | Enrolment, house: Organisation | None
) -> QuerySet[NetworkSeat]:
    """What is closed at once when the spell never was: the seats of the house and of its staff,
    unless the child is there all the same."""
    if house is None or other_spell(spell, house):
        return NetworkSeat.objects.none()
    return _seats_of(spell.child, house)


def other_spell(spell: Placement | Enrolment, house: Organisation) -> Placement | Enrolment | None:
    """Another placement or enrolment of the child at the house that is not over."""
    found: QuerySet[Any] = type(spell)._base_manager.filter(
        Q(until=None) | Q(until__gte=timezone.localdate()),
        child=spell.child,
        withdrawn_at=None,
        **{"organisation" if isinstance(spell, Placement) else "school": house},
    )
    other: Placement | Enrolment | None = found.exclude(pk=spell.pk).order_by("since").first()
    return other


def _seats_of(child: Child, house: Organisation) -> QuerySet[NetworkSeat]:
    """Today's and later ones."""
    return NetworkSeat.objects.filter(
        Q(organisation=house) | Q(job__organisation=house),
        Q(until=None) | Q(until__gte=timezone.localdate()),
        child=child,
        closed_at=None,
        break_glass=None,
    ).order_by(F("organisation").asc(nulls_last=True), "pk")


def placements_left(child: Child, *, on: date) -> QuerySet[Placement]:
    """What a move on the day ends: the place where the child would else have lived on."""
    return child.placements.filter(
        Q(until=None) | Q(until__gt=on), withdrawn_at=None, since__lte=on
    )


GIVABLE = GIVEN_BY_SEAT
"""Jobs in which a person can be given a seat of their own."""
