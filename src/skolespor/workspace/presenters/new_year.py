"""The work with a new school year, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import User
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.rules import JUNE, year_to_prepare
from skolespor.core.forms import day_words
from skolespor.workspace.queries.new_year import Step, new_year_steps


@dataclass(frozen=True)
class StepLine:
    """A step in the line at the top of every page of the work."""

    label: str
    url: str
    state: str


@dataclass(frozen=True)
class StepCard:
    """A step on the front page: what is left in words, and the way there."""

    heading: str
    words: str
    url: str
    button: str
    kind: str
    icon: str


LABELS = {
    "workspace:classes": _("Klasser"),
    "children:renew": _("Voksne"),
    "direction:index": _("Beredskab"),
}
BUTTONS = {
    "workspace:classes": _("Giv børnene en klasse"),
    "children:renew": _("Gå de voksne igennem"),
    "direction:index": _("Se beredskabet"),
}
DONE = {
    "workspace:classes": _("Alle børn, du svarer for, har en klasse."),
    "children:renew": _("Alle voksne er gået igennem."),
    "direction:index": _("Beredskabet er set igennem."),
}


def new_year_line(user: User, path: str) -> list[StepLine]:
    """The steps of somebody who has them; none for the others."""
    today = timezone.localdate()
    return [_line(step, path, today) for step in new_year_steps(reader=user, today=today)]


def _line(step: Step, path: str, today: date) -> StepLine:
    url = reverse(step.page)
    done = "done" if _is_done(step, today) else ""
    return StepLine(str(LABELS[step.page]), url, "current" if path.startswith(url) else done)


def _is_done(step: Step, today: date) -> bool:
    return not step.left and not step.others and step.begins <= today


def new_year_page(steps: Sequence[Step], today: date) -> dict[str, Any]:
    """What is done and what is left, and an honest sentence when there is nothing to do."""
    year = year_to_prepare(today)
    waiting = [step for step in steps if step.left]
    cards = [_card(step, today, is_next=step in waiting[:1]) for step in steps]
    return {
        "year": str(year),
        "cards": cards,
        "rest": "" if waiting else _rest(steps, year, today),
        "rest_kind": "success" if all(_is_done(step, today) for step in steps) else "info",
    }


def _card(step: Step, today: date, *, is_next: bool) -> StepCard:
    return StepCard(
        heading=str(LABELS[step.page]),
        words=_words(step, today),
        url=reverse(step.page),
        button=str(BUTTONS[step.page]),
        kind="primary" if is_next else "secondary",
        icon="check" if _is_done(step, today) else "",
    )


def _words(step: Step, today: date) -> str:
    if step.begins > today:
        return gettext("Fra {date}.").format(date=day_words(step.begins))
    if _is_done(step, today):
        return str(DONE[step.page])
    parts = [_left(step), _others(step)]
    return " ".join(part for part in parts if part)


def _left(step: Step) -> str:
    said = {
        "workspace:classes": ngettext(
            "{count} barn mangler en klasse.", "{count} børn mangler en klasse.", step.left
        ),
        "children:renew": ngettext(
            "Ved {count} barn skal I gå de voksne igennem.",
            "Ved {count} børn skal I gå de voksne igennem.",
            step.left,
        ),
        "direction:index": gettext("Beredskabet er ikke set igennem i skoleåret endnu."),
    }
    return said[step.page].format(count=step.left) if step.left else ""


def _others(step: Step) -> str:
    """What schools that the reader keeps an eye on have not done."""
    said = {
        "workspace:classes": ngettext(
            "Ved {count} barn i kommunen har skolen ikke svaret.",
            "Ved {count} børn i kommunen har skolen ikke svaret.",
            step.others,
        ),
        "direction:index": ngettext(
            "{count} skole har ikke et beredskab, der gælder.",
            "{count} skoler har ikke et beredskab, der gælder.",
            step.others,
        ),
    }
    return said[step.page].format(count=step.others) if step.others else ""


def _rest(steps: Sequence[Step], year: SchoolYear, today: date) -> str:
    """Nothing waits: either it is done, or it is not the time yet."""
    later = [step.begins for step in steps if step.begins > today]
    if later:
        said = gettext("Alt det, du kan gøre nu, er klaret. Resten kan du gøre fra {date}.")
        return said.format(date=day_words(min(later)))
    if any(step.others for step in steps):
        return gettext("Du har gjort dit. Nogle skoler mangler endnu.")
    if today not in year:
        return gettext("Alt er klaret for skoleåret {year}.").format(year=year)
    said = gettext("Alt er klaret for skoleåret {year}. Fra {date} kan du begynde på {next_year}.")
    begins = date(year.begins + 1, JUNE, 1)
    return said.format(year=year, date=day_words(begins), next_year=year.next)
