"""The same facts, however the file is written, are read as the same rows."""

import io
import random

import pytest
from openpyxl import Workbook

from skolespor.imports.examine import Sender, examine
from skolespor.imports.formats import format_of
from skolespor.imports.header import ColumnsMissing, read_header
from skolespor.imports.reading import Unreadable, open_sheet

pytestmark = pytest.mark.once

SENDER = Sender("9001", b"a key of thirty-two bytes, hidden"[:32])
HEADER = [
    "cpr",
    "institutionsnummer",
    "klassetrin",
    "startdato",
    "slutdato",
    "klasse",
    "ophørsårsag",
]
ROWS = [
    ["7104150002", "900001", "4", "12-08-2024", "25-06-2025", "4.Å", "ny kommune"],
    ["710415-0002", "900001", "5", "12-08-2025", "", "5.Å", ""],
    ["6205120003", "90000A", "0", "12.08.2025", "", "0.Æ", ""],
]
ROWS[0][6] = "familien flyttede"


@pytest.fixture
def read(tmp_path):
    """What a file with this content means: the rows of its table, and its problems."""

    def look(content, name="file.csv", kind="enrolments"):
        folder = tmp_path / str(random.getrandbits(64))
        folder.mkdir()
        file = folder / name
        file.write_bytes(content) if isinstance(content, bytes) else content.save(file)
        form, sheet = format_of(kind), open_sheet(file)
        header = read_header(sheet.header, form, {})
        found = examine(sheet, form, places=header.places, sender=SENDER, scratch=folder)
        rows = found.connection.execute("SELECT * EXCLUDE (row) FROM rows ORDER BY ALL").fetchall()
        return rows, [(p.row, p.field, p.check.code) for p in found.problems()]

    return look


def text(rows=ROWS, header=HEADER, sep=";", end="\r\n", quote=""):
    return "".join(
        sep.join(f"{quote}{cell}{quote}" for cell in row) + end for row in [header, *rows]
    )


def workbook(rows=ROWS, header=HEADER):
    book = Workbook()
    for row in [header, *rows]:
        book.active.append(row)
    return book


@pytest.fixture
def plain(read):
    rows, problems = read(text().encode())
    assert (len(rows), problems) == (3, [])
    return rows


def shuffled():
    places = [5, 2, 0, 6, 3, 1, 4]
    rows = [[row[place] for place in places] for row in reversed(ROWS)]
    return text(rows, [HEADER[place] for place in places])


SPELLINGS = {
    "UTF-8 with BOM": text().encode("utf-8-sig"),
    "Windows-1252": text().encode("cp1252"),
    "UTF-16": text().encode("utf-16"),
    "comma": text(sep=",").encode(),
    "tab": text(sep="\t").encode(),
    "LF": text(end="\n").encode(),
    "no end of the last line": text().rstrip().encode(),
    "quoted": text(quote='"').encode(),
    "empty lines": text(end="\r\n\r\n").encode(),
    "lines of separators": text(end="\r\n;;;;;;\r\n").encode(),
    "outer spaces": text(sep=" ; ").encode(),
    "shuffled rows and columns": shuffled().encode(),
    "days of English order": text().replace("12-08-2024", "2024-08-12").encode(),
    "short rows": text().replace("0.Æ;\r\n", "0.Æ\r\n").encode(),
    "headings as others write them": text(
        header=[
            "CPR-nr",
            "Inst nr.".replace(".", ""),
            "TRIN",
            "Fra_dato",
            "til",
            "Klasse navn",
            "Ophørs-årsag",
        ]
    ).encode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_csv_means_the_same_in_every_spelling(spelling, read, plain):
    assert read(SPELLINGS[spelling]) == (plain, [])


def test_a_workbook_means_the_same(read, plain):
    assert read(workbook(), "file.xlsx") == (plain, [])


@pytest.mark.long
def test_a_file_is_known_by_its_content_and_not_by_its_name(read, plain):
    for name in ("file.csv.xlsx", "file", "file.xls"):
        book = io.BytesIO()
        workbook().save(book)
        assert read(book.getvalue(), name) == (plain, [])
    assert read(text().encode(), "file.xlsx") == (plain, [])


def test_a_line_that_is_not_as_it_seemed_is_read_with_care(read, plain):
    """The quotation mark and the short line come after a million bytes of plain lines."""
    many = [["6205120003", "900002", "3", "12-08-2025", "", f"{n}", ""] for n in range(2)]
    rows, problems = read(
        text(ROWS + many).replace("3;12-08-2025;;1;\r\n", "3;12-08-2025;;1\r\n").encode()
    )
    assert len(rows) == 5
    assert {code for _row, _field, code in problems} == {"spell.overlap"}


def test_rows_keep_their_numbers_past_empty_lines(read):
    content = text().replace("12.08.2025", "32.08.2025").replace("\r\n", "\r\n\r\n")
    assert read(content.encode())[1] == [(7, "since", "date.form")]


def test_a_row_with_too_many_cells_is_refused(read):
    content = text().replace("4.Å;familien flyttede", "4.Å;familien flyttede;og mere")
    assert read(content.encode())[1] == [(2, "", "row.long")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\r\n", "file.empty"),
        (text(rows=[]).encode(), "file.no_rows"),
        (text(rows=[[""] * 7]).encode(), "file.no_rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.old_excel"),
        (b"PK\x03\x04 and no more", "file.workbook"),
        ((";".join(f"k{n}" for n in range(201)) + "\n").encode(), "file.wide"),
        (text().replace("4.Å", '"4.Å' + "x" * 40_000).encode(), "cell.long"),
        (text(header=["cpr", *HEADER]).encode(), "columns.twice"),
        (b"navn;alder\nIda;9\n", "columns.missing"),
        (b"\x00" * 5_000, "columns.missing"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(content, code, read):
    with pytest.raises(Unreadable) as met:
        read(content)
    assert met.value.code == code
    assert met.value.message.endswith(".") or met.value.message.endswith("?")


def test_missing_and_unknown_headings_are_named(read):
    with pytest.raises(ColumnsMissing) as met:
        read(text(header=["cpr", "skolekode", "klassetrin", "begyndte", "", "x", "y"]).encode())
    assert met.value.missing == ("startdato",)
    assert met.value.unknown == ("begyndte", "x", "y")


def test_sheet_with_one_cell_far_away_is_read_at_once(read):
    book = workbook()
    book.active["XFD1048576"] = "x"
    with pytest.raises(Unreadable) as met:
        read(book, "file.xlsx")
    assert met.value.code == "file.large"
