"""Finding register files, and sending them to the real command in this process."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from tests.registers.judge import Sent

ORDER = ("placements", "enrolments", "absence", "school-days")
SOLVANG = "9001"


def sent_files(folder):
    """The files in a folder of Solvang's, and below it those of its neighbours in folders named by
    their codes: placements of all first."""
    places = [(SOLVANG, folder)]
    places += [(below.name, below) for below in sorted(folder.glob("[0-9][0-9][0-9][0-9]"))]
    return [
        Sent(kind, where / f"{kind}.csv", code)
        for kind in ORDER
        for code, where in places
        if (where / f"{kind}.csv").is_file()
    ]


def send(sent, *options):
    """The command says what it says; what it refuses is raised."""
    call_command("import", sent.kind, str(sent.file), "--municipality", sent.sender, *options)


def send_all(files):
    for sent in files:
        send(sent)


@contextmanager
def empty_skolespor():
    """An empty database and data folder of their own, while the block lasts."""
    before = settings.DATA_DIR
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        settings.DATA_DIR = Path(folder)
        try:
            yield
        finally:
            settings.DATA_DIR = before
            transaction.set_rollback(True)


def all_files_in(folder):
    """The names of all files in a folder and below it."""
    return sorted(str(f.relative_to(folder)) for f in Path(folder).rglob("*") if f.is_file())
