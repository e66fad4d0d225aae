"""Three lines side by side: where they disagree most first."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.models import User
from skolespor.core.forms import day_words
from skolespor.reviews import access
from skolespor.reviews.forms import NO_NUMBER, step_words
from skolespor.reviews.models import Agreement
from skolespor.reviews.presenters import picture
from skolespor.reviews.presenters.words import (
    distance,
    how,
    line_name,
    mode_label,
    number,
    title,
    value,
    within,
)
from skolespor.reviews.queries.focus import choice_of
from skolespor.reviews.queries.rounds import Results
from skolespor.reviews.rules.shown import Mode
from skolespor.reviews.rules.spread import (
    Compared,
    ComparedTheme,
    by_theme,
    compare,
    most_apart_first,
)

FIRST = 5
"""So many statements stand on the first page: what there is time to talk about."""


def frame(results: Results, *, reader: User) -> dict[str, Any]:
    place = results.round.municipality
    return {
        "round": results.round,
        "place": place,
        "title": title(results.round),
        "leads": access.may_lead(reader, place),
        "keys": picture.keys(list(results.shown)),
        "steps": [
            {"value": step, "words": words}
            for step, words in step_words().items()
            if step.isdecimal()
        ],
    }


def spread(results: Results, *, reader: User) -> dict[str, Any]:
    """The first page of a closed round."""
    compared = compare(results.instrument, results.shown)
    themes = by_theme(results.instrument, compared)
    first = [one for one in most_apart_first(compared) if one.distance][:FIRST]
    return {
        **frame(results, reader=reader),
        "lead": _lead(first),
        "first": [row(one, results) for one in first],
        "themes": [_theme_row(one, results) for one in themes],
        "lines": [_line(line, results) for line in results.shown],
        "choice": choice_of(results.round.municipality),
    }


def _lead(first: list[Compared]) -> str:
    flagged = [one for one in first if one.is_flagged]
    if not first:
        return _("Linjerne kan ikke sammenlignes endnu: Kun én linje eller ingen har et tal.")
    if not flagged:
        return _("I ser det næsten ens. Ingen udsagn er to trin eller mere fra hinanden.")
    return _("I er længst fra hinanden om »{theme}«. Det er et godt sted at begynde.").format(
        theme=flagged[0].theme.title
    )


def _line(line: str, results: Results) -> dict[str, str]:
    """How a line has answered, and that it has not."""
    answered = results.answered[line]
    mode = results.modes[line]
    words = mode_label(mode) if mode else _("Har ikke svaret")
    if mode == Mode.ONE_BY_ONE and not answered:
        words = _("Færre end 3 har svaret. Svarene vises ikke, og linjen tæller som ikke besvaret.")
    return {"name": line_name(line), "words": words}


def _theme_row(one: ComparedTheme, results: Results) -> dict[str, Any]:
    return {
        "title": one.theme.title,
        "url": reverse("reviews:results_theme", args=[results.round.pk, one.theme.id]),
        "values": [
            {"line": line_name(line), "value": "–" if found is None else number(found)}
            for line, found in one.lines.items()
        ],
        "distance": distance(one.distance),
        "is_flagged": one.is_flagged,
        "flagged": _flagged(one.flagged),
        "picture": picture.of_values(one.theme.id, one.theme.title, one.lines),
    }


def _flagged(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{count} udsagn med to trin eller mere", "{count} udsagn med to trin eller mere", count
    ).format(count=count)


def row(one: Compared, results: Results) -> dict[str, Any]:
    """A statement with its picture and the table beside."""
    return {
        "id": one.statement.id,
        "title": one.statement.text,
        "theme": one.theme.title,
        "url": reverse("reviews:statement", args=[results.round.pk, one.statement.id]),
        "distance": distance(one.distance),
        "is_flagged": one.is_flagged,
        "mean": number(one.mean) if one.mean is not None else "",
        "picture": picture.of_statement(one.statement.id, one.statement.text, one.lines),
        "lines": [
            {
                "name": line_name(line),
                "letter": picture.letter(line),
                "text": one.statement.for_line(line),
                "value": value(shown),
                "how": how(results.modes[line], shown),
                "within": within(shown),
                "texts": shown.texts,
            }
            for line, shown in one.lines.items()
        ],
        "agreement": agreement(results.agreements.get(one.statement.id)),
    }


def agreement(found: Agreement | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": _agreed(found),
        "note": found.note,
        "by": _("Skrevet af {name} den {day}").format(
            name=found.written_by.name, day=day_words(found.written_on)
        ),
    }


def _agreed(found: Agreement) -> str:
    if found.value is None:
        return _("Vi er ikke enige om et tal")
    return f"{found.value}: {step_words()[str(found.value)]}"


def theme(results: Results, pk: str, *, reader: User) -> dict[str, Any]:
    compared = compare(results.instrument, results.shown)
    own = most_apart_first([one for one in compared if one.theme.id == pk])
    return {
        **frame(results, reader=reader),
        "theme": own[0].theme,
        "rows": [row(one, results) for one in own],
    }


def statement(results: Results, pk: str, *, reader: User) -> dict[str, Any]:
    compared = compare(results.instrument, results.shown)
    one = next(each for each in compared if each.statement.id == pk)
    return {**frame(results, reader=reader), "row": row(one, results), "theme": one.theme}


def begins(now: Agreement | None) -> dict[str, Any]:
    """What the form begins with."""
    if now is None:
        return {"seen": 0}
    value = NO_NUMBER if now.value is None else str(now.value)
    return {"value": value, "note": now.note, "seen": now.version}


def meanwhile(current: Agreement | None) -> dict[str, Any]:
    """What stands there now, beside what one has typed: a draft may be older."""
    return {"meanwhile": agreement(current)}
