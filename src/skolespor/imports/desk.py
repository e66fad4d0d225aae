"""The worker's part: one file at a time is read by a process of its own, which may come to any end."""

import os
import subprocess
import sys
import time

from django.utils import timezone

from skolespor.imports import depot, queries, uploads

GONE = "gone"
PAUSE = 60
"""Seconds between two looks at what earlier files told of new children."""


class Desk:
    """Starts the process, and picks up what one has dropped. The process holds the lock of the depot
    for as long as it lives: whoever gets the lock knows that nobody is at work."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.catches_up_at = 0.0

    def read_files(self) -> None:
        if self.process and self.process.poll() is None:
            return
        self.process = None
        with depot.alone() as lock:
            if lock is None:
                return
            for upload in queries.at_work():
                uploads.lost(upload, fault=GONE)
            if upload_to_do := queries.next_to_do():
                self.process = _start(lock, "read-upload", str(upload_to_do.pk))
            elif time.monotonic() >= self.catches_up_at and queries.is_behind():
                self.catches_up_at = time.monotonic() + PAUSE
                self.process = _start(lock, "catch-up")


def _start(lock: int, *command: str) -> "subprocess.Popen[bytes]":
    """Nothing that it writes is kept: an engine's last words may quote a cell."""
    return subprocess.Popen(  # noqa: S603 - our own program and a number
        [sys.executable, "-m", "skolespor", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[lock],
        start_new_session=True,
        env={**os.environ, "MALLOC_ARENA_MAX": "2"},  # else every core reserves addresses
    )


def sweep_uploads() -> None:
    uploads.sweep(now=timezone.now())
