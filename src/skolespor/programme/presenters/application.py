"""The application: its parts, who has written them, what is missing."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.lines import Level, Line
from skolespor.core.content import in_language, kept, read_yaml
from skolespor.programme.models import Course
from skolespor.programme.queries import courses as queries
from skolespor.programme.queries.courses import Written
from skolespor.programme.rules.application import COMMON, FIELDS, LEADERS, PARTS, missing


@kept
def _fields() -> Mapping[str, Mapping[str, Any]]:
    found = read_yaml("advisory_course.yaml")["application_form"]["fields"]
    return {one["id"]: one for one in found}


def question(name: str) -> str:
    return in_language(_fields()[name], "label")


def line_label(line: str) -> str:
    return Line(line).label if line else _("På tværs af linjerne")


def level_label(level: str) -> str:
    return Level(level).label if level else ""


def answer_words(name: str, answer: str) -> str:
    return str(LEADERS.get(answer, answer)) if name == "af_leaders" else answer


def part_title(part: str) -> str:
    return _("Fælles") if part == COMMON else line_label(part)


def overview(course: Course, *, may_write: bool) -> dict[str, Any]:
    found = queries.parts(course)
    heard = queries.lines_heard(course)
    lacking = missing(queries.common(found), heard)
    return {
        "parts": [_part(course, found[name], may_write=may_write) for name in PARTS],
        "missing": [question(name) for name in lacking],
        "lines_missing": [line_label(line) for line in PARTS[1:] if line not in heard],
        "attachments": question("af_attachments"),
        "history": [_history(row) for row in queries.part_history(course)],
    }


def _part(course: Course, written: Written, *, may_write: bool) -> dict[str, Any]:
    names = FIELDS[written.part]
    address = reverse("programme:part", args=[course.pk, written.part])
    return {
        "title": part_title(written.part),
        "url": address if may_write else "",
        "rows": [
            {
                "question": question(name),
                "answer": answer_words(name, written.answers.get(name, "")),
            }
            for name in names
        ],
        "is_empty": not any(written.answers.values()),
        "by": saved_words(written),
    }


def saved_words(written: Written) -> str:
    if written.at is None:
        return ""
    at = timezone.localtime(written.at).strftime("%d-%m-%Y kl. %H.%M")
    return _("Skrevet af {who} {at}.").format(who=written.by, at=at)


def contested(
    mine: Mapping[str, str],
    theirs: Written,
    names: tuple[str, ...],
    title_of: Callable[[str], str] = question,
) -> list[Any]:
    """Both texts, for each question that two have answered at once."""
    return [
        {
            "question": title_of(name),
            "mine": answer_words(name, mine.get(name, "")),
            "theirs": answer_words(name, theirs.answers.get(name, "")),
        }
        for name in names
    ]


def _history(row: Any) -> str:
    who = row.written_by or row.written_by_user
    at = timezone.localtime(row.written_at).strftime("%d-%m-%Y kl. %H.%M")
    title = part_title(row.part)
    return _("{at}: {who} skrev i »{part}«").format(at=at, who=who.name if who else "", part=title)
