"""docs/data.md is made from the formats and the checks: `python -m tests.house.data --write`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skolespor.config.settings_test")

import django

django.setup()

from django.utils import translation

from skolespor.imports.cells import words_of
from skolespor.imports.checks import checks_of
from skolespor.imports.formats import KINDS, Column, Format, format_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "data.md"
HEAD = """# Filer ind

Hvad der kan stå i en registerfil, og hvad der bliver efterprøvet. Siden laves af
`src/skolespor/imports/formats/` og `checks/` med `python -m tests.house.data --write`;
ret filerne, ikke siden.

CSV med semikolon, komma eller tabulator, som UTF-8 eller Windows-1252, eller XLSX. Række 1 er
overskrifter, i vilkårlig rækkefølge; store og små bogstaver, mellemrum, `_` og `-` er uden betydning.
Datoer skrives 21-11-2026, 21.11.2026 eller 2026-11-21. Ukendte kolonner nævnes og læses ikke.
"""
WITH_WORDS = ("code", "sex", "yes_no")


def page() -> str:
    with translation.override("da"):
        return HEAD + "".join(_section(format_of(kind)) for kind in KINDS)


def _section(form: Format) -> str:
    columns = "".join(map(_column, form.columns))
    checks = "".join(
        f"| `{check.code}` | {form[field].name if field else 'rækken'} | {check.message} |\n"
        for check, field in checks_of(form)
    )
    return f"""
## {form.name.capitalize()} (`{form.kind}`)

{form.about}

| kolonne | skal med | hvad | eksempel | andre navne |
|---|---|---|---|---|
{columns}
| fejl | kolonne | hvad der står i rapporten |
|---|---|---|
{checks}"""


def _column(column: Column) -> str:
    also = ", ".join(column.also)
    required = "ja" if column.required else ""
    return f"| `{column.name}` | {required} | {_about(column)} | {column.example} | {also} |\n"


def _about(column: Column) -> str:
    if column.reads not in WITH_WORDS:
        return column.about
    return f"{column.about} Ord: {', '.join(words_of(column))}."


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("brug: python -m tests.house.data --write")
    PAGE.write_text(page(), encoding="utf-8")
