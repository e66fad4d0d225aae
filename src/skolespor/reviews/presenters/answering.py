"""The pages on which somebody answers."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from skolespor.accounts.lines import Line
from skolespor.core.content import in_language, read_yaml
from skolespor.core.forms import day_words
from skolespor.reviews.actions.answering import Clash
from skolespor.reviews.doors import Seat
from skolespor.reviews.forms import UNKNOWN, AnswerForm, scale, step_words
from skolespor.reviews.forms import modes as mode_items
from skolespor.reviews.queries.answering import Mine, Progress
from skolespor.reviews.rules.given import Given
from skolespor.reviews.rules.instrument import FILE, Theme
from skolespor.reviews.rules.shown import SHOWN_FROM


def frame(seat: Seat) -> dict[str, Any]:
    """What stands on every page of somebody who answers."""
    line = seat.answerer.line
    return {
        "line": Line(line.line).label,
        "municipality": line.round.municipality.name,
        "answer_by": day_words(line.round.answer_by),
        "start_url": seat.url("start"),
        "is_link": seat.space == "reviews_link",
    }


def modes() -> list[dict[str, str]]:
    """The two ways to answer, with what each means."""
    return [
        {"label": in_language(one, "label"), "text": one["text_da"]}
        for one in mode_items().values()
    ]


def rules() -> list[str]:
    return list(read_yaml(FILE)["rules_da"])


def start(mine: Mine, seat: Seat) -> dict[str, Any]:
    steps = [_step(one, seat) for one in mine.progress]
    next_one = next((one for one in mine.progress if not one.is_done), None)
    mode = mode_items().get(mine.mode)
    return {
        **frame(seat),
        "mine": mine,
        "steps": steps,
        "mode_label": in_language(mode, "label") if mode else "",
        "mode_text": mode["text_da"] if mode else "",
        "rules": rules(),
        "left": mine.asked - mine.answered,
        "next_url": seat.url("theme", next_one.number if next_one else 1),
        "send_url": seat.url("hand_in"),
        "mode_url": _mode_url(mine, seat),
        "take_back_url": seat.url("take_back") if mine.is_joint else "",
        "shown_from": SHOWN_FROM,
    }


def _mode_url(mine: Mine, seat: Seat) -> str:
    """Whoever chose may choose again until the first answer."""
    may = mine.mode and mine.answerer.chooses and not mine.answerer.line.is_locked
    return seat.url("mode") if may else ""


def _step(one: Progress, seat: Seat) -> dict[str, Any]:
    asked = len(one.theme.statements)
    return {
        "title": one.theme.title,
        "url": seat.url("theme", one.number),
        "is_done": one.is_done,
        "words": _("{answered} af {asked}").format(answered=one.answered, asked=asked),
    }


def theme(mine: Mine, asked: Theme, form: AnswerForm, seat: Seat, number: int) -> dict[str, Any]:
    rows = form.rows()
    for row, one in zip(rows, asked.statements, strict=True):
        row["by"] = mine.writers.get(one.id, "") if mine.is_joint else ""
    return {
        **frame(seat),
        "form": form,
        "rows": rows,
        "theme": asked,
        "number": number,
        "of": len(mine.themes),
        "scale": scale(),
        "is_joint": mine.is_joint,
        "save_url": seat.url("save", number),
        "back_url": seat.url("theme", number - 1) if number > 1 else seat.url("start"),
        "is_last": number == len(mine.themes),
    }


def clash(
    mine: Mine, asked: Theme, clashes: Sequence[Clash], seat: Seat, number: int
) -> dict[str, Any]:
    """Both texts, and the way back to the page with theirs on it."""
    texts = {one.id: one.for_line(mine.answerer.line.line) for one in asked.statements}
    return {
        **frame(seat),
        "clashes": [
            {
                "statement": texts[one.statement],
                "by": one.by,
                "theirs": in_words(one.theirs),
                "mine": in_words(one.mine),
            }
            for one in clashes
        ],
        "again_url": seat.url("theme", number),
    }


def in_words(given: Given) -> dict[str, str]:
    if not given.is_given:
        return {"answer": _("Intet valgt"), "text": given.text}
    value = UNKNOWN if given.value is None else str(given.value)
    words = step_words()[value]
    return {"answer": words if value == UNKNOWN else f"{value}: {words}", "text": given.text}
