"""A course in words: how far it is, what each owes the other now, what can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.lines import Line
from skolespor.core.content import in_language, kept, read_yaml
from skolespor.core.forms import day_words
from skolespor.programme import states
from skolespor.programme.access import Who
from skolespor.programme.forms.application import half_year_words
from skolespor.programme.models import Course, Note, Participant, Taken
from skolespor.programme.presenters.application import level_label, line_label
from skolespor.programme.queries import courses as queries
from skolespor.programme.states import COURSE, Side

WAY = ("inquiry", "initial_dialogue", "agreement", "own_practice", "anchoring", "closed")
"""The stages that a municipality sees before it, in a row."""
STANDS_AT = {
    states.AGREED: 3,
    states.PRACTICE: 3,
    states.FOCUS: 3,
    states.TRACKS: 3,
    states.DAYS: 3,
    states.STATUS: 3,
    states.ANCHORING: 4,
    states.FOLLOW_UP: 5,
    states.CLOSED: 6,
    states.PAUSED: 3,
    states.DRAFT: 0,
    states.INQUIRY: 0,
    states.NEED_MORE: 1,
    states.DIALOGUE: 1,
    states.AGREEMENT: 2,
}
BADGES = {
    states.DRAFT: "",
    states.INQUIRY: "info",
    states.NEED_MORE: "warning",
    states.DIALOGUE: "info",
    states.AGREEMENT: "info",
    states.AGREED: "success",
    states.PRACTICE: "info",
    states.FOCUS: "info",
    states.TRACKS: "info",
    states.DAYS: "info",
    states.STATUS: "info",
    states.ANCHORING: "info",
    states.FOLLOW_UP: "success",
    states.CLOSED: "success",
    states.PAUSED: "warning",
    states.NOT_NOW: "",
    states.WITHDRAWN: "",
}
DRAFT_LABEL = gettext_lazy("Kladde")


@dataclass(frozen=True)
class Button:
    label: str
    url: str
    kind: str = "secondary"


@kept
def _stages() -> Mapping[str, Mapping[str, Any]]:
    found = read_yaml("advisory_course.yaml")["stages"]
    return {one["id"].removeprefix("st_"): one for one in found}


@kept
def _public() -> Mapping[str, Mapping[str, Any]]:
    return {one["id"]: one for one in read_yaml("advisory_course.yaml")["public_statuses"]}


def public_name(state: str) -> str:
    """What the municipality is told."""
    if state == states.DRAFT:
        return str(DRAFT_LABEL)
    return in_language(_public()[_stages()[state]["public_status"]], "label")


def staff_name(state: str) -> str:
    """What the agency calls it."""
    return str(DRAFT_LABEL) if state == states.DRAFT else in_language(_stages()[state], "title")


def stage_name(state: str, *, side: Side | None) -> str:
    """In a list of what has happened. Once the course runs both sides call the stages the same; before,
    the municipality is told what the agency wants to tell."""
    is_shared = side is Side.AGENCY or state in states.RUNNING
    return staff_name(state) if is_shared else public_name(state)


def way(course: Course) -> list[dict[str, str]]:
    """The stages in a row: done, the one that it is at, and those to come."""
    here = STANDS_AT.get(course.state, -1)
    names = [_public()[_stages()[stage]["public_status"]] for stage in WAY]
    return [
        {
            "label": in_language(name, "label") if number else _("Henvendelse"),
            "state": "done" if number < here else "current" if number == here else "",
            "url": "",
        }
        for number, name in enumerate(names)
    ]


def line(course: Course, names: Mapping[str, str]) -> dict[str, Any]:
    """A course in a list."""
    return {
        "name": names.get(course.municipality, course.municipality),
        "url": reverse("programme:course", args=[course.pk]),
        "status": public_name(course.state),
        "staff": staff_name(course.state),
        "badge": BADGES[course.state],
        "received": day_words(course.received_on),
        "due": "" if course.replied_on else day_words(course.reply_due),
        "is_late": _is_late(course),
        "next": day_words(course.next_on),
        "adviser": course.adviser.name if course.adviser else "",
        "half_year": half_year_words(course.half_year),
    }


def is_under_way(course: Course) -> bool:
    return course.state not in states.OVER


def head(course: Course) -> dict[str, Any]:
    """What every page of a course has at its top."""
    return {"course": course, "name": queries.municipalities().get(course.municipality, "")}


def people(course: Course) -> dict[str, Any]:
    """Those who are with it today, and those who have left."""
    found = [seat(one) for one in queries.participants(course)]
    heard = queries.lines_heard(course)
    return {
        "seats": [one for one in found if one["is_here"]],
        "former": [one for one in found if not one["is_here"]],
        "missing": [line_label(one.value) for one in Line if one.value not in heard],
    }


def page(course: Course, *, reader: Who, side: Side | None) -> dict[str, Any]:
    steps = queries.steps_of(course)
    last = steps[0] if steps else None
    return {
        **head(course),
        "status": staff_name(course.state) if side is Side.AGENCY else public_name(course.state),
        "told": public_name(course.state) if side is Side.AGENCY else "",
        "stage": stage_name(course.state, side=side),
        "badge": BADGES[course.state],
        "way": way(course),
        "is_over": course.state in states.OVER,
        "now": now(course, side=side),
        "words": last.words if last else "",
        "words_by": _by(last) if last else "",
        "words_on": _day(last) if last else "",
        "primary": primary(course, side=side),
        "others": others(course, side=side),
        "facts": facts(course),
        "notes": [_note(one) for one in queries.notes_of(course, reader=reader)],
        "steps": [_step(one, side=side) for one in steps],
        "is_agency": side is Side.AGENCY,
    }


def now(course: Course, *, side: Side | None) -> str:
    """What is owed now, by whom and by when; for a course that runs see `running.now`."""
    is_agency = side is Side.AGENCY
    due, next_on = day_words(course.reply_due), day_words(course.next_on)
    adviser = course.adviser.name if course.adviser else _("Styrelsen")
    told = {
        states.DRAFT: _("I skriver henvendelsen. Styrelsen ser den, når I har sendt den."),
        states.INQUIRY: _("Kommunen skal have svar senest {due}.").format(due=due)
        if is_agency
        else _("Styrelsen svarer jer senest {due}.").format(due=due),
        states.DIALOGUE: _("{adviser} og kommunen taler sammen {day}.").format(
            adviser=adviser, day=next_on
        ),
        states.NEED_MORE: _("Kommunen svarer, og I taler sammen {day}.").format(day=next_on)
        if is_agency
        else _("I svarer på det, der står herunder. {adviser} taler med jer {day}.").format(
            adviser=adviser, day=next_on
        ),
        states.AGREEMENT: _("Kommunen og styrelsen skriver aftalen sammen."),
        states.NOT_NOW: _("Det blev »ikke nu«. I kan komme igen {day}.").format(day=next_on),
        states.WITHDRAWN: _("Kommunen har trukket henvendelsen tilbage."),
    }
    return told.get(course.state, "")


PRIMARY: Mapping[tuple[str, Side], tuple[str, Any]] = {
    (states.INQUIRY, Side.AGENCY): ("talk", gettext_lazy("Svar kommunen")),
    (states.NEED_MORE, Side.MUNICIPALITY): ("answer", gettext_lazy("Send svaret")),
    (states.NOT_NOW, Side.AGENCY): ("again", gettext_lazy("Tag dialogen op igen")),
}
"""The one thing that the page is for, where a step is that."""


def primary(course: Course, *, side: Side | None) -> Button | None:
    if course.state == states.DRAFT:
        address = reverse("programme:application", args=[course.pk])
        return Button(_("Skriv henvendelsen"), address, "primary")
    if side is Side.AGENCY and course.state == states.DIALOGUE:
        return Button(_("Skriv en note"), reverse("programme:note", args=[course.pk]), "primary")
    if course.state == states.AGREEMENT:
        address = reverse("programme:agreement", args=[course.pk])
        return Button(_("Skriv og godkend aftalen"), address, "primary")
    if side is None or (course.state, side) not in PRIMARY:
        return None
    step, label = PRIMARY[course.state, side]
    return Button(str(label), reverse("programme:step", args=[course.pk, step]), "primary")


def others(course: Course, *, side: Side | None) -> list[Button]:
    """The other steps that the reader can take from here."""
    first = PRIMARY.get((course.state, side), ("", ""))[0] if side else ""
    taken_elsewhere = {first, states.SEND.name}
    return [
        Button(str(step.label), reverse("programme:step", args=[course.pk, step.name]))
        for step in COURSE.from_state(course.state)
        if step.permission is side and step.name not in taken_elsewhere
    ]


def facts(course: Course) -> list[dict[str, str]]:
    rows = [
        (_("Modtaget"), day_words(course.received_on)),
        (_("Konsulent"), course.adviser.name if course.adviser else _("Ikke valgt endnu")),
        (_("Halvår"), half_year_words(course.half_year)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def seat(one: Participant) -> dict[str, Any]:
    """Somebody who takes part, and how far they have come in."""
    return {
        "pk": one.pk,
        "name": one.name,
        "title": one.title,
        "is_lead": one.is_lead,
        "where": _where(one),
        "how": _how(one),
        "is_here": one.left_at is None,
        "is_in": one.joined_at is not None,
        "may_write": one.may_write,
    }


def _where(one: Participant) -> str:
    known = [line_label(one.line), level_label(one.level)]
    return ", ".join(part for part in known if part)


def _how(one: Participant) -> str:
    if one.left_at:
        return _("Adgangen blev lukket {day}.").format(day=_local(one.left_at))
    if one.joined_at is None:
        return _("Inviteret {day}, ikke kommet ind endnu.").format(day=_local(one.invited_at))
    return _("Med siden {day}.").format(day=_local(one.joined_at))


def _note(one: Note) -> dict[str, Any]:
    return {
        "text": one.text,
        "by": one.written_by.name,
        "on": _local(one.written_at),
        "is_shared": one.is_shared,
    }


def _step(one: Taken, *, side: Side | None) -> dict[str, str]:
    return {
        "status": stage_name(one.target, side=side),
        "by": _by(one),
        "on": _day(one),
        "words": one.words,
    }


def _by(one: Taken) -> str:
    who = one.by_participant or one.by_user
    return who.name if who else ""


def _day(one: Taken) -> str:
    return _local(one.taken_at)


def _local(at: Any) -> str:
    return day_words(timezone.localtime(at).date())


def _is_late(course: Course) -> bool:
    due = course.reply_due
    return due is not None and course.replied_on is None and due < timezone.localdate()


def lines(courses: Sequence[Course]) -> list[dict[str, Any]]:
    names = queries.municipalities()
    return [line(course, names) for course in courses]
