"""Facts: a line about a child for leaders and coordinators, never a page."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.children import access
from skolespor.children.models import Child
from skolespor.children.queries.lists import ORDERS, schools_now


@dataclass(frozen=True)
class FactLine:
    """What a leader or a coordinator sees of a child without a seat: name and school.

    `school` and `grade` are `None` where they would tell where a protected child is. `may_open`:
    the reader has a seat there too, and gets a link.
    """

    child: Child
    school: str | None
    grade: str | None
    acting: str
    has_owner: bool
    has_teacher: bool
    may_open: bool


def facts_of(search: str, *, reader: User) -> QuerySet[Child]:
    """Whom the reader has a line of facts about, by name; every word must be in it."""
    found = access.facts_where(reader)
    for word in search.split():
        found = found.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    return found.order_by(*ORDERS["name"])


def fact_page(keys: Collection[int], *, reader: User) -> list[Child]:
    """The children of one page, in the order of its keys."""
    found = access.facts_where(reader).filter(pk__in=keys)
    by_key = {child.pk: child for child in found.select_related("acting_municipality")}
    return [by_key[key] for key in keys if key in by_key]


def fact_lines(children: Collection[Child], *, reader: User) -> list[FactLine]:
    """The lines of one page. A protected child's school is said only to those who may know."""
    pks = [child.pk for child in children]
    schools = schools_now(pks, reader=reader)
    masked = access.masked_for(reader, children)
    unowned = set(access.unowned(Child.objects.filter(pk__in=pks)).values_list("pk", flat=True))
    opens = access.children_where(reader, Permission.CHILD_VIEW).filter(pk__in=pks)
    may_open = set(opens.values_list("pk", flat=True))
    answered = access.with_teacher(pks)
    lines = []
    for child in children:
        is_hidden = child.pk in masked
        spell = schools.get(child.pk)
        lines.append(
            FactLine(
                child=child,
                school=None if is_hidden else (spell.school.name if spell else ""),
                grade=None if is_hidden else (spell.grade_label if spell else ""),
                acting=child.acting_municipality.name,
                has_owner=child.pk not in unowned,
                has_teacher=child.pk in answered,
                may_open=child.pk in may_open,
            )
        )
    return lines
