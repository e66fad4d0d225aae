"""A file's bytes become its shape, or problems in Danish: encoding, YAML, columns, types."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, get_args

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from skolespor.core.content.problems import Problem
from skolespor.core.content.shapes import FILES

UNTIDY = re.compile(r"\t|[ \t]+$|/(?:home|tmp|Users)/|[A-Z]:\\")
"""Tabs and blanks nobody sees, and paths on somebody's own machine."""

WRONG = {
    "missing": "mangler.",
    "extra_forbidden": "kendes ikke.",
    "string_type": "skal være tekst.",
    "string_too_short": "må ikke være tom.",
    "string_pattern_mismatch": "har ikke den rigtige form: »{input}«.",
    "int_type": "skal være et helt tal.",
    "float_type": "skal være et tal.",
    "bool_type": "skal være true eller false.",
    "date_type": "skal være en dato som 2026-11-21.",
    "list_type": "skal være en liste.",
    "dict_type": "skal have felter.",
    "model_type": "skal have felter.",
    "greater_than_equal": "er for lille: {input}.",
    "less_than_equal": "er for stor: {input}.",
    "too_short": "har for få.",
    "too_long": "har for mange.",
    "literal_error": "kan ikke være »{input}«.",
}
OTHERWISE = "er ikke en værdi, der kan bruges: »{input}«."


class Unreadable(Exception):
    """Carries a Danish sentence: the file cannot be read at all."""


class StrictLoader(yaml.CSafeLoader):
    """Refuses what YAML lets pass and people do not see: the same key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _value in node.value:
            if str(key.value) in seen:
                line = key.start_mark.line + 1
                raise Unreadable(f"Linje {line}: »{key.value}« står to gange.")
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def parse(name: str, data: bytes) -> tuple[Any, tuple[Problem, ...]]:
    """The file as its shape, or None and what is wrong with it."""
    try:
        text = decoded(data)
        raw = rows(text, columns(name)) if name.endswith(".csv") else tree(text)
        shaped: Any = TypeAdapter(FILES[name]).validate_python(raw)
    except Unreadable as broken:
        return None, (Problem(name, "", str(broken)),)
    except ValidationError as broken:
        return None, tuple(said(name, raw, error) for error in broken.errors())
    return shaped, tuple(untidy(name, text))


def decoded(data: bytes) -> str:
    if not data.strip():
        raise Unreadable("Filen er tom.")
    if data.startswith(b"\xef\xbb\xbf"):
        raise Unreadable("Filen begynder med et skjult mærke (BOM). Gem den som UTF-8 uden.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = data[: broken.start].count(b"\n") + 1
        raise Unreadable(f"Filen er ikke UTF-8 (linje {line}). Gem den som UTF-8.") from broken


def tree(text: str) -> Any:
    try:
        return yaml.load(text, Loader=StrictLoader)  # noqa: S506 - it is a safe loader
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise Unreadable(f"Filen kan ikke læses som YAML. Se linje {line}.") from broken
    except (yaml.YAMLError, ValueError) as broken:
        raise Unreadable("Filen kan ikke læses som YAML.") from broken


def columns(name: str) -> list[str]:
    (row,) = get_args(FILES[name])
    return list(row.model_fields)


def rows(text: str, wanted: list[str]) -> list[dict[str, str]]:
    """Rows by the names in the first line. A row with more or fewer cells is refused: a comma too
    many would move every value one column along."""
    try:
        header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as broken:
        raise Unreadable("Filen kan ikke læses som CSV. Er alle anførselstegn lukket?") from broken
    if header != wanted:
        raise Unreadable(f"Første linje skal være »{','.join(wanted)}«.")
    for number, line in enumerate(lines, 2):
        if len(line) != len(header):
            raise Unreadable(f"Række {number} har {len(line)} felter, men skal have {len(header)}.")
    return [dict(zip(header, line, strict=True)) for line in lines]


def said(name: str, raw: Any, error: ErrorDetails) -> Problem:
    """One fault of the shape in Danish, at the ids one can search for in the file."""
    *around, field = path(raw, error["loc"]) or [""]
    sentence = WRONG.get(error["type"], OTHERWISE).format(input=error["input"])
    return Problem(
        name, ", ".join(around), f"»{field}« {sentence}" if field else f"Filen {sentence}"
    )


def path(raw: Any, loc: tuple[int | str, ...]) -> list[str]:
    """The way to a value: ids instead of numbers in lists, rows as an editor counts them."""
    is_table, way = isinstance(raw, list), []
    for step in loc:
        raw = _inside(raw, step)
        way.append(f"række {step + 2}" if is_table and isinstance(step, int) else _name(raw, step))
    return way


def _inside(raw: Any, step: int | str) -> Any:
    try:
        return raw[step]
    except (KeyError, IndexError, TypeError):
        return None


def _name(raw: Any, step: int | str) -> str:
    if isinstance(step, str):
        return step
    return str(raw["id"]) if isinstance(raw, dict) and "id" in raw else f"nr. {step + 1}"


def untidy(name: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.splitlines(), 1):
        if UNTIDY.search(line):
            yield Problem(
                name,
                f"linje {number}",
                "Her står en tabulator, et usynligt mellemrum eller en sti.",
            )
