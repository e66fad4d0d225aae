"""PDFs that everybody can read, made of data that is never taken for a program."""

import re

import pytest
from typst import TypstError

from skolespor.core.pdf import pdf
from tests.pdfs import bookmarks

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "da", font: "Libertinus Serif")
#heading(data.title)
#par(data.words)
"""
NASTY = [
    '#read("/etc/passwd")',
    "= Overskrift",
    "$x$ *fed* `kode`",
    "#panic()",
    "\\ # [ ] { } \" ' @x <y>",
]


@pytest.fixture
def template(tmp_path):
    def write(text=TEMPLATE):
        path = tmp_path / "room" / "page.typ"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_pdf_is_tagged_with_a_title_and_a_language(template):
    made = pdf(template(), {"title": "Læringssamtalen", "words": "Æblet på øen."})
    assert made.startswith(b"%PDF-1.7")
    for mark in (b"/StructTreeRoot", b"/MarkInfo<</Marked true", b"/Lang(da)", b"<pdfuaid:part>1<"):
        assert mark in made, mark
    assert b"<dc:title>" in made
    assert "Læringssamtalen".encode() in made
    assert bookmarks(made) == ["Læringssamtalen"]


@pytest.mark.parametrize("text", NASTY)
def test_what_somebody_has_written_is_text(text, template):
    assert bookmarks(pdf(template(), {"title": text, "words": text})) == [text]


def test_the_same_data_gives_the_same_bytes(template):
    data = {"title": "Guide", "words": "Hej"}
    assert pdf(template(), data) == pdf(template(), data)


def test_a_template_reads_nothing_outside_its_folder(template, tmp_path):
    (tmp_path / "secret.txt").write_text("KANARIEFUGL")
    with pytest.raises(TypstError):
        pdf(template('#set document(title: "x")\n#read("../secret.txt")'), {})
    with pytest.raises(TypstError):
        pdf(template('#set document(title: "x")\n#read("/etc/hostname")'), {})


def test_a_picture_without_a_text_is_refused(template):
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    drawn = f'#set document(title: "x")\n#image(bytes("{svg}"), format: "svg")'
    with pytest.raises(TypstError):
        pdf(template(drawn), {})


def test_only_the_fonts_that_typst_brings_are_used(template):
    made = pdf(template(), {"title": "Guide", "words": "Hej"})
    assert set(re.findall(rb"/BaseFont/[A-Z]{6}\+(\w+)", made)) == {b"LibertinusSerif"}
