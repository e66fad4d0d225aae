"""The conversation guide in the order one uses it, the same for the page and for paper.

Its own words are Danish in every language, because they are said to children (`name`, `words`, `points`,
`groups`). What Skolespor says about them is in the language of the page (`title`, `facts`, `notes`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from skolespor.accounts.roles import Role
from skolespor.children.presenters.overview import Fact
from skolespor.conversations.queries import guide as content
from skolespor.conversations.queries.guide import BANDS, guide
from skolespor.core.content import in_language, kept, label
from skolespor.core.pdf import pdf
from skolespor.deadlines.rules.rule import text_of, title_of

TEMPLATE = Path(__file__).parents[1] / "typst" / "guide.typ"


@dataclass(frozen=True)
class Point:
    """One line of a list, and what Skolespor says about it."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """What is for children of one age, or has a word of its own before it."""

    label: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Part:
    """`is_said`: the groups are said aloud, word by word. `is_numbered`: the points follow each other.
    `card`: what is drawn on it, where it is one of the cards that the child chooses from."""

    title: str = ""
    name: str = ""
    mark: str = ""
    words: Sequence[str] = ()
    facts: Sequence[Fact] = ()
    points: Sequence[Point] = ()
    is_numbered: bool = False
    groups: Sequence[Group] = ()
    is_said: bool = False
    card: Fact | None = None
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    parts: Sequence[Part]
    mark: str = ""


@dataclass(frozen=True)
class Guide:
    """`name` is the guide's own title. `notice` says whose guide it is, while it is a proposal,
    `language` why its words are not in that of the page."""

    title: str
    name: str
    mark: str
    notice: Sequence[str]
    language: str
    source: Fact
    version: str
    contents: str
    sections: Sequence[Section]


def readable() -> Guide:
    """The guide in the language of the page."""
    meta = guide()["meta"]
    return Guide(
        title=_("Guide til læringssamtalen"),
        name=meta["title_da"],
        mark=_mark(meta["status"]),
        notice=_notice(meta["status"]),
        language=_language(),
        source=Fact(_("Kilde"), meta["source"]),
        version=_("Udgave {version}, kilder fra {year}").format(
            version=meta["version"], year=meta["source_year"]
        ),
        contents=_("Indhold"),
        sections=[make() for make in SECTIONS],
    )


@kept
def printed() -> bytes:
    """The guide as a PDF, in Danish; made once for each version of the content."""
    with translation.override("da"):
        return pdf(TEMPLATE, asdict(readable()))


def _notice(status: str) -> Sequence[str]:
    if status != "proposal":
        return ()
    return (
        _("Egen guide: Skolespor har selv skrevet den. Den er et forslag."),
        _("Ministeriets egen vejledning har ikke kunnet læses. Der kan stå noget andet i den."),
    )


def _language() -> str:
    """To those who read the page in English."""
    if translation.get_language() != "en":
        return ""
    return _("Guidens egne ord står på dansk, fordi de bliver sagt til børn.")


def _mark(status: str) -> str:
    """What has not been checked is never shown as if it had."""
    return {"unverified": _("ikke efterprøvet"), "proposal": _("forslag")}.get(status, "")


# The sections, one by one


def _purpose() -> Section:
    found = guide()["purpose"]
    parts = [
        Part(words=[found["text_da"]]),
        Part(title=_("Det er samtalen ikke"), points=_points(found["is_not_da"])),
    ]
    return Section("formaal", _("Det er samtalen til"), parts)


def _frame() -> Section:
    found = guide()["frame"]
    minutes = found["duration_minutes"]
    lasts = [Fact(_band(band), _minutes(minutes[band])) for band in BANDS]
    parts = [
        Part(title=_("Hvem er med?"), words=[found["who_da"]]),
        Part(title=_("Hvornår?"), words=[found["when_da"]]),
        Part(title=_("Hvor?"), words=[found["where_da"]]),
        Part(title=_("Hvor længe?"), facts=lasts, words=[found["talk_share_da"]]),
        Part(title=_("Frister"), facts=_deadlines(found["deadline_ids"]), notes=_not_law(found)),
    ]
    return Section("ramme", _("Rammen"), parts)


def _preparation() -> Section:
    sides = ((_("Det gør du"), "adult_steps"), (_("Det gør barnet"), "child_steps"))
    parts = [
        Part(
            title=title, points=_points(text for _id, text in content.steps(side)), is_numbered=True
        )
        for title, side in sides
    ]
    return Section("forberedelse", _("Før samtalen"), parts)


def _opening() -> Section:
    groups = _of_bands({band: [content.opening(band)] for band in BANDS})
    return Section("begynd", _("Begynd sådan"), [Part(groups=groups, is_said=True)])


def _safety() -> Section:
    found = guide()["safety_valve"]
    groups = _of_bands({band: [content.said_first(band)] for band in BANDS})
    parts = [
        Part(words=[found["adult_reminder_da"]], groups=groups, is_said=True),
        Part(
            title=_("Når barnet fortæller noget alvorligt"),
            points=_points(found["when_triggered_da"]),
            notes=[_source(found)],
        ),
    ]
    return Section("hjaelp", _("Sætningen om at hente hjælp"), parts, _mark(found["status"]))


def _cards() -> Section:
    parts = [
        Part(
            name=theme.title,
            words=[theme.adult_hint],
            card=Fact(_("På kortet"), theme.card),
            groups=_of_bands(
                {band: [one.text for one in asked] for band, asked in theme.questions.items()}
            ),
        )
        for theme in content.themes()
    ]
    return Section("kort", _("Kortene og spørgsmålene"), parts)


def _prompts() -> Section:
    points = _points(item["text_da"] for item in guide()["adult_prompts"])
    return Section("undervejs", _("Husk undervejs"), [Part(points=points)])


def _scales() -> Section:
    parts = [_scale(item) for item in guide()["scales"]]
    return Section("skala", _("Skalaen"), parts)


def _scale(item: Mapping[str, Any]) -> Part:
    words = [item["question_da"], item.get("follow_up_da", "")]
    numbers = _("Fra {lowest} til {highest}.").format(
        lowest=item.get("min", ""), highest=item.get("max", "")
    )
    return Part(
        title=_band(item["age_band"]),
        mark=_mark(item["status"]),
        words=[one for one in words if one],
        points=_points(item.get("labels_da", ())),
        is_numbered=True,
        notes=[numbers] if item["kind"] == "number" else (),
    )


def _sharing() -> Section:
    found = guide()["sharing_choices"]
    parts = [
        Part(words=[found["intro_da"]]),
        *(Part(name=item["label_da"], words=[item["hint_da"]]) for item in found["items"]),
        Part(title=_("Når barnet ikke har valgt"), words=[found["rule_da"]]),
        Part(title=_("Når en forælder vil se det"), words=[found["access_request_da"]]),
    ]
    return Section(
        "deling", _("Barnet vælger, hvem der må vide det"), parts, _mark(found["status"])
    )


def _closing() -> Section:
    groups = _of_bands({band: content.closing(band) for band in BANDS})
    return Section("slut", _("Slut af sammen"), [Part(groups=groups, is_said=True)])


def _follow_up() -> Section:
    steps = sorted(guide()["follow_up_steps"], key=lambda step: step["order"])
    points = [Point(step["text_da"], _whose(step)) for step in steps]
    rules = [step["deadline_id"] for step in steps]
    part = Part(points=points, is_numbered=True, notes=_not_law({"deadline_ids": rules}))
    return Section("bagefter", _("Efter samtalen"), [part])


def _outcomes() -> Section:
    points = _points(item["text_da"] for item in guide()["outcomes"])
    return Section("udfald", _("Sådan kan den ende"), [Part(points=points)])


def _rights() -> Section:
    parts = [
        Part(
            name=card["title_da"],
            mark=_mark(card["status"]),
            points=_points(card["lines_da"]),
            groups=[Group(_("Spørg barnet"), [card["ask_da"]])],
            is_said=True,
            notes=[_source(card)],
        )
        for card in guide()["rights_cards"]
    ]
    return Section("rettigheder", _("Kort om rettigheder"), parts)


SECTIONS = (
    _purpose,
    _frame,
    _preparation,
    _opening,
    _safety,
    _cards,
    _prompts,
    _scales,
    _sharing,
    _closing,
    _follow_up,
    _outcomes,
    _rights,
)


# Words


def _points(texts: Iterable[str]) -> list[Point]:
    return [Point(text) for text in texts]


def _of_bands(lines: Mapping[str, Sequence[str]]) -> list[Group]:
    return [Group(_band(band), lines[band]) for band in BANDS]


def _band(band: str) -> str:
    return label("age_bands", band)


def _minutes(lasts: Mapping[str, int]) -> str:
    return _("{least}-{most} minutter").format(least=lasts["from"], most=lasts["to"])


def _deadlines(rules: Iterable[str]) -> list[Fact]:
    return [Fact(title_of(rule), in_language(text_of(rule), "text")) for rule in rules]


def _not_law(found: Mapping[str, Any]) -> Sequence[str]:
    """Said where none of the deadlines is a law's."""
    if any(text_of(rule)["legal"] for rule in found["deadline_ids"]):
        return ()
    return (_("Fristerne er ikke lovkrav. Kommunen kan ændre, hvor lang tid der er."),)


def _whose(step: Mapping[str, Any]) -> str:
    rule = step["deadline_id"]
    return _("{role} gør det. {deadline}: {words}").format(
        role=Role(step["responsible_role"]).label,
        deadline=title_of(rule),
        words=in_language(text_of(rule), "text"),
    )


def _source(found: Mapping[str, Any]) -> str:
    return _("Kilde: {source}, {year}").format(source=found["source"], year=found["source_year"])
