"""Files as people send them, made without the programs that people make them with."""

import base64
import io
import struct
import zipfile
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

OFFICE = "http://schemas.openxmlformats.org"
W = f'xmlns:w="{OFFICE}/wordprocessingml/2006/main"'
A = f'xmlns:a="{OFFICE}/drawingml/2006/main"'
P = f'xmlns:p="{OFFICE}/presentationml/2006/main"'
T = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
O = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
ODT_TYPE = "application/vnd.oasis.opendocument.text"
GREEN = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAA"
    "EAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKA"
    "AAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0"
    "AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWi"
    "AAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQA"
    "AAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbA"
    "BlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQ"
    "c1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpK"
    "SkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/"
    "xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9"
    "oADAMBAAIRAxEAPwCIA0l//9k="
)
"""A JPEG of 16 times 8 pixels, as a browser draws it."""


def packed(parts):
    """A zip of the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def paragraph(*runs):
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def table(*rows):
    """Of Word: each row is the texts of its cells."""
    made = (
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def docx(body="", **parts):
    """`body` is XML of Word, or plain text. Further parts by name: `header1=paragraph("x")`, and
    `{"word/media/image1.png": ...}` as keywords."""
    inside = body if body.startswith("<") else paragraph(body)
    made = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {W}><w:body>{inside}</w:body></w:document>",
    }
    for name, content in parts.items():
        path = name if "/" in name else f"word/{name}.xml"
        is_xml = "/" not in name
        made[path] = f"<w:part {W}>{content}</w:part>" if is_xml else content
    return packed(made)


def pptx(*slides, **parts):
    made = {"ppt/presentation.xml": f"<p:presentation {P}/>"}
    for number, text in enumerate(slides, 1):
        shape = f"<p:sp><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        made[f"ppt/slides/slide{number}.xml"] = f"<p:sld {P} {A}>{shape}</p:sld>"
    return packed(made | parts)


def odt(body="", styles=""):
    inside = body if body.startswith("<") else f"<text:p>{body}</text:p>"
    return packed(
        {
            "mimetype": ODT_TYPE,
            "content.xml": f"<office:document-content {O} {T} {TABLE}><office:body><office:text>"
            f"{inside}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {O} {T}>{styles}</office:document-styles>",
        }
    )


def xlsx(*rows, change=None, title="Tal"):
    """`change` gets the workbook of openpyxl before it is saved."""
    book, out = Workbook(), io.BytesIO()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    book.save(out)
    return out.getvalue()


def in_a_hidden_sheet(book, text):
    book.create_sheet("Gemt").append([text])
    book["Gemt"].sheet_state = "veryHidden"


def in_a_comment(book, text):
    book.active["A1"].comment = Comment(f"se {text}", "x")


def in_a_footer(book, text):
    book.active.oddFooter.left.text = text


def in_a_list(book, text):
    """To choose from in a cell."""
    chosen = DataValidation(type="list", formula1=f'"{text},nej"', sqref="A1")
    book.active.add_data_validation(chosen)


def pdf(*pages, picture=None):
    """Made by typst; each page is a text."""
    source = "#pagebreak()\n".join(f"#text({quoted(one)})\n" for one in pages)
    with TemporaryDirectory() as folder:
        if picture:
            name = "a.png" if picture.startswith(b"\x89PNG") else "a.jpg"
            source += f'#image("{name}")'
            (Path(folder) / name).write_bytes(picture)
        (Path(folder) / "main.typ").write_text(source)
        return typst.compile(Path(folder) / "main.typ", format="pdf")


def quoted(text):
    return '"' + text.replace('"', '\\"') + '"'


def png(*blocks, width=2, height=2):
    """`blocks` are further blocks, as pairs of name and content."""
    size = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00\x7f\x7f" * 2)
    all_blocks = [(b"IHDR", size), *blocks, (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_block(*one) for one in all_blocks)


def _block(name, content):
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def jpeg(*segments):
    """`segments` are pairs of a mark and what stands in it, before the picture."""
    made = b"".join(
        bytes([0xFF, mark]) + struct.pack(">H", len(content) + 2) + content
        for mark, content in segments
    )
    return GREEN[:2] + made + GREEN[2:]


def exif(turned=6, note=b"55.6761N"):
    """What a camera writes: which way up, and where it was."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, turned, 0)
    return b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\x00" * 4 + note
