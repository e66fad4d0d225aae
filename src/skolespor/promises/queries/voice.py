"""What one child has said, as far as one reader may know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role, fields_of
from skolespor.children.models import Child
from skolespor.children.queries.page import Header
from skolespor.promises import access
from skolespor.promises.models import Statement
from skolespor.promises.queries.owners import crowds, heard_of, waiting
from skolespor.promises.rules import Sharing, Step, What, may_have

NEWEST, STRENGTHS, ANSWERED = 3, 7, 3


@dataclass(frozen=True)
class Seen:
    """One thing a child has said. `sees_answer`: the reader reads what the adults have answered;
    `is_mine`: it is the reader's to answer."""

    statement: Statement
    sees_answer: bool
    is_mine: bool

    @property
    def waits(self) -> bool:
        return bool(self.statement.rule) and self.statement.step != Step.TOLD_CHILD


@dataclass(frozen=True)
class Counts:
    """How much waits for an answer, for those who see numbers and no words; of what the child keeps
    between itself and one adult not even that."""

    waiting: int
    overdue: int


@dataclass(frozen=True)
class Voice:
    """The newest words, the newest drawing, what the child is good at, what waits for an answer, and what
    was answered last. `unheard` are those that are the reader's, and whose words only the child and an
    adult who is gone have heard."""

    words: Sequence[Seen]
    drawing: Seen | None
    strengths: Sequence[Seen]
    waiting: Sequence[Seen]
    answered: Sequence[Seen]
    unheard: Sequence[Statement]
    counts: Counts | None

    @property
    def is_empty(self) -> bool:
        found = (self.words, self.strengths, self.waiting, self.answered, self.unheard)
        return not any(found) and self.drawing is None and self.counts is None


def voice(head: Header) -> Voice:
    """Three queries at most, however much has been said."""
    if Permission.CONVERSATION_VIEW not in head.may or head.is_break_glass:
        return Voice((), None, (), (), (), (), None)
    rows = [_seen(one, head) for one in spoken(head.child, reader=head.reader)]
    of = {what: [one for one in rows if one.statement.what == what] for what in What}
    open_ones = sorted(
        (one for one in rows if one.waits), key=lambda one: one.statement.due_on or date.max
    )
    answered = [one for one in rows if one.statement.told_on and one.sees_answer]
    said = [one for one in rows if one.statement.what in (What.WORDS, What.WISH)]
    return Voice(
        words=said[:NEWEST],
        drawing=next(iter(of[What.DRAWING]), None),
        strengths=of[What.STRENGTH][:STRENGTHS],
        waiting=open_ones,
        answered=sorted(answered, key=lambda one: one.statement.told_on or date.min)[-ANSWERED:][
            ::-1
        ],
        unheard=list(access.unheard_by(head.reader).filter(child=head.child)),
        counts=_counts(head),
    )


def all_of(head: Header) -> list[Seen]:
    """All that the reader may read, to leaf through."""
    if head.is_break_glass:
        return []
    return [_seen(one, head) for one in spoken(head.child, reader=head.reader)]


def spoken(child: Child, *, reader: User) -> QuerySet[Statement]:
    """All that the reader may read, the newest first."""
    rows = access.seen_by(reader, child).select_related("adult", "owner", "decided_by", "told_by")
    return rows.order_by("-said_on", "-pk")


def _seen(statement: Statement, head: Header) -> Seen:
    is_mine = statement.owner_id == head.reader.pk
    return Seen(statement, access.sees_answer_of(statement, head.reader, head.way.role), is_mine)


def _counts(head: Header) -> Counts | None:
    if fields_of(Role(head.way.role), access.AREA).get("statements") != "counts":
        return None
    rows = waiting().filter(child=head.child).exclude(sharing=Sharing.BETWEEN_US)
    late = rows.filter(due_on__lt=timezone.localdate())
    return Counts(rows.count(), late.count())


# One statement


@dataclass(frozen=True)
class OnPage:
    """One thing a child has said, on a page of its own, and what the reader can do with it."""

    seen: Seen
    may_answer: bool
    may_put_right: bool
    may_share: bool
    wordings: Sequence[str]


def statement_of(child: Child, pk: int, *, reader: User) -> Statement | None:
    """One that the reader may read."""
    return spoken(child, reader=reader).filter(pk=pk).first()


def unheard_of(child: Child, pk: int, *, reader: User) -> Statement | None:
    """One that is the reader's to ask the child about; never show its words."""
    return access.unheard_by(reader).filter(child=child, pk=pk).first()


def on_page(statement: Statement, head: Header) -> OnPage:
    before = statement.wordings.order_by("-pk")
    puts_right = access.may_put_right(head.reader, statement)
    return OnPage(
        seen=_seen(statement, head),
        may_answer=access.may_answer(head.reader, statement) and not head.is_own,
        may_put_right=puts_right,
        may_share=access.may_say_who_knows(head.reader, statement),
        wordings=[one.text for one in before] if puts_right else [],
    )


def may_own(statement: Statement) -> list[User]:
    """To whom it can be given: those around the child whom the child lets know."""
    around = crowds([statement.child])[statement.child_id]
    heard = heard_of(statement)
    fitting = {user for _role, user in around if may_have(around, user, heard)}
    return list(User.objects.filter(pk__in=fitting).order_by("name", "pk"))
