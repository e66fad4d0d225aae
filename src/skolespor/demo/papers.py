"""Small files of the invented town, as its people lay them with their work."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from skolespor.core.papers.taking import Sent

OFFICE = "http://schemas.openxmlformats.org"
PACKAGE = f"{OFFICE}/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
    'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="'
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    '"/></Types>'
)
LINKS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/'
    'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def document(name: str, paragraphs: Sequence[str]) -> Sent:
    """Opens in Word."""
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": LINKS,
        "word/document.xml": f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body>'
        f"{body}</w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(zipfile.ZipInfo(path), text, zipfile.ZIP_DEFLATED)
    content = out.getvalue()
    return Sent(f"{name}.docx", content, len(content))


def table(name: str, rows: Sequence[Sequence[object]]) -> Sent:
    """Opens in a Danish spreadsheet."""
    text = "".join(";".join(map(str, row)) + "\r\n" for row in rows)
    content = f"\ufeff{text}".encode()
    return Sent(f"{name}.csv", content, len(content))
