"""One job of `tests.bench.imports`, in a process of its own: prints its seconds and its memory.

SKOLESPOR_DATA=... python -m tests.bench.import_jobs ours|sqlite|parquet|file FILE ROWS
"""

import csv
import json
import os
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "skolespor.config.settings"

import django

django.setup()

import duckdb

from skolespor.accounts.models import Organisation
from skolespor.children.models import Child
from skolespor.core.fields import blind_index
from skolespor.core.prepare import prepare
from skolespor.imports.actions import looked_through, take_in
from skolespor.imports.late import catch_up_all
from skolespor.imports.municipalities import municipality_of

ROWS_OF_A_PUPIL = 14
PUPILS_OF_A_SCHOOL = 600
FOLLOWED = 0.015
CPR = "printf('%02d%02d%02d%04d', 61 + p % 28, 1 + p // 28 % 12, 10 + p // 336 % 8, p // 2688)"
"""Pupil p's number: no two have the same, and each has a birth date."""
FILE = f"""
    COPY (
        SELECT {CPR} AS cpr,
               printf('9%05d', p % greatest(12, $pupils // {PUPILS_OF_A_SCHOOL})) AS institutionsnummer,
               strftime(DATE '2024-08-12' + (p * 7 + k * 13) % 200, '%d-%m-%Y') AS dato,
               CASE h % 10 WHEN 0 THEN 'ulovligt' WHEN 1 THEN 'tilladelse' ELSE 'sygdom' END AS kategori,
               CASE h % 7 WHEN 0 THEN '0,5' WHEN 1 THEN '0,25' WHEN 2 THEN NULL ELSE '1' END AS andel
        FROM (SELECT (i // {ROWS_OF_A_PUPIL})::INT AS p, (i % {ROWS_OF_A_PUPIL})::INT AS k, hash(i) AS h
              FROM range($rows) AS t(i))
        ORDER BY h
    ) TO '$file' (FORMAT csv, DELIMITER ';', HEADER)
"""
SORTED = """
    COPY (
        FROM read_csv('$file', delim=';', header=true, auto_detect=false, dateformat='%d-%m-%Y',
            decimal_separator=',', columns={'cpr': 'VARCHAR', 'institutionsnummer': 'VARCHAR',
            'dato': 'DATE', 'kategori': 'VARCHAR', 'andel': 'DECIMAL(10,9)'})
        ORDER BY cpr, dato
    ) TO '$target' (FORMAT parquet, COMPRESSION zstd)
"""


def main() -> None:
    job, file, rows = sys.argv[1:]
    seconds = JOBS[job](Path(file), int(rows))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes}))


def ours(file: Path, rows: int) -> float:
    """The first of the pupils are followed, since yesterday or longer."""
    prepare()
    sender = municipality_of("9001")
    Child.objects.bulk_create(
        Child(
            first_name="Barn",
            last_name="Å.",
            birth_year=2012,
            acting_municipality=sender,
            cpr=number,
            cpr_index=blind_index("cpr", number),
        )
        for number in numbers(int(rows // ROWS_OF_A_PUPIL * FOLLOWED))
    )
    catch_up_all()
    return timed(lambda: _import(file, sender))


def _import(file: Path, sender: Organisation) -> None:
    with looked_through("absence", file, sender) as (examined, _header):
        receipt = take_in(examined, file, sender=sender, by=None)
    assert receipt.is_taken_in, receipt


def numbers(count: int) -> list[str]:
    """The first pupils' CPR numbers."""
    found = duckdb.execute(f"SELECT {CPR} FROM range(?) AS t(p)", [count]).fetchall()
    return [number for (number,) in found]


def write_file(file: Path, rows: int) -> float:
    query = FILE.replace("$rows", str(rows)).replace("$pupils", str(rows // ROWS_OF_A_PUPIL))
    return timed(lambda: duckdb.execute(query.replace("$file", str(file))))


def into_sqlite(file: Path, _rows: int) -> float:
    return timed(lambda: _into_sqlite(file, Path(os.environ["SKOLESPOR_DATA"]) / "rows.sqlite3"))


def _into_sqlite(file: Path, target: Path) -> None:
    with closing(sqlite3.connect(target)) as database, file.open(newline="") as lines:
        rows = csv.reader(lines, delimiter=";")
        next(rows)
        database.execute("CREATE TABLE absence (cpr, institution, day, category, share)")
        database.executemany("INSERT INTO absence VALUES (?, ?, ?, ?, ?)", rows)
        database.commit()


def into_parquet(file: Path, _rows: int) -> float:
    target = Path(os.environ["SKOLESPOR_DATA"]) / "rows.parquet"
    query = SORTED.replace("$file", str(file)).replace("$target", str(target))
    return timed(lambda: duckdb.execute(query))


def timed(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


JOBS: dict[str, Callable[[Path, int], float]] = {
    "file": write_file,
    "ours": ours,
    "sqlite": into_sqlite,
    "parquet": into_parquet,
}


if __name__ == "__main__":
    main()
