"""Where the content in use stands, and how other content takes its place.

Loaded content is a folder of its own under `content-versions/` in the data folder, named by when it
was loaded and never written in again, and `content` is a link to the one in use. A link is put in place by one rename, which a folder
with files in it cannot be; so there is never half a content, whatever is cut off when. To ask which
content is in use is to read that link: one system call without opening anything, exact where a time
of change could miss two changes within a tick. Every process asks on every read and forgets what it
kept when the answer is another one, so running web processes follow without a restart or a message.
A page that is half made when the link moves may read one file before and another after; the next
page is whole.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from pathlib import Path
from secrets import token_hex
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils import timezone

P = ParamSpec("P")
T = TypeVar("T")
VERSIONS = "content-versions"


def link() -> Path:
    path: Path = settings.DATA_DIR / "content"
    return path


def in_use() -> str:
    """What the link says; empty while the package's own content is in use. A plain folder in the
    link's place was put there by hand and checked by nobody: it is not read."""
    try:
        return os.readlink(link())
    except OSError:
        return ""


def folder() -> Path:
    """The content in use."""
    loaded = in_use()
    found: Path = settings.DATA_DIR / loaded if loaded else settings.CONTENT_DIR
    return found


def kept(read: Callable[P, T]) -> Callable[P, T]:
    """Like `functools.cache`, but forgotten when other content comes into use. Also for what other
    rooms work out from the content."""

    @lru_cache(maxsize=512)
    def read_once(version: str, *args: P.args, **kwargs: P.kwargs) -> T:
        return read(*args, **kwargs)

    @wraps(read)
    def of_the_content_in_use(*args: P.args, **kwargs: P.kwargs) -> T:
        return read_once(in_use(), *args, **kwargs)  # type: ignore[arg-type]  # names and codes

    return of_the_content_in_use


def put(files: Mapping[str, bytes]) -> bool:
    """Let these files be the content in use. False when they are already, byte for byte: a loaded
    file that somebody has edited by hand is put right by loading again."""
    before = in_use()
    if before and _holds(settings.DATA_DIR / before, files):
        return False
    target = f"{VERSIONS}/{timezone.localtime():%Y-%m-%d-%H%M%S}-{token_hex(4)}"
    _write_beside(settings.DATA_DIR / target, files)
    _point_at(target)
    _let_go(keep={Path(before).name, Path(target).name})
    return True


def _holds(loaded: Path, files: Mapping[str, bytes]) -> bool:
    paths = {name: loaded / name for name in files}
    return all(path.is_file() and path.read_bytes() == files[name] for name, path in paths.items())


def _write_beside(target: Path, files: Mapping[str, bytes]) -> None:
    """All files on the disk before the folder gets its name."""
    draft = target.with_suffix(".new")
    draft.mkdir(parents=True)
    for name, data in files.items():
        with (draft / name).open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
    draft.rename(target)


def _point_at(target: str) -> None:
    draft = link().with_suffix(".new")
    draft.unlink(missing_ok=True)
    draft.symlink_to(target)
    draft.replace(link())


def _let_go(keep: set[str]) -> None:
    """Old versions go, and what was cut off; not the one that a process may be reading right now."""
    for version in (settings.DATA_DIR / VERSIONS).iterdir():
        if version.name not in keep:
            shutil.rmtree(version, ignore_errors=True)
