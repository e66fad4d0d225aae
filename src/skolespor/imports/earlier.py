"""What a municipality has told before about placements or enrolments: a new file may not contradict it.

The same pupil and first day in the new file takes the earlier row's place; the others stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from skolespor.imports.cells import quoted_list
from skolespor.imports.formats import Format


@dataclass(frozen=True)
class Earlier:
    """`files` are the staged files of earlier batches, the oldest first. `dropped` are spells that a
    person has corrected or withdrawn since: pupil, first day (ISO), institution; they hold no more."""

    files: tuple[Path, ...] = ()
    dropped: tuple[tuple[int, str, str], ...] = ()


NO_EARLIER = Earlier()

STAGED = """
    SELECT staged.*, batch FROM read_parquet([{files}], filename = true, union_by_name = true) staged
    JOIN batches USING (filename)
"""
LATEST = """
    CREATE OR REPLACE TEMP TABLE earlier_spells AS
    SELECT pupil, {institution} AS institution, since, until FROM ({staged})
    QUALIFY rank() OVER (PARTITION BY pupil, since ORDER BY batch DESC) = 1
"""
REPLACED = """
    DELETE FROM earlier_spells WHERE (pupil, since) IN (SELECT (pupil, since) FROM good_rows)
    OR (pupil, since, institution) IN (SELECT (pupil, since, institution) FROM dropped)
"""
NOTHING = """
    CREATE OR REPLACE TEMP TABLE earlier_spells (pupil BIGINT, institution VARCHAR, since DATE, until DATE)
"""


def tell_earlier(connection: duckdb.DuckDBPyConnection, form: Format, earlier: Earlier) -> None:
    """The table `earlier_spells`: what stands when the new file's good rows have taken their places."""
    has_institution = any(column.field == "institution" for column in form.columns)
    tell_spells(connection, earlier.files, with_institution=has_institution)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE dropped (pupil BIGINT, since DATE, institution VARCHAR)"
    )
    if earlier.dropped:
        connection.executemany("INSERT INTO dropped VALUES (?, ?, ?)", list(earlier.dropped))
    connection.execute(REPLACED)


def tell_spells(
    connection: duckdb.DuckDBPyConnection, files: Sequence[Path], *, with_institution: bool
) -> None:
    """The table `earlier_spells` as the staged files tell, the newest about each pupil and first
    day."""
    if not files:
        connection.execute(NOTHING)
        return
    names = [str(file) for file in files]
    connection.execute("CREATE OR REPLACE TEMP TABLE batches (filename VARCHAR, batch INTEGER)")
    connection.executemany(
        "INSERT INTO batches VALUES (?, ?)", [[name, n] for n, name in enumerate(names)]
    )
    staged = STAGED.format(files=quoted_list(names))
    institution = "institution" if with_institution else "''"
    connection.execute(LATEST.format(institution=institution, staged=staged))
