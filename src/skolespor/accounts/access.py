"""Where a permission counts: organisations, and the people who work there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from skolespor.accounts.models import Deputy, JobSeat, Organisation, User
from skolespor.accounts.permissions import MUNICIPAL, Permission
from skolespor.accounts.roles import Role, grants, roles_with
from skolespor.core.periods import active_on


def jobs_of(user: User, *, today: date | None = None) -> QuerySet[JobSeat]:
    """The user's job seats today; none for those who are not signed in or were closed out."""
    if not (user.is_authenticated and user.is_active):
        return JobSeat.objects.none()
    return JobSeat.objects.filter(active_on(today or timezone.localdate()), user=user)


@dataclass(frozen=True)
class Standing:
    """Who somebody is today: their jobs, and whom they are deputy for."""

    jobs: tuple[JobSeat, ...]
    deputies: tuple[Deputy, ...]


def standing_of(user: User) -> Standing:
    """Two queries, one for those without a job; within one request asked once (`User.kept`), since nobody
    changes their own."""
    if not (user.is_authenticated and user.is_active):
        return Standing((), ())
    if user.kept is not None and "standing" in user.kept:
        known: Standing = user.kept["standing"]
        return known
    jobs = tuple(jobs_of(user).select_related("organisation__municipality").order_by("pk"))
    deputies = _deputies_at([job.organisation_id for job in jobs], user)
    standing = Standing(jobs, tuple(deputies.select_related("job__user")))
    if user.kept is not None:
        user.kept["standing"] = standing
    return standing


def jobs_with(user: User, permission: Permission) -> QuerySet[JobSeat]:
    return jobs_of(user).filter(role__in=roles_with(permission))


def organisations_where(user: User, permission: Permission) -> QuerySet[Organisation]:
    """The organisations in which the user has the permission.

    The list and the yes/no below come from this one rule, so they cannot disagree.
    """
    places = [j.organisation for j in standing_of(user).jobs if permission in grants(Role(j.role))]
    own = Q(pk__in={place.pk for place in places})
    if permission not in MUNICIPAL:
        return Organisation.objects.filter(own)
    homes = {p.home_municipality.pk for p in places if p.kind != "national_agency"}
    return Organisation.objects.filter(own | Q(pk__in=homes) | Q(municipality__in=homes))


def organisations_with_any(
    user: User, permissions: Collection[Permission]
) -> QuerySet[Organisation]:
    """The organisations in which the user has at least one of the permissions."""
    found = Organisation.objects.none()
    for permission in permissions:
        found = found | organisations_where(user, permission)
    return found


def municipalities_where(user: User, permission: Permission) -> QuerySet[Organisation]:
    return organisations_where(user, permission).filter(kind="municipality")


def may(user: User, permission: Permission, organisation: Organisation) -> bool:
    return organisations_where(user, permission).filter(pk=organisation.pk).exists()


def has_somewhere(user: User, permission: Permission) -> bool:
    return any(permission in grants(Role(job.role)) for job in standing_of(user).jobs)


def deputies_where(user: User) -> QuerySet[Deputy]:
    """What the user is deputy for today, while both still work at the same organisation."""
    return _deputies_at(jobs_of(user).values_list("organisation", flat=True), user)


def _deputies_at(organisations: Iterable[int], user: User) -> QuerySet[Deputy]:
    today = timezone.localdate()
    return Deputy.objects.filter(
        active_on(today),
        active_on(today, "job__"),
        user=user,
        job__organisation__in=organisations,
    )


def permissions_of(user: User) -> frozenset[Permission]:
    """Everything the user's jobs allow somewhere; for navigation, never for a door."""
    roles = {Role(job.role) for job in standing_of(user).jobs}
    return frozenset(permission for role in roles for permission in grants(role))


def needs_second_factor(user: User) -> bool:
    """Staff sign in with a code or a passkey as well; family and foster parents need not."""
    return any(not Role(job.role).is_lay for job in standing_of(user).jobs)


def jobs_in(municipality: Organisation) -> QuerySet[JobSeat]:
    """The job seats of today at the municipality and at its units."""
    there = Q(organisation=municipality) | Q(organisation__municipality=municipality)
    return JobSeat.objects.filter(there, active_on(timezone.localdate()))


def people_of(organisations: QuerySet[Organisation]) -> QuerySet[JobSeat]:
    """All job seats there, also ended ones, with the person and the place."""
    return JobSeat.objects.filter(organisation__in=organisations).select_related(
        "user", "organisation"
    )
