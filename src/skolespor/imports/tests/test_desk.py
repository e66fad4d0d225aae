"""The worker reads files in a process of its own, and survives whatever they do."""

import io
import os
import subprocess
import sys
import time
import zipfile

import pytest
from django.urls import reverse
from openpyxl import Workbook

from skolespor.audit.models import Entry
from skolespor.calendar.models import SchoolDayList
from skolespor.imports import depot, states, uploads
from skolespor.imports import desk as desks
from skolespor.imports.models import Batch, Upload

pytestmark = pytest.mark.once
GOOD = "kommune;dato\n9001;12-08-2026\n9001;13-08-2026\n"


def yes(browser, upload, refused=0):
    browser.post(reverse("imports:accept", args=[upload.pk]), {"refused": refused})


def test_file_goes_the_whole_way(desk, sends, works, browser, lying):
    sends(GOOD)
    upload = works()
    assert (upload.state, upload.rows, upload.refused) == (states.LOOKED, 2, 0)
    yes(browser, upload)
    assert works().state == states.TAKEN_IN
    assert SchoolDayList.objects.get().count == 2
    assert lying() == [depot.report_of(upload.stored).name]


@pytest.mark.long
def test_sentences_are_in_the_language_of_the_sender(desk, sends, works, browser):
    browser.cookies["django_language"] = "en"
    sends("kommune;dato\n9001;32-08-2026\n")
    assert works().found[0][1] != "Datoen kan ikke læses. Skriv den som 21-11-2026."


def far_cell():
    book, out = Workbook(), io.BytesIO()
    book.active.append(["kommune", "dato"])
    book.active["XFD1048576"] = "x"
    book.save(out)
    return out.getvalue()


def zip_bomb():
    """A workbook whose sheet unfolds to half a gigabyte."""
    book, packed, bomb = Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["kommune", "dato"])
    book.save(packed)
    with zipfile.ZipFile(packed) as good, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as bad:
        for part in good.infolist():
            content = good.read(part)
            if part.filename.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b" " * (510 * 1024**2) + b"</sheetData>")
            bad.writestr(part, content)
    return bomb.getvalue()


BOMBS = {
    "a cell far away": far_cell,
    "a zip bomb": zip_bomb,
    "a huge cell": lambda: b'kommune;dato\n9001;"' + b"x" * 40 * 1024**2,
    "a huge line": lambda: b"kommune;dato\n9001;" + b"x" * 40 * 1024**2 + b"\n",
    "a torn workbook": lambda: far_cell()[:2000],
    "a thousand quotation marks": lambda: b"kommune;dato\n" + b'"' * 100_001,
}


FIRST = ("a cell far away",)


@pytest.mark.parametrize(
    "bomb",
    [bomb if bomb in FIRST else pytest.param(bomb, marks=pytest.mark.long) for bomb in BOMBS],
)
@pytest.mark.long
def test_bomb_is_refused_and_the_next_file_is_read(bomb, desk, sends, works):
    sends(BOMBS[bomb]())
    began = time.monotonic()
    upload = works()
    assert upload.state == states.UNREADABLE
    assert upload.message
    assert time.monotonic() - began < 15
    sends(GOOD)
    assert works().state == states.LOOKED


def started(desk):
    """The process has the file in its hands."""
    for _look in range(600):
        desk.read_files()
        if Upload.objects.latest("pk").state in states.AT_WORK:
            return desk.process
        time.sleep(0.02)
    raise AssertionError("nobody began")


LONG = "kommune;dato\n" + "9001;12-08-2026\n" * 400_000


@pytest.mark.long
def test_killed_process_is_begun_again_once_and_then_somebody_is_told(
    desk, sends, works, browser, lying
):
    page = sends(LONG).url
    for _time in range(2):
        process = started(desk)
        process.kill()
        process.wait()
    upload = works()
    assert (upload.state, upload.fault) == (states.INTERRUPTED, desks.GONE)
    assert "Arbejdet blev afbrudt to gange." in browser.get(page).content.decode()
    assert Entry.objects.filter(kind="imports.interrupted").count() == 1
    assert upload.stored in lying()
    browser.post(reverse("imports:try_again", args=[upload.pk]))
    assert works().state == states.LOOKED


@pytest.mark.long
def test_killed_while_it_is_taken_in_leaves_the_state_before(desk, sends, works, browser):
    sends(LONG)
    yes(browser, works())
    process = started(desk)
    process.kill()
    process.wait()
    assert not Batch.objects.exists()
    assert not SchoolDayList.objects.exists()
    assert works().state == states.TAKEN_IN
    assert Batch.objects.count() == 1


@pytest.mark.long
def test_worker_that_is_gone_leaves_the_process_alone_with_its_file(desk, sends, works):
    """The process goes on; a new worker waits for it, and does not begin beside it."""
    sends(LONG)
    process = started(desk)
    other = desks.Desk()
    other.read_files()
    assert other.process is None
    assert Upload.objects.get().state in states.AT_WORK
    process.wait(60)
    other.read_files()
    assert Upload.objects.get().state == states.LOOKED


@pytest.mark.long
def test_one_file_at_a_time_the_oldest_first(desk, sends, works):
    first = sends(GOOD)
    second = sends(GOOD.replace("12-08", "14-08"))
    works()
    assert first.url != second.url
    assert {upload.state for upload in Upload.objects.all()} == {states.LOOKED}


def test_file_on_another_machine_is_left_to_its_worker(desk, sends):
    sends(GOOD)
    depot.file_of(Upload.objects.get().stored).rename(depot.folder().parent / "elsewhere")
    desk.read_files()
    assert desk.process is None
    assert Upload.objects.get().state == states.WAITING


@pytest.mark.long
def test_damaged_file_is_not_read(desk, sends, works):
    sends(GOOD)
    file = depot.file_of(Upload.objects.get().stored)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    upload = works()
    assert (upload.state, upload.fault) == (states.INTERRUPTED, "Damaged")


@pytest.mark.long
def test_what_wants_all_memory_is_stopped():
    """The bound is the process's own: what goes beyond it fails there, and nowhere else."""
    greedy = "from skolespor.imports import job\njob.bound()\nbytearray(job.MEMORY)"
    code = f"import django\ndjango.setup()\n{greedy}"
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "skolespor.config.settings_test"}
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, env=env)
    assert done.returncode == 1
    assert b"MemoryError" in done.stderr


def test_pages_and_worker_load_no_engine():
    code = (
        "import sys, django\ndjango.setup()\n"
        "from django.urls import reverse\nimport skolespor.workspace.tasks\nreverse('imports:index')\n"
        "sys.exit(bool({'duckdb', 'openpyxl'} & set(sys.modules)))"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "skolespor.config.settings_test"}
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, env=env)
    assert (done.returncode, done.stderr) == (0, b"")


def test_sweep_is_a_chore_of_the_worker(db):
    desks.sweep_uploads()
    assert uploads.KEPT_FOR.days == 7
