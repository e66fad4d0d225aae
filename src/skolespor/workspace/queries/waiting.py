from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: how many, in a sentence, and where to do it."""

    count: int
    text: str
    url: str
    action: str
