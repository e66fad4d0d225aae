"""One conversation, and what belongs to it, as far as its reader may know it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from skolespor.accounts.models import User
from skolespor.children.models import Child
from skolespor.children.queries.page import Header
from skolespor.conversations import access
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.adults import Adult, in_words
from skolespor.conversations.states import Outcome
from skolespor.deadlines.rules.rule import all_rules
from skolespor.promises.access import seen_by
from skolespor.promises.models import Statement
from skolespor.promises.queries.owners import crowds
from skolespor.promises.rules import Step, What

OPEN = ["", Outcome.POSTPONED.value]
EARLIER = 6
"""Words of earlier talks that one reads in three minutes."""


def open_of(child: Child) -> QuerySet[Conversation]:
    """Offered and not answered yet."""
    rows = Conversation.objects.filter(child=child, withdrawn_at=None)
    return rows.filter(outcome__in=OPEN)


def conversation_of(child: Child, pk: int, *, reader: User) -> Conversation | None:
    """One that the reader may know of."""
    rows = access.known_to(reader, child).select_related("child", "adult", "offered_by")
    return rows.filter(pk=pk).first()


def offer_of(child: Child, pk: int, *, reader: User) -> Conversation | None:
    """The same, and one that the reader has offered with another adult."""
    rows = Conversation.objects.filter(child=child, withdrawn_at=None, offered_by=reader)
    return conversation_of(child, pk, reader=reader) or rows.filter(pk=pk).first()


def agreements_in(conversation: Conversation) -> QuerySet[Statement]:
    """All that stand, whoever asks: to count, never to read."""
    rows = Statement.objects.filter(child=conversation.child_id, ref=conversation.ref)
    return rows.filter(what=What.AGREEMENT, withdrawn_at=None)


@dataclass(frozen=True)
class Said:
    """What was said and agreed in one conversation, as far as the reader may read it."""

    words: Sequence[Statement]
    agreements: Sequence[Statement]


def said_in(conversation: Conversation, *, reader: User) -> Said:
    rows = seen_by(reader, conversation.child).filter(ref=conversation.ref)
    found = list(rows.select_related("adult", "owner", "written_by").order_by("pk"))
    agreed = [one for one in found if one.what == What.AGREEMENT]
    return Said([one for one in found if one.what != What.AGREEMENT], agreed)


@dataclass(frozen=True)
class Before:
    """What one reads before a talk: what the child waits for, and what it said last."""

    waiting: Sequence[Statement]
    earlier: Sequence[Statement]

    @property
    def all(self) -> list[Statement]:
        return [*self.waiting, *self.earlier]


def before(conversation: Conversation, *, reader: User) -> Before:
    """The newest words first; what waits, by the day on which the child is to know."""
    rows = seen_by(reader, conversation.child).exclude(ref=conversation.ref)
    waits = rows.filter(rule__in=list(all_rules())).exclude(step=Step.TOLD_CHILD)
    waiting = list(waits.select_related("owner").order_by("due_on", "pk"))
    newest = rows.exclude(pk__in=[one.pk for one in waiting]).exclude(what=What.DRAWING)
    return Before(
        waiting, list(newest.select_related("adult").order_by("-said_on", "-pk")[:EARLIER])
    )


def task_takers(child: Child) -> list[Adult]:
    """Who can have promised the child something."""
    return in_words(access.each_once(crowds([child])[child.pk]))


def is_holder(head: Header, conversation: Conversation) -> bool:
    """Whether the reader of the page is the adult who holds it."""
    return access.may_hold(head.reader, conversation)


def is_left(head: Header, conversation: Conversation) -> bool:
    """Whether its adult is gone before it was held, and the reader may take it back."""
    if conversation.outcome not in OPEN or not access.may_withdraw(head.reader, conversation):
        return False
    return conversation.adult_id not in access.holders(conversation.child)
