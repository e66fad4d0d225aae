"""docs/glossary.md is made from content/glossary.csv: `python -m tests.house.glossary --write`."""

import csv
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "glossary.md"
HEAD = """# Ordliste

Ordene i Skolespor, hvad de hedder i koden, og hvad de betyder. Siden laves af
`content/glossary.csv` med `python -m tests.house.glossary --write`; ret filen, ikke siden.

| dansk | i koden | betydning |
|---|---|---|
"""


def page() -> str:
    """The whole page, in the order of the file, with other words for the same."""
    with (ROOT / "content" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return HEAD + "".join(line(word) for word in csv.DictReader(file))


def line(word: dict[str, str]) -> str:
    also = f" Andre ord: {word['synonyms'].replace(';', ', ')}." if word["synonyms"] else ""
    return f"| {word['danish']} | `{word['identifier']}` | {word['definition_da']}{also} |\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("brug: python -m tests.house.glossary --write")
    PAGE.write_text(page(), encoding="utf-8")
