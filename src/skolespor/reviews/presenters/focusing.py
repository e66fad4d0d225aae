"""What the municipality has chosen to work on, as pages show it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation, User
from skolespor.core.forms import day_words
from skolespor.reviews import access
from skolespor.reviews.models import Focus, Round
from skolespor.reviews.presenters.words import title
from skolespor.reviews.queries import rounds
from skolespor.reviews.queries.focus import choice_of, ended_focus
from skolespor.reviews.rules import instrument as instruments
from skolespor.reviews.rules.spread import FOCUS_MAX


def page(place: Organisation, *, reader: User) -> dict[str, Any]:
    choice = choice_of(place)
    last = rounds.last_closed(place)
    return {
        "place": place,
        "leads": access.may_lead(reader, place),
        "focus": [_focus(one) for one in choice.focus],
        "may_choose": len(choice.focus) < FOCUS_MAX,
        "needs_more": bool(choice.focus) and not choice.is_complete,
        "alone": choice.focus[0] if choice.focus else None,
        "ended": [_focus(one) for one in ended_focus(place)],
        "last": last,
        "last_title": title(last) if last else "",
        "themes": rounds.content().themes,
    }


def _focus(one: Focus) -> dict[str, Any]:
    words = _("Valgt {day} af {name}").format(day=day_words(one.chosen_on), name=one.chosen_by.name)
    if one.ended_on:
        words = _("{chosen}. Afsluttet {day}").format(chosen=words, day=day_words(one.ended_on))
    return {
        "pk": one.pk,
        "words": one.words,
        "why": one.why,
        "alone": one.alone,
        "chosen": words,
        "theme": one.theme,
        "statement": one.statement,
    }


@dataclass(frozen=True)
class About:
    """What a focus is chosen from: a theme or a statement of a round, or nothing."""

    id: str = ""
    theme: str = ""
    statement: str = ""
    words: str = ""


def about(last: Round | None, pk: str) -> About:
    if last is None:
        return About()
    instrument = instruments.from_stored(last.instrument)
    theme, statement = instrument.theme_of(pk), instrument.statement(pk)
    if theme is None:
        return About()
    if statement is None:
        return About(theme.id, theme.id, "", theme.title)
    return About(statement.id, theme.id, statement.id, statement.text)
