"""Evaluation and follow-up: what is asked, and what may be shown of it. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.calendar.rules.months import add_months
from skolespor.core.errors import RuleBroken
from skolespor.programme.rules.limits import LOOK_AGAIN, limit
from skolespor.programme.states import ANCHORING, DAYS, FOLLOW_UP
from skolespor.reviews.rules.shown import (
    SHOWN_FROM,
    Answer,
    shown_choice,
    shown_one_by_one,
    to_stored,
)


class Round(StrEnum):
    """When one evaluates: after the last day, and again after half a year (`evaluation_form`)."""

    END = "end"
    HALF_YEAR = "half_year"


class Occasion(StrEnum):
    """Why one looks at it again."""

    HALF_YEAR = "half_year"
    YEAR = "year"
    AD_HOC = "ad_hoc"


ROUNDS: Mapping[str, Any] = {
    Round.END: gettext_lazy("Evaluering efter sidste dag"),
    Round.HALF_YEAR: gettext_lazy("Evaluering efter et halvt år"),
}
OCCASIONS: Mapping[str, Any] = {
    Occasion.HALF_YEAR: gettext_lazy("Opfølgning efter et halvt år"),
    Occasion.YEAR: gettext_lazy("Opfølgning efter et år"),
    Occasion.AD_HOC: gettext_lazy("Ekstra opfølgning"),
}
ASKED_IN: Mapping[Round, tuple[str, ...]] = {
    Round.END: (DAYS, ANCHORING, FOLLOW_UP),
    Round.HALF_YEAR: (FOLLOW_UP,),
}
"""The stages of a course in which each evaluation can be opened."""
TOO_EARLY: Mapping[Round, Any] = {
    Round.END: gettext_lazy(
        "Den kan åbnes, når rådgivningsdagene er i gang, og til forløbet er slut."
    ),
    Round.HALF_YEAR: gettext_lazy(
        "Den kan åbnes, når forløbet er nået til opfølgning, og til det er slut."
    ),
}
A_YEAR = 12
"""Months. When one looks again the first time is the content's (`dl_course_follow_up`)."""
CHOICES: Mapping[str, Any] = {
    "yes": gettext_lazy("Ja"),
    "maybe": gettext_lazy("Måske"),
    "no": gettext_lazy("Nej"),
}
"""Of the question whether one would recommend the course."""
AS_NUMBERS = {"yes": 5, "maybe": 3, "no": 1}
"""So that the middle of the choices can be found as the middle of the scales is."""
LONG_TEXT, CHOICE = "long_text", "choice"
"""The kinds of questions that are answered in one's own words, and by a choice (`evaluation_form`)."""
CONFIRMED = "names_confirmed"
"""Beside the answers on a sheet: how many names its writer has confirmed not to be a child's. Only the
sum over all sheets gets into the log book, since a single sheet has no time and no name."""
ANSWERED_FOR_DAYS = 21


def due_days(last: date) -> dict[Occasion, date]:
    """When one follows up, by the last advisory day."""
    months = {Occasion.HALF_YEAR: limit(LOOK_AGAIN, last), Occasion.YEAR: A_YEAR}
    return {occasion: add_months(last, n) for occasion, n in months.items() if n is not None}


def results(sheets: Sequence[Mapping[str, str]], kinds: Mapping[str, str]) -> dict[str, Any]:
    """All that is ever shown, worked out once: per question what `reviews/rules/shown.py` lets through,
    which is nothing below three answers, and nothing of a choice below five. `kinds` are the kinds of the questions by id; `sheets` come in
    the order in which their texts may be shown."""
    return {
        name: _shown(kind, [one.get(name, "") for one in sheets]) for name, kind in kinds.items()
    }


def _shown(kind: str, answers: Sequence[str]) -> dict[str, Any]:
    given = [one for one in answers if one.strip()]
    if kind == LONG_TEXT:
        return {"texts": given if len(given) >= SHOWN_FROM else []}
    if kind == CHOICE:
        return to_stored(shown_choice([AS_NUMBERS[one] for one in given]))
    return to_stored(shown_one_by_one([Answer(int(one)) for one in given]))


def to_ask(state: str, held: Collection[str]) -> list[Round]:
    """The evaluations that can be opened now: each is held once."""
    return [one for one in Round if state in ASKED_IN[one] and one not in held]


def check_to_ask(round: Round, state: str, held: Collection[str]) -> None:
    if round in held:
        words = _("Den evaluering er holdt. Se svarene på forløbets side.")
        raise RuleBroken("evaluation.held", words)
    if round not in to_ask(state, held):
        raise RuleBroken("evaluation.too_early", str(TOO_EARLY[round]))


def texts_of(answers: Mapping[str, str], kinds: Mapping[str, str]) -> dict[str, str]:
    """What is written in own words, by what is asked and not by what was typed."""
    return {name: text for name, text in answers.items() if kinds.get(name) == LONG_TEXT}


def confirmed(sheets: Sequence[Mapping[str, str]]) -> int:
    return sum(int(one.get(CONFIRMED, "0")) for one in sheets)


def check_open(closed_on: date | None) -> None:
    if closed_on is not None:
        raise RuleBroken(
            "evaluation.closed", _("Evalueringen er lukket. Der kan ikke svares mere.")
        )


def check_answered(answers: Mapping[str, str]) -> None:
    if not any(text.strip() for text in answers.values()):
        raise RuleBroken("evaluation.empty", _("Svar på mindst ét af spørgsmålene."))


def check_once(*, has_answered: bool) -> None:
    if has_answered:
        words = _("Du har svaret. Svar uden navn kan ikke læses eller ændres bagefter.")
        raise RuleBroken("evaluation.twice", words)


def check_words(words: str) -> None:
    if not words.strip():
        raise RuleBroken("follow_up.words", _("Skriv, hvad I så."), "words")


def check_skip(words: str) -> None:
    if not words.strip():
        raise RuleBroken("follow_up.skip", _("Skriv, hvorfor I springer over."), "words")


def check_waits(held_on: date | None, skipped_on: date | None) -> None:
    if held_on or skipped_on:
        raise RuleBroken("follow_up.done", _("Det er allerede skrevet. Se det på forløbets side."))


def check_nothing_waits(waiting: Collection[str]) -> None:
    """A course is closed when every follow-up is held, or skipped with a reason."""
    if waiting:
        words = _("Der mangler: {what}. Skriv den, eller spring over med en grund.")
        raise RuleBroken("follow_up.waits", words.format(what=", ".join(waiting)))
