from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from skolespor.accounts.models import User
from skolespor.notices.kinds import KINDS
from skolespor.notices.models import Notice


def notices_of(user: User) -> QuerySet[Notice]:
    """One's own notices, the unread first, the newest first."""
    return Notice.objects.filter(user=user).order_by(F("read_at").asc(nulls_first=True), "-pk")


def unread_count(user: User) -> int:
    return Notice.objects.filter(user=user, read_at=None).count()


@dataclass(frozen=True)
class Line:
    """A notice as a page shows it."""

    pk: int
    text: Any
    why: Any
    made_at: datetime
    is_read: bool


def line_of(notice: Notice) -> Line:
    kind = KINDS[notice.kind]
    return Line(notice.pk, kind.text, kind.why, notice.made_at, notice.read_at is not None)


def address_of(notice: Notice) -> str:
    """Where the notice leads."""
    kind = KINDS[notice.kind]
    return reverse(kind.page, args=[notice.child_id] if kind.of_child else [])
