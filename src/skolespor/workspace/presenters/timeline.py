"""The school timeline: the picture for a desk, for a telephone, and the same facts in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.calendar.rules.years import school_years
from skolespor.children.presenters.frame import Link
from skolespor.children.queries.page import Header
from skolespor.children.timeline import Lane, Part, Shape
from skolespor.core.forms import day_words
from skolespor.core.templatetags.danish import genitive
from skolespor.workspace.presenters.timeline_words import (
    NOT_FOR_YOU,
    NOTHING,
    OWN_NOTHING,
    OWN_TITLES,
    TITLES,
    Section,
    dot_in_words,
    in_words,
    listed,
    section,
    sentence,
)
from skolespor.workspace.rules.lettering import letter_of
from skolespor.workspace.rules.marks import SLIM, WIDE, Picture, Style
from skolespor.workspace.rules.picture import Words, draw
from skolespor.workspace.rules.window import Window, bands, last_years, whole_life

SLIM_YEARS = 3
"""School years that a telephone can show beside each other at the most."""


@dataclass(frozen=True)
class Drawn:
    """A picture with what the template needs besides: its name on the page, and each fact in words."""

    name: str
    caption: str
    picture: Picture
    boxes: Sequence[tuple[str, Any]]
    signs: Sequence[tuple[str, Any]]
    is_wide: bool


@dataclass(frozen=True)
class Key:
    """What a sign means."""

    shape: str
    words: str


@dataclass(frozen=True)
class Timeline:
    """The picture, or the reason why there is none."""

    heading: str
    lead: str
    reason: str = ""
    pictures: Sequence[Drawn] = ()
    keys: Sequence[Key] = ()
    sections: Sequence[Section] = ()
    notes: Sequence[str] = ()
    more: Link | None = None


def on_first_page(head: Header, part: Part) -> Timeline:
    """The whole life; on a telephone the last two school years beside it when it is long."""
    today = timezone.localdate()
    life = whole_life(part, today)
    slim = [(life, "")]
    if _years_of(life) > SLIM_YEARS:
        slim = [
            (life, _("Hele tiden")),
            (last_years(life, today), _("Dette skoleår og det sidste")),
        ]
    more = Link(_("Til udskrift"), reverse("workspace:timeline", args=[head.child.pk]))
    return _timeline(head, part, [(life, "")], slim, more=more)


def on_its_own_page(head: Header, part: Part) -> Timeline:
    """The whole life; on a telephone in pieces, the newest first."""
    life = whole_life(part, timezone.localdate())
    pieces = bands(life) if _years_of(life) > SLIM_YEARS else [life]
    slim = [(piece, _years_in_words(piece) if len(pieces) > 1 else "") for piece in pieces]
    return _timeline(head, part, [(life, "")], slim)


Windows = Sequence[tuple[Window, str]]


def _timeline(
    head: Header, part: Part, wide: Windows, slim: Windows, *, more: Link | None = None
) -> Timeline:
    heading = _heading(head)
    if part.is_empty:
        return Timeline(heading, "", reason=_reason(head, part))
    words = _words(head, part)
    pictures = [_drawn(part, one, WIDE, words, n) for n, one in enumerate(wide)]
    pictures += [_drawn(part, one, SLIM, words, n) for n, one in enumerate(slim)]
    used = {letter for one in pictures for letter in one.picture.letters}
    letters = {name: letter for name, letter in words.letters.items() if name in used}
    return Timeline(
        heading=heading,
        lead=_("Her har du boet og gået i skole.") if head.is_own else sentence(part),
        pictures=pictures,
        keys=_keys(part, pictures, letters),
        sections=[section(lane, part, words, letters) for lane in part.lanes],
        notes=part.notes,
        more=more,
    )


def _heading(head: Header) -> str:
    if head.is_own:
        return _("Din skoletid")
    return _("{names} skoletid").format(names=genitive(head.child.first_name))


def _reason(head: Header, part: Part) -> str:
    """Why there is no picture: it is not for the reader, or nothing is known."""
    if head.is_own:
        return _("De voksne har ikke skrevet det endnu.")
    if head.sight.is_masked:
        return _("Barnet er beskyttet. Derfor er der ikke et billede af skoletiden her.")
    if not part.lanes:
        return _("Du kan ikke se, hvor {name} bor og går i skole.").format(
            name=head.child.first_name
        )
    return _("Der er ikke skrevet noget endnu om, hvor {name} bor og går i skole.").format(
        name=head.child.first_name
    )


def _words(head: Header, part: Part) -> Words:
    names: dict[tuple[Lane, str], str] = {}
    for lane in (Lane.HOME, Lane.SCHOOL):
        for one in part.of(lane):
            names.setdefault((lane, one.label), letter_of(len(names)))
    titles, nothing = (OWN_TITLES, OWN_NOTHING) if head.is_own else (TITLES, NOTHING)
    return Words(
        titles={lane: str(titles[lane]) for lane in part.lanes},
        nothing={
            lane: str(NOT_FOR_YOU if _is_cut(head, part, lane) else nothing[lane])
            for lane in part.lanes
        },
        letters=names,
        today=_("I dag {day}").format(day=day_words(timezone.localdate())),
    )


def _drawn(
    part: Part, window: tuple[Window, str], style: Style, words: Words, number: int
) -> Drawn:
    picture = draw(part, window=window[0], today=timezone.localdate(), style=style, words=words)
    is_wide = style is WIDE
    return Drawn(
        name=f"timeline-{'wide' if is_wide else 'slim'}-{number}",
        caption=window[1],
        picture=picture,
        boxes=[(in_words(box.stretch), box) for box in picture.boxes],
        signs=[(dot_in_words(sign.dot), sign) for sign in picture.signs],
        is_wide=is_wide,
    )


def _years_of(window: Window) -> int:
    return len(school_years(window.first, window.last))


def _years_in_words(window: Window) -> str:
    return listed([str(year) for year in school_years(window.first, window.last)])


# What the signs mean


def _keys(
    part: Part, pictures: Sequence[Drawn], letters: Mapping[tuple[Lane, str], str]
) -> list[Key]:
    shapes = {dot.shape: dot.kind for dot in part.dots}
    keys = [Key(shape.value, shapes[shape]) for shape in Shape if shape in shapes]
    boxes = [box for one in pictures for box in one.picture.boxes]
    if any(piece.is_planned for box in boxes for piece in box.pieces):
        keys.append(Key("planned", _("Planlagt")))
    if letters:
        keys.append(Key("letter", _("Et bogstav er et navn, som står i teksten")))
    return keys


def _is_cut(head: Header, part: Part, lane: Lane) -> bool:
    """Whether there may be more than the reader sees: then an empty lane does not say that there is
    nothing."""
    if lane is Lane.HOME:
        return any(home.since is None for home in part.of(lane))
    return not head.is_own and lane is not Lane.EVENTS and "school_history" not in head.sight
