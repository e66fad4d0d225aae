"""How long pages take that take turns."""

import statistics
import time
from collections.abc import Callable

FIRST = 2
"""Rounds that do not count: everything is read for the first time."""


def measure(pages: dict[str, Callable[[], int]], rounds: int) -> dict[str, float]:
    """Median milliseconds of each page; the pages take turns, so that the machine is the same."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for _round in range(rounds + FIRST):
        for name, ask in pages.items():
            began = time.perf_counter()
            status = ask()
            taken[name].append(1000 * (time.perf_counter() - began))
            assert status == 200, f"{name}: {status}"
    return {name: statistics.median(times[FIRST:]) for name, times in taken.items()}
