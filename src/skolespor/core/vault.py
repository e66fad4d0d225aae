"""Files that lie on the disk encrypted, and are read in memory only.

AES-256-GCM in chunks, with a key for each file. A chunk carries its number, and whether it is the
last, as associated data: one that was moved, changed, left out or cut off is known.
"""

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 1024**2
"""Bytes of the file in one chunk."""
TAG = 16


class Damaged(Exception):
    """The file is not as it was written, or the key is another one."""


class Sealing:
    """Writes a new file. Nothing of it is on the disk before it is encrypted."""

    def __init__(self, file: Path):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.file, self.key, self.size = file, AESGCM.generate_key(256), 0
        self._waiting, self._number = bytearray(), 0
        self._handle = os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def write(self, data: bytes) -> None:
        """A chunk is written when something follows it: the last one is known by that."""
        self.size += len(data)
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]

    def close(self) -> str:
        """The file is whole; the key to read it by, as text."""
        self._seal(bytes(self._waiting), is_last=True)
        self._handle.flush()
        os.fsync(self._handle.fileno())
        self._handle.close()
        self._waiting.clear()
        return base64.b64encode(self.key).decode()

    def discard(self) -> None:
        self._handle.close()
        self._waiting.clear()
        self.file.unlink(missing_ok=True)

    def _seal(self, chunk: bytes, *, is_last: bool) -> None:
        nonce, about = _marks(self._number, is_last=is_last)
        self._handle.write(AESGCM(self.key).encrypt(nonce, chunk, about))
        self._number += 1


@contextmanager
def unsealed(file: Path, key: str) -> Iterator[Path]:
    """The file as it was, at an address in memory that is gone with the block. Raises `Damaged`."""
    handle = os.memfd_create("skolespor", os.MFD_CLOEXEC)
    try:
        with file.open("rb") as stored, os.fdopen(os.dup(handle), "wb") as plain:
            for chunk in _chunks(stored, base64.b64decode(key)):
                plain.write(chunk)
        yield Path(f"/proc/{os.getpid()}/fd/{handle}")
    finally:
        os.close(handle)


def _chunks(stored: BinaryIO, key: bytes) -> Iterator[bytes]:
    cipher, number, sealed = AESGCM(key), 0, stored.read(CHUNK + TAG)
    while True:
        following = stored.read(CHUNK + TAG)
        nonce, about = _marks(number, is_last=not following)
        try:
            yield cipher.decrypt(nonce, sealed, about)
        except InvalidTag:
            raise Damaged from None
        if not following:
            return
        number, sealed = number + 1, following


def _marks(number: int, *, is_last: bool) -> tuple[bytes, bytes]:
    """The nonce, which is never used twice with one key, and what the chunk says of itself."""
    return number.to_bytes(12, "big"), number.to_bytes(8, "big") + bytes([is_last])
