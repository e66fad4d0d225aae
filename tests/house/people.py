"""For every role somebody around Maja, standing in every relation to her that the role can have."""

from dataclasses import dataclass

from django.utils import timezone

from skolespor.accounts.models import Deputy, JobSeat, Organisation, User
from skolespor.accounts.roles import (
    JOBS_AT,
    LET_IN_BY_JOB,
    NAMED_BY_LEADER,
    PERSONAL,
    Role,
)
from skolespor.children.models import Child, Naming, NetworkSeat
from tests.days import FAR_AWAY, LAST_SUMMER

NAMED = {role for roles in NAMED_BY_LEADER.values() for role in roles}
BY_JOB = [role for role in Role if role not in PERSONAL]


@dataclass(frozen=True)
class Places:
    """Where the people of a kind of organisation work: each has a seat at Maja where it can."""

    at: dict[str, Organisation]

    def of(self, role: Role) -> Organisation:
        return next(self.at[kind] for kind, roles in JOBS_AT.items() if role in roles)


def hired(name: str, role: Role, places: Places) -> User:
    user = User.objects.create_user(f"{name}@example.invalid", name=name)
    JobSeat.objects.create(user=user, organisation=places.of(role), role=role, since=LAST_SUMMER)
    return user


def with_a_seat(name: str, role: Role, child: Child, places: Places) -> User:
    """Holds the role around the child in the way that the role is held."""
    if role in PERSONAL:
        user = User.objects.create_user(f"{name}@example.invalid", name=name)
        NetworkSeat.objects.create(child=child, user=user, role=role, since=LAST_SUMMER)
        return user
    user = hired(name, role, places)
    job = user.jobs.get()
    if role in NAMED:
        seat = NetworkSeat.objects.get(child=child, organisation=job.organisation)
        Naming.objects.create(
            seat=seat, job=job, role=role, since=LAST_SUMMER, until=FAR_AWAY, named_by=user
        )
    elif role not in LET_IN_BY_JOB:
        NetworkSeat.objects.create(child=child, job=job, since=LAST_SUMMER)
    return user


def close_yesterday(user: User, child: Child) -> None:
    """All that let the user in to the child ended with yesterday."""
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    user.jobs.update(until=yesterday)
    NetworkSeat.objects.filter(child=child, user=user).update(until=yesterday)


def deputy_of(holder: User, places: Places, role: Role) -> User:
    """A colleague who stands in for the holder and has no seat of their own."""
    colleague = hired(f"deputy-{role}", role, places)
    Deputy.objects.create(
        job=holder.jobs.get(),
        user=colleague,
        since=LAST_SUMMER,
        until=timezone.localdate(),
        named_by=holder,
    )
    return colleague
