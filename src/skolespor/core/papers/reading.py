"""The process that has one file in its hands: reads it from its input and says what stands in it.

Nothing of Skolespor is loaded here but the readers, and nothing is written anywhere: whatever a file does to
a reader ends with this process.
"""

import os
import resource
import sys

from skolespor.core.papers.office import ZIP_START, read_office
from skolespor.core.papers.pdf import PDF_START, read_pdf
from skolespor.core.papers.pictures import JPEG_START, PNG_START, read_picture
from skolespor.core.papers.plain import read_plain
from skolespor.core.papers.shape import Fault, Reading, Unreadable, as_text

MEMORY = 1024**3
SECONDS = 12
"""Of the processor's time, for one file."""
OLD_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_INSIDE = "EncryptedPackage".encode("utf-16-le")
NOT_PLAIN = (b"<", b"{\\rtf", b"%!")
"""Texts for programs: pages, pictures in words, documents of other kinds."""


def read(content: bytes, *, is_table: bool) -> Reading:
    """What stands in a file, of a kind that is known by how it begins. Raises Unreadable."""
    if not content.strip():
        raise Unreadable(Fault.EMPTY)
    if content.startswith(PDF_START):
        return read_pdf(content)
    if content.startswith((PNG_START, JPEG_START)):
        return read_picture(content)
    if content.startswith(ZIP_START):
        return read_office(content)
    if content.startswith(OLD_START):
        raise Unreadable(Fault.LOCKED if LOCKED_INSIDE in content else Fault.OLD)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(NOT_PLAIN):
        raise Unreadable(Fault.UNKNOWN)
    return read_plain(content, is_table=is_table)


def found_in(content: bytes, *, is_table: bool) -> Reading | Fault:
    """Never an exception: a reader that meets what it does not understand has found a broken file."""
    try:
        return read(content, is_table=is_table)
    except Unreadable as unreadable:
        return unreadable.fault
    except (MemoryError, RecursionError):
        return Fault.TOO_MUCH
    except Exception:  # noqa: BLE001 - the file is somebody else's, and this process has no other work
        return Fault.BROKEN


def bound() -> None:
    """No more memory or time than a file may cost, and no picture of the memory on the disk."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    bound()
    found = found_in(sys.stdin.buffer.read(), is_table="--table" in sys.argv)
    sys.stdout.write(as_text(found))
    sys.stdout.flush()
    os._exit(0)  # a large tree takes longer to be thrown away than to be read


if __name__ == "__main__":
    main()
