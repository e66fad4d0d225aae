"""Answers while a round is open. What they are read for: the writer's own page, and closing."""

from collections.abc import Iterable, Sequence
from typing import Any

from skolespor.core.fields import blind_index
from skolespor.reviews.models import Answerer, LineInRound, Sheet
from skolespor.reviews.rules.shown import SHOWN_FROM, Answer, Mode


def key_of(answerer: Answerer) -> str:
    """The sheet's key: the line's where it answers together, the person's own otherwise. Without the
    house's key nobody can tell whose it is."""
    if answerer.line.mode == Mode.JOINT:
        return blind_index("reviews.sheet.line", str(answerer.line_id))
    return blind_index("reviews.sheet.person", str(answerer.pk))


def sheet_of(answerer: Answerer) -> Sheet | None:
    return Sheet.objects.filter(pk=key_of(answerer)).first()


def answer_of(stored: dict[str, Any]) -> Answer:
    return Answer(stored["value"], stored["text"], stored["by"])


def answers_to(statement: str, sheets: Iterable[Sheet]) -> list[Answer]:
    given = (one.answers.get(statement) for one in sheets)
    return [answer_of(one) for one in given if one and one["is_given"]]


def handed_in(line: LineInRound) -> list[Sheet]:
    """What counts when the round is closed. A shared sheet counts as it stands: what ten people have
    written is not lost because nobody pressed the last button."""
    sheets = line.sheets.all()
    return [one for one in sheets if one.is_handed_in or line.mode == Mode.JOINT]


def enough(count: int) -> bool:
    """All that is said of how many have answered one by one while the round is open."""
    return count >= SHOWN_FROM


def keys_of(answerers: Sequence[Answerer]) -> dict[str, Answerer]:
    return {key_of(one): one for one in answerers}
