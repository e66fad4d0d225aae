"""Commands speak Danish and exit 0, 1 when refused, 2 on wrong usage."""

import io
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from skolespor.cli import house_commands
from skolespor.core.commands import HouseCommand, in_steps
from skolespor.core.errors import RuleBroken


@pytest.fixture
def skolespor(tmp_path):
    """Runs `skolespor` as people do, in an empty data folder."""

    def run(*words):
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        env |= {"SKOLESPOR_DATA": str(tmp_path / "var"), "PYTHONWARNINGS": "error"}
        env["DJANGO_SETTINGS_MODULE"] = "skolespor.config.settings"
        command = [sys.executable, "-m", "skolespor", *words]
        return subprocess.run(command, check=False, capture_output=True, text=True, env=env)

    return run


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


def test_a_command_works_in_an_empty_data_folder(skolespor):
    done = skolespor("verify-log")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Logbogen holder til og med række 0.\n"


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
