import os
import signal
import time
from typing import Any

from django.core.management.base import CommandParser

from skolespor.core.commands import HouseCommand
from skolespor.workspace.tasks import chores, run_due


class Command(HouseCommand):
    help = "baggrundsarbejde: send mail og forsegl logbogen (startes af serve)"
    prepares = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--server", type=int, help="procesnummer på den server, der startede arbejdet"
        )

    def handle(self, *args: Any, server: int | None, **options: Any) -> None:
        """Until told to stop, or until the server that started it is gone; it may be so before this
        has begun, and then somebody else is the parent."""
        signal.signal(signal.SIGTERM, _stop)
        todo, server = chores(), server or os.getppid()
        try:
            while os.getppid() == server:
                run_due(todo)
                time.sleep(1)
        except KeyboardInterrupt:
            return


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt
