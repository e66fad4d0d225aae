"""Reads of the log book. Who may ask is decided by the room that asks."""

from collections.abc import Iterable

from django.db.models import QuerySet

from skolespor.audit.log import KINDS
from skolespor.audit.models import Entry


def reads_of(child_ids: Iterable[int]) -> QuerySet[Entry]:
    """Every time somebody saw something about the child (a merged double included), newest first."""
    kinds = [code for code, kind in KINDS.items() if kind.reads]
    return Entry.objects.filter(child_id__in=list(child_ids), kind__in=kinds).order_by("-pk")
