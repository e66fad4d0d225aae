"""Keys for encrypted fields. They live in a file of their own, apart from SECRET_KEY.

The file holds a list of keys, newest first, and one key for blind indexes. Encrypting uses the
newest; decrypting tries all, so that keys can be rotated while people work. The index key never
changes by rotation: a new one would make every stored index unfindable.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Keys:
    """`fernet`: urlsafe base64 of 32 bytes each, newest first; `index`: 32 bytes."""

    fernet: tuple[str, ...]
    index: bytes

    @property
    def cipher(self) -> MultiFernet:
        return MultiFernet([Fernet(key) for key in self.fernet])


def keys() -> Keys:
    """The keys in use. Without a file, or with a broken one, nothing is read or written.

    A changed file is read again, so that running processes follow a rotation.
    """
    file: Path = settings.KEY_FILE
    return _read(file, file.stat().st_mtime_ns if file.exists() else 0)


@lru_cache(maxsize=1)
def _read(file: Path, changed_at: int) -> Keys:
    try:
        stored = json.loads(file.read_text())
        found = Keys(tuple(stored["fernet"]), base64.urlsafe_b64decode(stored["index"]))
        found.cipher.encrypt(b"")
    except FileNotFoundError:
        raise ImproperlyConfigured(
            f"Nøglefilen {file} mangler. Hent den fra jeres sikkerhedskopi, "
            "eller lav en ny til en tom database: skolespor keys make"
        ) from None
    except (KeyError, ValueError, TypeError) as broken:
        raise ImproperlyConfigured(f"Nøglefilen {file} kan ikke læses.") from broken
    return found


def make(file: Path) -> None:
    """Make the first keys. Refuses to write over a file that is there."""
    if file.exists():
        raise FileExistsError(_("Der er allerede nøgler i {file}.").format(file=file))
    index = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    _write(file, {"fernet": [Fernet.generate_key().decode()], "index": index})


def rotate(file: Path) -> None:
    """Put a new key first. Old rows can still be read; the command writes them anew with the new key."""
    stored = json.loads(file.read_text())
    stored["fernet"].insert(0, Fernet.generate_key().decode())
    _write(file, stored)


def retire_old(file: Path) -> None:
    """Keep the newest key and the one before it, when every row has been written with the newest.

    The one before stays until the next rotation: somebody may have been writing meanwhile.
    """
    stored = json.loads(file.read_text())
    stored["fernet"] = stored["fernet"][:2]
    _write(file, stored)


def back_up(file: Path, target: Path) -> None:
    """Copy the keys to another place. Refuses to write over a file that is there."""
    if target.exists():
        raise FileExistsError(_("Der ligger allerede en fil: {file}").format(file=target))
    _write(target, json.loads(file.read_text()))


def _write(file: Path, content: dict[str, object]) -> None:
    """Whole or not at all, readable only for the owner."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        json.dump(content, handle, indent=1)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(file)
