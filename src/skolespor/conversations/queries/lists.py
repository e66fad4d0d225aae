"""Conversations as lists: of one child, and those that wait for one adult."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.children import access as children
from skolespor.children.queries.page import Header
from skolespor.conversations import access
from skolespor.conversations.models import HELD, Conversation
from skolespor.conversations.queries.adults import left_of
from skolespor.conversations.queries.page import OPEN
from skolespor.conversations.states import State, Way, state_of
from skolespor.promises.models import Statement
from skolespor.promises.rules import What

AHEAD = timedelta(days=14)
"""A talk is soon when it is this near."""
LATELY = timedelta(days=7)
"""For so long an adult is shown what a child has put down by itself."""


@dataclass(frozen=True)
class Line:
    """One conversation that the reader may know of. `is_mine`: the reader is to hold it. `is_left`: its
    adult is gone, and the reader may offer the child another."""

    conversation: Conversation
    state: State
    is_mine: bool
    is_left: bool = False


@dataclass(frozen=True)
class OfChild:
    """What is offered or to be read first, then what is over, the newest first."""

    open: Sequence[Line]
    over: Sequence[Line]
    may_offer: bool
    may_give_code: bool


def of_child(head: Header) -> OfChild:
    """When, with whom and how it ended; never words, and never why a child said no. One query more than
    the page's head; for who may offer one, and where one is open, those for the adults around."""
    rows = access.known_to(head.reader, head.child).select_related("adult")
    holds = Permission.CONVERSATION_HOLD in head.may and not head.sight.is_masked
    found = list(rows.order_by("-talked_on", "-planned_on", "-pk"))
    left = left_of(head.child, [one for one in found if one.outcome in OPEN]) if holds else set()
    lines = [
        Line(one, state_of(one), holds and one.adult_id == head.reader.pk, one.pk in left)
        for one in found
    ]
    over = [line for line in lines if line.state in (State.FINISHED, State.DECLINED)]
    newest = sorted(over, key=lambda line: line.conversation.pk, reverse=True)
    writes = Permission.STATEMENT_WRITE in head.may and not head.sight.is_masked
    return OfChild([line for line in lines if line not in over], newest, holds, writes)


def mine(*, reader: User) -> list[Conversation]:
    """What waits for the reader: talks to hold within 14 days or already past, what was written and is to
    be read with the child, and what a child has put down by itself within a week and nothing has been
    agreed on. What the child waits longest for comes first. Two queries about rows."""
    seats = children.seats_where(reader, Permission.CONVERSATION_HOLD).filter(break_glass=None)
    known = Q(child__is_protected=False) | Q(child__in=children.exempted(reader).values("child"))
    soon = timezone.localdate() + AHEAD
    to_hold = Q(outcome__in=OPEN) & (Q(planned_on__lte=soon) | Q(planned_on=None))
    to_read = Q(outcome__in=HELD, child_ok_on=None)
    rows = Conversation.objects.filter(
        known, to_hold | to_read | _by_itself(), adult=reader.pk, child__in=seats.values("child")
    )
    rows = rows.filter(withdrawn_at=None, child__merged_into=None).select_related("child")
    agreed = _agreed_on([one for one in rows if one.child_ok_on])
    waiting = [one for one in rows if one.ref not in agreed]
    return sorted(
        waiting, key=lambda one: (one.talked_on or one.planned_on or one.offered_on, one.pk)
    )


def _by_itself() -> Q:
    """What a child has put down at its own screen lately: the adult has not seen it come."""
    lately = timezone.localdate() - LATELY
    return Q(outcome__in=HELD, child_ok_on__gte=lately, way__in=[Way.SCREEN, Way.CODE])


def _agreed_on(found: Sequence[Conversation]) -> set[str]:
    """Those of the conversations in which something was promised."""
    refs = [one.ref for one in found]
    agreements = Statement.objects.filter(ref__in=refs, what=What.AGREEMENT, withdrawn_at=None)
    return set(agreements.values_list("ref", flat=True))
