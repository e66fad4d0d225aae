"""The adults around a child, who can read about it, and who has; in its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.permissions import Permission as P
from skolespor.accounts.roles import OWNS_THE_CHILDS_COURSE, Role, grants
from skolespor.audit.models import Entry
from skolespor.children.access import whole_fields
from skolespor.children.presenters.frame import Link
from skolespor.children.presenters.people import Number
from skolespor.children.queries.page import Header
from skolespor.children.queries.people import Seeing, look_of
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.adults import left_of
from skolespor.promises.access import reading
from skolespor.promises.drawings import Picture, picture_of
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, What
from skolespor.workspace.queries.own import (
    knows_names,
    may_mend,
    may_say_not_today,
    nearest_first,
)
from skolespor.workspace.rules.own_words import HINTS, LABELS, ask_about, day_for_child, who_of

# Mine voksne


@dataclass(frozen=True)
class Face:
    """One adult: who it is to the child, what to ask it about, how to reach it."""

    name: str
    who: str
    about: str
    number: Number | None
    write_url: str


def adults(head: Header, tellable: Sequence[Seeing], call: Any) -> dict[str, Any]:
    """Those whom the child can call or write to. With names left out, the municipality's number."""
    may_tell = {one.user.pk for one in tellable}
    office = Number(call.name, call.phone) if call.phone else None
    return {
        "faces": [_face(one, one.user.pk in may_tell) for one in nearest_first(head.around)],
        "knows_names": knows_names(head),
        "office": office,
    }


def _face(one: Seeing, may_tell: bool) -> Face:
    address = reverse("workspace:own_wish") + f"?voksen={one.user.pk}"
    return Face(
        one.name,
        who_of(one.acting, is_deputy=one.is_deputy),
        ask_about(one.acting),
        Number(one.name, one.phone) if one.phone else None,
        address if may_tell else "",
    )


# Hvem kan se det?


@dataclass(frozen=True)
class Reader:
    """One person who can read about the child: who it is to the child, and what it can see."""

    name: str
    who: str
    sees: Sequence[str]


def readers(head: Header) -> list[Reader]:
    """Everybody but the child itself, each once for each thing they are."""
    found: dict[tuple[int, Role], Reader] = {}
    for one in nearest_first(head.seeing):
        if one.user.pk != head.reader.pk:
            found.setdefault((one.user.pk, one.acting), _reader(head, one))
    return list(found.values())


def _reader(head: Header, one: Seeing) -> Reader:
    return Reader(one.name, who_of(one.acting, is_deputy=one.is_deputy), _sees(head, one))


def _sees(head: Header, one: Seeing) -> list[str]:
    """Nothing of where a protected child is: that is another matter for each of them."""
    if one.seat.break_glass_id is not None:
        return [_("Nogle ting i dag, fordi det hastede")]
    fields = whole_fields(one.acting) if not head.child.is_protected else frozenset()
    words = {
        _("Din skole og klasse"): "school_and_class" in fields,
        _("Hvor du bor"): "place_and_address" in fields,
        _("Om du er i skole"): P.ATTENDANCE_VIEW in grants(one.acting),
        _("Det, de andre må vide"): one.acting in reading("statements"),
        _("Det, du siger til din rådgiver"): one.acting == OWNS_THE_CHILDS_COURSE,
    }
    return [label for label, is_seen in words.items() if is_seen] or [_("Dit navn")]


def read(page: Page[Entry]) -> list[str]:
    """Who has looked, by role and never by name, on which day and why. A stay with a code is one line,
    however many pages were opened."""
    looks = [(look_of(entry).is_by_code, _read(entry)) for entry in page]
    before = [None, *looks]
    return [
        look[1] for look, last in zip(looks, before, strict=False) if not look[0] or look != last
    ]


