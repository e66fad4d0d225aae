from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from skolespor.core.commands import HouseCommand, day_argument
from skolespor.workspace.night import night


class Command(HouseCommand):
    help = "gør det, der sker hver nat: tæl dage uden skole, og giv besked"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today", type=day_argument, metavar="DAG", help="den dag, det gælder; ellers i dag"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        night(options["today"] or timezone.localdate())
        self.stdout.write("Natten er gjort.")
