"""A real Skolespor for the journeys: its own data folder, a free port, gone afterwards."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.parser import Parser
from email.policy import default
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TRAVEL = Path(__file__).parent / "travel"
SECONDS_TO_START = 30
SECONDS_TO_STOP = 20
SECONDS_TO_SEND = 15
OURS = ("SKOLESPOR_", "DATABASE_URL", "SECRET_KEY", "DJANGO_")


class NotStarted(Exception):
    """The server did not answer; the message holds what it wrote."""


@dataclass(frozen=True)
class House:
    """One Skolespor. `run` gives it a command, `ask` looks into its data as no page would."""

    folder: Path
    port: int
    settings: tuple[tuple[str, str], ...] = ()

    def copy(self, folder: Path, **settings: str) -> "House":
        """Another house with the same data, as it stands now; not while it is open."""
        shutil.copytree(self.folder, folder)
        return House(folder, free_port(), tuple(settings.items()))

    def on(self, day: date) -> "House":
        """The same house, at eight in the morning of another day. Not while it is open."""
        path = [str(TRAVEL), *filter(None, [os.environ.get("PYTHONPATH")])]
        travel = {"PYTHONPATH": os.pathsep.join(path), "JOURNEY_DAY": f"{day} 07:00"}
        return House(self.folder, free_port(), tuple(travel.items()))

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def mails(self) -> Path:
        return self.folder.parent / f"{self.folder.name}-mail"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "skolespor.config.settings",
            "SKOLESPOR_DATA": str(self.folder),
            "SKOLESPOR_URL": self.url,
            "SKOLESPOR_MAIL_FOLDER": str(self.mails),
            **dict(self.settings),
        }

    def run(self, *command: str) -> str:
        return self._python("-m", "skolespor", *command)

    def ask(self, question: str, *about: object) -> Any:
        """Ask one of the questions in peek.py."""
        return json.loads(self._python("-m", "tests.journeys.peek", question, *map(str, about)))

    def _python(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            check=False,
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def link_to(self, address: str, *, after: str = "", path: str = "/") -> str:
        """The link in the newest mail to somebody, to a page whose address begins with `path`, newer
        than the link `after`. The worker sends every few seconds."""
        until = time.monotonic() + SECONDS_TO_SEND
        while time.monotonic() < until:
            links = [link for to, link in self._links(path) if to == address]
            if links and links[-1] != after:
                return links[-1]
            time.sleep(0.2)
        raise AssertionError(f"no new mail to {address} in {SECONDS_TO_SEND} seconds")

    def _links(self, path: str) -> Iterator[tuple[str, str]]:
        """To whom, and the link, of every mail that was sent, oldest first."""
        for mail in self.sent():
            body = mail.get_body(("plain",))
            words = body.get_content() if body else ""
            if found := re.search(rf"{re.escape(self.url + path)}\S+", words):
                yield str(mail["To"]), found[0]

    def sent(self) -> Iterator[EmailMessage]:
        """Every mail that was sent, oldest first."""
        for file in sorted(self.mails.glob("*"), key=os.path.getmtime):
            for text in file.read_text().split("-" * 79):
                yield Parser(EmailMessage, policy=default).parsestr(text.lstrip())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def new_house(folder: Path) -> House:
    folder.mkdir(parents=True, exist_ok=True)
    return House(folder, free_port())


@contextmanager
def open_house(house: House) -> Iterator[House]:
    """Serve it, and stop the server and everything it started whatever happens."""
    written = house.folder.parent / f"{house.folder.name}-server.txt"
    with written.open("a") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "skolespor", "serve", "--port", str(house.port)],
            cwd=ROOT,
            env=house.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_for(house, server, written)
            yield house
        finally:
            _stop(server)


def _wait_for(house: House, server: "subprocess.Popen[bytes]", written: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{house.url}/.well-known/security.txt", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise NotStarted(written.read_text())


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Ask first; what is left of its own session after that is ended."""
    server.terminate()
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
