from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from skolespor.core.commands import HouseCommand, Refused
from skolespor.core.content import place
from skolespor.core.content.folders import FOLDER_HELP, checked, folder_or_own

NEW = "Indholdet er taget i brug: {number} filer."
SAME = "Indholdet er allerede i brug. Intet er ændret."


class Command(HouseCommand):
    help = "efterprøv det faglige indhold, og tag det i brug, hvis alt er i orden"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, metavar="MAPPE", help=FOLDER_HELP)

    def handle(self, *args: Any, folder: Path | None, **options: Any) -> None:
        files = checked(folder_or_own(folder), out=self.stdout, err=self.stderr)
        try:
            is_new = place.put(files)
        except OSError as broken:
            raise Refused(
                f"Indholdet kan ikke lægges i {place.link()}. Kan mappen skrives, "
                "og ligger der ikke en mappe med det navn i forvejen? Intet er ændret."
            ) from broken
        self.stdout.write((NEW if is_new else SAME).format(number=len(files)))
