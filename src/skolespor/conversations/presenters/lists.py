"""Conversations of one child as lines on a page, for who may know of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.children.presenters.frame import Link
from skolespor.children.queries.page import Header
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.lists import Line, OfChild
from skolespor.conversations.states import LABELS, State
from skolespor.core.forms import day_words
from skolespor.core.templatetags.danish import genitive


@dataclass(frozen=True)
class Row:
    """One conversation. `state` is a word, never only a colour; `next` is what the reader does now."""

    state: str
    heading: str
    note: str
    url: str
    next: Link | None


def section(head: Header, found: OfChild) -> Mapping[str, Any]:
    """What the tab »Stemmen« shows of conversations."""
    offer = Link(_("Tilbyd en samtale"), reverse("conversations:offer", args=[head.child.pk]))
    code = Link(
        _("Lav en kode til {names} egne sider").format(names=genitive(head.child.first_name)),
        reverse("conversations:own_code", args=[head.child.pk]),
    )
    return {
        "open": [_row(head, line) for line in found.open],
        "over": [_row(head, line) for line in found.over],
        "offer": offer if found.may_offer else None,
        "code": code if found.may_give_code else None,
    }


def _row(head: Header, line: Line) -> Row:
    one = line.conversation
    return Row(
        state=str(LABELS[line.state]),
        heading=_heading(head, one),
        note=_note(line),
        url=reverse("conversations:show", args=[head.child.pk, one.pk]),
        next=_next(line),
    )


def _heading(head: Header, one: Conversation) -> str:
    day = day_words(one.talked_on or one.planned_on or one.offered_on)
    if "team_contacts" in head.sight:
        return _("{day} med {adult}").format(day=day, adult=one.adult.name)
    return day


def _note(line: Line) -> str:
    """What happens next, in words."""
    one, today = line.conversation, timezone.localdate()
    if line.state is State.DECLINED:
        return _("Det er et godt svar. I spørger igen {day}.").format(
            day=day_words(one.next_offer_on)
        )
    if line.is_left:
        return _(
            "Den voksne er ikke om barnet mere. Træk tilbuddet tilbage, og tilbyd en ny samtale."
        )
    waits = line.state in (State.OFFERED, State.UNDERWAY) and line.is_mine
    if waits and one.planned_on and one.planned_on < today:
        return _("Dagen er gået. Talte I sammen, eller skal I finde en ny dag?")
    return ""


def _next(line: Line) -> Link | None:
    """The one thing to do for the adult who holds it; when that one is gone, for who may offer another."""
    if line.is_left:
        return _link(_("Træk tilbuddet tilbage"), "withdraw", line.conversation)
    if not line.is_mine:
        return None
    if line.state is State.TO_READ:
        return _link(_("Læs det sammen"), "show", line.conversation)
    if line.state is State.UNDERWAY:
        return _link(_("Fortsæt samtalen"), "prepare", line.conversation)
    if line.state is State.OFFERED:
        return _link(_("Gør klar"), "prepare", line.conversation)
    return None


def _link(words: str, page: str, one: Conversation) -> Link:
    return Link(words, reverse(f"conversations:{page}", args=[one.child_id, one.pk]))
