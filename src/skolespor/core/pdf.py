"""PDFs that everybody can read: tagged, with a title, a language and bookmarks (PDF/UA-1), made by typst.

A room keeps its templates in `<room>/typst/` and gives them data. Data goes in as JSON and is shown as
text: what somebody has written is never a part of the program, whatever it looks like. A template reads
nothing outside its own folder, and only the fonts that typst brings are used, so the same data gives the
same bytes on every machine. See docs/adr/0019-pdf-with-typst.md.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The template filled in; in it `json(bytes(sys.inputs.data))` is the data. Raises `TypstError` when
    the template is wrong, or its PDF could not be read by everybody: a picture without a text, a
    heading of a level that is missing."""
    return typst.compile(
        template,
        root=template.parent,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, default=str)},
        pdf_standards="ua-1",
        timestamp=0,
    )
