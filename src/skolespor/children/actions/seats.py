"""Opening, ending and closing seats, and naming staff on them."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import GIVEN_BY_SEAT, NAMED_BY_LEADER
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child, Enrolment, Naming, NetworkSeat, Placement
from skolespor.core.periods import active_on
from skolespor.notices.actions import tell


def open_for_organisation(
    *,
    child: Child,
    organisation: Organisation,
    since: date,
    until: date | None,
    by: User | None,
    placement: Placement | None = None,
    enrolment: Enrolment | None = None,
) -> NetworkSeat:
    """The seat of a school, a home, a family or a team. By itself it lets in nobody but those of
    `LET_IN_BY_JOB`; the leader names the rest."""
    seat = NetworkSeat.objects.create(
        child=child,
        organisation=organisation,
        since=since,
        until=until,
        placement=placement,
        enrolment=enrolment,
    )
    log.record(events.SEAT_OPENED, by=by, about=seat, child_id=child.pk)
    return seat


def open_for_job(*, child: Child, job: JobSeat, since: date, by: User) -> NetworkSeat:
    seat = NetworkSeat.objects.create(child=child, job=job, since=since)
    log.record(events.SEAT_OPENED, by=by, about=seat, child_id=child.pk, role_given=job.role)
    return seat


def open_for_person(
    *, child: Child, user: User, role: str, since: date, until: date | None = None, by: User
) -> NetworkSeat:
    seat = NetworkSeat.objects.create(child=child, user=user, role=role, since=since, until=until)
    log.record(events.SEAT_OPENED, by=by, about=seat, child_id=child.pk, role_given=role)
    return seat


def end_on(seats: Iterable[NetworkSeat], last_day: date, *, by: User | None) -> None:
    """Seats that follow from something that ends: they end with the same day, or sooner. One that
    began later is closed at once, and so are namings that would have begun later."""
    for seat in seats:
        if last_day < seat.since:
            close_now([seat], by=by)
            continue
        seat.until = min(seat.until or last_day, last_day)
        seat.save(update_fields=["until"])
        over = seat.namings.filter(closed_at=None, until__gt=seat.until)
        over.filter(since__gt=seat.until).update(closed_at=timezone.now())
        over.filter(since__lte=seat.until).update(until=seat.until)
        log.record(events.SEAT_ENDS, by=by, about=seat, child_id=seat.child_id)


def close_now(seats: Iterable[NetworkSeat], *, by: User | None) -> None:
    """Seats that should never have been, or whose ground is gone: out with the next click."""
    now, today = timezone.now(), timezone.localdate()
    for seat in seats:
        seat.closed_at = now
        seat.until = max(min(seat.until or today, today), seat.since)
        seat.save(update_fields=["closed_at", "until"])
        seat.namings.filter(closed_at=None).update(closed_at=now)
        log.record(events.SEAT_CLOSED, by=by, about=seat, child_id=seat.child_id)


@transaction.atomic
def give_seat(*, child: Child, job: JobSeat, until: date | None = None, by: User) -> NetworkSeat:
    """Somebody in the child's network lets a further person in, by that person's job."""
    _must(by, Permission.SEAT_GIVE, child)
    hold([child.pk])
    rules.check_not_self(job.user_id, by.pk)
    today = timezone.localdate()
    is_active = JobSeat.objects.filter(active_on(today), pk=job.pk).exists()
    rules.check_open(is_active)
    here = NetworkSeat.objects.filter(active_on(today), child=child, job=job, break_glass=None)
    has_seat = here.exists()
    rules.check_giving(job.role, GIVEN_BY_SEAT, has_seat=has_seat)
    rules.check_spell(today, until)
    seat = open_for_job(child=child, job=job, since=today, by=by)
    if until:
        seat.until = until
        seat.save(update_fields=["until"])
    tell(events.NAMED_FOR_CHILD, [job.user], key=f"seat-{seat.pk}", child_id=child.pk)
    return seat


@transaction.atomic
def end_seat(*, seat: NetworkSeat, until: date, by: User) -> None:
    """Set a seat's last day. A later one than before takes somebody who may give seats, and a seat
    of its own: what follows from a place, a school or break-glass ends with that."""
    _must(by, Permission.SEAT_CLOSE, seat.child)
    today = timezone.localdate()
    rules.check_open(seat.closed_at is None and (seat.until is None or seat.until >= today))
    rules.check_last_day(until, since=seat.since, today=today)
    if seat.until and until > seat.until:
        _must(by, Permission.SEAT_GIVE, seat.child)
        rules.check_longer(follows=bool(seat.placement or seat.enrolment or seat.break_glass))
        seat.until = None
    end_on([seat], until, by=by)


@transaction.atomic
def close_seat(*, seat: NetworkSeat, reason: str, by: User) -> None:
    """Luk adgang nu: the seat and all whom it let in are out with the next click."""
    _must(by, Permission.SEAT_CLOSE, seat.child)
    rules.check_reason(reason)
    now, today = timezone.now(), timezone.localdate()
    open_seat = NetworkSeat.objects.filter(pk=seat.pk, closed_at=None)
    last = max(min(seat.until or today, today), seat.since)
    rules.check_open(bool(open_seat.update(closed_at=now, until=last)))
    seat.refresh_from_db()
    seat.closed_reason = reason
    seat.save(update_fields=["closed_reason"])
    seat.namings.filter(closed_at=None).update(closed_at=now)
    log.record(events.SEAT_CLOSED, by=by, about=seat, child_id=seat.child_id)
    tell(events.ACCESS_CLOSED, _leaders_of(seat), key=f"closed-{seat.pk}", child_id=None)


@transaction.atomic
def close_naming(*, naming: Naming, reason: str, by: User) -> None:
    """The same for one named person, by those who may close seats at the child."""
    _must(by, Permission.SEAT_CLOSE, naming.seat.child)
    rules.check_reason(reason)
    _stop(naming, by=by)


@transaction.atomic
def name_staff(
    *, seat: NetworkSeat, job: JobSeat, role: str, next_year: bool = False, by: User
) -> Naming:
    """A head teacher or the leader of a home lets one of the staff in on the house's seat."""
    if not access.seats_to_name_for(by).filter(pk=seat.pk).exists() or seat.organisation is None:
        raise PermissionDenied
    hold([seat.child_id])
    rules.check_not_self(job.user_id, by.pk)
    today = timezone.localdate()
    since, until = rules.naming_period(today=today, seat_until=seat.until, next_year=next_year)
    works_here = JobSeat.objects.filter(
        active_on(today), pk=job.pk, organisation=seat.organisation
    ).exists()
    already = seat.namings.filter(job=job, closed_at=None, until__gte=since).exists()
    allowed = NAMED_BY_LEADER.get(seat.organisation.kind, ())
    rules.check_naming(role, allowed, works_here=works_here, is_named=already)
    rules.check_spell(since, until)
    naming = Naming.objects.create(
        seat=seat, job=job, role=role, since=since, until=until, named_by=by
    )
    log.record(events.NAMED, by=by, about=naming, child_id=seat.child_id, role_given=role)
    tell(events.NAMED_FOR_CHILD, [job.user], key=f"naming-{naming.pk}", child_id=seat.child_id)
    return naming


