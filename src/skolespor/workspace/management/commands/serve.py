import os
import socket
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it has no types

from skolespor.core.commands import HouseCommand, Refused

UPLOAD_SECONDS = 120
"""How long one request may take: a file of 200 MB on a line of 15 Mbit/s."""


class Command(HouseCommand):
    help = "start server og baggrundsarbejde; Ctrl-C stopper begge"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="adresse at lytte på")
        parser.add_argument("--port", default=8000, type=int, help="port")
        parser.add_argument(
            "--workers", default=os.cpu_count() or 1, type=int, help="antal webprocesser"
        )

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        _must_be_free(host, port)
        me = os.getpid()
        work = [sys.executable, "-m", "skolespor", "worker", "--server", str(me)]
        worker = subprocess.Popen(work)  # noqa: S603 - our own program and a number
        try:
            Web(f"{host}:{port}", workers).run()
        finally:
            if os.getpid() == me:  # gunicorn's forked web processes come through here as well
                worker.terminate()
                worker.wait(timeout=10)


def _must_be_free(host: str, port: int) -> None:
    """Say so in Danish before gunicorn does in English."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise Refused(
                f"Der kan ikke lyttes på {host}:{port}. Vælg en anden port med --port."
            ) from taken


class Web(BaseApplication):  # type: ignore[misc]  # it has no types
    """gunicorn with sync workers, one per core: fastest and steadiest for this work."""

    def __init__(self, bind: str, workers: int):
        self.bind, self.workers = bind, workers
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", self.bind)
        self.cfg.set("workers", self.workers)
        self.cfg.set("max_requests", 5000)
        self.cfg.set("max_requests_jitter", 500)
        self.cfg.set("timeout", UPLOAD_SECONDS)
        self.cfg.set("loglevel", "warning")

    def load(self) -> Any:
        return import_string(settings.WSGI_APPLICATION)
