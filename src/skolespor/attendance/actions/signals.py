"""Asking one person about absence, writing what was done, and what deadlines are told of absence."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import LEADS_A_SCHOOL, LEADS_THE_TEAM
from skolespor.attendance import events
from skolespor.attendance.models import FollowUp, Signal
from skolespor.attendance.queries.signals import (
    followed_in,
    level_in,
    receivers_of,
    unanswered_since,
)
from skolespor.attendance.queries.years import InYear, absence_of_year
from skolespor.attendance.rules import signals as rules
from skolespor.audit import log
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children import access
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child
from skolespor.notices.actions import tell

A_WEEK = timedelta(days=7)
LEADERS = {LEADS_A_SCHOOL, LEADS_THE_TEAM}


def keep_signals(found: list[InYear], *, today: date) -> None:
    """Ask where somebody is to be asked, and ask nobody any more where it is over. `found` is the
    absence of the running school year. Doing it again changes nothing."""
    open_ones = {signal.child_id: signal for signal in _open()}
    year = SchoolYear.of(today).begins
    followed = followed_in(year, [one.child.pk for one in found])
    wanted = {
        one.child.pk: one
        for one in found
        if rules.is_asked(level_in(one), one.sum.total, followed.get(one.child.pk), today=today)
    }
    for pk in open_ones.keys() - wanted.keys():
        _end(open_ones[pk])
    receivers = receivers_of([one.child for one in wanted.values()])
    for pk, one in wanted.items():
        signal, receiver = open_ones.get(pk), receivers[pk]
        if signal is None or _now(signal) != (level_in(one), one.sum.total, receiver):
            _ask(one, year, signal, receiver, today=today)


def _now(signal: Signal) -> tuple[int, Decimal, User | None]:
    return signal.level, signal.days, signal.receiver


def _open() -> QuerySet[Signal]:
    return Signal.objects.filter(is_open=True).select_related("receiver")


@transaction.atomic
def _ask(
    one: InYear, year: int, signal: Signal | None, receiver: User | None, *, today: date
) -> None:
    """One open signal for a child, at the level that is reached now, with one receiver who is there."""
    hold([one.child.pk])
    now: dict[str, Any] = {"level": level_in(one), "days": one.sum.total, "receiver": receiver}
    if signal is None:
        signal = Signal.objects.create(child=one.child, school_year=year, raised_on=today, **now)
        log.record(
            events.SIGNALLED, by=None, about=signal, child_id=one.child.pk, level=signal.level
        )
    else:
        Signal.objects.filter(pk=signal.pk).update(**now)
    if receiver:
        key = f"signal-{signal.pk}"
        tell(events.ABSENCE_SIGNAL, [receiver], key=key, child_id=one.child.pk)


@transaction.atomic
def _end(signal: Signal) -> None:
    """The absence was put right, the year is over, or the child is not followed any more."""
    if Signal.objects.filter(pk=signal.pk, is_open=True).update(is_open=False):
        log.record(events.SIGNAL_OVER, by=None, about=signal, child_id=signal.child_id)


@transaction.atomic
def follow_up(*, child: Child, text: str, again_on: date | None = None, by: User) -> FollowUp:
    """What somebody has done about the absence: the signal is answered, and it is silent until the next
    level, five further days, or the day set here."""
    is_masked = access.sight_of(by, child).is_masked
    if is_masked or not access.may(by, Permission.ABSENCE_ANSWER, child):
        raise PermissionDenied
    today = timezone.localdate()
    rules.check_text(text)
    rules.check_again(again_on, today=today)
    hold([child.pk])
    year = SchoolYear.of(today)
    alone = Child.objects.filter(pk=child.pk)
    so_far = next(iter(absence_of_year(year, children=alone, today=today)), None)
    done = FollowUp.objects.create(
        child=child,
        school_year=year.begins,
        day=today,
        text=text.strip(),
        again_on=again_on,
        level=level_in(so_far) if so_far else 0,
        days=so_far.sum.total if so_far else 0,
        by=by,
    )
    Signal.objects.filter(child=child, is_open=True).update(is_open=False, answer=done)
    log.record(events.FOLLOWED_UP, by=by, about=done, child_id=child.pk)
    return done


def tell_leaders(*, today: date) -> None:
    """Once a week to those who lead: signals that have stood a week without an answer."""
    waiting = list(unanswered_since(today - A_WEEK))
    crowds = access.crowds_knowing([signal.child for signal in waiting])
    leading: set[int] = set()
    for signal in waiting:
        leading |= {user for role, user in crowds[signal.child_id] if role in LEADERS}
    year, week, _day = today.isocalendar()
    users = User.objects.filter(pk__in=leading, is_active=True)
    tell(events.SIGNALS_UNANSWERED, users, key=f"signals-{year}-{week:02d}")
