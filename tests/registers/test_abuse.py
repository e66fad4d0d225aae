"""A damaged file is taken in cleanly or refused in Danish with nothing changed, and no number leaks."""

from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import transaction

from tests.registers.judge import Sent
from tests.registers.leaks import everything_in, everything_stored, numbers_in
from tests.registers.mutations import DAMAGES, mutant
from tests.registers.sending import all_files_in, send, send_all
from tests.registers.stands import rows

pytestmark = pytest.mark.once

KINDS = 4
ALL = 300
STEP = 20


@dataclass(frozen=True)
class Tried:
    """What became of one file. `said` holds both outputs, the refusal, the report and the log."""

    said: str
    refusal: str
    before: tuple
    after: tuple


def stored():
    return rows(), all_files_in(settings.DATA_DIR)


@pytest.fixture
def attempt(tmp_path, capsys, caplog):
    def run(kind, name, content):
        file, report = tmp_path / name, tmp_path / "report.csv"
        file.write_bytes(content)
        report.unlink(missing_ok=True)
        capsys.readouterr()
        caplog.clear()
        before, refusal = stored(), ""
        try:
            send(Sent(kind, file, "9001"), "--report", str(report))
        except CommandError as refused:
            refusal = str(refused)
        outputs = capsys.readouterr()
        reported = report.read_text("utf-8-sig") if report.exists() else ""
        said = f"{outputs.out}\n{outputs.err}\n{refusal}\n{reported}\n{caplog.text}"
        return Tried(said, refusal, before, stored())

    return run


def chunks():
    """In every run one file of each damage, the kinds of file in turn; all in the long one."""
    chosen = [one * KINDS + one % KINDS for one in range(len(DAMAGES))]
    others = [number for number in range(ALL) if number not in chosen]
    for numbers, marks in ((chosen, []), (others, [pytest.mark.long])):
        for first in range(0, len(numbers), STEP):
            yield pytest.param(numbers[first : first + STEP], marks=marks, id=str(numbers[first]))


@contextmanager
def undone():
    """What the block does to the database and the data folder is taken back."""
    before = set(all_files_in(settings.DATA_DIR))
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for name in set(all_files_in(settings.DATA_DIR)) - before:
        (settings.DATA_DIR / name).unlink()


def faults_of(number, attempt):
    """In words, what is wrong with what became of a file; nothing when all is well."""
    kind, name, content = mutant(number)
    tried = attempt(kind, name, content)
    if tried.refusal:
        if tried.after != tried.before:
            yield "something changed"
    elif numbers_in(content.decode("latin-1")) & numbers_in(everything_left()):
        yield "a number was stored"
    if not tried.refusal.endswith((".", "?")) and tried.refusal:
        yield "no sentence"
    if "Traceback" in tried.said:
        yield "a traceback"
    if numbers_in(tried.said):
        yield "a number was said"


def everything_left():
    return everything_stored() + everything_in(settings.DATA_DIR)


@pytest.mark.parametrize("numbers", list(chunks()))
def test_a_damaged_file_is_taken_in_or_refused(db, files, attempt, numbers):
    faults = []
    send_all(files[:2])
    for number in numbers:
        name = mutant(number)[1]
        with undone():
            try:
                faults += [(number, name, fault) for fault in faults_of(number, attempt)]
            except Exception as error:  # noqa: BLE001 - all of them are faults
                faults.append((number, name, repr(error)))
    assert not faults


def test_every_damage_is_tried(db):
    tried = {mutant(number)[1].split(".")[0] for number in range(ALL)}
    assert tried == {damage.__name__ for damage in DAMAGES}
