"""Whole caseloads from one case worker to the next, and children that nobody has yet."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.access import organisations_where
from skolespor.accounts.models import JobSeat, User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.holding import hold
from skolespor.children.actions.seats import end_on, open_for_job, open_for_organisation
from skolespor.children.models import Child, NetworkSeat
from skolespor.core.periods import active_on
from skolespor.notices.actions import tell


@transaction.atomic
def hand_over(
    *,
    giver: JobSeat,
    receiver: JobSeat,
    last_day: date,
    seat_ids: Collection[int] | None = None,
    by: User,
) -> int:
    """All of a colleague's children (or those chosen) to another, with no day between.

    The old seat ends with `last_day`, the new one holds from the day after; when that is today,
    from today, so that both overlap rather than nobody has the child. What has been handed over
    already is let be. Returns how many.
    """
    hold(NetworkSeat.objects.filter(job=giver).values_list("child_id", flat=True))
    found = check_hand_over(
        giver=giver, receiver=receiver, last_day=last_day, seat_ids=seat_ids, by=by
    )
    since = last_day
    if last_day > timezone.localdate():
        since = last_day + timedelta(days=1)
    for seat in found:
        _pass_on(seat, receiver, since=since, by=by)
    end_on(found, last_day, by=by)
    if receiver.user_id != by.pk:
        key = f"caseload-{receiver.pk}-{max(seat.pk for seat in found)}"
        tell(events.CASELOAD_RECEIVED, [receiver.user], key=key)
    return len(found)


def check_hand_over(
    *,
    giver: JobSeat,
    receiver: JobSeat,
    last_day: date,
    seat_ids: Collection[int] | None = None,
    by: User,
) -> list[NetworkSeat]:
    """Ask every rule of `hand_over` and change nothing; returns the seats it would pass on."""
    _must_lead(giver, by)
    _must_lead(receiver, by)
    seats = access.caseload_seats(by).filter(job=giver, until=None).select_related("child")
    if seat_ids is not None:
        seats = seats.filter(pk__in=seat_ids)
    found = list(seats)
    same_person = giver.user_id == receiver.user_id
    rules.check_hand_over(
        last_day, today=timezone.localdate(), same_person=same_person, count=len(found)
    )
    rules.check_giver(last_day, giver.until, today=timezone.localdate())
    rules.check_receiver(receiver.role == giver.role, _works_on(receiver, last_day))
    return found


@transaction.atomic
def assign(*, child: Child, job: JobSeat, by: User) -> NetworkSeat:
    """A child of the municipality that has no case worker gets one, and the team its seat."""
    _must_lead(job, by)
    if not access.facts_where(by).filter(pk=child.pk).exists():
        raise PermissionDenied
    hold([child.pk])
    rules.check_unowned(access.has_owner(child))
    today = timezone.localdate()
    rules.check_receiver(access.is_owning(job), _works_on(job, today))
    _team_seat(child, job, since=today, by=by)
    end_on(_left_behind(child), today, by=by)
    seat = open_for_job(child=child, job=job, since=today, by=by)
    _let_know(child, job)
    log.record(events.HANDED_OVER, by=by, about=seat, child_id=child.pk)
    tell(events.NAMED_FOR_CHILD, [job.user], key=f"seat-{seat.pk}", child_id=child.pk)
    return seat


def _pass_on(seat: NetworkSeat, receiver: JobSeat, *, since: date, by: User) -> None:
    """A receiver who has a seat at the child already keeps that one. A seat that begins later is
    passed on from its first day."""
    since = max(since, seat.since)
    has_one = NetworkSeat.objects.filter(
        active_on(since), child=seat.child, job=receiver, break_glass=None, until=None
    )
    if not has_one.exists():
        open_for_job(child=seat.child, job=receiver, since=since, by=by)
    _team_seat(seat.child, receiver, since=since, by=by)
    if seat.job and not access.sight_of(seat.job.user, seat.child).is_masked:
        _let_know(seat.child, receiver)
    log.record(events.HANDED_OVER, by=by, about=seat, child_id=seat.child_id)


def _team_seat(child: Child, job: JobSeat, *, since: date, by: User) -> None:
    """The team of whoever has the child has a seat too: its leader sees the team's children."""
    house = job.organisation
    here = NetworkSeat.objects.filter(active_on(since), child=child, organisation=house, until=None)
    if not here.exists():
        open_for_organisation(child=child, organisation=house, since=since, until=None, by=by)


def _let_know(child: Child, job: JobSeat) -> None:
    """Whoever answers for a protected child must know where it is, or nobody can act for it."""
    if child.is_protected:
        child.exemptions.get_or_create(user=job.user)


def _left_behind(child: Child) -> list[NetworkSeat]:
    """Seats of case workers who have left: they let in nobody, and nobody shall inherit them."""
    today = timezone.localdate()
    seats = NetworkSeat.objects.filter(
        active_on(today), child=child, job__isnull=False, break_glass=None
    )
    return [
        seat
        for seat in seats.exclude(active_on(today, "job__")).select_related("job")
        if seat.job and access.is_owning(seat.job)
    ]


def _must_lead(job: JobSeat, by: User) -> None:
    led = organisations_where(by, Permission.CASELOAD_HAND_OVER)
    if not led.filter(pk=job.organisation_id).exists():
        raise PermissionDenied


def _works_on(job: JobSeat, day: date) -> bool:
    """Still there on the day after, so that the children do not fall to somebody who leaves."""
    return JobSeat.objects.filter(active_on(day + timedelta(days=1)), pk=job.pk).exists()
