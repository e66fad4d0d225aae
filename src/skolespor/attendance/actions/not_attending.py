"""*Går ikke i skole*: written, ended and withdrawn by anyone in the child's team."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.attendance import events
from skolespor.attendance.models import NotAttending
from skolespor.attendance.queries.clocks import Away, away_of, schooling
from skolespor.attendance.rules import not_attending as rules
from skolespor.audit import log
from skolespor.children import access
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child


@transaction.atomic
def say_not_attending(*, child: Child, since: date, by: User) -> NotAttending:
    """The child is enrolled, but does not go there from the day on, that day included."""
    _must(by, child)
    hold([child.pk])
    today = timezone.localdate()
    rules.check_first_day(since, today=today, enrolments=schooling().filter(child=child))
    before = away_of(child)
    rules.check_new(since, before)
    for one in before:
        _end_with_school(one)
    written = NotAttending.objects.create(child=child, since=since, written_by=by)
    log.record(events.NOT_ATTENDING, by=by, about=written, child_id=child.pk)
    return written


def _end_with_school(away: Away) -> None:
    """A row that stood open though the child has left the school ends with the school."""
    if away.row.until != away.until:
        NotAttending.objects.filter(pk=away.row.pk).update(until=away.until)


@transaction.atomic
def attend_again(*, spell: NotAttending, first_day: date, by: User) -> None:
    """The child goes to school again from the day on; a day that was planned can be put right."""
    child, today = _take(spell, by), timezone.localdate()
    rules.check_running(spell.until, today=today)
    rules.check_back(first_day, since=spell.since, today=today)
    spell.until = first_day - timedelta(days=1)
    spell.save(update_fields=["until"])
    log.record(events.ATTENDS_AGAIN, by=by, about=spell, child_id=child.pk)


@transaction.atomic
def withdraw(*, spell: NotAttending, by: User) -> None:
    """It was wrong: the days count as in school, as if it had never been written."""
    child = _take(spell, by)
    spell.withdrawn_at = timezone.now()
    spell.save(update_fields=["withdrawn_at"])
    log.record(events.NOT_ATTENDING_WITHDRAWN, by=by, about=spell, child_id=child.pk)


def _take(spell: NotAttending, by: User) -> Child:
    """Nobody else changes the child meanwhile, and nobody has withdrawn this before. Returns the child,
    of one that was created twice the one that is kept."""
    child = spell.child.merged_into or spell.child
    _must(by, child)
    hold([child.pk])
    spell.refresh_from_db()
    rules.check_stands(spell.withdrawn_at is None)
    return child


def _must(by: User, child: Child) -> None:
    is_masked = access.sight_of(by, child).is_masked
    if is_masked or not access.may(by, Permission.NOT_ATTENDING_WRITE, child):
        raise PermissionDenied
