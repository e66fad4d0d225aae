"""What every action on a conversation does first and last: who may, one at a time, and a line in the log."""

from typing import Any

from django.core.exceptions import PermissionDenied

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.children.actions.holding import hold
from skolespor.conversations import access, rules
from skolespor.conversations.models import Conversation


def take(conversation: Conversation, *, by: User) -> None:
    """For the adult who holds it. Whoever comes second sees what the first did."""
    check(access.may_hold(by, conversation))
    fresh(conversation)


def fresh(conversation: Conversation) -> None:
    hold([conversation.child_id])
    conversation.refresh_from_db()
    rules.check_stands(conversation.withdrawn_at is None)


def check(may: bool) -> None:
    if not may:
        raise PermissionDenied


def record(kind: log.Kind, conversation: Conversation, by: User, **codes: Any) -> None:
    log.record(kind, by=by, about=conversation, child_id=conversation.child_id, **codes)
