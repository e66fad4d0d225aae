"""A content folder as people give it to a command: named, read, checked, summed up."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.core.management.base import OutputWrapper

from skolespor.core.commands import Refused
from skolespor.core.content.check import problems_of, read_content, read_folder, strangers
from skolespor.core.content.shapes import Content

FOLDER_HELP = "mappe med alle filerne (ellers det indhold, Skolespor har med)"

COUNTS: Mapping[str, Callable[[Content], int]] = {
    "kommuner": lambda c: len(c.municipalities),
    "kodelister": lambda c: len(type(c.code_lists.lists).model_fields),
    "roller": lambda c: len(c.permission_matrix),
    "felter, som roller ser": lambda c: len(c.access_fields),
    "frister": lambda c: len(c.deadlines.rules),
    "regler i lovguiden": lambda c: len(c.legal_guide.entries),
    "emner i »Hvem bestemmer hvad?«": lambda c: len(c.decision_rights.matters),
    "emner om samtykke": lambda c: len(c.consent_matrix.matters),
    "temaer til læringssamtalen": lambda c: len(c.conversation_guide.themes),
    "faser i skift": lambda c: len(c.transitions.phases),
    "redskaber til kortlægning": lambda c: len(c.mapping_instruments.instruments),
    "krav til planen": lambda c: len(c.plan_criteria.criteria),
    "temaer i egenvurderingen": lambda c: len(c.self_review.themes),
    "trin i rådgivningsforløbet": lambda c: len(c.advisory_course.stages),
    "stykker viden": lambda c: len(c.knowledge.items),
    "praktiske redskaber": lambda c: len(c.tools.tools),
    "tal at sammenligne med": lambda c: len(c.reference_values),
    "ord i ordlisten": lambda c: len(c.glossary),
    "skærme": lambda c: len(c.ui_texts.screens),
    "scenarier": lambda c: len(c.scenarios.scenarios),
    "personer i demobyen": lambda c: len(c.synthetic_population.sign_ins.items),
}
"""What the summary counts: one line for each file."""


def checked(folder: Path, *, out: OutputWrapper, err: OutputWrapper) -> Mapping[str, bytes]:
    """The files of the folder when all is right; else every problem is told, and it is refused.

    What is handed back is what was checked, byte for byte: the folder may change meanwhile.
    """
    files, unknown = _read(folder)
    problems = problems_of(files)
    for problem in problems:
        err.write(str(problem))
    for name in unknown:
        (err if problems else out).write(f"{name}: Ukendt fil. Den bruges ikke.")
    if problems:
        number = len(problems)
        raise Refused(f"Indholdet i {folder} er ikke i orden: {number} fejl. Intet er ændret.")
    return files


def _read(folder: Path) -> tuple[Mapping[str, bytes], list[str]]:
    try:
        return read_folder(folder), strangers(folder)
    except OSError as broken:
        raise Refused(f"Mappen {folder} findes ikke, eller den kan ikke læses.") from broken


def summary(files: Mapping[str, bytes]) -> Iterator[str]:
    """How much there is of each kind, to see at a glance that nothing went missing."""
    content, _faults = read_content(files)
    if content:
        yield from (f"{count(content):>4} {word}" for word, count in COUNTS.items())


def folder_or_own(folder: Path | None) -> Path:
    own: Path = settings.CONTENT_DIR
    return folder or own
