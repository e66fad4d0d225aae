"""Is a folder content that can be used? Every file there, every shape right, every reference kept."""

from collections.abc import Mapping
from pathlib import Path

from skolespor.core.content.parse import parse
from skolespor.core.content.problems import Problem
from skolespor.core.content.references import broken_references
from skolespor.core.content.shapes import FILES, Content

BESIDE = frozenset({"README.md"})
"""What may lie beside the files without being content."""


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """The bytes of the content's files; what is missing is missing here too."""
    return {name: (folder / name).read_bytes() for name in FILES if (folder / name).is_file()}


def strangers(folder: Path) -> list[str]:
    """Names in the folder that are no part of the content; hidden ones belong to editors."""
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    return sorted(names - FILES.keys() - BESIDE)


def problems_of(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Everything that is wrong, file by file. References are followed when every file
    has its shape: before that, half of what they say would be about what is not there."""
    content, faults = read_content(files)
    broken = set(broken_references(content)) if content else set()
    return tuple(sorted({*faults, *broken}, key=str))


def read_content(files: Mapping[str, bytes]) -> tuple[Content | None, list[Problem]]:
    """The content as its shapes, or None, and what is wrong in single files."""
    read = {name: parse(name, data) for name, data in files.items()}
    faults = [Problem(name, "", "Filen mangler.") for name in FILES if name not in files]
    faults += [problem for _shaped, problems in read.values() for problem in problems]
    shapes = {Path(name).stem: shaped for name, (shaped, _problems) in read.items()}
    is_whole = len(shapes) == len(FILES) and None not in shapes.values()
    return (Content(**shapes) if is_whole else None), faults