def _read(entry: Entry) -> str:
    look = look_of(entry)
    day = day_for_child(timezone.localdate(look.at), today=timezone.localdate())
    if look.is_by_code:
        return _("Din side blev åbnet med en kode {date}.").format(date=day)
    who = who_of(Role(entry.role)) if entry.role else look.role
    if not look.step:
        return _("{role} læste det {date}.").format(role=who, date=day)
    words = _("{role} læste det {date}. Grunden var: {reason}.")
    return words.format(role=who, date=day, reason=look.step[:1].lower() + look.step[1:])


# Det, du har sagt


@dataclass(frozen=True)
class Said:
    """One thing with who may know it: value, words and whether it is so now. What adults have promised
    is not the child's to put right; by an adult's code, only what that adult may put right is."""

    pk: int
    text: str
    picture: Picture | None
    about: str
    choices: Sequence[tuple[str, str, bool]]
    may_share: bool
    may_mend: bool


def said(head: Header, page: Page[Statement]) -> dict[str, Any]:
    return {
        "said": [said_one(head, one) for one in page],
        "meanings": [(LABELS[item], HINTS[item]) for item in Sharing],
    }


def said_one(head: Header, one: Statement) -> Said:
    adult = one.adult.name if knows_names(head) else _("en voksen")
    day = day_for_child(one.said_on, today=timezone.localdate())
    words = _("Du sagde det til {adult} {date}.")
    if one.what == What.AGREEMENT:
        words = _("Du aftalte det med {adult} {date}.")
    may = may_mend(head.reader, one)
    return Said(
        one.pk,
        one.text,
        picture_of(one.drawing),
        words.format(adult=adult, date=day),
        [(item.value, str(LABELS[item]), one.sharing == item) for item in Sharing],
        may,
        may and one.what != What.AGREEMENT,
    )


# Snak om skolen


@dataclass(frozen=True)
class Talk:
    pk: int
    heading: str
    lines: Sequence[str]
    may_decline: bool


def earlier(head: Header, page: Page[Conversation]) -> list[Link]:
    """Talks that were held, each with its page. Let in by a code, the child has no other pages than
    these."""
    if head.reader.through:
        return []
    today = timezone.localdate()
    words = _("Din snak {date}")
    return [
        Link(
            words.format(date=day_for_child(one.talked_on, today=today)),
            reverse("conversations:show", args=[head.child.pk, one.pk]),
        )
        for one in page
    ]


def talks(head: Header, found: Sequence[Conversation]) -> list[Talk]:
    left = left_of(head.child, found)
    return [_left(head, one) if one.pk in left else _talk(head, one) for one in found]


def _left(head: Header, one: Conversation) -> Talk:
    """Nobody is there to hold it."""
    adult = one.adult.name if knows_names(head) else _("Din voksne")
    heading = _("{adult} er her ikke mere.").format(adult=adult)
    return Talk(one.pk, heading, [_("Vælg en anden voksen.")], may_decline=False)


def _talk(head: Header, one: Conversation) -> Talk:
    adult = one.adult.name if knows_names(head) else _("En voksen")
    asked = (
        _("Du har spurgt {adult}.")
        if one.is_asked_by_child
        else _("{adult} vil gerne snakke med dig.")
    )
    lines = [_when(one), *_where(one)]
    may_decline = may_say_not_today(head.reader, one)
    return Talk(one.pk, asked.format(adult=adult), lines, may_decline)


def _when(one: Conversation) -> str:
    if one.planned_on is None:
        return _("Der er ikke valgt en dag endnu.")
    today = timezone.localdate()
    if one.planned_on < today:
        return _("Dagen er gået. Spørg din voksne om en ny dag.")
    day = day_for_child(one.planned_on, today=today)
    if one.planned_at is None:
        return _("I skal snakke {date}.").format(date=day)
    return _("I skal snakke {date}, klokken {time}.").format(
        date=day, time=f"{one.planned_at:%H:%M}"
    )


def _where(one: Conversation) -> list[str]:
    return [_("Sted: {place}").format(place=one.place)] if one.place else []
