"""Whose preparedness one may go through and see, and whose common direction one may read, write and
answer for. Schools and municipalities, never a child."""

from collections.abc import Collection

from django.db.models import QuerySet

from skolespor.accounts.access import (
    jobs_in,
    municipalities_where,
    organisations_where,
    permissions_of,
    standing_of,
)
from skolespor.accounts.lines import Line, line_of, of_line
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.permissions import Permission as P
from skolespor.accounts.roles import Role, grants, roles_with

WITH_A_PLAN = ("school", "municipality")


def schools_to_review(user: User) -> QuerySet[Organisation]:
    """The schools that the user leads."""
    return organisations_where(user, P.PREPAREDNESS_REVIEW).filter(kind="school")


def places_to_review(user: User) -> QuerySet[Organisation]:
    """The schools that the user leads, and the municipalities whose work the user leads: their plans
    are the user's to write and to go through."""
    return schools_to_review(user) | municipalities_where(user, P.WORK_LEAD)


def municipalities_seen(user: User) -> QuerySet[Organisation]:
    """The municipalities whose schools the user keeps an eye on."""
    return municipalities_where(user, P.PREPAREDNESS_SEE)


def plans_read(user: User) -> QuerySet[Organisation]:
    """Schools and municipalities whose plan the user may read: who keeps an eye on them, and everybody
    who works at the school today, since that is where the plan is used."""
    seen = organisations_where(user, P.PREPAREDNESS_SEE).filter(kind__in=WITH_A_PLAN)
    return schools_worked_at(user) | seen | municipalities_where(user, P.WORK_LEAD)


def schools_worked_at(user: User) -> QuerySet[Organisation]:
    own = {job.organisation_id for job in standing_of(user).jobs}
    return Organisation.objects.filter(kind="school", pk__in=own)


def sees_list(user: User) -> bool:
    return bool(permissions_of(user) & {P.PREPAREDNESS_REVIEW, P.PREPAREDNESS_SEE, P.WORK_LEAD})


def may_review(user: User, place: Organisation) -> bool:
    return places_to_review(user).filter(pk=place.pk).exists()


def directions_read(user: User) -> QuerySet[Organisation]:
    """The municipalities whose common direction the user may read."""
    return municipalities_where(user, P.WORK_SEE)


def directions_led(user: User) -> QuerySet[Organisation]:
    """The municipalities whose common direction the user writes and sends."""
    return municipalities_where(user, P.WORK_LEAD)


def leads(user: User, municipality: Organisation) -> bool:
    return directions_led(user).filter(pk=municipality.pk).exists()


def lines_of(user: User, municipality: Organisation) -> Collection[Line]:
    """The lines that the user answers for in the municipality."""
    return [line for line, place in _answered_for(user) if place == municipality.pk]


def answering_somewhere(user: User) -> Collection[tuple[Line, int]]:
    """The lines that the user answers for, each with the municipality."""
    return _answered_for(user)


def _answered_for(user: User) -> list[tuple[Line, int]]:
    found = []
    for job in standing_of(user).jobs:
        role = Role(job.role)
        line = line_of(role)
        if line and P.LINE_APPROVE in grants(role):
            found.append((line, job.organisation.home_municipality.pk))
    return list(dict.fromkeys(found))


def answering(municipality: Organisation) -> QuerySet[JobSeat]:
    """Everybody who may answer for a line in the municipality today."""
    jobs = jobs_in(municipality).filter(role__in=roles_with(P.LINE_APPROVE), user__is_active=True)
    return jobs.select_related("user")


def manned(municipality: Organisation) -> frozenset[Line]:
    """The lines in which somebody may answer."""
    roles = set(answering(municipality).values_list("role", flat=True))
    return frozenset(line for line in Line if roles & {role.value for role in of_line(line)})
