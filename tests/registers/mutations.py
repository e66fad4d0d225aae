"""Valid small files, damaged: bytes, cells, columns and workbooks. The same number gives the same file."""

import csv
import io
import random
import re
import zipfile

import openpyxl

from tests.registers import town

HARMFUL = ("=1+1", "@SUM(A1)", "+45 1234", "-2+3", "\tx", "\rx", "=HYPERLINK(0)")
CLOCK = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NO_DAYS = ("46000", "46000,5", "31-02-2025", "2025-13-01", "01/02/2025", "1. maj", "00-00-0000")
NO_DAYS = (*NO_DAYS, "12-08-25", "9999-12-31", "0001-01-01", "2025-08-12 00:00:00", "31-12-1899")
NO_CPR = ("710415-0002", "7104150002 ", "710415 0002", "71041500021", "710415", "0000000000")
NO_CPR = (
    *NO_CPR,
    "3113150002",
    "7.104150002E9",
    "７１０４１５０００２",
    "",
    "0101901234",
    "0101991234",
)
CODES = ("9001", "851", "0851", "9999", "0", "90001", "ukendt", "'; DROP TABLE x; --", "almen")
NUMBERS = ("0", "1,0000000001", "-1", "1e-3", "0,5", "NaN", "2", "0,1234567891", ",5", "½")


