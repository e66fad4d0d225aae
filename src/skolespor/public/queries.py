"""The texts as they stand today, and as they stood before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import QuerySet

from skolespor.accounts.models import Organisation
from skolespor.public.models import TextVersion
from skolespor.public.rules import LANGUAGES, Name

OURS = Path(__file__).parent / "texts"
"""What stands there until somebody has written something else: the first line is the title."""


@dataclass(frozen=True)
class Text:
    """One text in one language. Version 0 is the one that Skolespor comes with."""

    name: Name
    language: str
    version: int
    title: str
    body: str
    at: datetime | None = None


def text_of(name: Name, language: str) -> Text:
    """The newest version. In a language that nobody has written: the Danish one."""
    known = language if language in LANGUAGES else "da"
    newest = versions(name, known).first()
    return as_text(newest) if newest else _first(name, known)


def text_at(name: Name, language: str, version: int) -> Text | None:
    """An earlier version, by its number."""
    if version == 0:
        return _first(name, language)
    found = versions(name, language).filter(version=version).first()
    return as_text(found) if found else None


def versions(name: Name, language: str) -> QuerySet[TextVersion]:
    """All that were published, the newest first."""
    rows = TextVersion.objects.filter(name=name, language=language)
    return rows.select_related("written_by").order_by("-version")


def all_texts() -> Sequence[Text]:
    return [text_of(name, language) for name in Name for language in LANGUAGES]


def agency() -> Organisation | None:
    """Whom one calls about the offer."""
    return Organisation.objects.filter(kind="national_agency").order_by("pk").first()


def as_text(one: TextVersion) -> Text:
    return Text(Name(one.name), one.language, one.version, one.title, one.body, at=one.written_at)


def _first(name: Name, language: str) -> Text:
    title, _line, body = (OURS / f"{name}.{language}.md").read_text("utf-8").partition("\n")
    return Text(name, language, 0, title, body.strip())
