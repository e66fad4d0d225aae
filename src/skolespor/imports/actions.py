"""Taking a file in: looked through first, then all of it or nothing."""

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction

from skolespor.accounts.models import Organisation, User
from skolespor.audit import log
from skolespor.imports import absence, events, school_days, staging
from skolespor.imports.absence import Period
from skolespor.imports.days_off import warnings_in
from skolespor.imports.examine import Examined, Sender, examine, look_again
from skolespor.imports.formats import format_of
from skolespor.imports.header import Header, read_header
from skolespor.imports.late import catch_up_all
from skolespor.imports.models import Batch
from skolespor.imports.progress import KEEPING, STAGING, Tell, quietly
from skolespor.imports.pupils import key_of_pseudonyms, own_pupils
from skolespor.imports.queries import mapping_of
from skolespor.imports.reading import open_sheet
from skolespor.imports.receipt import Receipt
from skolespor.imports.registered import look_up
from skolespor.imports.spells import enrolments, placements
from skolespor.imports.spells.earlier import earlier_of
from skolespor.imports.spells.outcome import NO_EFFECT, Effect
from skolespor.imports.staging import ONE_DAY

BITE = 1024**2
SPELLS = {"placements": placements.take_in, "enrolments": enrolments.take_in}


@contextmanager
def looked_through(
    kind: str, file: Path, sender: Organisation, *, tell: Tell = quietly
) -> Iterator[tuple[Examined, Header]]:
    """The file as it was understood, while the block lasts. Columns may be called what the
    municipality has said that it calls them. Raises `Unreadable` for what is no such file."""
    form, sheet = format_of(kind), open_sheet(file)
    header = read_header(sheet.header, form, mapping_of(sender, kind))
    staging.sweep()
    scratch = Path(tempfile.mkdtemp(prefix="import-", dir=_scratch_folder()))
    try:
        places, acts_for = header.places, _acts_for(kind, sender)
        examined = examine(sheet, form, places=places, sender=acts_for, scratch=scratch, tell=tell)
        with closing(examined.connection):
            yield examined, header
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def take_in(
    examined: Examined,
    file: Path,
    *,
    sender: Organisation,
    accept_partial: bool = False,
    period: Period | None = None,
    by: User | None,
    tell: Tell = quietly,
) -> Receipt:
    """All good rows in one transaction. With refused rows nothing, unless that is accepted.

    The same file again changes nothing. `period` lets a file of absence speak of more days than stand
    in it.
    """
    if not _may_come_in(examined, accept_partial):
        return _receipt(examined)
    fingerprint, staged = fingerprint_of(file), Staged(examined, tell)
    try:
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=sender.pk)
            if is_known(examined.form.kind, fingerprint, sender):
                return _receipt(examined, is_known=True)
            if _looked_again(examined, sender):
                staged.again()
                if not _may_come_in(examined, accept_partial):
                    return _receipt(examined)
            catch_up_all()
            look_up(sender)
            effect = _bring_in(examined, sender=sender, period=period, by=by)
            _keep(examined, staged.name, fingerprint, sender=sender, period=period, by=by)
        staged.counts = True
    finally:
        staged.leave()
    return _receipt(examined, effect, is_taken_in=True)


class Staged:
    """The file in staging, which goes again unless its batch counts."""

    def __init__(self, examined: Examined, tell: Tell):
        self.examined, self.counts = examined, False
        tell(STAGING, examined.count())
        self.name = staging.write(examined)
        tell(KEEPING, examined.count())

    def again(self) -> None:
        """Other rows are good now."""
        staging.remove(self.name)
        self.name = staging.write(self.examined)

    def leave(self) -> None:
        if not self.counts:
            staging.remove(self.name)


def _may_come_in(examined: Examined, accept_partial: bool) -> bool:
    refused = examined.refused()
    return not refused or (accept_partial and refused < examined.count())


def _receipt(examined: Examined, effect: Effect = NO_EFFECT, **what: bool) -> Receipt:
    became = {"is_taken_in": False, **what}
    return Receipt(examined.count(), examined.refused(), effect, **became)


def _looked_again(examined: Examined, sender: Organisation) -> bool:
    """Whether another file has come in since this one was looked through, so that what it may not
    contradict was looked at anew. Nobody else's file can come in now."""
    if examined.form.kind not in SPELLS:
        return False
    earlier = earlier_of(examined.form.kind, sender, examined.sender.key)
    if earlier.files == examined.sender.earlier.files:
        return False
    look_again(examined, earlier)
    return True


def _keep(
    examined: Examined,
    staged: str,
    fingerprint: str,
    *,
    sender: Organisation,
    period: Period | None,
    by: User | None,
) -> None:
    """From now on the staged file counts."""
    counts = {"rows": examined.count(), "refused": examined.refused()}
    batch = Batch.objects.create(
        kind=examined.form.kind,
        sender=sender,
        fingerprint=fingerprint,
        staged=staged,
        since=period.since if period else None,
        until=period.until if period else None,
        by=by,
        **counts,
    )
    log.record(events.TAKEN_IN, by=by, about=batch, file=batch.kind, **counts)


def effect_of(
    examined: Examined, *, sender: Organisation, period: Period | None = None, by: User | None
) -> Effect:
    """What taking the file in would do. Placements and enrolments are taken in and undone again:
    nothing can be told of them that would not happen."""
    if examined.form.kind not in SPELLS:
        return _effect(examined, sender)
    with transaction.atomic():
        catch_up_all()
        effect = _bring_in(examined, sender=sender, period=period, by=by)
        transaction.set_rollback(True)
    return effect


def _bring_in(
    examined: Examined, *, sender: Organisation, period: Period | None, by: User | None
) -> Effect:
    kind = examined.form.kind
    if kind in SPELLS:
        return SPELLS[kind](examined, sender=sender, by=by).effect
    effect = _effect(examined, sender)
    if kind == "absence":
        absence.take_in(examined, sender=sender, period=period, by=by)
    else:
        school_days.take_in(examined, sender=sender, by=by)
    return effect


def _effect(examined: Examined, sender: Organisation) -> Effect:
    if examined.form.kind == "absence":
        return Effect(absence.in_words(examined), warnings=warnings_in(examined, sender))
    return Effect(school_days.in_words(examined))


def is_known(kind: str, fingerprint: str, sender: Organisation) -> bool:
    """Whether this very file has been taken in before."""
    return Batch.objects.filter(kind=kind, sender=sender, fingerprint=fingerprint).exists()


def fingerprint_of(file: Path) -> str:
    """SHA-256 of the bytes."""
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while bite := handle.read(BITE):
            digest.update(bite)
    return digest.hexdigest()


def _acts_for(kind: str, sender: Organisation) -> Sender:
    elsewhere = Organisation.objects.filter(kind="school").exclude(municipality=sender)
    key = key_of_pseudonyms(sender)
    codes = tuple(elsewhere.values_list("code", flat=True))
    earlier = earlier_of(kind, sender, key)
    return Sender(sender.code, key, codes, own_pupils(sender, key), earlier)


def _scratch_folder() -> Path:
    """Where pseudonyms lie while a file is looked through. What a run that was killed has left there
    goes after a day."""
    folder: Path = settings.DATA_DIR / "scratch"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.iterdir():
        if left.stat().st_mtime < time.time() - ONE_DAY:
            shutil.rmtree(left, ignore_errors=True)
    return folder
