"""Room on Python's own stack, so that a deep call costs what a call costs.

CPython (until 3.15) hands out its stack in pieces of 16 KB. It asks the system for the next piece when a
call goes over the edge of one, and gives it back as soon as the call returns: a loop that happens to stand
at an edge, and Django stands many calls deep, pays some hundred times the price of each call. Measured
here it was a sixth of the work of a page. A single frame of half a megabyte makes the piece a whole
megabyte, and what is called from it stays in the rest.

https://github.com/python/cpython/issues/142183
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
SLOTS = 70_000
"""Of eight bytes: just over half a megabyte, which the system rounds up to a whole one."""


def roomy(function: Callable[P, R]) -> Callable[P, R]:
    """The same function, with room for all that it calls."""

    def with_room(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    with_room.__code__ = with_room.__code__.replace(co_stacksize=SLOTS)
    return with_room
