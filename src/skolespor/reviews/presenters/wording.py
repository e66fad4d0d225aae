"""The municipality's copy of the instrument beside that of the content."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from skolespor.accounts.models import Organisation, User
from skolespor.reviews import access
from skolespor.reviews.actions.wording import Words
from skolespor.reviews.models import OwnStatement
from skolespor.reviews.presenters.words import line_name
from skolespor.reviews.queries import rounds
from skolespor.reviews.rules.instrument import OWN, OwnWords, Statement, Theme

FIELDS = ("text", "school", "authority", "placement", "prompt")


def page(place: Organisation, *, reader: User) -> dict[str, Any]:
    own = {one.id: one for one in rounds.own_words(place)}
    content = rounds.content()
    return {
        "place": place,
        "leads": access.may_lead(reader, place),
        "version": content.version,
        "themes": [_theme(theme, own) for theme in content.themes],
    }


def _theme(theme: Theme, own: Mapping[str, OwnWords]) -> dict[str, Any]:
    known = [_row(one.id, one.text, own.get(one.id)) for one in theme.statements]
    added = [
        _row(one.id, one.text, one)
        for one in own.values()
        if one.theme == theme.id and one.id.startswith(OWN)
    ]
    return {"id": theme.id, "title": theme.title, "rows": [*known, *added]}


def _row(pk: str, text: str, own: OwnWords | None) -> dict[str, Any]:
    return {
        "id": pk,
        "text": own.text if own and own.text else text,
        "is_own": pk.startswith(OWN),
        "is_left_out": bool(own and own.is_left_out),
        "is_reworded": bool(own and not pk.startswith(OWN) and _has_words(own)),
    }


def _has_words(own: OwnWords) -> bool:
    return bool(own.text or own.prompt or any(own.lines.values()))


def statement(place: Organisation, code: str) -> dict[str, Any] | None:
    """What the content says, beside the form; None for what neither has."""
    content = rounds.content()
    if code.startswith(OWN):
        own = rounds.own_statement(place, code)
        return {"place": place, "code": code, "title": own.text, "content": []} if own else None
    one = content.statement(code)
    if one is None:
        return None
    return {
        "place": place,
        "code": code,
        "title": one.text,
        "content": _as_content_says(one),
    }


def _as_content_says(one: Statement) -> list[dict[str, str]]:
    return [{"label": line_name(line), "value": text} for line, text in one.lines.items()]


def begins(place: Organisation, code: str) -> dict[str, Any]:
    own: OwnStatement | None = rounds.own_statement(place, code)
    if own is None:
        return {**asdict(Words()), "seen": 0}
    words = {name: getattr(own, name) for name in FIELDS}
    return {**words, "is_left_out": own.is_left_out, "seen": own.version}


def in_words(now: Mapping[str, Any]) -> list[str]:
    return [str(now[name]) for name in FIELDS if now[name]]
