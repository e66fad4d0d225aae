"""The open files. Each municipality tells of the children it has placed and of the institutions that lie
in it: Solvang in the folder itself, its neighbours in folders of their own."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO

from skolespor.demo.registers.dirt import Spoiler
from skolespor.demo.registers.recipe import NEIGHBOURS, SOLVANG
from skolespor.demo.registers.rows import KINDS, Told, head

OF_NEIGHBOURS = ("placements", "enrolments", "absence")
"""What neighbours send: as much of it as concerns Solvang's children and those they have placed there."""
NAMES = (
    *(f"{kind}.csv" for kind in KINDS),
    *(f"{code}/{kind}.csv" for code in NEIGHBOURS for kind in OF_NEIGHBOURS),
)


class Desk:
    """Takes rows of one kind after the other, and writes each with the municipality that tells it."""

    def __init__(self, folder: Path, spoilers: Mapping[str, Spoiler], open_files: ExitStack):
        self._folder, self._spoilers, self._open_files = folder, spoilers, open_files
        self._out: dict[tuple[str, str], Any] = {}

    def write(self, kind: str, told: Iterable[Told]) -> None:
        """Mistakes are made in Solvang's rows only."""
        for municipality, row in told:
            rows = iter((row,))
            if municipality == SOLVANG and kind in self._spoilers:
                rows = self._spoilers[kind].passed(rows)
            self.out(municipality, kind).writerows(rows)

    def out(self, municipality: str, kind: str) -> Any:
        """The file, with its heading. It is begun with its first row: without one there is none."""
        if (municipality, kind) not in self._out:
            own = self._folder if municipality == SOLVANG else self._folder / municipality
            own.mkdir(exist_ok=True)
            handle = self._open_files.enter_context(_opened(own / f"{kind}.csv"))
            self._out[municipality, kind] = out = writer(handle)
            out.writerow(head(kind))
        return self._out[municipality, kind]


@contextmanager
def desk(folder: Path, spoilers: Mapping[str, Spoiler]) -> Iterator[Desk]:
    """Solvang's files are there even when nothing stands in them. `spoilers` by kind of file."""
    with ExitStack() as open_files:
        found = Desk(folder, spoilers, open_files)
        for kind in KINDS:
            found.out(SOLVANG, kind)
        yield found
        for kind, spoiler in spoilers.items():
            found.out(SOLVANG, kind).writerows(spoiler.rest())


def writer(handle: TextIO) -> Any:
    return csv.writer(handle, delimiter=";", lineterminator="\n")


def _opened(file: Path) -> TextIO:
    return file.open("w", encoding="utf-8", newline="")
