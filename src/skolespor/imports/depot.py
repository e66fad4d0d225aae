"""Where files lie that people have sent: encrypted, under a name that says nothing.

Beside a file may lie how far the work on it is, and the report of what is wrong in it. Neither holds
anything that stood in a cell.
"""

import fcntl
import json
import os
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from django.conf import settings

REPORT, PROGRESS = ".report.csv", ".progress"
LOCK = "lock"


def folder() -> Path:
    path: Path = settings.DATA_DIR / "uploads"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def new_file() -> Path:
    """A place for a file, under a random name."""
    return folder() / uuid4().hex


def file_of(stored: str) -> Path:
    return folder() / stored


def report_of(stored: str) -> Path:
    return folder() / f"{stored}{REPORT}"


def is_here(stored: str) -> bool:
    """Another machine's worker may have the file of a shared database."""
    return file_of(stored).exists()


def remove(stored: str, *, with_report: bool = False) -> None:
    file_of(stored).unlink(missing_ok=True)
    (folder() / f"{stored}{PROGRESS}").unlink(missing_ok=True)
    if with_report:
        report_of(stored).unlink(missing_ok=True)


def sweep(*, files: Collection[str], reports: Collection[str], older_than: float) -> None:
    """What is left of requests that were cut off, and reports that nobody reads any more. `files` and
    `reports` are names that stay, and nothing younger than so many seconds goes."""
    for path in folder().iterdir():
        name = path.name.partition(".")[0]
        kept = reports if path.name.endswith(REPORT) else files
        if path.name == LOCK or name in kept:
            continue
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - older_than:
                path.unlink()


def note_progress(stored: str, share: float, rows: int) -> None:
    """How far the work is, for the page. A file, so that no writer waits for the database."""
    place = folder() / f"{stored}{PROGRESS}"
    draft = place.with_suffix(".new")
    draft.write_text(json.dumps([round(share, 3), rows]))
    draft.replace(place)


def progress_of(stored: str) -> tuple[float, int]:
    """The share that is done, from 0 to 1, and how many rows have been read."""
    try:
        share, rows = json.loads((folder() / f"{stored}{PROGRESS}").read_text())
    except (FileNotFoundError, ValueError):
        return 0.0, 0
    return float(share), int(rows)


@contextmanager
def alone() -> Iterator[int | None]:
    """A lock that one process at a time holds, or nothing when another has it. Whoever inherits the
    handle holds it too, and no longer than it lives."""
    handle = os.open(folder() / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield handle if _is_mine(handle) else None
    finally:
        os.close(handle)


def _is_mine(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
