"""A file on its way in: never plain on the disk, and gone when nobody wants it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from skolespor.audit.models import Entry
from skolespor.core.vault import unsealed
from skolespor.imports import depot, receiving, rules, states
from skolespor.imports.models import Upload
from tests.house.test_secrets import everything_stored

pytestmark = pytest.mark.once

CPR, NAME, CELL = "6205120003", "Kanariefugl Jensen", "kanarie-bemærkning"
FULL = (
    "cpr;institutionsnummer;klassetrin;startdato;fornavn;skole;ukendt\n"
    f"{CPR};900001;4;12-08-2024;{NAME};{CELL};{CELL}\n"
    f"{CPR};900001;9x;12-08-2025;{NAME};{CELL};{CELL}\n"
)
WITHOUT_HEADINGS = f"{CPR};900001;4;12-08-2024;{NAME};{CELL}\n" * 3


def files_with(*canaries, folder):
    """Names of all files below the folder in which one of the texts stands as it is, or whose name
    holds it."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and any(c.encode() in path.read_bytes() or c in path.name for c in canaries)
    ]


def workbook(rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("content", [FULL, WITHOUT_HEADINGS], ids=["whole", "without headings"])
def test_nothing_of_a_file_is_found_in_plain_anywhere(
    content, sends, reads, browser, settings, tmp_path
):
    """Not on the disk, not in the database, not in the log book, not on a page; nor its name."""
    page = sends(content, kind="enrolments", name=f"{NAME} {CPR}.csv").url
    on_the_way = files_with(CPR, NAME, CELL, folder=tmp_path)
    upload = reads()
    assert upload.state in (states.LOOKED, states.UNREADABLE)
    assert on_the_way == files_with(CPR, NAME, CELL, folder=tmp_path) == []
    told = [(table, text) for table, text in everything_stored()]
    assert [table for table, text in told if CPR in text or NAME in text or CELL in text] == []
    pages = [page, reverse("imports:index"), reverse("imports:report", args=[upload.pk])]
    shown = "".join(browser.get(address).content.decode() for address in pages)
    assert not any(canary in shown for canary in (CPR, NAME, CELL))
    assert Entry.objects.filter(kind="imports.looked_through").count() == 1


def test_file_comes_back_from_the_depot_as_it_was_sent(sends):
    content = FULL.encode() * 40_000
    sends(content, kind="enrolments")
    upload = Upload.objects.get()
    assert upload.size == len(content)
    with unsealed(depot.file_of(upload.stored), upload.key) as plain:
        assert plain.read_bytes() == content


REFUSED = {
    "empty": (b"", "Filen er tom."),
    "blank": (b"\r\n \r\n", "Filen er tom."),
    "a document": (b"%PDF-1.7 something", "Filen er hverken CSV eller Excel (.xlsx)."),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "Filen er hverken CSV eller Excel (.xlsx)."),
    "a program": (b"\x7fELF\x02\x01\x01\0\0", "Filen er hverken CSV eller Excel (.xlsx)."),
    "a web page": (b"<!DOCTYPE html><p>", "Filen er hverken CSV eller Excel (.xlsx)."),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "gammelt Excel-format"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_register_file_is_refused_at_once(what, sends, lying):
    content, said = REFUSED[what]
    answer = sends(content)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Upload.objects.exists()
    assert lying() == []


@pytest.mark.parametrize(
    "content",
    [
        "kommune;dato\n9001;12-08-2026\n".encode("utf-16"),
        "kommune;dato;note\n9001;12-08-2026;første\n".encode("cp1252"),
        workbook([["kommune", "dato"], ["9001", "12-08-2026"]]),
    ],
    ids=["UTF-16", "Windows-1252", "XLSX"],
)
def test_register_files_of_every_kind_come_through(content, sends, reads):
    assert sends(content).status_code == 302
    assert reads().rows == 1


def test_file_beyond_the_limit_is_refused_and_not_kept(sends, lying, monkeypatch):
    for module in (rules, receiving):
        monkeypatch.setattr(module, "LARGEST", 3 * 1024**2)
    content = b"kommune;dato\n" + b"9001;12-08-2026\n" * 200_000
    answer = sends(content)
    assert "Filen fylder mere end 3 MB." in answer.content.decode()
    assert lying() == []


def test_file_without_the_token_of_the_page_is_refused(sign_in, karen, lying):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(karen)
    sign_in(karen)
    file = SimpleUploadedFile("file.csv", FULL.encode())
    answer = browser.post(reverse("imports:add"), {"kind": "enrolments", "file": file})
    assert answer.status_code == 403
    assert lying() == []


def test_request_that_breaks_off_leaves_nothing(sends, lying, monkeypatch):
    def breaks(*args):
        raise OSError("gone")

    monkeypatch.setattr(receiving.SealedUploads, "file_complete", breaks)
    with pytest.raises(OSError, match="gone"):
        sends(FULL)
    assert lying() == []


def test_strangers_are_turned_away_before_anything_is_read(
    sign_in, worker_wilma, sends, monkeypatch
):
    def never(*args):
        raise AssertionError("nobody reads a stranger's file")

    monkeypatch.setattr(receiving.SealedUploads, "new_file", never)
    assert sends(FULL, screen=sign_in(worker_wilma)).status_code == 403


def test_other_pages_take_no_file_to_the_disk(browser, sends, tmp_path):
    """A file that is sent to a page that asks for none is never written in plain."""
    file = SimpleUploadedFile("file.csv", FULL.encode() * 30_000)
    browser.post(reverse("imports:index"), {"file": file})
    assert files_with(CPR, NAME, folder=tmp_path) == []
