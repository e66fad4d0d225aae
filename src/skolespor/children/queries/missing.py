"""What is not known about children: one rule for a child's page and for the list of all of them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.children import access, rules
from skolespor.children.models import Child, Custody, Enrolment
from skolespor.children.queries.lists import placed_now, schools_now


@dataclass(frozen=True)
class Missing:
    """One thing that is not known. `about` is the number of what it is about, where there is one."""

    code: str
    about: int | None = None


@dataclass(frozen=True)
class Asked:
    """Who is told: those who can do something about it, and see the field in which it would stand."""

    may: frozenset[Permission]
    field: str = ""

    def reaches(self, reach: access.Reach) -> bool:
        sees = not self.field or self.field in reach.sight
        return sees and not self.may.isdisjoint(reach.may)


SCHOOL = "school_and_class"
ASKED: Mapping[str, Asked] = {
    "no_place": Asked(frozenset({Permission.CHILD_PLACE})),
    "no_school": Asked(frozenset({Permission.CHILD_ENROL}), SCHOOL),
    "no_contact_teacher": Asked(frozenset({Permission.SEAT_GIVE}), SCHOOL),
    "no_case_worker": Asked(frozenset({Permission.SEAT_GIVE, Permission.CASELOAD_HAND_OVER})),
    "no_custody": Asked(frozenset({Permission.CUSTODY_RECORD}), "custody"),
    "no_grade": Asked(frozenset({Permission.CHILD_CORRECT}), SCHOOL),
    "no_birth_date": Asked(frozenset({Permission.CHILD_CORRECT}), "birth_date"),
}


def missing_of(
    children: Collection[Child], reaches: Mapping[int, access.Reach], *, reader: User
) -> dict[int, list[Missing]]:
    """What is missing about each child, as codes, each only for a reader who can do something about
    it: by what `reaches` says of the reader. Nothing of a child whose place the reader may not know.
    One query for each thing that is asked for, at most."""
    asked = {pk: _asked_of(reach) for pk, reach in reaches.items()}
    known = _Known([child for child in children if asked[child.pk]], reader)
    lacks = {code: LACKS[code](known) for code in set().union(*asked.values())}
    return {
        pk: [Missing(code, lacks[code][pk]) for code in codes if pk in lacks[code]]
        for pk, codes in asked.items()
    }


def _asked_of(reach: access.Reach) -> list[str]:
    if reach.sight.is_masked:
        return []
    return [code for code, asked in ASKED.items() if asked.reaches(reach)]


class _Known:
    """What there is about some children today, each part read when it is first asked for."""

    def __init__(self, children: Collection[Child], reader: User):
        self.children, self.reader = children, reader
        self.pks = [child.pk for child in children]

    @cached_property
    def schools(self) -> Mapping[int, Enrolment]:
        return schools_now(self.pks, reader=self.reader)

    def without_place(self) -> Iterable[int]:
        return set(self.pks) - placed_now(self.pks, reader=self.reader)

    def without_school(self) -> Iterable[int]:
        """Of those old enough for one."""
        today = timezone.localdate()
        old = (c.pk for c in self.children if rules.is_of_school_age(c.birth_year, today=today))
        return set(old) - self.schools.keys()

    def without_teacher(self) -> Iterable[int]:
        """Who has no school has no teacher to wait for."""
        return self.schools.keys() - access.with_teacher(self.pks)

    def without_case_worker(self) -> Iterable[int]:
        children = Child.objects.filter(pk__in=self.pks)
        return access.unowned(children).values_list("pk", flat=True)

    def without_custody(self) -> Iterable[int]:
        today = timezone.localdate()
        held = Custody.objects.filter(
            Q(until=None) | Q(until__gte=today), child__in=self.pks, since__lte=today
        )
        return set(self.pks) - set(held.values_list("child", flat=True))

    def without_grade(self) -> Mapping[int, int]:
        """Each with its enrolment; only where a school has grades."""
        return {
            pk: spell.pk
            for pk, spell in self.schools.items()
            if spell.grade is None
            and rules.has_grades(spell.school_type or spell.school.school_type)
        }

    def without_birth_date(self) -> Iterable[int]:
        return [child.pk for child in self.children if child.birth_date is None]


def _plain(
    ask: Callable[[_Known], Iterable[int]],
) -> Callable[[_Known], Mapping[int, int | None]]:
    return lambda known: dict.fromkeys(ask(known))


LACKS: Mapping[str, Callable[[_Known], Mapping[int, int | None]]] = {
    "no_place": _plain(_Known.without_place),
    "no_school": _plain(_Known.without_school),
    "no_contact_teacher": _plain(_Known.without_teacher),
    "no_case_worker": _plain(_Known.without_case_worker),
    "no_custody": _plain(_Known.without_custody),
    "no_grade": lambda known: dict(known.without_grade()),
    "no_birth_date": _plain(_Known.without_birth_date),
}
