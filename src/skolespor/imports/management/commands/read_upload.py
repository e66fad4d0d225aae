import logging
from typing import Any

from django.core.management.base import CommandParser

from skolespor.core.commands import HouseCommand, Refused
from skolespor.imports import job, queries, states, uploads

logger = logging.getLogger(__name__)


class Command(HouseCommand):
    help = "læs en fil, som nogen har sendt ind (startes af worker)"
    prepares = False
    is_hidden = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, metavar="NUMMER")

    def handle(self, *args: Any, number: int, **options: Any) -> None:
        """Whatever goes wrong is told by its kind alone: its words may quote a cell."""
        job.bound()
        try:
            job.read_upload(number)
        except Exception as fault:  # noqa: BLE001 - a library may fail in any way on a file from outside
            upload = queries.upload(number)
            if upload.state in states.AT_WORK:
                uploads.lost(upload, fault=type(fault).__name__)
            raise Refused(type(fault).__name__) from None