def mutant(number):
    """Kind, name of the file and its bytes."""
    dice = random.Random(number)
    kind = list(town.KINDS)[number % len(town.KINDS)]
    damage = DAMAGES[number // len(town.KINDS) % len(DAMAGES)]
    lines = town.KINDS[kind]
    made = damage(dice, lines)
    ending = "xlsx" if made.startswith(b"PK") else "csv"
    return kind, f"{damage.__name__}.{ending}", made


def plain(lines):
    return town.text_of(lines).encode()


def on_bytes(damage):
    """Damages the bytes of a plain file in one to twenty places."""

    def damaged(dice, lines):
        found = bytearray(plain(lines))
        for _time in range(dice.randint(1, 20)):
            damage(dice, found, dice.randrange(len(found)))
        return bytes(found)

    damaged.__name__ = damage.__name__
    return damaged


def on_cells(damage):
    """Damages one to five cells below the head."""

    def damaged(dice, lines):
        rows = town.cells_of(lines)
        for _time in range(dice.randint(1, 5)):
            row = dice.choice(rows[1:])
            place = dice.randrange(len(row))
            row[place] = damage(dice, rows[0][place], row[place])
        return as_csv(rows)

    damaged.__name__ = damage.__name__
    return damaged


def on_rows(damage):
    """Damages head and rows as lists of cells."""

    def damaged(dice, lines):
        rows = town.cells_of(lines)
        return as_csv(damage(dice, rows) or rows)

    damaged.__name__ = damage.__name__
    return damaged


def as_csv(rows):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


@on_bytes
def flipped_bits(dice, found, place):
    found[place] ^= 1 << dice.randrange(8)


@on_bytes
def inserted_bytes(dice, found, place):
    found[place:place] = dice.randbytes(dice.randint(1, 4))


@on_bytes
def deleted_bytes(dice, found, place):
    del found[place : place + dice.randint(1, 3)]
    found += b"\n"


@on_bytes
def quotes_anywhere(dice, found, place):
    found[place:place] = dice.choice((b'"', b"'", b'""', b';"', b'"\n'))


@on_bytes
def signs_anywhere(dice, found, place):
    found[place:place] = dice.choice((b"\0", b"\x1a", b"\r", b"\n", b"\x0b", b"\xe2\x80\xa8", b";"))


def cut_off(dice, lines):
    whole = plain(lines)
    return whole[: dice.randrange(len(whole))]


def twice_over(dice, lines):
    return plain(lines) * 2


def another_encoding(dice, lines):
    encodings = ("utf-16", "utf-16-be", "utf-32", "cp1252", "cp037", "utf-7", "utf-8-sig", "cp865")
    return town.text_of(lines).encode(dice.choice(encodings))


def only_bytes(dice, lines):
    return dice.randbytes(dice.randint(0, 3000))


def a_renamed_picture(dice, lines):
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + dice.randbytes(400)


def nothing_at_all(dice, lines):
    head = lines[0].encode()
    return dice.choice((b"", b"\n", b"\xef\xbb\xbf", head, head + b"\n;;;\n\n", b" \t\r\n", b"\0"))


def without_head(dice, lines):
    return plain(lines[1:])


def one_line_end(dice, lines):
    return plain(lines).replace(b"\n", dice.choice((b"\r", b"\r\r\n", b"\n\r", b"\x0b")))


@on_rows
def a_column_less(dice, rows):
    place = dice.randrange(len(rows[0]))
    return [[*row[:place], *row[place + 1 :]] for row in rows]


@on_rows
def a_column_twice(dice, rows):
    place = dice.randrange(len(rows[0]))
    return [[*row, row[place]] for row in rows]


@on_rows
def too_many_columns(dice, rows):
    return [[*row, *["x"] * dice.choice((190, 300, 5000))] for row in rows]


@on_rows
def rows_too_long_and_short(dice, rows):
    dice.choice(rows).append("x")
    dice.choice(rows)[-3:] = []


@on_rows
def rows_twice(dice, rows):
    rows += [list(dice.choice(rows[1:])) for _time in range(3)]


@on_rows
def titles_of_anything(dice, rows):
    rows[0][dice.randrange(len(rows[0]))] = dice.choice((*HARMFUL, "", "x" * 70000, "cpr", "\0"))


@on_rows
def spells_that_overlap(dice, rows):
    row = list(dice.choice(rows[1:]))
    rows.append([cell.replace("-2025", "-2024") if "-" in cell else cell for cell in row])


@on_cells
def no_days(dice, title, cell):
    return dice.choice(NO_DAYS)


@on_cells
def no_numbers(dice, title, cell):
    return dice.choice(NUMBERS)


@on_cells
def formulas(dice, title, cell):
    return dice.choice(HARMFUL)


@on_cells
def huge_cells(dice, title, cell):
    return "x" * dice.choice((101, 201, 32_767, 32_768, 200_000))


@on_cells
def strange_signs(dice, title, cell):
    return dice.choice(
        ("\u202e", "\ufeff", "\ud800", "é" * 50, "😀", "\x7f", "a\nb", "\u2028", "%s{}")
    )


@on_cells
def codes_of_anything(dice, title, cell):
    return dice.choice(CODES)


@on_cells
def numbers_of_persons_anywhere(dice, title, cell):
    return dice.choice(town.NUMBERS)


def other_cpr_numbers(dice, lines):
    rows = town.cells_of(lines)
    place = rows[0].index("cpr") if "cpr" in rows[0] else 0
    for row in rows[1:]:
        if dice.random() < 0.4:
            row[place] = dice.choice(NO_CPR)
    return as_csv(rows)


def workbook_of(rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Ark1")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return without_clock(out)


def without_clock(book):
    """The same workbook whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = CLOCK.sub(b"2026-11-21T12:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def a_damaged_workbook(dice, lines):
    made = bytearray(workbook_of(town.cells_of(lines)))
    for _time in range(dice.randint(1, 30)):
        made[dice.randrange(4, len(made))] = dice.randrange(256)
    return bytes(made)


def a_workbook_with_a_damaged_part(dice, lines):
    """Packed well, with bytes of one part changed."""
    whole, out = io.BytesIO(workbook_of(town.cells_of(lines))), io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w") as new:
        hit = dice.choice(old.namelist())
        for name in old.namelist():
            part = bytearray(old.read(name))
            for _time in range(dice.randint(1, 5) if name == hit else 0):
                part[dice.randrange(len(part))] = dice.randrange(256)
            if name != hit or dice.random() < 0.8:
                new.writestr(name, bytes(part))
    return out.getvalue()


def a_workbook_of_any_values(dice, lines):
    rows = [list(row) for row in town.cells_of(lines)]
    for _time in range(6):
        row = dice.choice(rows[1:])
        values = (1e308, -1, 0.1, True, 46000, 7104150002, "=1+1", "#N/A", None, "x" * 32_767)
        row[dice.randrange(len(row))] = dice.choice(values)
    return workbook_of(rows)


DAMAGES = (
    *(flipped_bits, inserted_bytes, deleted_bytes, quotes_anywhere, signs_anywhere, cut_off),
    *(twice_over, another_encoding, only_bytes, a_renamed_picture, nothing_at_all, one_line_end),
    *(a_column_less, a_column_twice, too_many_columns, rows_too_long_and_short, rows_twice),
    *(titles_of_anything, spells_that_overlap, no_days, no_numbers, formulas, huge_cells),
    *(strange_signs, codes_of_anything, other_cpr_numbers, a_damaged_workbook),
    *(a_workbook_with_a_damaged_part, a_workbook_of_any_values, without_head),
    numbers_of_persons_anywhere,
)
