"""Staging: what the good rows of a file say about all pupils, as Parquet, for statistics.

One file for each batch, never changed, sorted by pupil and date. Pupils are keyed pseudonyms; names,
CPR numbers and what a place is called are not there. A file is written before the transaction ends and
counts only when a `Batch` names it: what a run that was cut off has left is never read, and swept away
after a day.
"""

import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import duckdb
from django.conf import settings
from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken
from skolespor.imports.cells import quoted, quoted_list
from skolespor.imports.examine import Examined
from skolespor.imports.formats import Column
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
    columns = [_staged(column) for column in form.columns if _is_staged(column)]
    pupil = ["pupil"] if any(column.reads == "cpr" for column in form.columns) else []
    examined.connection.execute(
        f"COPY (SELECT {', '.join(pupil + columns)} FROM good_rows "
        f"ORDER BY {', '.join([*pupil, BY_DATE[form.kind]])}) "
        f"TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)"
    )
    return name


def files_of(batches: Iterable[Batch]) -> list[Path]:
    """The staged files that count, the oldest first. Without one of them nothing true can be said of
    what was told before: a rule is broken until it is back."""
    files = [folder() / batch.staged for batch in batches]
    if not all(file.exists() for file in files):
        said = _(
            "Filer fra tidligere mangler i datamappen. Hent mappen staging fra sikkerhedskopien."
        )
        raise RuleBroken("staging.missing", said)
    return files


def open_batches(connection: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> None:
    """The rows of batches of one kind as the view `staged`, each with the number of its `batch`, and
    as the table `periods` the days that a batch speaks of beyond its rows."""
    connection.execute("CREATE TEMP TABLE names (filename VARCHAR, batch BIGINT)")
    connection.execute("CREATE TEMP TABLE periods (batch BIGINT, since DATE, until DATE)")
    files = [str(file) for file in files_of(batches)]
    for file, batch in zip(files, batches, strict=True):
        connection.execute("INSERT INTO names VALUES (?, ?)", [file, batch.pk])
        if batch.since and batch.until:
            days = [batch.pk, batch.since, batch.until]
            connection.execute("INSERT INTO periods VALUES (?, ?, ?)", days)
    connection.execute(
        "CREATE TEMP VIEW staged AS SELECT * EXCLUDE (filename) FROM read_parquet("
        f"[{quoted_list(files)}], filename = true, union_by_name = true) JOIN names USING (filename)"
    )


def _is_staged(column: Column) -> bool:
    return bool(column.staged) or column.reads not in LEFT_OUT


def _staged(column: Column) -> str:
    """A text only where it looks like what it should be."""
    if not column.staged:
        return column.field
    fits = f"regexp_full_match({column.field}, {quoted(column.staged)})"
    return f"CASE WHEN {fits} THEN {column.field} END AS {column.field}"


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
