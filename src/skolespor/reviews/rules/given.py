"""What somebody has put down about one statement. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Given:
    """`is_given` is False while nothing is chosen; None as a chosen value is *ved ikke*. A text without a
    choice is kept for its writer, and counts for nothing."""

    is_given: bool = False
    value: int | None = None
    text: str = ""

    @property
    def mark(self) -> str:
        """The same for the same answer: how a page remembers what stood there."""
        words = f"{self.is_given} {self.value} {self.text}"
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    def to_stored(self) -> dict[str, Any]:
        return {"is_given": self.is_given, "value": self.value, "text": self.text}

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> "Given":
        if not stored:
            return cls()
        return cls(stored["is_given"], stored["value"], stored["text"])
