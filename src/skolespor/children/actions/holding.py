"""One change of a child's course at a time: whoever comes second waits, and then sees what the first did.

Held until the transaction is over. On SQLite every transaction that writes is alone anyway.
"""

from collections.abc import Iterable

from django.db.models import F

from skolespor.children import rules
from skolespor.children.models import Child, Custody, Enrolment, Placement


def hold(child_ids: Iterable[int]) -> None:
    """Wait until nobody else changes these children; in one order, so that two never wait for each
    other."""
    waiting = Child._base_manager.select_for_update().filter(pk__in=set(child_ids)).order_by("pk")
    list(waiting.values_list("pk"))


def touch(child: Child, *, seen: int | None = None) -> None:
    """Hold the child and count the change. `seen` is the version that the writer's page began from:
    when the course has changed since, a rule is broken and nothing is written."""
    unchanged = Child.objects.filter(pk=child.pk)
    if seen is not None:
        unchanged = unchanged.filter(version=seen)
    rules.check_unchanged(bool(unchanged.update(version=F("version") + 1)))


def touch_row(row: Placement | Enrolment | Custody, *, seen: int | None = None) -> None:
    """`touch` the child of a row that was read before, and read the row again: somebody may have
    ended it meanwhile."""
    touch(row.child, seen=seen)
    row.refresh_from_db()
