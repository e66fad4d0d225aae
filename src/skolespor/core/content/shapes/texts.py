"""ui_texts.yaml: what pages say, in Danish and English."""

from typing import ClassVar, Generic, Literal, TypeVar

from skolespor.core.content.shapes.base import (
    File,
    Id,
    Item,
    Meta,
    ScreenId,
    SeverityId,
    Shape,
    Text,
)


class Both(Shape):
    da: Text
    en: Text


class Maybe(Shape):
    """Empty where a page can never be empty."""

    da: str
    en: str


class Phrase(Item):
    da: Text
    en: Text


class Menu(Phrase):
    screens: list[ScreenId]


class Screen(Item):
    area: Literal[
        "admin",
        "agency",
        "child",
        "guest",
        "home",
        "knowledge",
        "municipality",
        "parent",
        "professional",
    ]
    title: Both
    help: Both
    empty: Maybe
    actions: list[Phrase]


class Prompt(Phrase):
    severity: SeverityId
    screen: ScreenId


class Banner(Phrase):
    prefixes: ClassVar = ("bn",)


class PeopleText(Phrase):
    prefixes: ClassVar = ("pe",)


class CreateChildText(Phrase):
    prefixes: ClassVar = ("cr",)


class NotAttendingText(Phrase):
    prefixes: ClassVar = ("na",)


class WorryText(Phrase):
    prefixes: ClassVar = ("wo",)


class BreakGlassText(Phrase):
    prefixes: ClassVar = ("bg",)


class ContactText(Phrase):
    prefixes: ClassVar = ("ct",)


class MissingText(Phrase):
    prefixes: ClassVar = ("ms",)


class Notification(Phrase):
    prefixes: ClassVar = ("n",)

    channel: Literal["app", "app_mail", "child_app", "home_app", "mail"]


class Fault(Phrase):
    prefixes: ClassVar = ("e",)


class Confirmation(Phrase):
    prefixes: ClassVar = ("c",)


class ChildPageText(Phrase):
    prefixes: ClassVar = ("cp",)


class FosterPageText(Phrase):
    prefixes: ClassVar = ("fp",)


class ParentPageText(Phrase):
    prefixes: ClassVar = ("pp",)


class Accessibility(Phrase):
    prefixes: ClassVar = ("ax",)


AnyPhrase = TypeVar("AnyPhrase", bound=Phrase)


class Phrases(Shape, Generic[AnyPhrase]):
    """The texts of one page; the note is for those who write them."""

    note_da: Text | None = None
    items: list[AnyPhrase]


class UiMeta(Meta):
    placeholders: list[Id]


class UiTexts(File):
    meta: UiMeta
    tone_rules: list[Phrase]
    navigation: list[Menu]
    screens: list[Screen]
    common_actions: list[Phrase]
    banners: list[Banner]
    people_admin: Phrases[PeopleText]
    create_child_texts: Phrases[CreateChildText]
    not_attending_texts: Phrases[NotAttendingText]
    worry_texts: Phrases[WorryText]
    break_glass_texts: Phrases[BreakGlassText]
    contact_texts: Phrases[ContactText]
    missing_list: Phrases[MissingText]
    deadline_words: list[Phrase]
    prompts: list[Prompt]
    attendance_texts: list[Phrase]
    notifications: Phrases[Notification]
    errors: list[Fault]
    confirmations: list[Confirmation]
    child_pages: Phrases[ChildPageText]
    foster_pages: Phrases[FosterPageText]
    parent_pages: Phrases[ParentPageText]
    letters: list[Phrase]
    accessibility: list[Accessibility]
