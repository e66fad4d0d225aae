"""Writing what a child has said and what was agreed with it, and who may know it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access as children
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child
from skolespor.children.rules import check_reason
from skolespor.core.versions import EditedMeanwhile, save_seen
from skolespor.promises import access, events, rules
from skolespor.promises.actions.owners import give
from skolespor.promises.models import Statement, Wording
from skolespor.promises.queries.due import last_day
from skolespor.promises.rules import DEFAULT_SHARING, Sharing, Step, What


@dataclass(frozen=True)
class Words:
    """One thing a child has said, as it is to stand: verbatim, with who may know it."""

    text: str = ""
    what: What = What.WORDS
    sharing: Sharing = DEFAULT_SHARING
    drawing: dict[str, Any] = field(default_factory=dict)
    theme: str = ""
    question: str = ""
    is_own_hand: bool = False


@transaction.atomic
def say(
    *, child: Child, words: Words, adult: User, said_on: date, by: User, ref: str = ""
) -> Statement:
    """Write down one thing. What is asked, and what is told to the case worker, gets an owner and a last
    day at once."""
    _check_writer(child, by)
    rules.check_said_on(said_on, today=timezone.localdate())
    if words.what is not What.DRAWING:
        rules.check_text(words.text)
    hold([child.pk])
    statement = Statement.objects.create(
        child=child,
        adult=adult,
        said_on=said_on,
        written_by=by,
        ref=ref,
        **vars(words) | {"text": words.text.strip()},
        **_asked(child, words.what, words.sharing, said_on),
    )
    _record(events.SAID, statement, by, what=words.what, sharing=words.sharing)
    give(statement, by=by)
    return statement


@transaction.atomic
def promise(
    *,
    child: Child,
    text: str,
    agreed_for: date | None,
    owner: User,
    adult: User,
    made_on: date,
    by: User,
    sharing: Sharing = DEFAULT_SHARING,
    ref: str = "",
) -> Statement:
    """Write an agreement with the child: who does what, and by when. Whoever has promised it knows it,
    whatever the child has chosen."""
    _check_writer(child, by)
    rules.check_said_on(made_on, today=timezone.localdate())
    rules.check_agreement(text, agreed_for, made_on=made_on)
    hold([child.pk])
    asked = _asked(child, What.AGREEMENT, sharing, made_on)
    asked["due_on"] = rules.due_on(asked["due_on"], agreed_for)
    statement = Statement.objects.create(
        child=child,
        what=What.AGREEMENT,
        text=text.strip(),
        adult=adult,
        said_on=made_on,
        agreed_for=agreed_for,
        sharing=sharing,
        written_by=by,
        ref=ref,
        owner=owner,
        promised_by=owner,
        step=Step.DECIDED,
        **asked,
    )
    _record(events.AGREED, statement, by, sharing=sharing)
    given = give(statement, by=by)
    rules.check_owner(given == owner.pk)
    return statement


def _asked(child: Child, what: What, sharing: Sharing, said_on: date) -> dict[str, Any]:
    rule = rules.rule_of(what, sharing)
    due = last_day(rule, child, said_on) if rule else None
    return {"rule": rule, "asked_on": said_on if rule else None, "due_on": due}


@transaction.atomic
def reword(*, statement: Statement, text: str, seen: int, by: User) -> None:
    """The child puts right what it has said, itself or by its adult's hand. The earlier words stay with
    it. Raises `EditedMeanwhile` when somebody has saved since the writer's page was made."""
    _check(access.may_put_right(by, statement))
    rules.check_text(text)
    Wording.objects.create(
        statement=statement, text=statement.text, version=statement.version, replaced_by=by
    )
    save_seen(statement, seen=seen, text=text.strip())
    _record(events.REWORDED, statement, by, version=statement.version)


@transaction.atomic
def share(*, statement: Statement, sharing: Sharing, by: User, seen: Sharing | None = None) -> None:
    """The child says anew who may know it, today or years later. What is now asked of somebody gets an
    owner; an answer that was given stays. Raises `EditedMeanwhile` when the child has chosen anew since
    the writer's page was made (`seen`)."""
    _check(access.may_say_who_knows(by, statement))
    hold([statement.child_id])
    statement.refresh_from_db()
    rules.check_stands(statement.withdrawn_at is None)
    if seen and seen != statement.sharing:
        raise EditedMeanwhile(statement)
    before, statement.sharing = statement.sharing, sharing
    if statement.step in (Step.SAID, Step.DISCUSSED):
        _ask_anew(statement)
    statement.save(update_fields=["sharing", "rule", "asked_on", "due_on", "owner"])
    _record(events.SHARED, statement, by, sharing=sharing, before=before)
    give(statement, by=by)


def _ask_anew(statement: Statement) -> None:
    """Another rule holds for another choice. What was asked already was asked since then, and its last
    day never gets later by that."""
    rule = rules.rule_of(What(statement.what), Sharing(statement.sharing))
    if rule == statement.rule:
        return
    today, before = timezone.localdate(), statement.due_on
    statement.rule, statement.owner = rule, None
    if not rule:
        statement.asked_on = statement.due_on = None
        return
    due = last_day(rule, statement.child, today)
    statement.asked_on = statement.asked_on or today
    statement.due_on = min(before, due) if before else due


@transaction.atomic
def let_be(*, statement: Statement, by: User) -> None:
    """The adult who heard it is gone, and the child says that nobody else may know it: then nobody waits
    for an answer any more, and it stays between the child and that adult."""
    _check(access.unheard_by(by).filter(pk=statement.pk).exists())
    hold([statement.child_id])
    statement.refresh_from_db()
    rules.check_waits(statement.step)
    nothing: dict[str, Any] = {"rule": "", "asked_on": None, "due_on": None, "owner": None}
    nothing["sharing"] = Sharing.BETWEEN_US
    for name, value in nothing.items():
        setattr(statement, name, value)
    statement.save(update_fields=list(nothing))
    _record(events.LET_BE, statement, by)


@transaction.atomic
def withdraw(*, statement: Statement, reason: str, by: User) -> None:
    """It was written by mistake: at another child, or twice. The row stays, nobody reads it."""
    _check(access.may_put_right(by, statement))
    check_reason(reason)
    taken = Statement.objects.filter(pk=statement.pk, withdrawn_at=None)
    changes = {"withdrawn_at": timezone.now(), "withdrawn_reason": reason.strip()}
    rules.check_stands(bool(taken.update(**changes)))
    _record(events.WITHDRAWN, statement, by)


def _check_writer(child: Child, by: User) -> None:
    if children.is_the_child(by, child):
        return
    is_masked = children.sight_of(by, child).is_masked
    if is_masked or not children.may(by, Permission.STATEMENT_WRITE, child):
        raise PermissionDenied


def _check(may: bool) -> None:
    if not may:
        raise PermissionDenied


def _record(kind: log.Kind, statement: Statement, by: User, **codes: Any) -> None:
    log.record(kind, by=by, about=statement, child_id=statement.child_id, **codes)
