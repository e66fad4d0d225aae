"""Files that are looked through before they are kept: no CPR number, no name that nobody was asked about,
nothing that nobody can read."""

import io
from zipfile import ZipFile

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from skolespor.core.errors import RuleBroken
from skolespor.core.papers import reading as reader
from skolespor.core.papers.process import read_apart
from skolespor.core.papers.rules import check_file
from skolespor.core.papers.shape import Fault, Kind
from tests import papers
from tests.papers import docx, exif, jpeg, odt, paragraph, pdf, png, pptx, table, xlsx

pytestmark = pytest.mark.once
CPR = "710415-0002"
FIRST, LAST = CPR.split("-")
CLEAN = "vi vil have mere ro i klassen."


def judged(content, name="notat.docx", *, is_confirmed=False, known=()):
    """The file as the house judges it, without a process of its own."""
    found = reader.found_in(content, is_table=name.endswith(".csv"))
    assert not isinstance(found, Fault), found
    return check_file(found, name, known=known, is_confirmed=is_confirmed)


def refused(content, name="notat.docx", **options):
    with pytest.raises(RuleBroken) as broken:
        judged(content, name, **options)
    return broken.value


def of_pdf(change):
    """A PDF that was changed after it was made."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(pdf(CLEAN))))
    change(writer)
    writer.write(out)
    return out.getvalue()


def sheet_that(change):
    return xlsx(["børn"], [4], change=lambda book: change(book, CPR))


NOTE = "<w:comment>" + paragraph(CPR) + "</w:comment>"
BOX = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(CPR)}</w:txbxContent></w:pict></w:r></w:p>"
DELETED = f"<w:p><w:del><w:r><w:delText>{CPR}</w:delText></w:r></w:del></w:p>"
ABOUT = {"docProps/core.xml": f"<x:a xmlns:x='y'><x:title>{CPR}</x:title></x:a>"}
ALT = {"word/charts/chart1.xml": f"<c:a xmlns:c='y'><c:v>{CPR}</c:v></c:a>"}
PIVOT = {"xl/pivotCache/pivotCacheDefinition1.xml": f'<a><s v="{CPR}"/></a>'}
ODT_ROW = (
    "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell>"
    "<table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
)
WITH_A_NUMBER = {
    "text of Word": (docx(f"se {CPR} igen"), "notat.docx", "afsnit 1"),
    "in runs": (docx(paragraph("7104", "15-", "00", "02")), "notat.docx", "afsnit 1"),
    "in two cells of Word": (docx(table([FIRST, LAST])), "notat.docx", "en tabel"),
    "header of Word": (docx(header1=paragraph(CPR)), "notat.docx", "sidehoved"),
    "footer of Word": (docx(footer2=paragraph(CPR)), "notat.docx", "sidefod"),
    "comment of Word": (docx(comments=NOTE), "notat.docx", "en kommentar"),
    "footnote of Word": (docx(footnotes=paragraph(CPR)), "notat.docx", "en note"),
    "text box of Word": (docx(BOX), "notat.docx", "afsnit 1"),
    "deleted in Word": (docx(DELETED), "notat.docx", "afsnit 1"),
    "title of Word": (docx(CLEAN, **ABOUT), "notat.docx", "egenskaber"),
    "chart of Word": (docx(CLEAN, **ALT), "notat.docx", "ikke kan ses"),
    "cell": (xlsx(["a"], [CPR]), "tal.xlsx", "arket »Tal«, række 2"),
    "cell without its dash": (xlsx(["a"], [FIRST + LAST]), "tal.xlsx", "række 2"),
    "cell as a number": (xlsx(["a"], [7104150002]), "tal.xlsx", "række 2"),
    "cell that lost its zero": (xlsx(["a"], [102031234]), "tal.xlsx", "række 2"),
    "two cells": (xlsx(["a", "b"], [FIRST, LAST]), "tal.xlsx", "række 2"),
    "two cells as numbers": (xlsx(["a", "b"], [10203, 1234]), "tal.xlsx", "række 2"),
    "hidden sheet": (sheet_that(papers.in_a_hidden_sheet), "tal.xlsx", "arket »Gemt«, række 1"),
    "comment of a cell": (sheet_that(papers.in_a_comment), "tal.xlsx", "en kommentar"),
    "footer of a sheet": (sheet_that(papers.in_a_footer), "tal.xlsx", "sidefod"),
    "list to choose from": (sheet_that(papers.in_a_list), "tal.xlsx", "ikke kan ses"),
    "name of a sheet": (xlsx(["a"], title=CPR), "tal.xlsx", "et ark"),
    "memory of a pivot table": (
        papers.packed(papers.parts_of(xlsx(["a"])) | PIVOT),
        "tal.xlsx",
        "ikke kan ses",
    ),
    "slide": (pptx(CLEAN, CPR), "oplæg.pptx", "dias 2"),
    "note of a slide": (
        pptx(**{"ppt/notesSlides/notesSlide1.xml": f"<a:p {papers.A}><a:t>{CPR}</a:t></a:p>"}),
        "oplæg.pptx",
        "en note",
    ),
    "text of ODT": (odt(CPR), "notat.odt", "afsnit 1"),
    "spans of ODT": (odt("<text:p>7104<text:span>15-00</text:span>02</text:p>"), "a.odt", "afsnit"),
    "two cells of ODT": (odt(ODT_ROW.format(FIRST, LAST)), "notat.odt", "en tabel"),
    "footer of ODT": (odt(CLEAN, f"<text:p>{CPR}</text:p>"), "notat.odt", "sidefod"),
    "page of a PDF": (pdf(CLEAN, CPR), "notat.pdf", "side 2"),
    "comment of a PDF": (
        of_pdf(lambda one: one.add_annotation(0, FreeText(text=CPR, rect=(9, 9, 90, 90)))),
        "notat.pdf",
        "en kommentar",
    ),
    "title of a PDF": (
        of_pdf(lambda one: one.add_metadata({"/Title": CPR})),
        "notat.pdf",
        "egenskaber",
    ),
    "bookmark of a PDF": (
        of_pdf(lambda one: one.add_outline_item(title=CPR, page_number=0)),
        "notat.pdf",
        "egenskaber",
    ),
    "text": (f"x\n{CPR}".encode(), "notat.txt", "linje 2"),
    "text of Windows": (f"æøå\n{CPR}".encode("utf-16"), "notat.txt", "linje 2"),
    "table in a text": (f"a;b\n{FIRST};{LAST}".encode(), "tal.csv", "linje 2"),
    "name of the file": (docx(CLEAN), f"{CPR}.docx", "filens navn"),
    "name with other marks": (docx(CLEAN), f"{FIRST}_{LAST}.docx", "filens navn"),
}


@pytest.mark.parametrize("kind", WITH_A_NUMBER)
def test_a_cpr_number_is_refused_and_where_it_stands_is_said(kind):
    content, name, where = WITH_A_NUMBER[kind]
    broken = refused(content, name, is_confirmed=True)
    assert (broken.code, broken.field) == ("text.cpr", "file")
    assert where in broken.message
    assert FIRST not in broken.message or "arket" in broken.message


CLEAN_FILES = {
    Kind.WORD: (docx(CLEAN), "notat.docx"),
    Kind.EXCEL: (xlsx(["år", "børn"], [2024, 12], [2025, 14]), "tal.xlsx"),
    Kind.POWERPOINT: (pptx(CLEAN), "oplæg.pptx"),
    Kind.ODT: (odt(CLEAN), "notat.odt"),
    Kind.PDF: (pdf(CLEAN), "notat.pdf"),
    Kind.TEXT: (CLEAN.encode(), "notat.txt"),
}


@pytest.mark.parametrize("kind", CLEAN_FILES)
def test_a_file_about_the_work_is_kept_without_a_question(kind):
    content, name = CLEAN_FILES[kind]
    assert reader.found_in(content, is_table=False).kind is kind
    assert judged(content, name).names == 0


@pytest.mark.parametrize("kind", CLEAN_FILES)
def test_what_looks_like_a_name_is_asked_about_and_counted(kind):
    made = {
        Kind.WORD: lambda text: docx(text),
        Kind.EXCEL: lambda text: xlsx([text]),
        Kind.POWERPOINT: lambda text: pptx(text),
        Kind.ODT: lambda text: odt(text),
        Kind.PDF: lambda text: pdf(text),
        Kind.TEXT: lambda text: text.encode(),
    }[kind]
    content = made("i går talte vi med Maja og Zitha.")
    broken = refused(content, CLEAN_FILES[kind][1])
    assert (broken.code, broken.field) == ("text.name", "not_a_child")
    assert "»Maja«, »Zitha«" in broken.message
    assert judged(content, CLEAN_FILES[kind][1], is_confirmed=True).names == 2
    assert judged(content, CLEAN_FILES[kind][1], known=["Maja", "Zitha"]).names == 0


def test_a_name_of_the_file_is_asked_about_also_in_small_letters():
    for name in ("Notat om Zitha.docx", "notat-maja.docx", "maja_2026.docx"):
        assert refused(docx(CLEAN), name).code == "text.name"
    assert judged(docx(CLEAN), "2026-11 referat af styregruppen.docx").names == 0


def test_a_column_of_names_is_asked_about_whatever_stands_in_it():
    for head in ("Elev", "fornavn", " CPR-nr. "):
        assert head in refused(xlsx([head, "fravær"], ["zitha", 12]), "tal.xlsx").message


def test_a_budget_with_numbers_that_look_like_days_is_no_list_of_people():
    rows = [[150000 + 7 * n, 2000 + n] for n in range(20)] + [[121250, 3400]]
    assert judged(xlsx(["kroner", "timer"], *rows), "budget.xlsx").names == 0
    people = [[f"1{n}0{n + 1}10", f"{1000 + n}"] for n in range(1, 5)]
    assert refused(xlsx(["a", "b"], *people, [999999, 1234]), "liste.xlsx").code == "text.cpr"


WITH_A_PICTURE = {
    "picture": (png(), "billede.png"),
    "photograph": (jpeg(), "foto.jpg"),
    "picture in Word": (docx(CLEAN, **{"word/media/image1.png": png()}), "notat.docx"),
    "picture in a PDF": (pdf(CLEAN, picture=png()), "notat.pdf"),
    "PDF without a text": (pdf(""), "scan.pdf"),
}


@pytest.mark.parametrize("kind", WITH_A_PICTURE)
def test_what_cannot_be_read_is_looked_through_by_a_person(kind):
    content, name = WITH_A_PICTURE[kind]
    broken = refused(content, name)
    assert (broken.code, broken.field) == ("file.unread", "not_a_child")
    assert "som vi ikke kan læse" in broken.message
    assert judged(content, name, is_confirmed=True).has_unread


def locked_zip():
    content = bytearray(docx(CLEAN))
    with ZipFile(io.BytesIO(bytes(content))) as parts:
        start = parts.start_dir
    content[start + 8] |= 1  # the first part of the directory says that it is encrypted
    return bytes(content)


def with_part(name, content=b"x"):
    return docx(CLEAN, **{name: content})


def nested(times):
    content = docx(CPR)
    for _again in range(times):
        content = docx(CLEAN, **{"word/embeddings/a.docx": content})
    return content


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><w:document xmlns:w="x">&c;</w:document>'
)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
FAULTY = {
    "a program": (b"MZ\x90\x00\x03" + b"\x00" * 60, Fault.UNKNOWN),
    "a page": (b"<!doctype html><p>hej", Fault.UNKNOWN),
    "a drawing in words": (b"\xef\xbb\xbf <svg onload='x'/>", Fault.UNKNOWN),
    "a zip of something else": (papers.packed({"a.txt": "x"}), Fault.UNKNOWN),
    "two files in one": (
        papers.packed({"word/document.xml": "<a/>", "xl/workbook.xml": "<a/>"}),
        Fault.UNKNOWN,
    ),
    "old Word": (OLD, Fault.OLD),
    "locked Word": (OLD + "EncryptedPackage".encode("utf-16-le"), Fault.LOCKED),
    "locked zip": (locked_zip(), Fault.LOCKED),
    "locked PDF": (of_pdf(lambda one: one.encrypt("x", algorithm="RC4-128")), Fault.LOCKED),
    "macros": (with_part("word/vbaProject.bin"), Fault.MACROS),
    "an old file inside": (with_part("word/embeddings/oleObject1.bin"), Fault.EMBEDDED),
    "a film inside": (with_part("ppt/media/media1.mp4"), Fault.EMBEDDED),
    "files in files in files": (nested(4), Fault.EMBEDDED),
    "a file in a PDF": (
        of_pdf(lambda one: one.add_attachment("a.txt", CPR.encode())),
        Fault.EMBEDDED,
    ),
    "half a zip": (docx(CLEAN)[:200], Fault.BROKEN),
    "half a PDF": (pdf(CLEAN)[:300], Fault.BROKEN),
    "half a picture": (png()[:40], Fault.BROKEN),
    "half a photograph": (jpeg()[:-40], Fault.BROKEN),
    "broken XML": (papers.packed({"word/document.xml": "<a>"}), Fault.BROKEN),
    "an XML bomb": (papers.packed({"word/document.xml": LAUGHS}), Fault.TOO_MUCH),
    "a zip bomb": (lambda: with_part("word/a.xml", b"0" * 130 * 1024**2), Fault.TOO_MUCH),
    "a long text": (b"hej hej\n" * 500_000, Fault.TOO_MUCH),
    "a huge picture": (png(width=50_000, height=50_000), Fault.TOO_MUCH),
    "nothing": (b"", Fault.EMPTY),
    "white space": (b" \n ", Fault.EMPTY),
}


@pytest.mark.parametrize("kind", FAULTY)
def test_what_is_no_file_of_ours_is_refused_with_its_reason(kind):
    made, fault = FAULTY[kind]
    content = made() if callable(made) else made
    assert reader.found_in(content, is_table=False) is fault


def test_a_file_in_a_file_is_read_too():
    assert refused(nested(1), is_confirmed=True).code == "text.cpr"


def test_a_file_is_what_its_name_says():
    for content, name in ((docx(CLEAN), "notat.pdf"), (pdf(CLEAN), "a.docx"), (png(), "a.jpg")):
        assert refused(content, name, is_confirmed=True).code == "file.suffix"
    assert refused(docx(CLEAN), "notat").code == "file.suffix"
    assert judged(pdf(CLEAN), "NOTAT.PDF").names == 0


def test_what_a_camera_writes_beside_the_picture_is_taken_out():
    secret = b"55.6761N Maja 710415-0002"
    photograph = jpeg(
        (0xE1, exif(note=secret)), (0xFE, secret), (0xED, b"Photoshop 3.0\0" + secret)
    )
    kept = reader.found_in(photograph + secret, is_table=False).content
    assert secret not in kept
    assert exif(turned=6)[:10] != kept
    assert b"ICC_PROFILE" in kept
    assert kept.endswith(papers.GREEN[-40:])
    picture = png((b"tEXt", b"Author\0" + secret), (b"eXIf", secret)) + secret
    assert reader.found_in(picture, is_table=False).content == png()


def test_which_way_up_a_photograph_is_stays():
    for turned in (3, 6, 8):
        kept = reader.found_in(jpeg((0xE1, exif(turned))), is_table=False).content
        assert reader.read_picture(kept).content == kept, "a second look changes nothing"
        assert kept[2:4] == b"\xff\xe1"
        assert kept[2:38].endswith(
            b"\x12\x01\x03\x00\x01\x00\x00\x00" + bytes([turned, 0, 0, 0, 0, 0, 0, 0])
        )
    assert reader.found_in(jpeg((0xE1, exif(1))), is_table=False).content[2:4] == b"\xff\xe0"


def test_pictures_can_still_be_seen_by_others():
    """typst decodes them, and refuses what it cannot."""
    for content in (png((b"tEXt", b"a\0b")), jpeg((0xE1, exif(6)))):
        kept = reader.found_in(content, is_table=False).content
        assert pdf("x", picture=kept).startswith(b"%PDF")


def test_the_process_that_reads_says_what_it_has_found():
    found = read_apart(docx(CLEAN), is_table=False)
    assert found == reader.found_in(docx(CLEAN), is_table=False)
    assert read_apart(png(), is_table=False).content == png()
    assert read_apart(b"MZ\x00", is_table=False) is Fault.UNKNOWN
    assert [one.cells for one in read_apart(b"a;b\n1;2", is_table=True).pieces][1] == ("1", "2")


def test_a_file_that_ends_the_process_or_keeps_it_is_refused(monkeypatch):
    monkeypatch.setattr("skolespor.core.papers.process.SECONDS", 0.001)
    assert read_apart(docx(CLEAN), is_table=False) is Fault.TOO_MUCH
