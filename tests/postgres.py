"""A PostgreSQL server of our own for one test run: new folder, free port, gone afterwards."""

import getpass
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS_TO_START = 30
USER = "skolespor"
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class NotStarted(Exception):
    """The server did not start; the message holds what it wrote."""


def programs() -> Path | None:
    """The folder with PostgreSQL's programs; Debian keeps them outside PATH, one per version."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3])
    )
    found = shutil.which("initdb") or (debian[-1] if debian else None)
    return Path(found).resolve().parent if found else None


def why_not() -> str | None:
    """Why the tests cannot run on PostgreSQL here, or None."""
    if programs() is None:
        return "PostgreSQL er ikke installeret (Debian: pakken postgresql)"
    if os.geteuid() == 0 and server_user() is None:
        return "PostgreSQL kan ikke køre som root, og brugeren postgres findes ikke"
    return None


def server_user() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam("postgres" if os.geteuid() == 0 else getpass.getuser())
    except KeyError:
        return None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a server, give its address, and stop and remove it whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="skolespor-pg-"))
    try:
        password = secrets.token_urlsafe(24)
        (folder / "password").write_text(password)
        give_to_server_user(folder)
        create(folder)
        port = free_port()
        with running(folder, port):
            yield f"postgres://{USER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def give_to_server_user(folder: Path) -> None:
    if os.geteuid() == 0:
        owner = server_user()
        for path in (folder, folder / "password"):
            os.chown(path, owner.pw_uid, owner.pw_gid)


def as_server_user() -> dict:
    """Arguments for subprocess: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    owner = server_user()
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def create(folder: Path) -> None:
    """Danish order and UTF-8, as in production; a password, since others may use the machine."""
    done = subprocess.run(
        [programs() / "initdb", "--pgdata", folder / "data", "--username", USER]
        + ["--auth=scram-sha-256", "--pwfile", folder / "password", "--encoding=UTF8"]
        + ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=da-DK", "--no-sync"],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        **as_server_user(),
    )
    if done.returncode != 0:
        raise NotStarted(done.stdout + done.stderr)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(folder: Path, port: int) -> Iterator[None]:
    settings = ["listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=", *FAST]
    with open(folder / "log", "w+") as log:
        server = subprocess.Popen(
            [programs() / "postgres", "-D", folder / "data"]
            + [argument for setting in settings for argument in ("-c", setting)],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            # Ctrl-C is for the tests; the server is stopped below.
            start_new_session=True,
            **as_server_user(),
        )
        try:
            wait_until_ready(server, port, folder / "log")
            yield
        finally:
            stop(server)


def wait_until_ready(server: subprocess.Popen, port: int, log: Path) -> None:
    ready = [programs() / "pg_isready", "--quiet", "--host=127.0.0.1", f"--port={port}"]
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and server.poll() is None:
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise NotStarted(log.read_text())


def stop(server: subprocess.Popen) -> None:
    """SIGINT closes open connections and stops at once; the data are thrown away anyway."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