@transaction.atomic
def end_naming(*, naming: Naming, by: User) -> None:
    """The leader takes somebody off the child; it holds at once."""
    if not access.seats_to_name_for(by).filter(pk=naming.seat_id).exists():
        raise PermissionDenied
    _stop(naming, by=by)


@transaction.atomic
def renew_namings(*, staying: Iterable[Naming], stopping: Iterable[Naming], by: User) -> int:
    """August: who stays is named for the school year that follows, or that has begun. Who stops is
    let be until the last day; when that is over, nobody is asked about them again."""
    today = timezone.localdate()
    stays = list(staying)
    for naming in stays:
        next_year = naming.until >= today
        name_staff(seat=naming.seat, job=naming.job, role=naming.role, next_year=next_year, by=by)
    for naming in stopping:
        if naming.until < today:
            end_naming(naming=naming, by=by)
    return len(stays)


def _stop(naming: Naming, *, by: User) -> None:
    stopped = Naming.objects.filter(pk=naming.pk, closed_at=None)
    rules.check_open(bool(stopped.update(closed_at=timezone.now())))
    log.record(events.NAMING_ENDED, by=by, about=naming, child_id=naming.seat.child_id)


def _leaders_of(seat: NetworkSeat) -> list[User]:
    """Whom to tell that a seat was closed at once: its holder's leader, by job."""
    house = seat.organisation or (seat.job.organisation if seat.job else None)
    return access.leaders_of(house) if house else []


def _must(by: User, permission: Permission, child: Child) -> None:
    if not access.may_act(by, permission, child):
        raise PermissionDenied
