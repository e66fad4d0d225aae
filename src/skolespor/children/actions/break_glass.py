"""Break-glass: a sentence of reason, today only, the leader told, reviewed afterwards."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import JobSeat, User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.holding import hold
from skolespor.children.models import BreakGlass, Child, NetworkSeat
from skolespor.core.periods import active_on
from skolespor.notices.actions import tell


@transaction.atomic
def break_glass(*, child: Child, reason: str, by: User) -> BreakGlass:
    """Open a child without a seat until the day is over. Those who control the log, and the
    person's leader, are told at once."""
    job_id = access.duty_job(by, child)
    if job_id is None:
        raise PermissionDenied
    rules.check_break_glass(reason)
    hold([child.pk])
    rules.check_no_way(access.may(by, Permission.CHILD_VIEW, child))
    job = JobSeat.objects.select_related("organisation__municipality").get(pk=job_id)
    glass = BreakGlass.objects.create(child=child, job=job, reason=reason)
    today = timezone.localdate()
    NetworkSeat.objects.create(child=child, job=job, since=today, until=today, break_glass=glass)
    log.record(events.GLASS_BROKEN, by=by, about=glass, child_id=child.pk, role=job.role)
    tell(events.GLASS_WAS_BROKEN, _to_be_told(glass), key=f"glass-{glass.pk}")
    return glass


@transaction.atomic
def end_break_glass(*, child: Child, by: User) -> None:
    """»Jeg er færdig«: the access stops before the day does."""
    seats = NetworkSeat.objects.filter(
        active_on(timezone.localdate()), child=child, job__user=by, break_glass__isnull=False
    )
    for seat in seats:
        seat.closed_at = timezone.now()
        seat.save(update_fields=["closed_at"])
        log.record(events.GLASS_ENDED, by=by, about=seat, child_id=child.pk)


@transaction.atomic
def review(*, glass: BreakGlass, in_order: bool, note: str, by: User) -> None:
    """The answer of the one who controls the log. Not in order: a sentence on what happens now."""
    if not access.glasses_where(by).filter(pk=glass.pk).exists():
        raise PermissionDenied
    rules.check_not_own_review(glass.job.user_id, by.pk)
    if not in_order:
        rules.check_reason(note, field="note")
    waiting = BreakGlass.objects.filter(pk=glass.pk, reviewed_at=None)
    now = timezone.now()
    rules.check_open(bool(waiting.update(reviewed_at=now, reviewed_by=by, in_order=in_order)))
    glass.refresh_from_db()
    glass.review_note = note
    glass.save(update_fields=["review_note"])
    log.record(
        events.GLASS_REVIEWED, by=by, about=glass, child_id=glass.child_id, in_order=in_order
    )
    tell(events.GLASS_ANSWERED, [glass.job.user], key=f"glass-answered-{glass.pk}")


def _to_be_told(glass: BreakGlass) -> list[User]:
    """Log control in the child's municipality and in the person's own, and the person's leader."""
    own = glass.job.organisation.home_municipality
    controllers = [
        person
        for municipality in {glass.child.acting_municipality, own}
        for person in access.in_municipality(municipality, Permission.LOG_CONTROL)
    ]
    told = controllers + access.leaders_of(glass.job.organisation)
    return [person for person in told if person.pk != glass.job.user_id]
