"""Items are worked out from facts, kept in step with them, and the same when it is done again."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from skolespor.children import access
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child
from skolespor.deadlines.models import Deadline, Kept
from skolespor.deadlines.queries.done import done_for, own_cadences
from skolespor.deadlines.queries.facts import happened_to
from skolespor.deadlines.rules.keeping import Item, Key, items_of
from skolespor.deadlines.rules.state import State

ONE_BITE = 500
FIELDS = ("happened_on", "due", "state", "quiet_until", "owner")
TOLD = ("moment", "told_on")


def keep_all(*, today: date) -> None:
    """Every child's items, as the facts, the rules and the calendar say today."""
    pks = Child.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True)
    keep(list(pks), today=today)


def keep_changed(*, today: date) -> int:
    """Those of the children whose course has changed since their items were worked out. Returns how
    many there were."""
    kept = Q(pk__in=Kept.objects.filter(version=F("child__version")).values("child"))
    changed = Child.objects.filter(merged_into=None).exclude(kept).order_by("pk")
    pks = list(changed.values_list("pk", flat=True))
    keep(pks, today=today)
    return len(pks)


def keep(pks: Collection[int], *, today: date) -> None:
    """The items of these children; a bite at a time, so that nobody at a screen waits for long."""
    own = own_cadences()
    every = list(pks)
    for start in range(0, len(every), ONE_BITE):
        _bite(every[start : start + ONE_BITE], own, today=today)


@transaction.atomic
def _bite(
    pks: Collection[int], own: Mapping[int, Mapping[str, Mapping[date, int]]], *, today: date
) -> None:
    hold(pks)
    rows = Child.objects.filter(pk__in=pks, merged_into=None)
    children = {child.pk: child for child in rows.select_related("acting_municipality")}
    since = _remember(children, today)
    facts = happened_to(children, since, today=today)
    done, crowds = done_for(children), access.crowds_knowing(children.values())
    wanted: dict[tuple[int, Key], Item] = {}
    told = {
        (pk, fact.ref) for pk, found in facts.items() for fact in found if not fact.is_withdrawn
    }
    for pk, child in children.items():
        items = items_of(
            facts[pk],
            done[pk],
            own=own.get(child.acting_municipality_id, {}),
            roles=[str(role) for role, _user in crowds[pk]],
            today=today,
        )
        wanted |= {(pk, key): item for key, item in items.items()}
    _write(wanted, told, Deadline.objects.filter(child__in=children), today=today)


def _remember(children: Mapping[int, Child], today: date) -> dict[int, date]:
    """From which day on things are remembered for each child, and up to which version it is known now. A
    night that is tried for a day to come is no reason to remember nothing until then."""
    first = min(today, timezone.localdate())
    known = {row.child_id: row for row in Kept.objects.filter(child__in=children)}
    Kept.objects.bulk_create(
        Kept(child_id=pk, since=first, version=child.version)
        for pk, child in children.items()
        if pk not in known
    )
    behind = [row for pk, row in known.items() if row.version != children[pk].version]
    for row in behind:
        row.version = children[row.child_id].version
    Kept.objects.bulk_update(behind, ["version"])
    return {pk: known[pk].since if pk in known else first for pk in children}


def _write(
    wanted: Mapping[tuple[int, Key], Item],
    told: Collection[tuple[int, str]],
    standing: Iterable[Deadline],
    *,
    today: date,
) -> None:
    """Only what differs is written. `told` are the children and refs of what still stands as having
    happened: of what is not asked any more, some is over, and some never was."""
    rows = {(row.child_id, (row.rule, row.ref, row.number)): row for row in standing}
    changed = [
        row
        for at, row in rows.items()
        if _put(row, wanted.get(at), is_told=(row.child_id, row.ref) in told)
    ]
    Deadline.objects.bulk_update(changed, (*FIELDS, *TOLD), batch_size=ONE_BITE)
    Deadline.objects.bulk_create(
        (
            Deadline(child_id=pk, rule=rule, ref=ref, number=number, made_on=today, **_facts(item))
            for (pk, (rule, ref, number)), item in wanted.items()
            if (pk, (rule, ref, number)) not in rows
        ),
        batch_size=ONE_BITE,
    )


def _put(row: Deadline, item: Item | None, *, is_told: bool) -> bool:
    """Whether the row became something else."""
    if item is None:
        if row.state != State.OPEN:
            return False
        row.state = State.ENDED if is_told else State.WITHDRAWN
        return True
    now = _facts(item)
    if all(getattr(row, name) == value for name, value in now.items()):
        return False
    if row.owner != item.owner or row.state != item.state:
        row.moment, row.told_on = "", None  # it is news again, to somebody else or after all
    for name, value in now.items():
        setattr(row, name, value)
    return True


def _facts(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in FIELDS}
