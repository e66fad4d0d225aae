"""`skolespor`: every command of the house by its name, with help in Danish."""

import os
import sys

import django
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandError

USAGE = "brug: skolespor KOMMANDO [valg]\n\nKommandoer:\n"


def main() -> None:
    """Exits 0 on success, 1 when input or state is refused, 2 on wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skolespor.config.settings")
    name = sys.argv[1] if len(sys.argv) > 1 else "--help"
    django.setup()
    places = places_of_commands()
    if name in ("-h", "--help"):
        sys.stdout.write(USAGE + overview(house_commands()))
        return
    if name not in places:
        sys.stderr.write(f"Ukendt kommando: {name}\n\n{USAGE}{overview(house_commands())}")
        sys.exit(2)
    run(load_command_class(*places[name]), name)


def places_of_commands() -> dict[str, tuple[str, str]]:
    """Room and module of each command, by the name people type. Only the one that is asked for is
    loaded: what checks content or reads files has no place in a web process."""
    return {
        name.replace("_", "-"): (app, name)
        for name, app in sorted(get_commands().items())
        if isinstance(app, str) and app.startswith("skolespor.")
    }


def house_commands() -> dict[str, BaseCommand]:
    """The commands of our own rooms that people use, by the name they type."""
    found = {name: load_command_class(*place) for name, place in places_of_commands().items()}
    return {name: command for name, command in found.items() if not is_hidden(command)}


def is_hidden(command: BaseCommand) -> bool:
    return bool(getattr(command, "is_hidden", False))


def overview(commands: dict[str, BaseCommand]) -> str:
    return "".join(f"  {name:<20} {command.help}\n" for name, command in commands.items())


def run(command: BaseCommand, name: str) -> None:
    """`--traceback` lets a refusal come up to here, where people get the sentence alone."""
    try:
        command.run_from_argv(["skolespor", name, *sys.argv[2:], "--traceback"])
    except CommandError as refused:
        sys.stderr.write(f"{refused}\n")
        sys.exit(1)
