"""The lists of municipalities, words and published figures."""

import re
from collections import Counter
from collections.abc import Iterator

from skolespor.core.content.problems import Problem
from skolespor.core.content.shapes import Content
from skolespor.core.content.shapes.tables import Figure

MUNICIPALITIES = 98
YEAR_UNKNOWN = re.compile(r"[Oo]pgørelsesår ikke|Skoleåret er udledt")


def check(content: Content) -> Iterator[Problem]:
    yield from municipalities(content)
    yield from words(content)
    yield from values(content)


def municipalities(content: Content) -> Iterator[Problem]:
    file, rows = "municipalities.csv", content.municipalities
    if len(rows) != MUNICIPALITIES:
        yield Problem(file, "", f"Der er {len(rows)} kommuner, men skal være {MUNICIPALITIES}.")
    for told, values in (("Koden", [r.code for r in rows]), ("Navnet", [r.name for r in rows])):
        yield from (Problem(file, value, f"{told} findes to gange.") for value in _twice(values))


def words(content: Content) -> Iterator[Problem]:
    for identifier in _twice([word.identifier for word in content.glossary]):
        yield Problem("glossary.csv", identifier, "Ordet i koden findes to gange.")
    every = [(word, word.danish) for word in content.glossary]
    every += [
        (word, other) for word in content.glossary for other in word.synonyms.split(";") if other
    ]
    for found in _twice([text.casefold() for _word, text in every]):
        yield Problem("glossary.csv", found, "Står ved to ord. Hvilket af dem er ment?")


def values(content: Content) -> Iterator[Problem]:
    """A figure is known by what it counts, for whom and when."""
    rows = content.reference_values
    for key in _twice([f"{row.indicator_id}, {row.group}, {row.year}" for row in rows]):
        yield Problem("reference_values.csv", key, "Tallet findes to gange.")
    for number, row in enumerate(rows, 2):
        for sentence in wrong_with(row):
            yield Problem("reference_values.csv", f"række {number}", sentence)


def wrong_with(row: Figure) -> Iterator[str]:
    if row.comparable == "yes" and (not row.indicator or row.status != "verified"):
        yield "Kan kun sammenlignes, når det er efterprøvet og hører til en indikator."
    if row.status == "verified" and YEAR_UNKNOWN.search(row.definition_da):
        yield "Kilden siger ikke hvilket år, så tallet er ikke efterprøvet."
    if (
        row.unit.startswith("percent")
        and row.unit != "percent_points"
        and abs(float(row.value)) > 100
    ):
        yield f"{row.value} kan ikke være procent."


def _twice(values: list[str]) -> list[str]:
    return [value for value, number in Counter(values).items() if number > 1]
