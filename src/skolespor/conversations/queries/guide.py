"""The conversation guide (content/conversation_guide.yaml), as pages ask for it. Its words are Danish in
every language: they are said to children."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from skolespor.children.models import Child
from skolespor.children.queries.page import age_on
from skolespor.core.content import kept, read_yaml

YOUNG, MIDDLE, OLD = "age_6_9", "age_10_13", "age_14_17"
BANDS = (YOUNG, MIDDLE, OLD)
FIRST_AGE = {MIDDLE: 10, OLD: 14}


def band_of(child: Child, day: date) -> str:
    """The age band of the child on the day; by the year of birth where the day is not known."""
    age = age_on(child.birth_date, day)
    years = day.year - (child.birth_year or day.year) if age is None else age
    return OLD if years >= FIRST_AGE[OLD] else MIDDLE if years >= FIRST_AGE[MIDDLE] else YOUNG


@dataclass(frozen=True)
class Question:
    id: str
    text: str


@dataclass(frozen=True)
class Theme:
    """One card: its title, what is drawn on it, a word to the adult, and the questions by age band."""

    id: str
    title: str
    card: str
    adult_hint: str
    questions: Mapping[str, Sequence[Question]]


@dataclass(frozen=True)
class Scale:
    """Faces with words (`labels`), or numbers from `lowest` to `highest`; `then` is asked after it."""

    id: str
    text: str
    labels: Sequence[str]
    lowest: int
    highest: int
    then: str


@kept
def guide() -> Mapping[str, Any]:
    """The whole file."""
    return read_yaml("conversation_guide.yaml")


@kept
def themes() -> tuple[Theme, ...]:
    """The eight cards in their order."""
    return tuple(
        Theme(
            item["id"],
            item["title_da"],
            item["card_da"],
            item["adult_hint_da"],
            {
                band: tuple(Question(one["id"], one["text_da"]) for one in found)
                for band, found in item["questions"].items()
            },
        )
        for item in sorted(guide()["themes"], key=lambda theme: theme["order"])
    )


@kept
def scale_of(band: str) -> Scale:
    item = next(item for item in guide()["scales"] if item["age_band"] == band)
    labels = tuple(item.get("labels_da", ()))
    return Scale(
        item["id"],
        item["question_da"],
        labels,
        item.get("min", 1),
        item.get("max", len(labels)),
        item.get("follow_up_da", ""),
    )


def said_first(band: str) -> str:
    """The sentence on fetching help, to be said before the talk begins."""
    return _of_band(guide()["safety_valve"]["says"], band)["adult_says_da"]


def opening(band: str) -> str:
    return _of_band(guide()["opening"], band)["adult_says_da"]


@kept
def child_words() -> Mapping[str, str]:
    """What pages for children say (`child_pages` in content/ui_texts.yaml), by id."""
    return {item["id"]: item["da"] for item in read_yaml("ui_texts.yaml")["child_pages"]["items"]}


def closing(band: str) -> Sequence[str]:
    return [item["text_da"] for item in guide()["closing"][band]]


def steps(part: str) -> Sequence[tuple[str, str]]:
    """The steps of the preparation, `adult_steps` or `child_steps`: id and words, in their order."""
    found = sorted(guide()["preparation"][part], key=lambda item: item["order"])
    return [(item["id"], item["text_da"]) for item in found]


def _of_band(items: Sequence[Mapping[str, Any]], band: str) -> dict[str, str]:
    return dict(next(item for item in items if item["age_band"] == band))
