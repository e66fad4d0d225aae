"""What the process does that has one file in its hands. It holds the file in memory alone."""

import resource
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken
from skolespor.core.forms import day_words
from skolespor.core.vault import unsealed
from skolespor.imports import depot, queries, states, uploads
from skolespor.imports.absence import Period
from skolespor.imports.actions import effect_of, fingerprint_of, looked_through, take_in
from skolespor.imports.examine import Examined, Problem
from skolespor.imports.header import ColumnsMissing, Header
from skolespor.imports.models import Batch, Upload
from skolespor.imports.progress import Tell, lines_in, share_of
from skolespor.imports.reading import Unreadable
from skolespor.imports.receipt import write_report
from skolespor.imports.spells.outcome import Effect

MEMORY = 4 * 1024**3
"""Bytes of addresses. A file of 200 MB takes a third of it, a machine with many cores some more; the
engine itself stops at 700 MB. What makes a library want all there is, ends here."""
SECONDS = 60 * 60


def bound() -> None:
    """No more memory or time than a file may cost, and no picture of the memory on the disk."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(SECONDS)


def read_upload(number: int) -> None:
    """Look the file through, or take it in, whichever it waits for, and write down what came of it."""
    upload = queries.upload(number)
    uploads.begin(upload)
    with (
        translation.override(upload.language),
        unsealed(depot.file_of(upload.stored), upload.key) as file,
    ):
        try:
            _read(upload, file)
        except ColumnsMissing as names:
            uploads.missed(upload, headings=list(names.unknown), known=list(names.known))
        except Unreadable as unreadable:
            uploads.could_not_read(upload, code=unreadable.code, message=unreadable.message)
        except RuleBroken as broken:
            uploads.could_not_read(upload, code=broken.code, message=broken.message)


def _read(upload: Upload, file: Path) -> None:
    if before := queries.taken_in_before(upload, fingerprint_of(file)):
        _recognise(upload, before)
        return
    tell = _tells(upload, file)
    with looked_through(upload.kind, file, upload.sender, tell=tell) as (examined, header):
        is_as_seen = upload.refused == examined.refused()
        if upload.state == states.TAKING and is_as_seen:
            _take(upload, examined, file, tell)
        else:
            _say(upload, examined, header)


def _say(upload: Upload, examined: Examined, header: Header) -> None:
    """What is in the file, what is wrong with it, and what taking it in would do."""
    counts: Counter[str] = Counter()
    problems = _counted(examined.problems(), counts)
    write_report(problems, examined.form, depot.report_of(upload.stored))
    messages = {check.code: str(check.message) for check, _field in examined.checks}
    effect = effect_of(examined, sender=upload.sender, by=upload.by)
    uploads.saw(
        upload,
        rows=examined.count(),
        refused=examined.refused(),
        found=[[code, messages[code], count] for code, count in counts.most_common()],
        **_in_lists(effect),
        headings=list(header.unknown),
        known=sorted(header.places),
    )


def _take(upload: Upload, examined: Examined, file: Path, tell: Tell) -> None:
    """The file and the word that it is taken in are one transaction."""
    with transaction.atomic():
        receipt = take_in(
            examined,
            file,
            sender=upload.sender,
            accept_partial=True,
            period=Period(upload.since, upload.until) if upload.since and upload.until else None,
            by=upload.accepted_by,
            tell=tell,
        )
        batch = queries.newest_batch(upload)
        if receipt.is_known:
            _recognise(upload, batch)
        else:
            uploads.finished(upload, batch=batch, **_in_lists(receipt.effect))


def _in_lists(effect: Effect) -> dict[str, list[str]]:
    """As an upload keeps it."""
    return {name: list(said) for name, said in vars(effect).items()}


def _recognise(upload: Upload, before: Batch) -> None:
    day = day_words(timezone.localtime(before.at).date())
    uploads.recognised(upload, message=_("Det skete den {day}.").format(day=day))


def _counted(problems: Iterable[Problem], counts: "Counter[str]") -> Iterator[Problem]:
    """The same problems, counted by check while they pass."""
    for problem in problems:
        counts[problem.check.code] += 1
        yield problem


def _tells(upload: Upload, file: Path) -> Callable[[str, int], None]:
    """Writes down how far it is. How many rows there are is not known before they are read: of a text
    file one can count the lines, of a workbook one only says how many so far."""
    lines = lines_in(file)

    def tell(step: str, rows: int) -> None:
        depot.note_progress(upload.stored, share_of(step, rows, lines), rows)

    return tell
