"""On the path of a house that lives on another day: every process of it starts there. Only tests put
this folder on a path."""

import os

import time_machine

time_machine.travel(os.environ["JOURNEY_DAY"], tick=True).start()
