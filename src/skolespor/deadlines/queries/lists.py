"""Deadlines as lists: mine, the child's, and what is overdue where one leads."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.children import access as children_access
from skolespor.children.models import Child
from skolespor.children.queries.lists import schools_now
from skolespor.deadlines import access
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.rules.state import AHEAD, State

MINE, OVERSEEN = "mine", "overseen"
OVERDUE, TODAY, SOON, LATER, QUIET = "overdue", "today", "soon", "later", "quiet"


@dataclass(frozen=True)
class Line:
    """One item in a list. `school` is `None` where it is not for the reader. `may_open`: the reader has
    a page about the child."""

    item: Deadline
    when: str
    school: str | None
    may_open: bool


def open_items(whose: str, *, reader: User) -> QuerySet[Deadline]:
    """What is open, in the order in which it falls due. Overseen is what is overdue, of others too."""
    today = timezone.localdate()
    if whose == OVERSEEN:
        found = access.overseen_by(reader).filter(due__lt=today)
    else:
        found = access.mine(reader)
    return found.filter(state=State.OPEN).order_by("due", "rule", "pk")


def now(items: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Those to be done by today, or soon; not what has been put off."""
    today = timezone.localdate()
    awake = Q(quiet_until=None) | Q(quiet_until__lt=today)
    return items.filter(awake, due__lte=today + AHEAD)


def mine_now(*, reader: User) -> QuerySet[Deadline]:
    """What the reader has to do by today, or within 14 days."""
    return now(open_items(MINE, reader=reader))


def without_owner(*, reader: User) -> QuerySet[Deadline]:
    """Open ones that nobody around the child has: for who keeps its track; and what is overdue of them
    for who leads in the municipality, and finds the child somebody."""
    kept, overseen = access.kept_by(reader), open_items(OVERSEEN, reader=reader)
    told = Q(pk__in=kept.values("pk")) | Q(pk__in=overseen.order_by().values("pk"))
    return Deadline.objects.filter(told, state=State.OPEN, owner="").order_by("due", "rule", "pk")


def overdue_by_child(pks: Collection[int] | None = None, *, reader: User) -> dict[int, int]:
    """How many items are overdue at each child that the reader oversees, or at some of them; children
    without any are not there. One query, one row for a child."""
    found = open_items(OVERSEEN, reader=reader).order_by()
    if pks is not None:
        found = found.filter(child__in=pks)
    return dict(found.values("child").annotate(n=Count("pk")).values_list("child", "n"))


def is_overseeing(*, reader: User) -> bool:
    """Whether there is any child of whom the reader is told how much is overdue."""
    return access.oversees(reader).exists()


def overseen_of(pks: Collection[int], *, reader: User) -> set[int]:
    """Those of the children of whom the reader is told how much is overdue."""
    return set(access.oversees(reader).filter(pk__in=pks).values_list("pk", flat=True))


def when_of(item: Deadline, *, today: date) -> str:
    """The part of a list in which the item stands."""
    if item.quiet_until and item.quiet_until >= today:
        return QUIET
    if item.due <= today:
        return OVERDUE if item.due < today else TODAY
    return SOON if item.due <= today + AHEAD else LATER


def lines(items: Sequence[Deadline], *, reader: User) -> list[Line]:
    """The lines of one page, in a constant number of queries."""
    today = timezone.localdate()
    children = list({item.child_id: item.child for item in items}.values())
    pks = [child.pk for child in children]
    sights = children_access.sights_of(reader, children)
    as_facts = set(
        children_access.facts_where(reader).filter(pk__in=pks).values_list("pk", flat=True)
    )
    schools = schools_now(pks, reader=reader)
    opens = children_access.children_where(reader, Permission.DEADLINE_VIEW).filter(pk__in=pks)
    may_open = set(opens.values_list("pk", flat=True))
    masked = children_access.masked_for(reader, children)

    def school_of(child: Child) -> str | None:
        if child.pk in masked or not (
            child.pk in as_facts or "school_and_class" in sights[child.pk]
        ):
            return None
        return schools[child.pk].school.name if child.pk in schools else ""

    return [
        Line(item, when_of(item, today=today), school_of(item.child), item.child_id in may_open)
        for item in items
    ]


@dataclass(frozen=True)
class OfChild:
    """The items of one child that the reader may see: open ones in order, and those that are closed,
    the newest first. `mine` are the numbers of those that are the reader's own to do."""

    open: Sequence[Deadline]
    closed: Sequence[Deadline]
    mine: Collection[int]


LONG_AGO = timedelta(days=366)


def of_child(child: Child, *, reader: User) -> OfChild:
    seen = access.seen_by(reader, child)
    today = timezone.localdate()
    closed = seen.exclude(state=State.OPEN).filter(due__gte=today - LONG_AGO)
    mine = access.mine(reader, child)
    return OfChild(
        open=list(seen.filter(state=State.OPEN).order_by("due", "rule", "pk")),
        closed=list(closed.order_by("-due", "pk")),
        mine=set(mine.values_list("pk", flat=True)),
    )


def item_for(pk: int, *, reader: User) -> Deadline | None:
    """One item, if the reader may see it; of who leads, also what is open and overdue."""
    overdue = Q(due__lt=timezone.localdate(), state=State.OPEN)
    rows = Deadline.objects.filter(pk=pk).select_related("child__acting_municipality")
    item = rows.first()
    if item is None:
        return None
    seen = access.seen_by(reader, item.child) | access.overseen_by(reader).filter(overdue)
    return item if seen.filter(pk=pk).exists() else None


def child_of(pk: int) -> int | None:
    """Whose an item is that somebody was refused at: for the log, never for the reader."""
    return Deadline.objects.filter(pk=pk).values_list("child", flat=True).first()
