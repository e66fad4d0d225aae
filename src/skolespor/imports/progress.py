"""How far long work has come, for whoever wants to tell people."""

from collections.abc import Callable

Tell = Callable[[str, int], None]
"""Called with the step that begins or goes on, and the rows that have been read so far."""
READING, CHECKING, STAGING, KEEPING = "reading", "checking", "staging", "keeping"


def quietly(step: str, rows: int) -> None:
    """Tell nobody."""
