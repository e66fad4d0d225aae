"""Staging: what the good rows of a file say about all pupils, as Parquet, for statistics.

One file for each batch, never changed, sorted by pupil and date. Pupils are keyed pseudonyms; names,
CPR numbers and what a place is called are not there. A file is written before the transaction ends and
counts only when a `Batch` names it: what a run that was cut off has left is never read, and swept away
after a day.
"""

import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from skolespor.imports.cells import quoted
from skolespor.imports.examine import Examined
from skolespor.imports.models import Batch

LEFT_OUT = frozenset({"name", "text", "cpr"})
"""Ways of reading whose columns stay outside: free text can hold a name."""
BY_DATE = {"absence": "day", "enrolments": "since", "placements": "since", "school-days": "day"}

ONE_DAY = 24 * 60 * 60
"""Seconds. What is younger may belong to a run that is still going."""


def folder() -> Path:
    path: Path = settings.DATA_DIR / "staging"
    return path


def write(examined: Examined) -> str:
    """Write the good rows; the name of the file, below `folder()`."""
    form = examined.form
    name = f"{form.kind}/{examined.sender.code}/{uuid4().hex}.parquet"
    target = folder() / name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    columns = [column.field for column in form.columns if column.reads not in LEFT_OUT]
    pupil = ["pupil"] if any(column.reads == "cpr" for column in form.columns) else []
    examined.connection.execute(
        f"COPY (SELECT {', '.join(pupil + columns)} FROM good_rows "
        f"ORDER BY {', '.join([*pupil, BY_DATE[form.kind]])}) "
        f"TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)"
    )
    return name


def remove(name: str) -> None:
    """For a batch that was not taken in after all."""
    (folder() / name).unlink(missing_ok=True)


def sweep() -> None:
    """Removes what runs that were killed have left: files of more than a day that no batch names."""
    named = set(Batch.objects.values_list("staged", flat=True))
    for file in folder().rglob("*.parquet"):
        if file.relative_to(folder()).as_posix() not in named:
            with suppress(FileNotFoundError):
                _remove_old(file)


def _remove_old(file: Path) -> None:
    if file.stat().st_mtime < time.time() - ONE_DAY:
        file.unlink()
