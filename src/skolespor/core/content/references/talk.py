"""Words to and about children: nothing promised that is not always true, no jargon, no counting."""

import re
from collections.abc import Iterator

from skolespor.core.content.problems import Problem
from skolespor.core.content.references.walk import Spot, inside, spots_of
from skolespor.core.content.shapes import Content
from skolespor.core.content.shapes.base import Item

TOLD = ("conversation_guide.yaml", "code_lists.yaml", "ui_texts.yaml", "transitions.yaml")
PROMISE = re.compile(
    r"kun (I|vi) to|er hemmeligt|siger (det|vi det|jeg det)? ?(til )?dig først|til dig først"
    r"|ingen andre (kan|får)|Hjemmefront",
    re.IGNORECASE,
)
ABOUT_PROMISES = frozenset({"tone_rules", "adult_reminder_da", "rule_da", "prompts"})
"""Here adults are told what not to promise, so the words stand there."""
JARGON = re.compile(
    r"\b(sag|sagen|sagsbehandler|anbragt|anbringelse\w*|myndighed\w*|samtykke\w*|part|handleplan"
    r"|indsats\w*|trivsel\w*|kortlægning\w*|PPR|underret\w*|videregiv\w*)\b",
    re.IGNORECASE,
)
COUNTER = re.compile(r"\{(days|school_days|count|total|percent)\}")
LONGEST = 26
"""Words in a sentence that a child reads."""


def check(content: Content) -> Iterator[Problem]:
    for spot in spots_of(content, *TOLD):
        yield from promise(spot)
    for spot in child_texts(content):
        yield from too_hard(spot)
    for spot in child_pages(content):
        if isinstance(spot.value, str) and COUNTER.search(spot.value):
            yield spot.problem("Barnet skal ikke se en tæller.")
    yield from same_words(content)


def promise(spot: Spot) -> Iterator[Problem]:
    is_text = isinstance(spot.value, str) and not ABOUT_PROMISES & set(spot.way)
    if is_text and (found := PROMISE.search(spot.value)):
        yield spot.problem(f"Lover noget, der ikke altid er sandt: »{found[0]}«.")


def child_pages(content: Content) -> Iterator[Spot]:
    """Everything on the pages a child opens, in Danish and English."""
    texts = content.ui_texts
    own = [screen for screen in texts.screens if screen.area == "child"]
    for item in [*own, *texts.child_pages.items]:
        yield from inside(Spot("ui_texts.yaml", _way(item), item))


def child_texts(content: Content) -> Iterator[Spot]:
    """The Danish that children read or hear: their pages, the cards, the questions, the openings."""
    yield from (spot for spot in child_pages(content) if spot.way[-1] == "da")
    guide = content.conversation_guide
    questions = [
        question
        for theme in guide.themes
        for name in type(theme.questions).model_fields
        for question in getattr(theme.questions, name)
    ]
    for item in [*guide.rights_cards, *questions, *guide.opening, *guide.safety_valve.says]:
        for spot in inside(Spot("conversation_guide.yaml", _way(item), item)):
            if set(spot.way) & {"lines_da", "title_da", "ask_da", "text_da", "adult_says_da"}:
                yield spot


def _way(item: Item) -> tuple[str, ...]:
    return (item.id,) if item.prefixes else ("screens", item.id)


def too_hard(spot: Spot) -> Iterator[Problem]:
    if not isinstance(spot.value, str):
        return
    if found := JARGON.search(spot.value):
        yield spot.problem(f"Et barn siger ikke »{found[0]}«.")
    for sentence in re.split(r"[.!?]", spot.value):
        if len(sentence.split()) > LONGEST:
            yield spot.problem(f"Sætningen er for lang til et barn: »{sentence.strip()[:40]} …«.")


def same_words(content: Content) -> Iterator[Problem]:
    """The child reads the same words for a choice in the conversation and on its page."""
    labels = {
        item.id: item.label_da for item in content.code_lists.lists.child_sharing_choices.items
    }
    for choice in content.conversation_guide.sharing_choices.items:
        if choice.label_da != labels.get(choice.ref, choice.label_da):
            yield Problem(
                "conversation_guide.yaml", choice.id, f"Kodelisten siger »{labels[choice.ref]}«."
            )
