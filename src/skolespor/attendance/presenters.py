"""Days in school and without it, in words."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skolespor.accounts.permissions import Permission as P
from skolespor.attendance.models import NotAttending
from skolespor.attendance.queries.clocks import WithoutSchool
from skolespor.attendance.queries.lists import Line
from skolespor.attendance.queries.page import Situation
from skolespor.attendance.rules.clock import SHORT
from skolespor.children.models import Child
from skolespor.children.presenters.frame import Link
from skolespor.children.queries.page import Header
from skolespor.core.forms import day_words

HEAD = (
    gettext_lazy("Fornavn"),
    gettext_lazy("Efternavn"),
    gettext_lazy("Skoledage uden skole"),
    gettext_lazy("Første dag"),
    gettext_lazy("Skole"),
    gettext_lazy("Handlekommune"),
)
HIDDEN = gettext_lazy("Skjult: barnet er beskyttet")


def attendance(head: Header, seen: Situation) -> dict[str, Any]:
    """The page: where it goes to school, since when it does not, and what one can write."""
    may_write = P.NOT_ATTENDING_WRITE in head.may
    return {
        "schools": [_school(spell.school.name, spell.grade_label) for spell in seen.schools],
        "clock": _clock(head.child, seen.without) if seen.without else None,
        "since_written": day_words(seen.now.since) if seen.now else "",
        "say": _say(head.child, seen) if may_write else None,
        "again": _of(head.child, "again", seen.now, _("Går i skole igen")) if may_write else None,
        "mistake": _of(head.child, "withdraw", seen.now, _("Det var en fejl"))
        if may_write
        else None,
        "before": [_before(spell) for spell in seen.before],
    }


def _school(name: str, grade: str) -> str:
    return ", ".join(part for part in (name, grade) if part)


def _clock(child: Child, one: WithoutSchool) -> dict[str, Any]:
    clock = one.clock
    return {
        "count": clock.count,
        "words": ngettext("skoledag uden skole", "skoledage uden skole", clock.count),
        "since": _("Den første var {day}.").format(day=day_words(clock.since)),
        "is_gap": clock.is_gap,
        "left": SHORT + 1 - clock.count,
        "is_assumed": one.is_assumed,
    }


def _say(child: Child, seen: Situation) -> Link | None:
    """Only who is enrolled can fail to go there."""
    if seen.now or not seen.schools:
        return None
    return Link(_("Går ikke i skole"), reverse("attendance:say", args=[child.pk]))


def _of(child: Child, page: str, spell: NotAttending | None, words: str) -> Link | None:
    if spell is None:
        return None
    return Link(words, reverse(f"attendance:{page}", args=[child.pk, spell.pk]))


def _before(spell: NotAttending) -> str:
    return _("{since} til {until}").format(
        since=day_words(spell.since), until=day_words(spell.until)
    )


def moved(head: Header, seen: Situation) -> dict[str, Any]:
    """The question that is asked at once when a child has moved."""
    names = [spell.school.name for spell in seen.schools]
    return {
        "schools": names,
        "question": _("{name} er flyttet. Går {name} stadig på {school}?").format(
            name=head.child.first_name, school=_(" og ").join(names)
        ),
        "may_enrol": P.CHILD_ENROL in head.may,
    }


# The list


def cells(lines: Iterable[Line]) -> Iterator[tuple[object, ...]]:
    """The lines in a file, in the order of `HEAD`."""
    for line in lines:
        yield (
            line.child.first_name,
            line.child.last_name,
            line.school_days,
            day_words(line.since),
            HIDDEN if line.school is None else line.school,
            line.acting,
        )
