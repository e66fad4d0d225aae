"""The log book as a chain: each sealed row carries a hash of itself and the row before it.

Users' transactions insert rows without a hash and take no lock. A worker calls `seal()` every
few seconds; once a day the head is copied to an anchor outside the database, because a chain
alone cannot tell that its tail is gone or that all of it was written anew.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import takewhile
from typing import NamedTuple

from django.db import connection, transaction

from skolespor.audit.models import Entry, Head

BITE = 1000
"""Rows in one go, so that the lock is short."""

OLDEST_RUNNING = """
    SELECT least(min(xact_start), statement_timestamp()) FROM pg_stat_activity
    WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()
    AND backend_type IS DISTINCT FROM 'autovacuum worker'
"""
"""When the oldest of those began that may yet write; the database's own cleaning writes no rows."""
MARGIN = timedelta(milliseconds=100)
"""Between the moment a transaction takes its time and the moment others can see that it runs."""


class Anchor(NamedTuple):
    """A head as it was copied out of the database."""

    entry_id: int
    hash: str


class Break(NamedTuple):
    """Where the chain does not hold.

    not_linked: here or just before, a row was changed, removed, moved or slipped in.
    not_as_anchored: the chain was written anew. gone: its tail is missing.
    """

    entry_id: int
    code: str


def seal() -> Anchor:
    """Hash the settled rows in the order of their ids and stop at the first that is not.

    `durable` refuses to run inside somebody's transaction; the lock lets one sealer in.
    """
    limit = _running_since()
    with transaction.atomic(durable=True):
        Head.objects.get_or_create(pk=1)
        head = Head.objects.select_for_update().get(pk=1)
        waiting = Entry.objects.filter(pk__gt=head.entry_id).order_by("pk")[:BITE]
        sealed = list(takewhile(lambda entry: limit is None or entry.at < limit, waiting))
        for entry in sealed:
            entry.hash = hash_of(entry, after=head.hash)
            head.entry_id, head.hash = entry.pk, entry.hash
        Entry.objects.bulk_update(sealed, ["hash"], batch_size=200)
        head.save(update_fields=["entry_id", "hash"])
    return Anchor(head.entry_id, head.hash)


def seal_all() -> Anchor:
    """Bite by bite until nothing settled is left."""
    head = seal()
    while (further := seal()) != head:
        head = further
    return head


def verify(anchors: Iterable[Anchor] = ()) -> list[Break]:
    """Every place up to the head where the chain, or an anchor, does not hold."""
    anchored = dict(Head.objects.values_list("entry_id", "hash")) | dict(anchors)
    breaks, before = [], ""
    for entry in Entry.objects.filter(pk__lte=max(anchored, default=0)).order_by("pk").iterator():
        if entry.hash != hash_of(entry, after=before):
            breaks.append(Break(entry.pk, "not_linked"))
        before = entry.hash or before
        if anchored.pop(entry.pk, entry.hash) != entry.hash:
            breaks.append(Break(entry.pk, "not_as_anchored"))
    return breaks + [Break(entry_id, "gone") for entry_id in anchored if entry_id]


def hash_of(entry: Entry, *, after: str) -> str:
    """SHA-256 of the hash before and of every field but the hash itself."""
    fields = [field.attname for field in Entry._meta.concrete_fields if field.name != "hash"]
    row = {name: getattr(entry, name) for name in fields}
    text = after + json.dumps(row, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _running_since() -> datetime | None:
    """Rows older than this can have no unfinished row before them; None: that holds for all rows.

    A row's `at` is never before its transaction began, and the question is asked before the sealer
    looks at the table. SQLite lets one writer in at a time: while the sealer writes, nobody else
    has anything under way.
    """
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_RUNNING)
        oldest: datetime = cursor.fetchone()[0]
    return oldest - MARGIN
