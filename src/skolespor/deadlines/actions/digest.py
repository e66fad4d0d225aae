"""One word a day to each person who has something new to do, and none when there is nothing."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from skolespor.accounts.models import User
from skolespor.accounts.roles import LEADS_A_SCHOOL, LEADS_THE_TEAM, OF_THE_SCHOOL, Role
from skolespor.children import access
from skolespor.children.models import Child
from skolespor.deadlines import events
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.rules.state import AHEAD, Moment, State, moment_of
from skolespor.notices.actions import tell
from skolespor.notices.models import Notice

ONE_BITE = 500


def send_digests(*, today: date) -> None:
    """Tell everybody whose items have come to a new moment: there now, soon, today, overdue. Overdue is
    told to who leads as well. Twice on a day is as once."""
    pks = sorted(set(_telling(today).values_list("child", flat=True)))
    for start in range(0, len(pks), ONE_BITE):
        _bite(pks[start : start + ONE_BITE], today)


@transaction.atomic
def _bite(pks: list[int], today: date) -> None:
    """What nobody could be told of waits: for somebody who has it, or for tomorrow's word."""
    crowds = access.crowds_knowing(Child.objects.filter(pk__in=pks))
    key = f"deadlines-{today:%Y-%m-%d}"
    told = set(Notice.objects.filter(key=key).values_list("user", flat=True))
    news: dict[int, set[int]] = {}
    items = [row for row in _telling(today).filter(child__in=pks) if _is_new(row, today)]
    for row in items:
        receivers = _receivers(row, crowds[row.child_id], today)
        if row.told_on == today or receivers - told:
            news[row.pk] = receivers
    people = {user for receivers in news.values() for user in receivers}
    tell(events.DIGEST, User.objects.filter(pk__in=people, is_active=True), key=key)
    kept = [row for row in items if news.get(row.pk)]
    for row in kept:
        row.moment, row.told_on = moment_of(row.due, today=today), today
    Deadline.objects.bulk_update(kept, ["moment", "told_on"])


def _telling(today: date) -> QuerySet[Deadline]:
    awake = Q(quiet_until=None) | Q(quiet_until__lt=today)
    return Deadline.objects.filter(
        awake, child__merged_into=None, state=State.OPEN, due__lte=today + AHEAD
    ).order_by("pk")


def _is_new(row: Deadline, today: date) -> bool:
    """Not told yet of this moment, or asleep since it was told; or told of it today, so that a second
    run tells nobody else."""
    has_slept = row.quiet_until and row.told_on and row.told_on <= row.quiet_until
    return row.moment != moment_of(row.due, today=today) or bool(has_slept) or row.told_on == today


def _receivers(row: Deadline, crowd: Iterable[tuple[Role, int]], today: date) -> set[int]:
    """Who has it; and when it is overdue, who leads them."""
    wanted: set[str] = {row.owner}
    if moment_of(row.due, today=today) is Moment.OVERDUE:
        wanted.add(LEADS_A_SCHOOL if row.owner in OF_THE_SCHOOL else LEADS_THE_TEAM)
    return {user for role, user in crowd if role in wanted}
