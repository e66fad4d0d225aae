"""How far long work has come, for whoever wants to tell people."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Tell = Callable[[str, int], None]
"""Called with the step that begins or goes on, and the rows that have been read so far."""
READING, CHECKING, STAGING, KEEPING = "reading", "checking", "staging", "keeping"
SHARES = {CHECKING: 0.65, STAGING: 0.75, KEEPING: 0.85}
"""How much of the work is done when a step begins; reading goes up to the first of them."""
WORDS = {READING: "læser", CHECKING: "ser efter", STAGING: "lægger til side", KEEPING: "tager ind"}
WIDE = 20


def quietly(step: str, rows: int) -> None:
    """Tell nobody."""


def share_of(step: str, rows: int, lines: int) -> float:
    """The part of the work that is done, from 0 to 1; `lines` is 0 when nobody knows how many there
    are."""
    read = min(rows / lines, 1) if lines else 0
    return read * SHARES[CHECKING] if step == READING else SHARES[step]


def lines_in(file: Path) -> int:
    """How many lines a text file has. Of a workbook nobody knows before it is read: 0."""
    with file.open("rb") as handle:
        if handle.read(2) == b"PK":
            return 0
        return sum(bite.count(b"\n") for bite in iter(lambda: handle.read(1024**2), b""))


def on_a_terminal(out: Any, file: Path) -> Tell:
    """A bar on a terminal, and elsewhere a line for each step."""
    lines, told = lines_in(file) if out.isatty() else 0, [""]

    def tell(step: str, rows: int) -> None:
        if out.isatty():
            filled = round(WIDE * share_of(step, rows, lines))
            bar = "#" * filled + "." * (WIDE - filled)
            out.write(f"\r[{bar}] {WORDS[step]}, {rows} rækker   ", style_func=str, ending="")
        elif step != told[0]:
            out.write(f"{WORDS[step].capitalize()} …", style_func=str)
        told[0] = step

    return tell
