"""One item, as far as its reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.children import access as children_access
from skolespor.core.content import read_csv
from skolespor.core.danish_sqlite import danish
from skolespor.deadlines import access
from skolespor.deadlines.models import Deadline, Handling
from skolespor.deadlines.queries.done import handlings_of


@dataclass(frozen=True)
class Seen:
    """`owners` are names, for those who may know who is around the child. The words of what was done are
    for those around it; who leads sees that it was done."""

    item: Deadline
    owners: Sequence[str]
    handlings: Sequence[Handling]
    may_handle: bool
    may_open: bool


def seen(item: Deadline, *, reader: User) -> Seen:
    may_open = children_access.may(reader, Permission.DEADLINE_VIEW, item.child)
    sight = children_access.sight_of(reader, item.child)
    names = _owners(item) if "team_contacts" in sight else []
    may_handle = access.may_handle(reader, item)
    handlings = handlings_of(item) if may_open or may_handle else []
    return Seen(item, names, handlings, may_handle, may_open)


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
