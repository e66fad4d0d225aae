import os
import signal
import time
from typing import Any

from skolespor.core.commands import HouseCommand
from skolespor.workspace.tasks import chores, run_due


class Command(HouseCommand):
    help = "baggrundsarbejde: send mail og forsegl logbogen (startes af serve)"
    prepares = False

    def handle(self, *args: Any, **options: Any) -> None:
        """Until told to stop, or until the server that started it is gone."""
        signal.signal(signal.SIGTERM, _stop)
        todo, parent = chores(), os.getppid()
        try:
            while os.getppid() == parent:
                run_due(todo)
                time.sleep(1)
        except KeyboardInterrupt:
            return


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt
