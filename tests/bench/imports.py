"""How long the import of absence takes, beside the least that anybody could do with the same file.

    python -m tests.bench.imports [--small 100000] [--large 10000000] [--rounds 3]

The small file beside Python's csv module and one executemany into SQLite (goal: within 5), the large
one beside DuckDB that writes it to sorted Parquet (goal: within 4, in less than 1 GB). Ratios, because
milliseconds belong to a machine. The two take turns, each in a process of its own. Ours is all that
`skolespor import absence` does with the file, into a new data folder; neither side's time counts the
start of Python, Django's start, and the making of the database with its children: 1.5 % of the pupils
are followed. Needs about 1 GB of disk for the large file; everything is removed afterwards.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    compare(wanted.small, "csv og SQLite", "sqlite", wanted.rounds)
    compare(wanted.large, "DuckDB til Parquet", "parquet", wanted.rounds)


def compare(rows: int, name: str, beside: str, rounds: int) -> None:
    """The two in turn, with a file of so many rows."""
    if not rows:
        return
    with tempfile.TemporaryDirectory(prefix="skolespor-bench-") as folder:
        file = Path(folder) / "absence.csv"
        in_own_process("file", file, rows)
        taken = [(in_own_process("ours", file, rows), in_own_process(beside, file, rows))
                 for _round in range(rounds)]  # fmt: skip
    ours, theirs = (
        statistics.median(run["seconds"] for run in runs) for runs in zip(*taken, strict=True)
    )
    ratio = statistics.median(our["seconds"] / their["seconds"] for our, their in taken)
    peak = max(our["megabytes"] for our, _their in taken)
    print(f"{rows} rækker")
    print(f"{name:<20} {theirs:7.2f} s")
    print(f"{'skolespor import':<20} {ours:7.2f} s   {ratio:4.1f} x   højst {peak:.0f} MB")


def in_own_process(job: str, file: Path, rows: int) -> dict[str, float]:
    """Seconds and the most memory of one job, in a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="data-", dir=file.parent) as data:
        command = [sys.executable, "-m", "tests.bench.import_jobs", job, str(file), str(rows)]
        environment = {**os.environ, "SKOLESPOR_DATA": data}
        said = subprocess.run(command, env=environment, check=True, capture_output=True).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
