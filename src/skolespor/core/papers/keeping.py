"""Where files lie that belong to the municipality's work: encrypted, under a name that says nothing."""

import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from skolespor.core.vault import Damaged, Sealing, unsealed

KEPT_FOR = 7 * 24 * 60 * 60
"""Seconds that a file lies which no row knows: its row may stand in a copy of the database that somebody is
putting back."""


class Gone(Exception):
    """The file is not on this machine, or not as it was written."""


@dataclass(frozen=True)
class Kept:
    """The name of a file in the folder, and the key that opens it."""

    stored: str
    key: str


def folder() -> Path:
    path: Path = settings.DATA_DIR / "papers"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@contextmanager
def kept(content: bytes) -> Iterator[Kept]:
    """Written down for as long as the block comes to a good end."""
    sealing = Sealing(folder() / uuid4().hex)
    try:
        sealing.write(content)
        yield Kept(sealing.file.name, sealing.close())
    except BaseException:
        sealing.discard()
        raise


def content_of(stored: str, key: str) -> bytes:
    """As it was, in memory. Raises Gone."""
    try:
        with unsealed(folder() / stored, key) as file:
            return file.read_bytes()
    except (FileNotFoundError, Damaged):
        raise Gone from None


def remove(stored: Iterable[str]) -> None:
    """The files of rows that are being deleted; they go when it is certain that the rows have gone."""
    for name in stored:
        transaction.on_commit(partial((folder() / name).unlink, missing_ok=True))


def sweep(known: Collection[str]) -> None:
    """What is left of work that was cut off."""
    for path in folder().iterdir():
        if path.name in known:
            continue
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - KEPT_FOR:
                path.unlink()
