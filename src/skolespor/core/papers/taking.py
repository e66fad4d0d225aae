"""A file that somebody wants to lay with the municipality's work: looked through, and kept or refused."""

import hashlib
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from skolespor.core.fields import blind_index
from skolespor.core.papers import rules
from skolespor.core.papers.keeping import kept
from skolespor.core.papers.process import read_apart

LONGEST_NAME = 150


@dataclass(frozen=True)
class Sent:
    """A file as it was sent. `size` is what was sent, also where no more than the limit was read."""

    name: str
    content: bytes
    size: int

    @property
    def digest(self) -> str:
        return digest_of(self.content)


@dataclass(frozen=True)
class Paper:
    """A file that may be kept: the columns of its row, and what was confirmed, as the log book counts it."""

    columns: dict[str, Any]
    facts: dict[str, Any]


def digest_of(content: bytes) -> str:
    return blind_index("paper", hashlib.sha256(content).hexdigest())


@contextmanager
def taken(sent: Sent, *, known: Collection[str], is_confirmed: bool) -> Iterator[Paper]:
    """The file, encrypted on the disk for as long as the block comes to a good end. `known` are names of
    adults and places that may stand in it. Raises RuleBroken."""
    rules.check_size(sent.size)
    name = _clean(sent.name)
    found = read_apart(sent.content, is_table=name.lower().endswith(".csv"))
    reading = rules.check_read(found)
    findings = rules.check_file(reading, name, known=known, is_confirmed=is_confirmed)
    content = sent.content if reading.content is None else reading.content
    with kept(content) as file:
        columns = {
            "name": name,
            "stored": file.stored,
            "key": file.key,
            "kind": reading.kind.value,
            "size": len(content),
            "digest": sent.digest,
        }
        facts = {
            "format": reading.kind.value,
            "names_confirmed": str(findings.names),
            "looked_through": str(int(findings.has_unread)),
        }
        yield Paper(columns, facts)


def _clean(name: str) -> str:
    """Without folders, and without what cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(one for one in last if unicodedata.category(one)[0] != "C").strip()
    path = PurePath(seen)
    return f"{path.stem[: LONGEST_NAME - len(path.suffix)]}{path.suffix[:10]}"
