"""What there is to choose from when somebody writes a track: people, themes and statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from skolespor.accounts.lines import line_of
from skolespor.accounts.models import JobSeat, Organisation
from skolespor.accounts.roles import Role
from skolespor.core.content import in_language, kept, read_yaml
from skolespor.core.danish_sqlite import danish
from skolespor.tracks import access


@dataclass(frozen=True)
class Theme:
    """A theme of the self-review with its statements and ideas for tracks."""

    id: str
    title: str
    statements: Mapping[str, str]
    ideas: Sequence[str]


def owners(municipality: Organisation) -> QuerySet[JobSeat]:
    return access.may_own(municipality).order_by(danish("user__name"), "pk")


def line_words(job: JobSeat) -> str:
    """The leadership line of a job; empty for those who stand across."""
    line = line_of(Role(job.role))
    return line.label if line else ""


@kept
def _items() -> Mapping[str, Mapping[str, Any]]:
    return {theme["id"]: theme for theme in read_yaml("self_review.yaml")["themes"]}


def themes() -> list[Theme]:
    """In the order of the self-review, in the language of the page."""
    return [_theme(item) for item in _items().values()]


def theme_of(theme: str) -> Theme | None:
    item = _items().get(theme)
    return _theme(item) if item else None


def theme_of_statement(statement: str) -> str:
    """The id of the theme that a statement belongs to; empty where there is no such statement."""
    found = (
        theme
        for theme, item in _items().items()
        if any(one["id"] == statement for one in item["statements"])
    )
    return next(found, "")


def focus_limit() -> int:
    """More themes at once than this, and nothing comes of any (`focus_limit`)."""
    limit: int = read_yaml("self_review.yaml")["rule_en"]["focus_limit"]
    return limit


def _theme(item: Mapping[str, Any]) -> Theme:
    return Theme(
        id=item["id"],
        title=in_language(item, "title"),
        statements={one["id"]: in_language(one, "text") for one in item["statements"]},
        ideas=item["action_track_ideas_da"],
    )


def criteria() -> list[tuple[str, str]]:
    """What must be in place before a track is fixed practice (`formalisation_criteria`)."""
    items = read_yaml("advisory_course.yaml")["action_tracks"]["formalisation_criteria"]
    return [(item["id"], in_language(item, "label")) for item in items]
