"""Files that are small on the disk and large when they are read, or that reach for other files."""

import io
import zipfile

from tests.registers import town
from tests.registers.mutations import workbook_of

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MEGABYTE = b"0" * 1024**2
LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "hahahahaha">{}]>
<worksheet {}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>
</sheetData></worksheet>"""
HEADING = '<row r="1"><c r="A1" t="inlineStr"><is><t>cpr</t></is></c></row>'


def parts():
    """A good workbook as its parts."""
    with zipfile.ZipFile(io.BytesIO(workbook_of(town.cells_of(town.ABSENCE)))) as book:
        return {name: book.read(name) for name in book.namelist()}


def packed(found, *, extra=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
        for info, content in extra:
            archive.writestr(info, content)
    return out.getvalue()


def sheet(*rows):
    return f"<worksheet {MAIN}><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


def a_cell_far_away():
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return packed(parts() | {SHEET: sheet(HEADING, far)})


def good_rows_and_a_cell_far_away():
    """All of a good sheet, and one cell at its very end."""
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    found = parts()
    return packed(found | {SHEET: found[SHEET].replace(b"</sheetData>", far + b"</sheetData>")})


def a_million_shared_strings():
    text = b"".join(b"<si><t>%d</t></si>" % n for n in range(1_000_000))
    return packed(parts() | {"xl/sharedStrings.xml": f"<sst {MAIN}>".encode() + text + b"</sst>"})


def billion_laughs(part):
    def made():
        entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        return packed(parts() | {part: LAUGHS.format(entities, MAIN).encode()})

    made.__name__ = f"billion_laughs_in_{part.split('/')[-1]}"
    return made


def an_entity_that_is_a_file():
    start = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&f;</t></is></c></row>'
    return packed(parts() | {SHEET: start.encode() + sheet(cell)})


def six_hundred_megabytes():
    return packed(parts() | {"xl/media/x.bin": MEGABYTE * 600})


def a_sheet_of_four_hundred_megabytes():
    """Below the limit, and one cell."""
    text = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>').split(b"</sheetData>")[0]
    return packed(parts() | {SHEET: text + MEGABYTE * 400})


def a_sheet_of_empty_rows():
    return packed(parts() | {SHEET: sheet("<row/>" * 5_000_000)})


def rows_of_many_cells():
    row = "<row>" + "<c><v>1</v></c>" * 16_000 + "</row>"
    return packed(parts() | {SHEET: sheet(row * 1_000)})


def wide_rows_then_narrow_ones(narrow):
    wide = ("<row>" + "<c/>" * 16_000 + "</row>") * 20
    return packed(parts() | {SHEET: sheet(HEADING, wide, "<row><c/></row>" * narrow)})


def a_lie_about_its_size():
    """The table of contents says that a part of 600 MB has 100 bytes."""
    whole = bytearray(packed({"xl/media/x.bin": MEGABYTE * 600}))
    size = (600 * 1024**2).to_bytes(4, "little")
    return bytes(whole.replace(size, (100).to_bytes(4, "little")))


def names_outside():
    return packed(parts(), extra=[("../../../../tmp/skolespor-outside.txt", b"outside")])


def a_link():
    info = zipfile.ZipInfo("xl/worksheets/sheet2.xml")
    info.external_attr = 0o120777 << 16
    return packed(parts(), extra=[(info, b"/etc/passwd")])


def too_many_parts():
    return packed(parts() | {f"xl/p{n}.xml": b"" for n in range(2_000)})


def too_many_sheets():
    found, sheets = parts(), range(2, 900)
    book = found["xl/workbook.xml"].decode()
    names = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in sheets)
    return packed(
        found | {"xl/workbook.xml": book.replace("</sheets>", names + "</sheets>").encode()}
    )


def a_wide_line():
    return b"cpr;" + b"x;" * 5_000_000 + b"\n"


def one_endless_cell():
    return town.ABSENCE[0].encode() + b'\n"' + MEGABYTE * 100


def nothing_but_separators():
    return town.ABSENCE[0].encode() + b"\n" + b";" * 50_000_000


BOMBS = (
    *(a_cell_far_away, billion_laughs(SHEET)),
    *(billion_laughs("xl/styles.xml"), billion_laughs("xl/workbook.xml")),
    *(billion_laughs("[Content_Types].xml"), an_entity_that_is_a_file, six_hundred_megabytes),
    *(a_sheet_of_four_hundred_megabytes, a_sheet_of_empty_rows, rows_of_many_cells),
    *(a_lie_about_its_size, too_many_parts, a_wide_line, one_endless_cell),
    nothing_but_separators,
)
HARMLESS = (names_outside, a_link, too_many_sheets, good_rows_and_a_cell_far_away)
HARMLESS = (*HARMLESS, a_million_shared_strings)
"""Taken in for what their first sheet says, or refused; never more than that."""
