"""Commands of the house: help in Danish, exit 0, 1 when refused, 2 on wrong usage."""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from skolespor.core.errors import RuleBroken
from skolespor.core.forms import DateField
from skolespor.core.prepare import prepare

Refused = CommandError
"""Raise with a Danish sentence: it is printed on standard error and the command exits with 1."""


class DanishParser(CommandParser):
    """argparse with Danish headings and errors."""

    def __init__(self, **options: Any):
        super().__init__(add_help=False, **options)
        self._positionals.title = "skal med"
        self._optionals.title = "kan med"
        self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "brug:", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "brug:", 1)

    def error(self, message: str) -> NoReturn:
        if self.called_from_command_line is False:
            raise CommandError(message)
        self.exit(2, f"{self.format_usage()}Forkert brug. Se {self.prog} --help.\n")


def day_argument(text: str) -> date:
    """The type of an argument that is a day, as people write it; argparse says the rest."""
    try:
        day: date = DateField().clean(text)
    except ValidationError as wrong:
        raise argparse.ArgumentTypeError(wrong.messages[0]) from None
    return day


def add_format(parser: CommandParser) -> None:
    """`--format`, for a command that prints rows."""
    forms = ("table", "csv", "json")
    parser.add_argument("--format", choices=forms, default="table", help="svarets form")


def print_rows(
    out: Any,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[Any]],
    *,
    form: str,
    nothing: str,
) -> None:
    """Rows for people (a table, or the sentence `nothing`) or for machines. `columns` are the names
    that hold, each with its Danish heading. In CSV yes and no are 1 and 0; numbers have a point."""
    told = [list(row) for row in rows]
    if form == "json":
        out.write(json.dumps([dict(zip(columns, row, strict=True)) for row in told]))
    elif form == "csv":
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([int(x) if isinstance(x, bool) else x for x in row] for row in told)
    elif told:
        lines = [list(columns.values()), *([_shown(x) for x in row] for row in told)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
            out.write("  ".join(cells).rstrip())
    else:
        out.write(nothing)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return f"{value:.4f}".replace(".", ",") if isinstance(value, float) else str(value)


class HouseCommand(BaseCommand):
    """One command of `skolespor`. `help` is its sentence in `skolespor --help`."""

    prepares = True
    """Whether the command makes what it needs in an empty data folder (`core.prepare`)."""
    is_hidden = False
    """Whether only other parts of the house call it; people are not told of it."""

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        parser = DanishParser(
            prog=f"skolespor {subcommand.replace('_', '-')}",
            description=self.help,
            called_from_command_line=getattr(self, "_called_from_command_line", False),
            **options,
        )
        hidden = argparse.SUPPRESS
        for name, default in (("--settings", None), ("--pythonpath", None), ("--verbosity", 1)):
            parser.add_argument(name, default=default, help=hidden)
        for name in ("--traceback", "--no-color", "--force-color", "--skip-checks"):
            parser.add_argument(name, action="store_true", help=hidden)
        self.add_arguments(parser)
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            if self.prepares:
                prepare()
            return super().execute(*args, **options)
        except RuleBroken as broken:
            raise Refused(broken.message) from broken


def in_steps(steps: Iterable[tuple[str, Callable[[], Any]]], out: Any = None) -> None:
    """Do long work with a bar on a terminal and plain lines elsewhere."""
    out = out or sys.stdout
    todo = list(steps)
    for number, (text, work) in enumerate(todo, 1):
        work()
        if out.isatty():
            filled = round(20 * number / len(todo))
            out.write(f"\r[{'#' * filled}{'.' * (20 - filled)}] {text:<40}")
        else:
            out.write(f"{number}/{len(todo)} {text}\n")
    if out.isatty():
        out.write("\n")
