"""Who has no class in the new school year yet: what heads and coordinators go through each August."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from skolespor.accounts.access import municipalities_where
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children import access
from skolespor.children.models import Child, Enrolment, NetworkSeat
from skolespor.children.rules import InClass, is_expected, next_class
from skolespor.core.danish_sqlite import danish


@dataclass(frozen=True)
class Pupil:
    """A child, the class it had, and the one it may go on in. `is_expected`: ticked beforehand."""

    enrolment: Enrolment
    next: InClass | None
    is_expected: bool

    @property
    def child(self) -> Child:
        return self.enrolment.child

    @property
    def now(self) -> InClass:
        return _class_of(self.enrolment)


def without_class(year: SchoolYear, *, reader: User) -> QuerySet[Enrolment]:
    """The enrolments that go on and have an earlier school year's class, of the children whom the
    reader gives one; by the children's names."""
    mine = access.renewed_by(reader, open_on=timezone.localdate())
    return _old(mine, year).order_by(danish("child__first_name"), danish("child__last_name"), "pk")


def pupils(keys: Collection[int], year: SchoolYear, *, reader: User) -> list[Pupil]:
    """Some of them. Also those who left with the last day of the summer, as an answer makes them do, so
    that the same answers can be sent twice; nobody whose school's seat ended on another day."""
    last_day = year.first_day - timedelta(days=1)
    ended = NetworkSeat.objects.filter(
        child=OuterRef("child"), organisation=OuterRef("school"), until=last_day, closed_at=None
    )
    left = access.renewed_by(reader, open_on=last_day).filter(Exists(ended), until=last_day)
    mine = access.renewed_by(reader, open_on=timezone.localdate())
    found = Enrolment.objects.filter(
        Q(pk__in=mine.values("pk")) | Q(pk__in=left.values("pk")), pk__in=keys
    ).select_related("child", "school")
    ordered = found.order_by(danish("child__first_name"), danish("child__last_name"), "pk")
    return [_pupil(enrolment, year) for enrolment in ordered]


def refused_among(keys: Collection[int], year: SchoolYear, *, reader: User) -> list[int]:
    """Whose enrolments the reader asked for and may not give a class: for the log, and never shown."""
    known = [pupil.enrolment.pk for pupil in pupils(keys, year, reader=reader)]
    asked = Enrolment.objects.filter(pk__in=keys).exclude(pk__in=known)
    return list(asked.values_list("child", flat=True))


@dataclass(frozen=True)
class School:
    """A school that has not answered for some children of the reader's municipality."""

    name: str
    count: int


def schools_to_ask(year: SchoolYear, *, reader: User) -> list[School]:
    """For how many children of the municipality, whom somebody else gives a class, each school has
    not answered. A protected child is counted for nobody who may not know where it is."""
    own = municipalities_where(reader, Permission.FACTS_OF_MUNICIPALITY)
    mine = access.renewed_by(reader, open_on=timezone.localdate())
    known = Q(child__is_protected=False) | Q(child__in=access.exempted(reader).values("child"))
    others = Enrolment.objects.filter(
        known, child__acting_municipality__in=own, child__merged_into=None, withdrawn_at=None
    )
    waiting = _old(others, year).exclude(pk__in=mine.values("pk"))
    counted = waiting.values("school__name").annotate(count=Count("child", distinct=True))
    rows = counted.order_by(danish("school__name")).values_list("school__name", "count")
    return [School(name, count) for name, count in rows]


def _old(enrolments: QuerySet[Enrolment], year: SchoolYear) -> QuerySet[Enrolment]:
    return enrolments.filter(since__lt=year.first_day, until=None)


def _pupil(enrolment: Enrolment, year: SchoolYear) -> Pupil:
    now = _class_of(enrolment)
    return Pupil(enrolment, next_class(now), is_expected(now, enrolment.since, year))


def _class_of(enrolment: Enrolment) -> InClass:
    return InClass(enrolment.grade, enrolment.class_name)
