"""What is wrong in a content folder, said so that one can put it right."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`place` is an id, an id and a field, or a row; empty for a whole file."""

    file: str
    place: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.sentence}"
