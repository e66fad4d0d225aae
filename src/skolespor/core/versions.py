"""Concurrent edits: who saves second sees both texts instead of losing one."""

from typing import Any

from django.db.models import F, Model


class EditedMeanwhile(Exception):
    """Somebody saved the row after it was read. Nothing was written.

    `current` is the row as it stands now, for the page that shows both texts.
    """

    def __init__(self, current: Model):
        super().__init__(current._meta.label)
        self.current = current


def save_seen(thing: Model, *, seen: int, **changes: Any) -> None:
    """Write the changes if the row still has the version that the person saw.

    One UPDATE with the seen version in its WHERE, so two people cannot both win.
    """
    manager = type(thing)._base_manager
    written = manager.filter(pk=thing.pk, version=seen).update(version=F("version") + 1, **changes)
    if not written:
        raise EditedMeanwhile(manager.get(pk=thing.pk))
    thing.refresh_from_db()
