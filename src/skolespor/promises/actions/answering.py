"""From what a child asked to what it was told: discussed, decided, told the child, and its own answer."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.children import access as children
from skolespor.promises import access, events, rules
from skolespor.promises.models import Statement
from skolespor.promises.rules import Helped, Step, What


@transaction.atomic
def discussed(*, statement: Statement, by: User) -> None:
    """The adults have talked about it. It can be discussed again."""
    _take(statement, by)
    today = timezone.localdate()
    _set(statement, step=Step.DISCUSSED, discussed_on=today)
    _record(events.DISCUSSED, statement, by)


@transaction.atomic
def decide(*, statement: Statement, decision: str, reason: str, by: User) -> None:
    """What the adults have decided, and why. The child has not heard it yet: it waits on."""
    _take(statement, by)
    rules.check_decision(decision, reason)
    today = timezone.localdate()
    _set(
        statement,
        step=Step.DECIDED,
        decision=decision,
        reason=reason.strip(),
        decided_on=today,
        decided_by=by,
    )
    _record(events.DECIDED, statement, by, decision=decision)


@transaction.atomic
def told(*, statement: Statement, told_on: date | None, how: str, by: User, text: str = "") -> None:
    """The child knows what became of it, by whom, when and how. Only then is it closed; of an agreement
    one writes what happened."""
    _take(statement, by)
    today = timezone.localdate()
    rules.check_told(
        statement.step,
        statement.what,
        told_on=told_on,
        how=how,
        said_on=statement.said_on,
        today=today,
    )
    if statement.what == What.AGREEMENT:
        rules.check_told_what(text)
    _set(
        statement,
        step=Step.TOLD_CHILD,
        told_on=told_on,
        told_by=by,
        told_how=how,
        told_text=text.strip(),
    )
    _record(events.TOLD, statement, by, how=how)


@transaction.atomic
def answer_of_the_child(*, statement: Statement, helped: Helped, by: User) -> None:
    """Whether it helped, in the child's own word. It may change its mind."""
    if not children.is_the_child(by, statement.child):
        raise PermissionDenied
    statement.refresh_from_db()
    rules.check_told_already(statement.step)
    _set(statement, helped=helped, helped_on=timezone.localdate())
    _record(events.HELPED, statement, by, helped=helped)


def _take(statement: Statement, by: User) -> None:
    """Whose it is to answer; nobody has closed it before."""
    if not access.may_answer(by, statement):
        raise PermissionDenied
    statement.refresh_from_db()
    rules.check_stands(statement.withdrawn_at is None)
    rules.check_asks(statement.rule)
    rules.check_waits(statement.step)


def _set(statement: Statement, **changes: Any) -> None:
    """One UPDATE with the step that was read in its WHERE: two cannot both close it."""
    same = Statement.objects.filter(pk=statement.pk, step=statement.step, withdrawn_at=None)
    if not same.update(**changes):
        statement.refresh_from_db()
        rules.check_stands(statement.withdrawn_at is None)
        rules.check_waits(statement.step)
    statement.refresh_from_db()


def _record(kind: log.Kind, statement: Statement, by: User, **codes: Any) -> None:
    log.record(kind, by=by, about=statement, child_id=statement.child_id, **codes)
