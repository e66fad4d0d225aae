"""Nobody loses what they typed: an unsent form is kept, encrypted, for its writer alone."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from skolespor.core.models import Draft

NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "password", "version", "cpr"})
LONGEST_NAME = 60
"""Characters in the names of a form and its subject; none of ours is longer."""
LONGEST = 200_000
"""Characters in one draft; more is refused rather than cut."""
EMPTY_FOR = timedelta(days=7)
"""Drafts without any text disappear after a week; drafts with text never do by themselves."""


def keep(*, owner_id: int, form: str, subject: str, answers: Mapping[str, str]) -> datetime:
    """Save what is in the form now; returns when. Raises ValueError when it is far too long."""
    if max(len(form), len(subject)) > LONGEST_NAME:
        raise ValueError("no form has such a name")
    kept = {name: text for name, text in answers.items() if name not in NEVER_KEPT}
    if sum(map(len, kept.values())) > LONGEST:
        raise ValueError("draft is too long")
    now = timezone.now()
    Draft.objects.update_or_create(
        owner_id=owner_id,
        form=form,
        subject=subject,
        defaults={
            "answers": kept,
            "saved_at": now,
            "is_empty": not any(text.strip() for text in kept.values()),
        },
    )
    return now


def waiting(*, owner_id: int, form: str, subject: str) -> Draft | None:
    """The writer's own unsent draft, if there is one."""
    return Draft.objects.filter(owner_id=owner_id, form=form, subject=subject).first()


def sent(*, owner_id: int, form: str, subject: str) -> None:
    """The form was sent: the draft has done its work."""
    Draft.objects.filter(owner_id=owner_id, form=form, subject=subject).delete()


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Remove empty drafts that nobody has touched for a week; returns how many."""
    removed, _per_model = Draft.objects.filter(is_empty=True, saved_at__lt=now - EMPTY_FOR).delete()
    return removed


def hand_over(owner_id: int, *, to: int, form: str, subjects: Collection[str]) -> None:
    """Somebody else goes on with what the owner has begun; what they have themselves typed there stays."""
    theirs = Draft.objects.filter(owner_id=to, form=form).values("subject")
    left = Draft.objects.filter(owner_id=owner_id, form=form, subject__in=subjects)
    left.exclude(subject__in=theirs).update(owner_id=to)


def forget(form: str, subjects: Collection[str]) -> None:
    """What it was about is gone, for everybody who had begun to write."""
    Draft.objects.filter(form=form, subject__in=subjects).delete()


def answers_of(draft: Draft | None) -> dict[str, Any]:
    return dict(draft.answers) if draft else {}
