"""What may be shown of a line's answers to a statement. Pure, and the only place that decides it.

A line that answers together is shown as it answered. Of a line that answers one by one nothing is shown
before there are three answers, and never so much that somebody who knows their own answer, and how many
have answered, can work out what another has answered. Three alike at the end of the scale would tell:
whoever answered otherwise would know the two others. So below five answers the ends of the scale are
shown as "1-2" and "4-5". A choice of three has no steps between its ends to hide in, so of it nothing is
shown below five. `tests/test_judge.py` tries every set of answers, and `programme/tests/test_judge.py`
every set of choices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from statistics import median
from typing import Any

LOWEST, HIGHEST = 1, 5
SHOWN_FROM = 3
"""Answers with a number; content/self_review.yaml, `answer_modes`: `shown_from`."""
EXACT_FROM = 5
"""From so many the middle answer is shown at the ends of the scale too, and how far apart they lie."""
MANY = 3
"""Fewer who do not know are not told of: they could be pointed at."""


class Mode(StrEnum):
    """The ids of `answer_modes` in content/self_review.yaml."""

    JOINT = "joint"
    ONE_BY_ONE = "one_by_one"


class Why(StrEnum):
    """Why there is no value."""

    DONT_KNOW = "dont_know"
    TOO_FEW = "too_few"
    NOT_ANSWERED = "not_answered"


class Within(StrEnum):
    """How far apart the answers of one line lie."""

    CLOSE = "close"
    SOME = "some"
    APART = "apart"


@dataclass(frozen=True)
class Answer:
    """`value` is None for *ved ikke*. `by` is empty where answers are without names."""

    value: int | None
    text: str = ""
    by: str = ""


@dataclass(frozen=True)
class Shown:
    """What everybody may see of one line's answer to one statement.

    `low` and `high` are the same number, or two between which the value lies. `texts` are what people
    have written, with a name where the line answered together.
    """

    low: float | None = None
    high: float | None = None
    why: Why | None = None
    within: Within | None = None
    many_dont_know: bool = False
    texts: tuple[str, ...] = ()
    by: str = ""

    @property
    def has_value(self) -> bool:
        return self.low is not None

    @property
    def middle(self) -> float:
        """Where it is drawn."""
        assert self.low is not None and self.high is not None  # noqa: S101 - asked after has_value
        return (self.low + self.high) / 2


def shown_jointly(answer: Answer | None) -> Shown:
    if answer is None:
        return Shown(why=Why.NOT_ANSWERED)
    texts = (answer.text,) if answer.text else ()
    if answer.value is None:
        return Shown(why=Why.DONT_KNOW, texts=texts, by=answer.by)
    return Shown(low=answer.value, high=answer.value, texts=texts, by=answer.by)


def shown_one_by_one(answers: Sequence[Answer]) -> Shown:
    """`texts` come in the order of the answers: who calls shuffles them."""
    values = sorted(one.value for one in answers if one.value is not None)
    if len(values) < SHOWN_FROM:
        return Shown(why=Why.TOO_FEW)
    low, high = _middle(values)
    unknown = len(answers) - len(values)
    return Shown(
        low=low,
        high=high,
        within=_within(values) if len(values) >= EXACT_FROM else None,
        many_dont_know=unknown >= MANY and 3 * unknown >= len(answers),
        texts=tuple(one.text for one in answers if one.text),
    )


def shown_choice(places: Sequence[int]) -> Shown:
    """Of a choice between a few, by the places on the scale of those that somebody has taken: its middle
    from `EXACT_FROM` answers on. How far apart they lie is never told: close would be all alike."""
    if len(places) < EXACT_FROM:
        return Shown(why=Why.TOO_FEW)
    middle = float(median(places))
    return Shown(low=middle, high=middle)


def _middle(values: Sequence[int]) -> tuple[float, float]:
    middle = float(median(values))
    if len(values) >= EXACT_FROM or LOWEST + 1 < middle < HIGHEST - 1:
        return middle, middle
    low = LOWEST if middle <= LOWEST + 1 else HIGHEST - 1
    return float(low), float(low + 1)


def _within(values: Sequence[int]) -> Within:
    steps = values[-1] - values[0]
    if steps <= 1:
        return Within.CLOSE
    return Within.APART if steps >= 3 else Within.SOME


def to_stored(shown: Shown) -> dict[str, Any]:
    return asdict(shown)


def from_stored(stored: Mapping[str, Any]) -> Shown:
    facts = dict(stored)
    facts["why"] = Why(facts["why"]) if facts["why"] else None
    facts["within"] = Within(facts["within"]) if facts["within"] else None
    return Shown(**{**facts, "texts": tuple(facts["texts"])})
