"""The page of a child's screen: every step with what has been put down so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from skolespor.conversations import rules
from skolespor.conversations.models import ChildAnswer, ChildScreen, Conversation
from skolespor.conversations.queries import guide, steps
from skolespor.conversations.queries.screens import others_today, talk_of
from skolespor.promises import drawings
from skolespor.promises.queries.asked import sharing_hints, then_id
from skolespor.promises.rules import DEFAULT_SHARING, Sharing

ICONS = {
    Sharing.MAY_SHARE: "may_share",
    Sharing.BETWEEN_US: "between_us",
    Sharing.TO_CASE_WORKER: "to_case_worker",
}
STICKERS = ("star", "heart", "sun", "tree")


@dataclass(frozen=True)
class Asked:
    """One thing the child is asked, with its answer so far. `theme` is the card it belongs to, `label`
    stands at the field where that is another than what is asked."""

    step: str
    text: str
    answer: str = ""
    sharing: str = DEFAULT_SHARING.value
    theme: str = ""
    drawing: Mapping[str, Any] = field(default_factory=dict)
    can_draw: bool = False
    turn: int = 0
    page: str = ""
    label: str = ""
    is_chosen: bool = False

    @property
    def is_shown(self) -> bool:
        """Not in words alone: it is put right where it was made."""
        return self.is_chosen or self.can_draw


@dataclass(frozen=True)
class Choice:
    """One number, face or card that can be chosen."""

    value: str
    label: str
    is_chosen: bool
    picture: str = ""


def band_of(screen: ChildScreen) -> str:
    return talk_of(screen).band


def page(screen: ChildScreen) -> dict[str, Any]:
    """All that the page and its script need; nothing about the adult but that it is there."""
    conversation = talk_of(screen)
    band, found = conversation.band, steps.answers_of(conversation)
    scale = guide.scale_of(band)
    asked = _Asked(found, is_young=band == guide.YOUNG)
    questions = [
        asked.one(one.id, one.text, theme.id)
        for theme in guide.themes()
        for one in steps.on_screen(theme, band)
    ]
    then = [asked.one(then_id(scale.id), scale.then)] if scale.then else []
    wish = _("Det skal de voksne gøre")
    wishes = [
        replace(asked.one(step, wish), label=label)
        for step, label in zip(steps.WISHES, _wishes(), strict=True)
    ]
    drawing = asked.one(steps.DRAWING, _("Din tegning"))
    marked = replace(asked.one(scale.id, scale.text), is_chosen=True)
    return {
        "band": band,
        "is_young": band == guide.YOUNG,
        "is_old": band == guide.OLD,
        "key": screen.key,
        "here": found[steps.HERE].text if steps.HERE in found else "",
        "here_turn": found[steps.HERE].turn if steps.HERE in found else 0,
        "opening": _sentences(guide.opening(band)),
        "said_first": _sentences(guide.said_first(band)),
        "say": guide.child_words(),
        "scale": marked,
        "marks": _marks(scale, marked.answer),
        "ends": [_("passer slet ikke"), _("passer helt")],
        "then": then,
        "cards": _cards(steps.chosen_themes(conversation, found)),
        "cards_turn": found[steps.CARDS].turn if steps.CARDS in found else 0,
        "cards_page": found[steps.CARDS].page if steps.CARDS in found else "",
        "most_cards": rules.MOST_THEMES,
        "questions": questions,
        "drawing": drawing,
        "wishes": wishes,
        "items": [marked, *then, *questions, drawing, *wishes],
        "choices": _choices(conversation),
        "longest": rules.LONGEST_ANSWER,
        "stickers": [(one, drawings.SIGNS[one], drawings.SIGN_NAMES[one]) for one in STICKERS],
        "board": _board(),
        "has_begun": steps.has_words(conversation),
    }


class _Asked:
    """Puts what is asked and what has been answered together."""

    def __init__(self, found: Mapping[str, ChildAnswer], *, is_young: bool):
        self.found, self.is_young = found, is_young

    def one(self, step: str, text: str, theme: str = "") -> Asked:
        row = self.found.get(step)
        can_draw = step == steps.DRAWING or (self.is_young and bool(theme))
        if row is None:
            return Asked(step, text, theme=theme, can_draw=can_draw)
        sharing = row.sharing or DEFAULT_SHARING.value
        return Asked(
            step, text, row.text, sharing, theme, row.drawing, can_draw, row.turn, row.page
        )


def late(row: ChildAnswer) -> dict[str, Any]:
    """What another open page has put down meanwhile, for the page that came late with its own."""
    return {
        "late": True,
        "turn": row.turn,
        "page": row.page,
        "text": row.text,
        "drawing": row.drawing,
        "sharing": row.sharing or DEFAULT_SHARING.value,
    }


def _sentences(text: str) -> list[str]:
    """One sentence a line: easier for eyes that are new to reading."""
    return [part.strip() for part in text.replace("? ", "?|").replace(". ", ".|").split("|")]


def _wishes() -> list[str]:
    return [_("Det første"), _("Det andet"), _("Det tredje")]


def _marks(scale: guide.Scale, answer: str) -> list[Choice]:
    numbers = [str(n) for n in range(scale.lowest, scale.highest + 1)]
    labels: Sequence[str] = scale.labels or numbers
    return [
        Choice(number, label, number == answer, picture=f"face_{number}" if scale.labels else "")
        for number, label in zip(numbers, labels, strict=True)
    ]


def _cards(chosen: Sequence[str]) -> list[Choice]:
    return [Choice(one.id, one.title, one.id in chosen, one.id) for one in guide.themes()]


def _choices(conversation: Conversation) -> list[dict[str, Any]]:
    """The three choices in the guide's own words; the first says who "de andre" are today."""
    hints = {key: {"label": label, "hint": hint} for key, (label, hint) in sharing_hints().items()}
    others = {Sharing.MAY_SHARE: _others(conversation)}
    return [
        {"value": one.value, "icon": icon, "others": others.get(one, []), **hints[one.value]}
        for one, icon in ICONS.items()
    ]


