"""The days of a course in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.core.content import in_language, kept, label, read_yaml
from skolespor.core.forms import day_words
from skolespor.programme.actions.invitations import entry_of
from skolespor.programme.forms.days import LABELS
from skolespor.programme.models import Course, Day, Part, Participant
from skolespor.programme.presenters.application import level_label, line_label, saved_words
from skolespor.programme.presenters.course import head
from skolespor.programme.queries import days as queries
from skolespor.programme.queries.days import OneDay
from skolespor.programme.rules.days import (
    KINDS,
    OUTCOME,
    PLAN,
    Kind,
    Row,
    agenda_rows,
    as_text,
    clocked,
)
from skolespor.programme.rules.ics import Method, file


def part_title(part: str) -> str:
    return _("Program og forberedelse") if part == PLAN else _("Udbytte og referat")


def field_title(name: str) -> str:
    return str(LABELS[name])


def when_words(day: Day) -> str:
    """Date and clock: 20-01-2027 kl. 09.00 til 15.30."""
    words = day_words(day.on)
    if day.begins and day.ends:
        words = _("{day} kl. {begins} til {ends}").format(
            day=words, begins=f"{day.begins:%H.%M}", ends=f"{day.ends:%H.%M}"
        )
    return words


def in_short(day: Day) -> list[str]:
    """When, how and where the day stands now."""
    told = [when_words(day), label("day_formats", day.format), day.place, day.link]
    return [words for words in told if words]


def who_comes(day: Day) -> list[str]:
    """Those who are asked to the day now."""
    return [seat_words(seat) for seat in queries.asked_to(day)]


def rows(course: Course) -> list[dict[str, Any]]:
    """Every day in its order, cancelled ones too, with how far it is."""
    found = queries.days(course, also_cancelled=True)
    numbers = _numbers(found)
    return [line(one, numbers.get(one.day.pk, 0)) for one in found]


def line(one: OneDay, number: int) -> dict[str, Any]:
    day = one.day
    words, badge = _how_far(one)
    return {
        "pk": day.pk,
        "title": title(day, number),
        "theme": template_title(day.template),
        "when": when_words(day),
        "format": label("day_formats", day.format),
        "where": day.place,
        "link": day.link,
        "how_far": words,
        "badge": badge,
        "is_cancelled": day.cancelled_at is not None,
        "url": reverse("programme:day", args=[day.course_id, day.pk]),
    }


def title(day: Day, number: int) -> str:
    kind = str(KINDS[day.kind])
    return _("{kind} {number}").format(kind=kind, number=number) if number else kind


def page(course: Course, one: OneDay) -> dict[str, Any]:
    """A day: when, where, who comes, what is on, what came of it."""
    day = one.day
    seats = queries.asked_to(day)
    return {
        **head(course),
        **line(one, queries.number_of(day)),
        "day": day,
        "cancelled": _cancelled(day),
        "purpose": one.plan.answers.get("purpose", ""),
        "agenda": _agenda(day, one.plan.answers.get("agenda", "")),
        "preparation": _points(one.plan.answers.get("preparation", "")),
        "output": _points(one.outcome.answers.get("output", "")),
        "minutes": one.outcome.answers.get("minutes", ""),
        "plan_by": saved_words(one.plan),
        "outcome_by": saved_words(one.outcome),
        "is_over": day.on <= timezone.localdate(),
        "lines": by_line(seats),
        "missing": _missing(seats),
        "history": [_history(row) for row in queries.history(day)],
    }


def begins_with(one: OneDay, part: str) -> Mapping[str, str]:
    """What stands there; of a programme that nobody has written, what its template says."""
    written = one.plan if part == PLAN else one.outcome
    if written.version or part == OUTCOME or not one.day.template:
        return written.answers
    found = _templates().get(one.day.template)
    return _from_template(found) if found else {}


def template_title(name: str) -> str:
    found = _templates().get(name)
    return in_language(found, "title") if found else ""


def by_line(seats: Sequence[Participant]) -> list[dict[str, Any]]:
    """Who comes, by leadership line, with their level."""
    lines = {seat.line for seat in seats}
    order = [one for one in ("school", "authority", "placement", "") if one in lines]
    return [
        {
            "label": line_label(one),
            "people": [_person(seat) for seat in seats if seat.line == one],
        }
        for one in order
    ]


def seat_words(seat: Participant) -> str:
    return f"{seat.name}, {line_label(seat.line).lower()}" if seat.line else seat.name


def calendar_file(days: Sequence[Day]) -> str:
    """What somebody fetches for their own calendar."""
    standing = queries.advisory(days[0].course) if days else []
    numbers = {one.pk: n for n, one in enumerate(standing, start=1)}
    entries = [entry_of(day, number=numbers.get(day.pk, 0)) for day in days]
    return file(entries, method=Method.PUBLISH)


def _numbers(found: Sequence[OneDay]) -> dict[int, int]:
    standing = [
        one.day.pk
        for one in found
        if one.day.kind == Kind.ADVISORY and one.day.cancelled_at is None
    ]
    return {pk: number for number, pk in enumerate(standing, start=1)}


def _how_far(one: OneDay) -> tuple[str, str]:
    """In a word, and the colour of its badge."""
    if one.day.cancelled_at:
        return _("Aflyst"), "error"
    is_over = one.is_over(today=timezone.localdate())
    if is_over and one.has_outcome:
        return _("Holdt"), "success"
    if is_over:
        return _("Mangler udbytte og referat"), "warning"
    return (_("Klar"), "success") if one.is_planned else (_("Mangler program"), "info")


def _cancelled(day: Day) -> str:
    if day.cancelled_at is None:
        return ""
    on = day_words(timezone.localtime(day.cancelled_at).date())
    return _("Aflyst {day}: {why}").format(day=on, why=day.cancelled_why)


def _agenda(day: Day, text: str) -> list[dict[str, str]]:
    return [
        {
            "at": f"{one.at:%H.%M}" if one.at else "",
            "minutes": _("{n} min").format(n=one.row.minutes) if one.row.minutes else "",
            "text": one.row.text,
        }
        for one in clocked(agenda_rows(text), day.begins)
    ]


def _points(text: str) -> list[str]:
    return [
        row.text if row.minutes is None else f"{row.minutes} {row.text}"
        for row in agenda_rows(text)
    ]


def _person(seat: Participant) -> str:
    known = [seat.name, seat.title, level_label(seat.level).lower()]
    return ", ".join(part for part in known if part)


def _missing(seats: Sequence[Participant]) -> list[str]:
    heard = {seat.line for seat in seats}
    return [line_label(one) for one in ("school", "authority", "placement") if one not in heard]


def _history(row: Part) -> str:
    who = row.written_by or row.written_by_user
    at = timezone.localtime(row.written_at).strftime("%d-%m-%Y kl. %H.%M")
    return _("{at}: {who} skrev i »{part}«").format(
        at=at, who=who.name if who else "", part=part_title(row.part)
    )


@kept
def _templates() -> Mapping[str, Mapping[str, Any]]:
    found = read_yaml("advisory_course.yaml")["day_templates"]
    return {one["id"]: one for one in found}


def _from_template(found: Mapping[str, Any]) -> Mapping[str, str]:
    agenda = [Row(one["minutes"], in_language(one, "text")) for one in found["agenda"]]
    return {
        "purpose": in_language(found, "purpose"),
        "agenda": as_text(agenda),
        "preparation": "\n".join(found["preparation_da"]),
    }
