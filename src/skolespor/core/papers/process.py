"""Starts the process that reads a file, and waits for what it says."""

import os
import subprocess
import sys

from skolespor.core.papers.shape import Fault, Reading, from_text

SECONDS = 20
"""By the clock. A web process waits no longer."""


def read_apart(content: bytes, *, is_table: bool) -> Reading | Fault:
    """A file that ends the process, or keeps it too long, has too much in it."""
    command = [sys.executable, "-m", "skolespor.core.papers.reading"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*command, "--table"] if is_table else command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a reader's last words may quote the file
            timeout=SECONDS,
            env={**os.environ, "MALLOC_ARENA_MAX": "2"},
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return Fault.TOO_MUCH
    return from_text(done.stdout.decode())
