"""The questions of a round: themes with statements, each with one text for each line. Pure.

A round keeps its own copy (`to_stored`), so what was asked can be read for good.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

FILE = "self_review.yaml"
OWN = "own_"
"""Ids of statements that a municipality has added itself begin so."""


@dataclass(frozen=True)
class Statement:
    """`text` is the statement in short, `lines` how each line reads it. `prompt` asks for evidence."""

    id: str
    text: str
    lines: Mapping[str, str]
    prompt: str

    def for_line(self, line: str) -> str:
        return self.lines.get(line) or self.text


@dataclass(frozen=True)
class Theme:
    id: str
    title: str
    intro: str
    statements: Sequence[Statement]


@dataclass(frozen=True)
class Instrument:
    """`version` is that of the content file it was taken from."""

    version: str
    themes: Sequence[Theme]

    @property
    def statements(self) -> list[Statement]:
        return [statement for theme in self.themes for statement in theme.statements]

    def statement(self, pk: str) -> Statement | None:
        return next((one for one in self.statements if one.id == pk), None)

    def theme_of(self, pk: str) -> Theme | None:
        """The theme with the id, or the one that holds the statement with it."""
        for theme in self.themes:
            if theme.id == pk or any(one.id == pk for one in theme.statements):
                return theme
        return None

    def only(self, themes: Iterable[str]) -> "Instrument":
        chosen = set(themes)
        return Instrument(self.version, [one for one in self.themes if one.id in chosen])


def from_content(content: Mapping[str, Any]) -> Instrument:
    themes = sorted(content["themes"], key=lambda theme: theme["order"])
    return Instrument(content["meta"]["version"], [_theme(theme) for theme in themes])


def _theme(item: Mapping[str, Any]) -> Theme:
    statements = [_statement(one) for one in item["statements"]]
    return Theme(item["id"], item["title_da"], item["intro_da"], statements)


def _statement(item: Mapping[str, Any]) -> Statement:
    return Statement(
        id=item["id"],
        text=item["text_da"],
        lines=dict(item.get("variants") or {}),
        prompt=item.get("evidence_prompt_da", ""),
    )


def to_stored(instrument: Instrument) -> dict[str, Any]:
    return asdict(instrument)


def from_stored(stored: Mapping[str, Any]) -> Instrument:
    themes = [
        Theme(
            theme["id"],
            theme["title"],
            theme["intro"],
            [Statement(**one) for one in theme["statements"]],
        )
        for theme in stored["themes"]
    ]
    return Instrument(stored["version"], themes)


@dataclass(frozen=True)
class OwnWords:
    """What a municipality has changed about a statement, or added."""

    id: str
    theme: str
    text: str
    lines: Mapping[str, str]
    prompt: str
    is_left_out: bool


def adapted(instrument: Instrument, own: Iterable[OwnWords]) -> Instrument:
    """The municipality's copy: its words where it has any, without what it leaves out, its own
    statements last in their theme. Ids stay, so that years can be compared."""
    words = {one.id: one for one in own}
    themes = [_adapted(theme, words) for theme in instrument.themes]
    return Instrument(instrument.version, [theme for theme in themes if theme.statements])


def _adapted(theme: Theme, words: Mapping[str, OwnWords]) -> Theme:
    known = [
        _reworded(statement, words.get(statement.id))
        for statement in theme.statements
        if statement.id not in words or not words[statement.id].is_left_out
    ]
    added = [
        Statement(one.id, one.text, one.lines, one.prompt)
        for one in words.values()
        if one.id.startswith(OWN) and one.theme == theme.id and not one.is_left_out
    ]
    return Theme(theme.id, theme.title, theme.intro, [*known, *added])


def _reworded(statement: Statement, own: OwnWords | None) -> Statement:
    if own is None:
        return statement
    return Statement(
        id=statement.id,
        text=own.text or statement.text,
        lines={**statement.lines, **{line: text for line, text in own.lines.items() if text}},
        prompt=own.prompt or statement.prompt,
    )
