"""One item, as far as its reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.children import access as children_access
from skolespor.core.content import read_csv
from skolespor.core.danish_sqlite import danish
from skolespor.deadlines import access
from skolespor.deadlines.models import Deadline, Handling
from skolespor.deadlines.queries.done import handlings_of
from skolespor.deadlines.rules.rule import all_rules


@dataclass(frozen=True)
class Did:
    """What was done with an item. `text` is for who wrote it and for those whose task it is; `who` is
    `None` where the reader may not know."""

    handling: Handling
    text: str
    who: str | None


@dataclass(frozen=True)
class Seen:
    """`owners` are names, for those who may know who is around the child. Who has a line of facts and
    nothing to do sees that something was done, and neither `knows` how the day came out nor for when
    the next one is."""

    item: Deadline
    owners: Sequence[str]
    did: Sequence[Did]
    may_handle: bool
    may_open: bool

    @property
    def knows(self) -> bool:
        return self.may_open or self.may_handle


def seen(item: Deadline, *, reader: User) -> Seen:
    may_open = children_access.may(reader, Permission.DEADLINE_VIEW, item.child)
    sight = children_access.sight_of(reader, item.child)
    names = _owners(item) if "team_contacts" in sight else []
    may_handle = access.may_handle(reader, item)
    has_task = _has_task(item, reader)
    did = [
        _did(one, reader=reader, reads=has_task, sees_names="team_contacts" in sight)
        for one in handlings_of(item)
    ]
    return Seen(item, names, did, may_handle, may_open)


def _has_task(item: Deadline, reader: User) -> bool:
    """Whether the reader has a seat at the child in the role that the rule names, or in the one that the
    item falls to. To lead the school is no seat."""
    roles = {Role(role) for role in (all_rules()[item.rule].responsible, item.owner) if role}
    seats = children_access.seats_as(reader, roles).filter(child=item.child_id, break_glass=None)
    return seats.exists()


def _did(one: Handling, *, reader: User, reads: bool, sees_names: bool) -> Did:
    is_own = one.by_id == reader.pk
    name = one.by.name if one.by else NOBODY
    knows = sees_names or is_own or one.by is None
    return Did(one, one.text if reads or is_own else "", name if knows else None)


NOBODY = "Skolespor"
"""Who did what nobody did by hand."""


def _owners(item: Deadline) -> list[str]:
    crowd = children_access.crowds_around([item.child_id])[item.child_id]
    users = {user for role, user in crowd if role == item.owner}
    return [user.name for user in User.objects.filter(pk__in=users).order_by(danish("name"))]


def municipalities() -> list[tuple[str, str]]:
    """Every municipality by its code: those of the country, and those that are set up here."""
    known = {row["code"]: row["name"] for row in read_csv("municipalities.csv")}
    here = Organisation.objects.filter(kind="municipality").values_list("code", "name")
    known |= {code.zfill(4): name for code, name in here}
    return sorted(known.items(), key=lambda pair: pair[1])
