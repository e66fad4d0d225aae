from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from skolespor.core.commands import HouseCommand
from skolespor.core.content.folders import FOLDER_HELP, checked, folder_or_own, summary


class Command(HouseCommand):
    help = "efterprøv det faglige indhold: filer, felter og henvisninger"
    prepares = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, metavar="MAPPE", help=FOLDER_HELP)

    def handle(self, *args: Any, folder: Path | None, **options: Any) -> None:
        files = checked(folder_or_own(folder), out=self.stdout, err=self.stderr)
        for line in summary(files):
            self.stdout.write(line)
        self.stdout.write(f"Indholdet er i orden: {len(files)} filer.")
