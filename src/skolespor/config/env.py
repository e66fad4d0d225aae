"""Read settings from the environment, loudly when they are wrong."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """NAME, or the contents of the file in NAME_FILE (for mounted secrets)."""
    if secret_file := os.getenv(f"{name}_FILE"):
        return Path(secret_file).read_text().strip()
    value = os.getenv(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Sæt {name} eller {name}_FILE")
    return value


def flag(name: str, *, default: bool) -> bool:
    value = os.getenv(name, str(default))
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name}={value!r}: skriv True eller False")
    return value == "True"


def words(name: str, default: str) -> list[str]:
    """A list written with commas: `a, b` is ["a", "b"]."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def made_once(file: Path) -> str:
    """A secret that is made the first time it is asked for and then kept in `file` (mode 600)."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(draft, file)  # whole or not at all, and only the first of two counts
        draft.unlink()
    return file.read_text().strip()
