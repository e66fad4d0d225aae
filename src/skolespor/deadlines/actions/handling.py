"""What people do with an item: done, put off, set aside, opened again."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child
from skolespor.core.errors import RuleBroken
from skolespor.deadlines import access, events
from skolespor.deadlines.actions.keeping import keep
from skolespor.deadlines.models import Deadline, Handling
from skolespor.deadlines.queries.done import handlings_of
from skolespor.deadlines.rules import state as rules
from skolespor.deadlines.rules.keeping import asks_next
from skolespor.deadlines.rules.rule import all_rules, text_of
from skolespor.deadlines.rules.state import DAYS_ONLY, NOTIFIES, Kind, State


@transaction.atomic
def done(
    *,
    item: Deadline,
    day: date,
    text: str = "",
    next_on: date | None = None,
    municipality: str = "",
    by: User,
) -> None:
    """It was done on the day. What asks for evidence has a sentence on it."""
    _taken(item, by)
    rules.check_open(item.state)
    _check_here(item)
    today = timezone.localdate()
    rules.check_done(
        all_rules()[item.rule],
        day=day,
        text=text,
        municipality=municipality,
        notifies=notifies(item.rule),
        today=today,
    )
    rules.check_next(asks_next(item.rule), next_on=next_on, today=today)
    _write(item, Kind.DONE, by, day=day, text=text, next_on=next_on, municipality=municipality)
    log.record(events.DONE, by=by, about=item, child_id=item.child_id, rule=item.rule)


@transaction.atomic
def put_off(*, item: Deadline, until: date, text: str = "", by: User) -> None:
    """Silent up to and with the day; then it is there again."""
    _taken(item, by)
    rules.check_open(item.state)
    today = timezone.localdate()
    rules.check_put_off(all_rules()[item.rule], until=until, text=text, today=today)
    _write(item, Kind.PUT_OFF, by, day=today, text=text, until=until)
    log.record(events.PUT_OFF, by=by, about=item, child_id=item.child_id, rule=item.rule)


@transaction.atomic
def set_aside(*, item: Deadline, text: str, by: User) -> None:
    """It does not hold for this child, and why."""
    _taken(item, by)
    rules.check_open(item.state)
    _check_here(item)
    rules.check_set_aside(all_rules()[item.rule], text=text)
    _write(item, Kind.SET_ASIDE, by, day=timezone.localdate(), text=text)
    log.record(events.SET_ASIDE, by=by, about=item, child_id=item.child_id, rule=item.rule)


@transaction.atomic
def reopen(*, item: Deadline, by: User) -> None:
    """It was closed by mistake. What was written stays as history."""
    _taken(item, by)
    rules.check_closed_by_hand(item.state)
    _check_here(item)
    _write(item, Kind.REOPENED, by, day=timezone.localdate())
    log.record(events.REOPENED, by=by, about=item, child_id=item.child_id, rule=item.rule)


@transaction.atomic
def fulfilled(
    *,
    child: Child,
    rule: str,
    ref: str,
    today: date,
    early: bool = False,
    by: User | None = None,
) -> None:
    """A room has what a rule asks for: its items about `ref` that have fallen due, and with `early` also
    those to come. The room's own words are the evidence."""
    rows = Deadline.objects.filter(child=child, rule=rule, ref=ref, state=State.OPEN)
    due = list((rows if early else rows.filter(due__lte=today)).order_by("number"))
    for item in due:
        Handling.objects.create(**_key(item), kind=Kind.DONE, day=today, by=by)
        log.record(events.DONE, by=by, about=item, child_id=child.pk, rule=rule)
    if due:
        keep([child.pk], today=today)


@transaction.atomic
def fulfilled_once(*, child: Child, rule: str, today: date, by: User | None = None) -> None:
    """A room has once what a rule asks for again and again: the first of its open items is closed, also
    before its day."""
    open_items = Deadline.objects.filter(child=child, rule=rule, state=State.OPEN)
    item = open_items.order_by("due", "pk").first()
    if item:
        Handling.objects.create(**_key(item), kind=Kind.DONE, day=today, by=by)
        log.record(events.DONE, by=by, about=item, child_id=child.pk, rule=rule)
        keep([child.pk], today=today)


@transaction.atomic
def taken_back(*, child: Child, rule: str, day: date, who: User, by: User) -> None:
    """What a room had once (`fulfilled_once`) was a mistake: the item that `who` closed by it on the day
    is open again, unless another one is."""
    items = Deadline.objects.filter(child=child, rule=rule)
    if items.filter(state=State.OPEN).exists():
        return
    for item in items.filter(state=State.DONE).order_by("-pk"):
        last = next(one for one in handlings_of(item) if one.kind not in DAYS_ONLY)
        if (last.kind, last.day, last.by_id) == (Kind.DONE, day, who.pk):
            _opened_again(item, by)
            return


@transaction.atomic
def unfulfilled(*, child: Child, rule: str, ref: str, by: User) -> None:
    """What a room had about `ref` no longer suffices: what was closed by it is open again."""
    done = Deadline.objects.filter(child=child, rule=rule, ref=ref, state=State.DONE)
    for item in done.order_by("pk"):
        _opened_again(item, by)


@transaction.atomic
def another_day(*, child: Child, rule: str, ref: str, due: date, by: User) -> None:
    """What is open about `ref` is due on the day that a room has agreed on, not on the rule's own."""
    waiting = Deadline.objects.filter(child=child, rule=rule, ref=ref, state=State.OPEN)
    for item in waiting.order_by("pk"):
        _write(item, Kind.ANOTHER_DAY, by, day=timezone.localdate(), until=due)
        log.record(events.ANOTHER_DAY, by=by, about=item, child_id=child.pk, rule=rule)


def _opened_again(item: Deadline, by: User) -> None:
    _write(item, Kind.REOPENED, by, day=timezone.localdate())
    log.record(events.REOPENED, by=by, about=item, child_id=item.child_id, rule=item.rule)


def notifies(rule: str) -> bool:
    """Whether the rule asks which municipality was notified."""
    return NOTIFIES in text_of(rule).get("record_fields", ())


def _taken(item: Deadline, by: User) -> None:
    """One at a time; and only who may."""
    hold([item.child_id])
    item.refresh_from_db()
    if not access.may_handle(by, item):
        raise PermissionDenied


def _check_here(item: Deadline) -> None:
    """What a room answers with its own words is closed there, and nowhere else."""
    answer = events.ANSWERED_AT.get(item.rule)
    if answer and answer.is_only_there:
        words = _("Den frist lukkes og åbnes ikke her. {where}, og svar der.").format(
            where=answer.label
        )
        raise RuleBroken("deadline.answered_elsewhere", words)


def _write(item: Deadline, kind: Kind, by: User, *, text: str = "", **facts: Any) -> None:
    Handling.objects.create(**_key(item), kind=kind, text=text.strip(), by=by, **facts)
    keep([item.child_id], today=timezone.localdate())
    item.refresh_from_db()


def _key(item: Deadline) -> dict[str, Any]:
    return {
        "child_id": item.child_id,
        "rule": item.rule,
        "ref": item.ref,
        "number": item.number,
    }
