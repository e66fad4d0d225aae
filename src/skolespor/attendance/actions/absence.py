"""Writing down absence."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import connection, transaction

from skolespor.accounts.models import Organisation, User
from skolespor.attendance import events
from skolespor.attendance.actions.registered import replace_registered
from skolespor.attendance.models import AbsenceChange, AbsenceDay
from skolespor.attendance.rules.changes import Facts, Key, changes, period_of
from skolespor.audit import log
from skolespor.children.models import Child

ONE_BITE = 500
T = TypeVar("T")


@dataclass(frozen=True)
class Absence:
    """One child, one institution, one day, one reason; `share` of the school day, above 0 to 1."""

    child_id: int
    institution: str
    day: date
    category: str
    share: Decimal


@transaction.atomic
def replace_absence(
    *,
    told: Mapping[str, Collection[date]],
    registered: Mapping[str, Collection[date]],
    absences: Iterable[Absence],
    sender: Organisation,
    by: User | None,
) -> int:
    """Everything that a municipality now says about some institutions and days, in place of what it
    has said about them before.

    `told` holds the days that are spoken of at each institution, also those on which no child that is
    followed was away, `registered` those of them on which any pupil was. Who may send files is asked by
    the room that takes them in. Returns how many rows were written; each child whose absence changed has
    a line in the log, and where days that had been told of were corrected, what was and what is.
    """
    known = replace_registered(told=told, registered=registered, sender=sender)
    before = _take_out(told, sender)
    now = {_facts(row) for row in _write(absences, sender)}
    _say_corrections(before, now, sender, lambda where, day: day in known[where])
    _log({facts[0] for facts in before ^ now}, sender, by=by)
    return len(now)


@transaction.atomic
def write_absence(*, absences: Iterable[Absence], sender: Organisation, by: User | None) -> None:
    """What a municipality has said before about children that are followed from now on."""
    _log({row.child_id for row in _write(absences, sender)}, sender, by=by)


def _write(absences: Iterable[Absence], sender: Organisation) -> list[Absence]:
    """What stands there already is left: whoever looks up what was told before may come second.

    A country's file has 150,000 rows about followed children; as model instances they would take
    longer than to read and check all ten million (`tests.bench.imports`).
    """
    written = list(absences)
    _id, *fields = AbsenceDay._meta.concrete_fields
    columns = ", ".join(str(field.column) for field in fields)
    signs = ", ".join("%s" for _field in fields)
    rows = [
        [
            field.get_db_prep_save(value, connection)
            for field, value in zip(fields, (*_facts(row), sender.pk), strict=True)
        ]
        for row in written
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {AbsenceDay._meta.db_table} ({columns}) VALUES ({signs}) "  # noqa: S608 - names of our own model
            "ON CONFLICT DO NOTHING",
            rows,
        )
    return written


def _say_corrections(
    before: Collection[Facts],
    now: Collection[Facts],
    sender: Organisation,
    was_registered: Callable[[str, date], bool],
) -> None:
    """Both sums leave out what is told for the first time: before, and the same days now."""
    found = changes(before, now, was_registered=was_registered)
    sums = _sums_now({child for child, _category, _period in found}, sender)
    rows = []
    for key, change in sorted(found.items()):
        after = sums.get(key, Decimal(0)) - change.new
        said = {"before": after - change.corrected, "after": after}
        child, category, period = key
        rows.append(
            AbsenceChange(child_id=child, sender=sender, category=category, period=period, **said)
        )
    AbsenceChange.objects.bulk_create(rows)


def _sums_now(children: Collection[int], sender: Organisation) -> dict[Key, Decimal]:
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for some in _bites(sorted(children)):
        rows = AbsenceDay.objects.filter(sender=sender, child__in=some)
        for child, category, day, share in rows.values_list("child", "category", "day", "share"):
            sums[child, category, period_of(category, day)] += share
    return sums


def _log(children: Iterable[int], sender: Organisation, *, by: User | None) -> None:
    """A line for each child whose absence changed."""
    log.write(
        log.entry(events.REGISTERED, by=by, about=Child(pk=pk), child_id=pk, sender=sender.pk)
        for pk in sorted(children)
    )


def _take_out(told: Mapping[str, Collection[date]], sender: Organisation) -> set[Facts]:
    """What was said before, which stands no more."""
    found: set[Facts] = set()
    known = AbsenceDay.objects.filter(sender=sender).values_list("institution", flat=True)
    for institution in set(known.distinct()) & told.keys():
        for days in _bites(sorted(told[institution])):
            rows = AbsenceDay.objects.filter(sender=sender, institution=institution, day__in=days)
            found |= {_facts(row) for row in rows}
            rows.delete()
    return found


def _bites(things: list[T]) -> Iterable[list[T]]:
    return (things[start : start + ONE_BITE] for start in range(0, len(things), ONE_BITE))


def _facts(row: AbsenceDay | Absence) -> Facts:
    return (row.child_id, row.institution, row.day, row.category, row.share)
