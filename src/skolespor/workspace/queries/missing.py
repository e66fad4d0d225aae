"""*Mangler og fejl*: what is not known or not done about all the children one follows, and could put
right. Each room says what is missing in it; here it is put in one order."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.attendance.queries.clocks import WithoutSchool
from skolespor.attendance.queries.lists import without_school_now
from skolespor.attendance.queries.told import unwritten
from skolespor.children import access
from skolespor.children.models import Child
from skolespor.children.queries.lists import ORDERS
from skolespor.children.queries.missing import Missing, missing_of
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.queries.lists import without_owner

GAP, DEADLINE = "gap_", "deadline"
HARM = (
    "gap_owner",
    "gap_plan",
    "gap_status",
    "gap_reason",
    "no_school",
    "no_case_worker",
    DEADLINE,
    "no_place",
    "no_contact_teacher",
    "no_custody",
    "no_grade",
    "no_birth_date",
)
"""The kinds, in the order of harm if they wait longer."""


@dataclass(frozen=True)
class Lack:
    """One thing that is missing about one child. `about` is the number of what it is about, where there
    is one; `count` how many deadlines nobody has."""

    child_id: int
    kind: str
    about: int | None = None
    count: int = 1


def lacks(without: Sequence[WithoutSchool], *, reader: User) -> list[Lack]:
    """All that the reader could put right, in no order. `without` are the children without school that
    the reader follows or answers for."""
    return [*_known_of(reader), *_of_gaps(without, reader), *_of_deadlines(reader)]


def _known_of(reader: User) -> Iterator[Lack]:
    followed = access.children_where(reader, Permission.CHILD_VIEW)
    children = list(followed.only("pk", "is_protected", "birth_year", "birth_date"))
    reaches = access.reaches_of(reader, children)
    for pk, found in missing_of(children, reaches, reader=reader).items():
        yield from (Lack(pk, one.code, one.about) for one in found)


def _of_gaps(without: Sequence[WithoutSchool], reader: User) -> Iterator[Lack]:
    for pk, codes in unwritten(without, reader=reader).items():
        yield from (Lack(pk, f"{GAP}{code}") for code in codes)


def _of_deadlines(reader: User) -> Iterator[Lack]:
    """One line for a child, however many of its deadlines nobody has."""
    counts: dict[int, int] = {}
    for pk in without_owner(reader=reader).order_by().values_list("child", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    yield from (Lack(pk, DEADLINE, count=count) for pk, count in counts.items())


def in_order(*, reader: User) -> list[Lack]:
    """The same in the order of harm, and for each kind by the children's names."""
    found = lacks(without_school_now(reader=reader), reader=reader)
    rows = Child.objects.filter(pk__in={lack.child_id for lack in found})
    place = {
        pk: n for n, pk in enumerate(rows.order_by(*ORDERS["name"]).values_list("pk", flat=True))
    }
    return sorted(found, key=lambda lack: (HARM.index(lack.kind), place[lack.child_id]))


@dataclass(frozen=True)
class Line:
    """One thing that is missing, with what its page shows. `may` is what the reader can do at the child,
    nothing where it is a line of facts; `deadline` the most urgent one that nobody has."""

    lack: Lack
    child: Child
    may: Collection[Permission]
    deadline: Deadline | None

    @property
    def missing(self) -> Missing:
        return Missing(self.lack.kind, self.lack.about)


def lines(found: Sequence[Lack], *, reader: User) -> list[Line]:
    """The lines of one page, in a constant number of queries."""
    children = Child.objects.in_bulk({lack.child_id for lack in found})
    reaches = access.reaches_of(reader, children.values())
    urgent = _urgent({lack.child_id for lack in found if lack.kind == DEADLINE}, reader=reader)
    return [
        Line(
            lack,
            children[lack.child_id],
            reaches[lack.child_id].may,
            urgent.get(lack.child_id) if lack.kind == DEADLINE else None,
        )
        for lack in found
    ]


def _urgent(pks: Collection[int], *, reader: User) -> Mapping[int, Deadline]:
    first: dict[int, Deadline] = {}
    for item in without_owner(reader=reader).filter(child__in=pks):
        first.setdefault(item.child_id, item)
    return first
