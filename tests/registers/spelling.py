"""The same facts, written down in other ways. A spelling takes and gives head and rows of cells; a
form writes cells to a file."""

import csv
import io
import random
import re
from datetime import date

import openpyxl

DAY = re.compile(r"(\d{2})-(\d{2})-(\d{4})")
CPR = re.compile(r"\d{10}")
SEED = 20261121


def each_cell(change):
    """Changes every cell below the head."""
    return lambda head, rows: (head, [[change(cell) for cell in row] for row in rows])


def each_title(change):
    return lambda head, rows: ([change(title) for title in head], rows)


def with_days(pattern):
    return each_cell(lambda cell: DAY.sub(pattern, cell) if DAY.fullmatch(cell) else cell)


def hyphened(cell):
    return f"{cell[:6]}-{cell[6:]}" if CPR.fullmatch(cell) else cell


def pointed(cell):
    return cell.replace(",", ".") if re.fullmatch(r"\d,\d+", cell) else cell


def only_codes(change):
    """Changes cells of columns whose words are codes."""
    columns = {"anbringelsestype", "hjemmel", "skoletype", "kategori", "ophørsårsag", "køn"}
    columns |= {"adressebeskyttelse"}

    def changed(head, rows):
        places = {place for place, title in enumerate(head) if title in columns}
        return head, [
            [change(cell) if place in places else cell for place, cell in enumerate(row)]
            for row in rows
        ]

    return changed


def shuffled_rows(head, rows):
    rows = list(rows)
    random.Random(SEED).shuffle(rows)
    return head, rows


def shuffled_columns(head, rows):
    order = list(range(len(head)))
    random.Random(SEED).shuffle(order)
    return [head[n] for n in order], [[row[n] for n in order] for row in rows]


def extra_columns(head, rows):
    return ["løbenr", *head, "kvittering"], [[str(n), *row, "-"] for n, row in enumerate(rows)]


def empty_lines(head, rows):
    nothing = [""] * len(head)
    return head, [line for row in rows for line in (nothing, row)]


SPELLINGS = {
    "as it is": lambda head, rows: (head, rows),
    "shuffled rows": shuffled_rows,
    "shuffled columns": shuffled_columns,
    "extra columns": extra_columns,
    "lines of nothing but separators": empty_lines,
    "ISO dates": with_days(r"\3-\2-\1"),
    "dates with points": with_days(r"\1.\2.\3"),
    "CPR with a hyphen": each_cell(hyphened),
    "decimal point": each_cell(pointed),
    "outer spaces": each_cell(lambda cell: f"  {cell}\u00a0" if cell else cell),
    "codes in capitals": only_codes(str.upper),
    "titles in capitals": each_title(str.upper),
    "titles with signs": each_title(lambda title: f" {title[:2]}_{title[2:4]}-{title[4:]} "),
}


def text(separator=";", end="\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL):
    """A form of CSV."""

    def written(head, rows):
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting)
        writer.writerows([head, *rows])
        return out.getvalue().encode(encoding)

    return written


def workbook(change):
    """A form of XLSX; `change` says what stands in a cell for a text."""

    def written(head, rows):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Ark1")
        for row in [head, *rows]:
            sheet.append([change(cell) for cell in row])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return written


def as_real_date(cell):
    found = DAY.fullmatch(cell)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else cell or None


FORMS = {
    "plain": text(),
    "Windows-1252": text(encoding="cp1252"),
    "UTF-8 with BOM": text(encoding="utf-8-sig"),
    "UTF-16": text(encoding="utf-16"),
    "comma": text(separator=","),
    "tab": text(separator="\t"),
    "CRLF": text(end="\r\n"),
    "all quoted": text(quoting=csv.QUOTE_ALL),
    "comma, CRLF, Windows-1252": text(separator=",", end="\r\n", encoding="cp1252"),
    "workbook with real dates": workbook(as_real_date),
    "workbook with texts": workbook(str),
}
