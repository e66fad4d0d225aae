"""Whose tracks one may see, lead and work with. Municipalities and people's jobs, never a child."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from skolespor.accounts.access import jobs_in, jobs_of, may, municipalities_where
from skolespor.accounts.lines import line_of
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role, grants, roles_with
from skolespor.core.periods import holds
from skolespor.tracks.models import Track

LEADS_IN_A_LINE = frozenset({Permission.LINE_APPROVE, Permission.PREPAREDNESS_REVIEW})
"""Leaders of a line approve for it, heads of schools answer for their school's preparedness."""


def municipalities_seen(user: User) -> QuerySet[Organisation]:
    return municipalities_where(user, Permission.WORK_SEE)


def municipalities_led(user: User) -> QuerySet[Organisation]:
    return municipalities_where(user, Permission.WORK_LEAD)


def tracks_seen(user: User) -> QuerySet[Track]:
    return Track.objects.filter(municipality__in=municipalities_seen(user))


def tracks_led(user: User) -> QuerySet[Track]:
    return Track.objects.filter(municipality__in=municipalities_led(user))


def tracks_owned(user: User) -> QuerySet[Track]:
    """Those in which the user has the ball, by a job that they have today."""
    return Track.objects.filter(owner__in=jobs_of(user))


def may_lead(user: User, municipality: Organisation) -> bool:
    return may(user, Permission.WORK_LEAD, municipality)


def owns(user: User, track: Track) -> bool:
    return tracks_owned(user).filter(pk=track.pk).exists()


def may_work(user: User, track: Track) -> bool:
    """Write status, tick steps, write numbers: the owner, and those who lead the work."""
    return may_lead(user, track.municipality) or owns(user, track)


def is_there_today(job: JobSeat | None, *, today: date) -> bool:
    """Whether the owner still has the job, for a row in hand (with its user)."""
    return (
        job is not None
        and job.closed_at is None
        and job.user.is_active
        and holds(today, since=job.since, until=job.until)
    )


def may_own(municipality: Organisation) -> QuerySet[JobSeat]:
    """Jobs of today in the municipality and its houses, with which one can read its tracks."""
    jobs = _working_there(municipality, roles_with(Permission.WORK_SEE))
    return jobs.select_related("user", "organisation")


def leads_of(municipality: Organisation) -> QuerySet[User]:
    """Those who lead the work there today."""
    jobs = _working_there(municipality, roles_with(Permission.WORK_LEAD))
    return User.objects.filter(pk__in=jobs.values("user"))


def is_leader_in_a_line(job: JobSeat) -> bool:
    """`fc_owner_line`: a leader in one of the three lines, not only the *tovholder*."""
    role = Role(job.role)
    return line_of(role) is not None and bool(grants(role) & LEADS_IN_A_LINE)


def _working_there(municipality: Organisation, roles: Sequence[Role]) -> QuerySet[JobSeat]:
    return jobs_in(municipality).filter(role__in=roles, user__is_active=True)
