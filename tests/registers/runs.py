"""Commands in processes of their own, with a data folder of their own, measured."""

import os
import resource
import subprocess
import sys
from dataclasses import dataclass

from tests.journeys.house import ROOT, House

CPU_SECONDS = 40
"""After so much work a run is ended: none here needs it."""


@dataclass(frozen=True)
class Run:
    """How a command ended. `seconds` are those that it worked (others may use the machine too),
    `megabytes` the most memory that it held at once."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: int


def house_in(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return House(folder, port=0)


def run(house, *command, most=None):
    """`skolespor COMMAND`; with `most` megabytes of address space at its disposal."""
    return python(house, "-m", "skolespor", *command, most=most)


def python(house, *arguments, most=None):
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        if most:
            resource.setrlimit(resource.RLIMIT_AS, (most * 1024**2, most * 1024**2))

    out, err = house.folder.parent / "out.txt", house.folder.parent / "err.txt"
    with out.open("wb") as to_out, err.open("wb") as to_err:
        process = subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=house.environment,
            stdout=to_out,
            stderr=to_err,
            preexec_fn=limit,  # noqa: PLW1509 - the tests have no threads here
        )
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = used.ru_utime + used.ru_stime
    said = (out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace"))
    return Run(process.returncode, *said, seconds, used.ru_maxrss // 1024)
