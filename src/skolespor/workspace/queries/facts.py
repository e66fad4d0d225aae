"""The list of facts that leaders and coordinators see: name and school, days without school, overdue
deadlines. Each room says what may be known of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import OrderBy
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.attendance.queries.lists import without_school_now
from skolespor.children import access
from skolespor.children.models import Child, Enrolment
from skolespor.children.queries.facts import FactLine, fact_lines, fact_page, facts_of
from skolespor.children.queries.lists import ORDERS
from skolespor.core.danish_sqlite import danish
from skolespor.deadlines.queries import lists as deadlines

NAME = ORDERS["name"]


@dataclass(frozen=True)
class Wanted:
    """What somebody has asked for: words in the name, one filter, an order."""

    search: str = ""
    only: str = ""
    order: str = "name"


@dataclass(frozen=True)
class Line:
    """A line of facts. `days` are school days without school, none for who has one; `overdue` is `None`
    where the reader is not told."""

    facts: FactLine
    days: int
    overdue: int | None


@dataclass(frozen=True)
class Found:
    """The numbers of the children in the order asked for, and the days of those without school."""

    keys: QuerySet[Child, int]
    days: Mapping[int, int]


def found(wanted: Wanted, *, reader: User) -> Found:
    days = {one.child.pk: one.clock.count for one in without_school_now(reader=reader)}
    asked = {wanted.only, wanted.order}
    overdue = deadlines.overdue_by_child(reader=reader) if "overdue" in asked else {}
    children = facts_of(wanted.search, reader=reader)
    if wanted.only == "gap":
        children = children.filter(pk__in=days)
    if wanted.only == "overdue":
        children = children.filter(pk__in=overdue)
    if wanted.only == "no_case_worker":
        children = access.unowned(children)
    if wanted.order in ("days", "overdue"):
        children = _most_first(children, days if wanted.order == "days" else overdue)
    if wanted.order == "school":
        children = _by_school(children, reader)
    return Found(children.values_list("pk", flat=True), days)


def _most_first(children: QuerySet[Child], counts: Mapping[int, int]) -> QuerySet[Child]:
    by_count: dict[int, list[int]] = {}
    for pk, count in counts.items():
        by_count.setdefault(count, []).append(pk)
    whens = [When(pk__in=pks, then=Value(count)) for count, pks in by_count.items()]
    rank = Case(*whens, default=Value(0), output_field=IntegerField())
    return children.annotate(rank=rank).order_by("-rank", *NAME)


def _by_school(children: QuerySet[Child], reader: User) -> QuerySet[Child]:
    """By the school's name; last those without one, and among them those whose school the reader may
    not know: their place in the list would tell."""
    today = timezone.localdate()
    spells = Enrolment.objects.filter(
        Q(until=None) | Q(until__gte=today),
        child=OuterRef("pk"),
        since__lte=today,
        withdrawn_at=None,
    ).order_by("-since", "-pk")
    may_know = Q(is_protected=False) | Q(pk__in=access.exempted(reader).values("child"))
    school = Case(When(may_know, then=Subquery(spells.values("school__name")[:1])))
    named = children.annotate(school_name=school)
    return named.order_by(OrderBy(danish("school_name"), nulls_last=True), *NAME)


def lines(keys: Collection[int], days: Mapping[int, int], *, reader: User) -> list[Line]:
    """The lines of one page, in a constant number of queries."""
    children = fact_page(keys, reader=reader)
    pks = [child.pk for child in children]
    overdue = deadlines.overdue_by_child(pks, reader=reader)
    told = deadlines.overseen_of(pks, reader=reader)
    return [
        Line(one, days.get(pk, 0), overdue.get(pk, 0) if pk in told else None)
        for pk, one in zip(pks, fact_lines(children, reader=reader), strict=True)
    ]


def named(shown: Sequence[Line]) -> list[Child]:
    return [line.facts.child for line in shown]
