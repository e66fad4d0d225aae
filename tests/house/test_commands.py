"""Commands speak Danish and exit 0, 1 when refused, 2 on wrong usage."""

import io
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command

from skolespor.cli import house_commands
from skolespor.core.commands import HouseCommand, in_steps
from skolespor.core.errors import RuleBroken

pytestmark = pytest.mark.once


def surroundings(folder):
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"SKOLESPOR_DATA": str(folder), "PYTHONWARNINGS": "error"}
    return env | {"DJANGO_SETTINGS_MODULE": "skolespor.config.settings"}


def run_in(folder, *words):
    command = [sys.executable, "-m", "skolespor", *words]
    env = surroundings(folder)
    return subprocess.run(command, check=False, capture_output=True, text=True, env=env)


@pytest.fixture
def skolespor(tmp_path):
    """Runs `skolespor` as people do, in an empty data folder."""
    return lambda *words: run_in(tmp_path / "var", *words)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A data folder that was empty before its first command, and what that command said."""
    folder = tmp_path_factory.mktemp("begun")
    return folder, run_in(folder, "verify-log")


def test_help_names_every_command_with_a_sentence(skolespor):
    done = skolespor("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for name, command in house_commands().items():
        assert f"  {name} " in done.stdout
        assert command.help in done.stdout


def test_an_unknown_command_is_answered_with_the_list_and_2(skolespor):
    done = skolespor("verfy-log")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Ukendt kommando: verfy-log")
    assert "verify-log" in done.stderr


def test_the_worker_stops_when_its_server_is_gone(skolespor):
    """Also one that was killed while the worker was still on its way."""
    done = skolespor("worker", "--server", "1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_wrong_usage_is_answered_in_danish_with_2(skolespor):
    done = skolespor("keys", "steal")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "brug: skolespor keys [-h] {make,rotate,backup} [target]\n"
        "Forkert brug. Se skolespor keys --help.\n"
    )


def test_what_is_refused_exits_1_with_a_sentence(skolespor):
    skolespor("keys", "make")
    done = skolespor("keys", "make")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Der er allerede nøgler i ")


@pytest.mark.long
def test_a_command_works_in_an_empty_data_folder(begun):
    _folder, done = begun
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Logbogen holder til og med række 0.\n"


WRITE_LOG = """
import django
django.setup()
from django.db import transaction
from skolespor.audit import anchors, chain, log
from skolespor.audit.models import Entry
from skolespor.core.prepare import prepare
from django.conf import settings
from django.utils import timezone
prepare()
kind = log.Kind("test.cli", "Noget")
with transaction.atomic():
    for number in range(5):
        log.record(kind, by=None, about=Entry(pk=1), number=number)
anchors.drop(chain.seal_all(), settings.ANCHOR_FILE, now=timezone.now())
"""


@pytest.fixture(scope="module")
def sealed(begun, tmp_path_factory):
    """A data folder with a log book of five rows, whose head was copied out."""
    folder = tmp_path_factory.mktemp("sealed") / "var"
    shutil.copytree(begun[0], folder)
    subprocess.run([sys.executable, "-c", WRITE_LOG], check=True, env=surroundings(folder))
    return folder


@pytest.fixture
def log_book(sealed, tmp_path):
    """Such a folder of this test's own, and a way to write in the database by hand."""
    shutil.copytree(sealed, tmp_path / "var")

    def by_hand(*statements):
        with closing(sqlite3.connect(tmp_path / "var" / "skolespor.sqlite3")) as book, book:
            for statement in statements:
                book.execute(statement)

    return by_hand


def test_a_log_book_that_nobody_touched_holds(skolespor, log_book):
    done = skolespor("verify-log")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "Logbogen holder til og med række 5.\n",
        "",
    )


SWAP = [(2, 99), (3, 2), (99, 3)]
"""Two rows change places."""
MOVED = [f"UPDATE audit_entry SET id = {new} WHERE id = {old}" for old, new in SWAP]
OTHER_DEEDS = {
    "removed": (["DELETE FROM audit_entry WHERE id = 3"], [4]),
    "moved": (MOVED, [2, 3, 4]),
    "truncated": (["DELETE FROM audit_entry WHERE id > 3"], [5]),
}


@pytest.mark.parametrize(
    ("deeds", "named"),
    [
        pytest.param(["UPDATE audit_entry SET by_id = 7 WHERE id = 3"], [3], id="changed"),
        *(
            pytest.param(*deed, id=name, marks=pytest.mark.long)
            for name, deed in OTHER_DEEDS.items()
        ),
    ],
)
def test_a_log_book_that_was_tampered_with_exits_1_and_names_the_row(
    skolespor, log_book, deeds, named
):
    log_book(*deeds)
    done = skolespor("verify-log")
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert lines[-1].startswith("Logbogen holder ikke: ")
    assert [int(line.split()[1].strip(":")) for line in lines[:-1]] == named


def test_a_tail_that_was_cut_tidily_is_named_by_the_head_outside_the_database(skolespor, log_book):
    log_book(
        "DELETE FROM audit_entry WHERE id > 3",
        "UPDATE audit_head SET entry_id = 3, hash = (SELECT hash FROM audit_entry WHERE id = 3)",
    )
    done = skolespor("verify-log")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith("Række 5: ")


@pytest.mark.parametrize("name", house_commands())
def test_every_command_has_help_in_danish(name):
    command = house_commands()[name]
    text = command.create_parser("skolespor", name).format_help()
    assert text.startswith(f"brug: skolespor {name}")
    assert "-h, --help" in text
    assert "vis denne hjælp" in text
    assert not {"options:", "positional arguments:", "usage:", "--settings"} & set(text.split())


def test_a_broken_rule_becomes_a_refusal_with_its_sentence():
    class Refusing(HouseCommand):
        prepares = False

        def handle(self, *args, **options):
            raise RuleBroken("x.y", "Det kan ikke lade sig gøre.")

    with pytest.raises(CommandError, match="Det kan ikke lade sig gøre"):
        call_command(Refusing())


def test_long_work_shows_plain_lines_outside_a_terminal():
    done, out = [], io.StringIO()
    in_steps([("Skoler", lambda: done.append(1)), ("Børn", lambda: done.append(2))], out)
    assert done == [1, 2]
    assert out.getvalue() == "1/2 Skoler\n2/2 Børn\n"


def test_long_work_shows_a_bar_on_a_terminal():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    out = Terminal()
    in_steps([("Skoler", lambda: None), ("Børn", lambda: None)], out)
    assert "\r[##########..........] Skoler" in out.getvalue()
    assert "\r[####################] Børn" in out.getvalue()
