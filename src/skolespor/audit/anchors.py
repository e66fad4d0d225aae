"""The head of the log book, copied once a day to a file outside the database.

One line a day: time, id of the last sealed row, its hash. The file is only ever added to; in
production it lies where those who can write in the database cannot write.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from skolespor.audit.chain import Anchor


def anchors(file: Path) -> Iterator[Anchor]:
    """Every head that was ever copied out. An unreadable line is an error, never skipped."""
    if file.exists():
        for line in file.read_text().splitlines():
            _at, entry_id, hash_ = line.split(";")
            yield Anchor(int(entry_id), hash_)


def drop(head: Anchor, file: Path, *, now: datetime) -> bool:
    """Add the head, unless today's is there already. Returns whether a line was written."""
    if not head.entry_id or _last_day(file) == now.date().isoformat():
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as handle:
        handle.write(f"{now.isoformat()};{head.entry_id};{head.hash}\n")
    return True


def _last_day(file: Path) -> str:
    lines = file.read_text().splitlines() if file.exists() else []
    return lines[-1][:10] if lines else ""