def _others(conversation: Conversation) -> list[str]:
    words = _words_for_roles()
    return list(dict.fromkeys(words.get(role, role.label) for role in others_today(conversation)))


def _words_for_roles() -> dict[str, str]:
    return {
        "custody_holder": _("din mor, far eller værge"),
        "foster_parent": _("dem, du bor hos"),
        "placement_staff": _("de voksne, hvor du bor"),
        "placement_leader": _("lederen, hvor du bor"),
        "foster_care_consultant": _("dem, der hjælper din plejefamilie"),
        "contact_teacher": _("din lærer"),
        "school_staff": _("andre voksne på skolen"),
        "learning_guide": _("skolens læringsvejleder"),
        "learning_coordinator": _("din læringskoordinator"),
        "head_teacher": _("skolens leder"),
        "ppr_consultant": _("skolens psykolog"),
        "case_worker": _("din rådgiver"),
        "lay_advocate": _("din bisidder"),
    }


def _board() -> dict[str, Any]:
    """What the drawing board knows: the sheet, colours, lines and signs, as the server checks them."""
    return {
        "w": drawings.WIDTH,
        "h": drawings.HEIGHT,
        "colours": [[k, v, str(drawings.COLOUR_NAMES[k])] for k, v in drawings.COLOURS.items()],
        "lines": [[size, str(name)] for size, name in drawings.THICKNESS.items()],
        "signs": [[k, v, str(drawings.SIGN_NAMES[k])] for k, v in drawings.SIGNS.items()],
        "most": [drawings.MOST_STROKES, drawings.MOST_POINTS, drawings.MOST_SIGNS],
        "sizes": [drawings.SMALLEST, drawings.LARGEST],
    }
