"""Nothing that a child waits for is without somebody who has it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.children.actions.holding import hold
from skolespor.notices.actions import tell
from skolespor.promises import access, events, rules
from skolespor.promises.models import Statement
from skolespor.promises.queries.owners import owners_of, waiting
from skolespor.promises.rules import Sharing, Step


def give(statement: Statement, *, by: User | None) -> int | None:
    """Give one statement to whom it falls today; returns that user. Inside the caller's transaction."""
    if not statement.rule or statement.step == Step.TOLD_CHILD:
        return None
    return _give(statement, owners_of([statement])[statement.pk], by=by)


@transaction.atomic
def keep_owners() -> None:
    """Adults, schools and homes come and go; what was promised stays, and somebody has it."""
    found = list(waiting().select_related("child").order_by("pk"))
    now = owners_of(found)
    for statement in found:
        if now[statement.pk] != statement.owner_id:
            _give(statement, now[statement.pk], by=None)


def _give(statement: Statement, owner: int | None, *, by: User | None) -> int | None:
    is_new = owner != statement.owner_id
    if is_new:
        statement.owner_id = owner
        statement.save(update_fields=["owner"])
        log.record(events.OWNED, by=by, about=statement, child_id=statement.child_id)
    if owner and (by is None or owner != by.pk):
        to_worker = statement.sharing == Sharing.TO_CASE_WORKER
        kind = events.CHILD_ASKS_YOU if to_worker else events.WAITS_FOR_YOU
        tell(kind, User.objects.filter(pk=owner), key=_key(statement))
    return owner


@transaction.atomic
def pass_on(*, statement: Statement, owner: User, by: User) -> None:
    """Another adult around the child takes it, when the child lets that one know."""
    if not access.may_answer(by, statement):
        raise PermissionDenied
    hold([statement.child_id])
    statement.refresh_from_db()
    rules.check_asks(statement.rule)
    rules.check_waits(statement.step)
    statement.owner = owner
    rules.check_owner(owners_of([statement])[statement.pk] == owner.pk)
    statement.save(update_fields=["owner"])
    log.record(events.OWNED, by=by, about=statement, child_id=statement.child_id)
    if owner != by:
        tell(events.WAITS_FOR_YOU, [owner], key=_key(statement))


def _key(statement: Statement) -> str:
    """Whoever gets it back on another day is told again; twice on one day is once."""
    return f"statement-{statement.pk}-{statement.owner_id}-{timezone.localdate():%Y%m%d}"


def remind(*, today: date) -> None:
    """On the last day, once: the one who has it. A child's date is never a surprise."""
    due = waiting().filter(due_on__lte=today).exclude(owner=None).select_related("owner")
    for statement in due.order_by("pk"):
        if statement.owner:
            tell(events.DUE, [statement.owner], key=f"statement-{statement.pk}-due")


def keep_promises(*, today: date) -> None:
    """The part of the night that looks after what children wait for. Twice changes nothing."""
    keep_owners()
    remind(today=today)
