"""Writing in the log book: who did and who saw what, in codes and numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model

from skolespor.audit.models import Entry
from skolespor.core.logs import PERSON_NUMBER

KINDS: dict[str, "Kind"] = {}
CODE = re.compile(r"[\w.:/+%-]{0,80}", re.ASCII)
"""Ids, numbers, names of pages, addresses a request came from."""


@dataclass(frozen=True)
class Kind:
    """What can happen. Each room registers its own kinds in its events.py.

    `reads`: somebody saw something about a child, so it belongs in the family's extract.
    """

    code: str
    text: Any
    reads: bool = False

    def __post_init__(self) -> None:
        if self.code in KINDS:
            raise ValueError(f"audit kind {self.code} is registered twice")
        KINDS[self.code] = self


def record(kind: Kind, *, by: Any, about: Model, child_id: int | None = None, **data: Any) -> Entry:
    """Write to the log book, in the same transaction as the thing it tells about."""
    return write([entry(kind, by=by, about=about, child_id=child_id, **data)])[0]


def entry(
    kind: Kind,
    *,
    by: Any,
    about: Model,
    child_id: int | None = None,
    role: str = "",
    origin: str = "",
    **data: Any,
) -> Entry:
    """A line that is not written yet. `data` holds codes and numbers, nothing that people wrote.

    What somebody does who was let in by another's code says whose code it was: `through`.
    """
    through = getattr(by, "through", None)
    if through:
        data["through"] = through.pk
    for value in (role, origin, *data.values()):
        if not CODE.fullmatch(str(value)) or PERSON_NUMBER.search(str(value)):
            raise ValueError(
                "the log book holds codes and numbers, never free text or a CPR number"
            )
    return Entry(
        kind=kind.code,
        by_id=by.pk if by else None,
        role=role,
        about_model=about._meta.label,
        about_id=str(about.pk),
        child_id=child_id,
        origin=origin,
        data=data,
    )


def write(entries: Iterable[Entry]) -> list[Entry]:
    """One insert, however many."""
    if not connection.in_atomic_block:
        raise RuntimeError("the log book is written inside transaction.atomic()")
    return Entry.objects.bulk_create(entries)
