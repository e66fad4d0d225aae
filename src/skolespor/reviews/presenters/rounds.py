"""The front page and a round that is open, as pages show them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.models import Organisation, User
from skolespor.core.forms import day_words
from skolespor.reviews import access
from skolespor.reviews.models import Answerer, LineInRound, Round
from skolespor.reviews.presenters.answering import modes
from skolespor.reviews.presenters.words import line_name, mode_label, title
from skolespor.reviews.queries import rounds
from skolespor.reviews.queries import waiting as waits
from skolespor.reviews.queries.rounds import Standing, is_over_time
from skolespor.reviews.rules.shown import Mode

__all__ = ["title"]


def waiting(mine: Iterable[Answerer]) -> list[dict[str, str]]:
    """What I am asked to answer."""
    return [
        {
            "url": reverse("reviews:start", args=[one.pk]),
            "heading": _("Svar for {line}").format(line=line_name(one.line.line)),
            "words": _("{place}. Senest {day}. Det tager omkring et kvarter.").format(
                place=one.line.round.municipality.name, day=day_words(one.line.round.answer_by)
            ),
        }
        for one in mine
    ]


def part(place: Organisation, *, reader: User, today: date) -> dict[str, Any]:
    """One municipality: where it is now, and what is next."""
    every = rounds.rounds_of(place)
    state = waits.state_of(place, today=today)
    closed = [one for one in every if one.closed_on]
    return {
        "place": place,
        "leads": access.may_lead(reader, place),
        "open": state.open,
        "open_title": title(state.open) if state.open else "",
        "open_words": _open_words(state.open, today) if state.open else "",
        "latest": state.closed,
        "latest_title": title(state.closed) if state.closed else "",
        "earlier": [{"pk": one.pk, "title": title(one)} for one in closed[1:]],
        "focus": state.choice.focus,
        "begin_kind": "primary" if _is_time(state, today) else "secondary",
        "repeat": _repeat(state.repeat_due, today),
    }


def _is_time(state: waits.Standing, today: date) -> bool:
    """Nothing has been answered yet, or it is so long ago that it is time again."""
    return state.closed is None or (state.repeat_due is not None and state.repeat_due <= today)


def _open_words(one: Round, today: date) -> str:
    day = day_words(one.answer_by)
    if is_over_time(one, today=today):
        return _("Fristen var {day}. Luk runden, eller flyt fristen.").format(day=day)
    return _("Linjerne svarer senest {day}.").format(day=day)


def _repeat(due: date | None, today: date) -> str:
    if due is None:
        return ""
    if due <= today:
        return _("Det er tid til at svare igen, så I kan se, hvad der har flyttet sig.")
    return _("Svar igen omkring {day}, så I kan se, hvad der har flyttet sig.").format(
        day=day_words(due)
    )


def under_way(one: Round, standings: Sequence[Standing], *, reader: User) -> dict[str, Any]:
    return {
        "round": one,
        "title": title(one),
        "leads": access.may_lead(reader, one.municipality),
        "answer_by": day_words(one.answer_by),
        "is_late": is_over_time(one),
        "lines": [line(standing) for standing in standings],
        "themes": [theme["title"] for theme in one.instrument["themes"]],
    }


def line(standing: Standing) -> dict[str, Any]:
    held = standing.line
    return {
        "code": held.line,
        "line": line_name(held.line),
        "mode": mode_label(held.mode),
        "is_locked": held.is_locked,
        "invited": _invited(len(standing.answerers)),
        "progress": _progress(standing),
        "people": [_person(one) for one in standing.answerers],
    }


def _invited(count: int) -> str:
    if not count:
        return _("Ingen er inviteret.")
    return ngettext("{count} er inviteret.", "{count} er inviteret.", count).format(count=count)


def _progress(standing: Standing) -> str:
    """Of those who answer one by one nothing more is said than whether there are enough."""
    if standing.line.mode == Mode.ONE_BY_ONE:
        return _("3 eller flere har sendt.") if standing.enough else _("Færre end 3 har sendt.")
    if standing.line.mode == Mode.JOINT:
        if standing.is_sent_in:
            return _("Det fælles svar er sendt.")
        return ngettext(
            "{count} udsagn er besvaret.", "{count} udsagn er besvaret.", standing.answered
        ).format(count=standing.answered)
    return _("Linjen har ikke valgt, hvordan den svarer.")


def _person(one: Answerer) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "name": one.name,
        "email": one.email,
        "chooses": one.chooses,
        "way": _("Logger ind") if one.user_id else _("Får et link"),
        "has_link": one.user_id is None,
    }


def invited_words(new: int) -> str:
    if not new:
        return _("Alle på listen var inviteret i forvejen.")
    return ngettext("{count} er inviteret.", "{count} er inviteret.", new).format(count=new)


def mode(held: LineInRound) -> dict[str, Any]:
    return {
        "code": held.line,
        "line_name": line_name(held.line),
        "modes": modes(),
        "is_locked": held.is_locked,
    }


def closing(one: Round, standings: Sequence[Standing]) -> dict[str, Any]:
    """What happens when the round is closed, and which lines are not there yet."""
    absent = [line_name(each.line.line) for each in standings if not _is_there(each)]
    return {"round": one, "title": title(one), "absent": absent}


def _is_there(standing: Standing) -> bool:
    return standing.enough or standing.answered > 0
