"""Which children wait for an answer: from me, from anybody, and how many where one leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from skolespor.accounts.access import permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import LEADS
from skolespor.children import access as children
from skolespor.children.models import Child
from skolespor.promises import access
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, Step


def mine(*, reader: User) -> QuerySet[Statement]:
    """What is the reader's to answer, and may be read by the reader, in the order in which it is due."""
    return all_waiting(reader=reader).filter(owner=reader)


def all_waiting(*, reader: User) -> QuerySet[Statement]:
    """Of all children, whoever has it, as far as the reader may read it."""
    rows = access.seen_by(reader).exclude(rule="").exclude(step=Step.TOLD_CHILD)
    return rows.select_related("child", "owner", "adult").order_by("due_on", "pk")


def unheard(*, reader: User) -> QuerySet[Statement]:
    """Where the reader is to ask the child who may know what it has said."""
    return access.unheard_by(reader).select_related("child", "owner").order_by("due_on", "pk")


def overdue_count(*, reader: User) -> int:
    """How many answers children should have had by now, where the reader leads. A number, no words, and
    without what a child keeps between itself and one adult: beside the count at one child it would tell
    that there is such a thing."""
    if not permissions_of(reader) & LEADS:
        return 0
    rows = access.overseen_by(reader).exclude(sharing=Sharing.BETWEEN_US)
    return rows.filter(due_on__lt=timezone.localdate()).count()


def children_waiting(*, reader: User) -> QuerySet[Child]:
    """Children who wait for an answer that the reader may read: for the filter »Barnet venter på svar«."""
    return Child.objects.filter(pk__in=all_waiting(reader=reader).order_by().values("child"))


@dataclass(frozen=True)
class Line:
    """One thing that waits, in a list. Without words where only the child and an adult who is gone have
    heard it (`is_unheard`); how far it is, for those who read answers (`sees_answer`)."""

    statement: Statement
    is_unheard: bool
    is_late: bool
    is_mine: bool
    sees_answer: bool


def lines(
    statements: Sequence[Statement], unheard: Sequence[Statement], *, reader: User
) -> list[Line]:
    today = timezone.localdate()
    both = [(one, False) for one in statements] + [(one, True) for one in unheard]
    both.sort(key=lambda pair: (pair[0].due_on or today, pair[0].pk))
    roles = children.roles_at(reader, [one.child for one, _is_unheard in both])
    return [
        Line(
            one,
            is_unheard,
            is_late=bool(one.due_on and one.due_on < today),
            is_mine=one.owner_id == reader.pk,
            sees_answer=access.sees_answer_of(one, reader, roles.get(one.child_id, "")),
        )
        for one, is_unheard in both
    ]
