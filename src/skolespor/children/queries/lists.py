"""Children as rows: those one follows, those one has a line of facts about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils import timezone

from skolespor.accounts.access import standing_of
from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import THE_CHILD, Role
from skolespor.children import access
from skolespor.children.models import Child, Enrolment, Placement
from skolespor.core.content import code_list, in_language
from skolespor.core.danish_sqlite import danish


@dataclass(frozen=True)
class Wanted:
    """What somebody has asked for in a list: words in the name, filters, order."""

    search: str = ""
    role: str = ""
    school: str = ""
    municipality: str = ""
    order: str = "name"


@dataclass(frozen=True)
class Row:
    """One child in a list, as far as the reader may see it; `None` is "not for you"."""

    child: Child
    roles: tuple[str, ...]
    school: str | None
    grade: str | None
    lives: str | None
    acting: str | None
    is_masked: bool

    @property
    def school_words(self) -> str:
        """ "Engskolen, 3.B", as much of it as is known and may be seen."""
        return ", ".join(part for part in (self.school, self.grade) if part)


ORDERS: dict[str, Sequence[Any]] = {
    "name": (danish("first_name"), danish("last_name"), "pk"),
    "-name": (
        OrderBy(danish("first_name"), descending=True),
        OrderBy(danish("last_name"), descending=True),
        "pk",
    ),
    "-new": ("-pk",),
}


LONGEST_NUMBER = 19
"""Digits; larger numbers fit in no database."""


def own_child(*, reader: User) -> int | None:
    """The number of the child that the reader is, with a seat of its own today. A child has no job here,
    so nobody who has one is looked for."""
    if standing_of(reader).jobs:
        return None
    own = access.seats_as(reader, [THE_CHILD]).filter(child__user=reader)
    return own.values_list("child", flat=True).first()


def followed(wanted: Wanted, *, reader: User) -> QuerySet[Child]:
    """The children the reader has a seat at, filtered and ordered.

    A filter on a field the reader does not see would reveal it, so it only finds the others.
    """
    found = access.children_where(reader, Permission.CHILD_VIEW)
    for word in wanted.search.split():
        found = found.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    if wanted.role:
        ways = access.seats_where(reader, Permission.CHILD_VIEW).filter(acting_role=wanted.role)
        found = found.filter(pk__in=ways.values("child"))
    if school := _number(wanted.school):
        shown = access.children_showing(reader, "school_and_class")
        found = found.filter(pk__in=shown.filter(_goes_to(school)).values("pk"))
    if municipality := _number(wanted.municipality):
        shown = access.children_showing(reader, "municipalities")
        acting = shown.filter(acting_municipality=municipality)
        found = found.filter(pk__in=acting.values("pk"))
    return found.order_by(*ORDERS.get(wanted.order, ORDERS["name"]))


def _number(text: str) -> int:
    """The number of an organisation as it came in an address; 0 when it can be none."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def _goes_to(school: int) -> Q:
    today = timezone.localdate()
    current = Q(enrolments__until=None) | Q(enrolments__until__gte=today)
    return Q(
        current,
        enrolments__school=school,
        enrolments__since__lte=today,
        enrolments__withdrawn_at=None,
    )


def rows(children: Collection[Child], *, reader: User) -> list[Row]:
    """Late lookup: the details of one page of children, in a constant number of queries."""
    pks = [child.pk for child in children]
    sights = access.sights_of(reader, children)
    schools, places = schools_now(pks, reader=reader), places_now(pks, reader=reader)
    roles = _roles_by_child(pks, reader=reader)
    return [
        Row(
            child=child,
            roles=roles.get(child.pk, ()),
            school=_school_words(schools.get(child.pk), sights[child.pk]),
            grade=_grade_words(schools.get(child.pk), sights[child.pk]),
            lives=_lives_words(places.get(child.pk), sights[child.pk]),
            acting=_acting_words(child, sights[child.pk]),
            is_masked=sights[child.pk].is_masked,
        )
        for child in children
    ]


def page_of(keys: Collection[int], *, reader: User) -> list[Child]:
    """The children of one page, in the order of its keys."""
    found = access.children_where(reader, Permission.CHILD_VIEW).filter(pk__in=keys)
    by_key = {child.pk: child for child in found.select_related("acting_municipality")}
    return [by_key[key] for key in keys if key in by_key]


def schools_now(pks: Collection[int], *, reader: User) -> dict[int, Enrolment]:
    """Today's enrolment of each child; of two at once the one that began last."""
    return {spell.child_id: spell for spell in _now(Enrolment, pks).select_related("school")}


def placed_now(pks: Collection[int], *, reader: User) -> set[int]:
    """Those of the children that live somewhere today; that they do, not where."""
    return set(_now(Placement, pks).values_list("child", flat=True))


def places_now(pks: Collection[int], *, reader: User) -> dict[int, Placement]:
    found = _now(Placement, pks).select_related("organisation", "municipality")
    return {spell.child_id: spell for spell in found}


def _now(model: Any, pks: Collection[int]) -> QuerySet[Any]:
    today: date = timezone.localdate()
    found: QuerySet[Any] = model._base_manager.filter(
        Q(until=None) | Q(until__gte=today), child__in=pks, since__lte=today, withdrawn_at=None
    )
    return found.order_by("since", "pk")


def _roles_by_child(pks: Collection[int], *, reader: User) -> dict[int, tuple[str, ...]]:
    found: dict[int, set[str]] = {}
    ways = access.seats_where(reader, Permission.CHILD_VIEW).filter(child__in=pks)
    for pk, role in ways.values_list("child", "acting_role"):
        found.setdefault(pk, set()).add(Role(role).label)
    return {pk: tuple(sorted(labels)) for pk, labels in found.items()}


def _school_words(enrolment: Enrolment | None, sight: access.Sight) -> str | None:
    if "school_and_class" not in sight:
        return None
    return enrolment.school.name if enrolment else ""


def _grade_words(enrolment: Enrolment | None, sight: access.Sight) -> str | None:
    if "school_and_class" not in sight:
        return None
    return enrolment.grade_label if enrolment else ""


def _lives_words(placement: Placement | None, sight: access.Sight) -> str | None:
    """Neutral words only: "bor hos en familie", never the kind of placement."""
    if "living_situation" not in sight:
        return None
    return neutral_words(placement)


def neutral_words(placement: Placement | None) -> str:
    if placement is None:
        return ""
    item = code_list("placement_types").get(placement.type)
    return in_language(item, "neutral_label") if item else ""


def _acting_words(child: Child, sight: access.Sight) -> str | None:
    return child.acting_municipality.name if "municipalities" in sight else None


# Choices for the filters: only what the reader's own rows show


def role_choices(*, reader: User) -> list[tuple[str, str]]:
    ways = access.seats_where(reader, Permission.CHILD_VIEW)
    roles = ways.order_by().values_list("acting_role", flat=True).distinct()
    return sorted(((role, Role(role).label) for role in roles), key=lambda choice: choice[1])


def school_choices(*, reader: User) -> QuerySet[Organisation]:
    today = timezone.localdate()
    shown = access.children_showing(reader, "school_and_class")
    schools = Enrolment.objects.filter(
        Q(until=None) | Q(until__gte=today), child__in=shown, since__lte=today, withdrawn_at=None
    )
    return Organisation.objects.filter(pk__in=schools.values("school")).order_by(danish("name"))


def municipality_choices(*, reader: User) -> QuerySet[Organisation]:
    shown = access.children_showing(reader, "municipalities")
    acting = shown.values("acting_municipality")
    return Organisation.objects.filter(pk__in=acting).order_by(danish("name"))
