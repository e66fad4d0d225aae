"""Mit overblik: what waits for the reader, in the order of harm if it waits longer. Each part stands
there only when it has something to say."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.access import permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import LEADS
from skolespor.attendance.models import GapStep
from skolespor.attendance.presenters.figures import days_in_words
from skolespor.attendance.queries import lists as attendance
from skolespor.attendance.queries import signals
from skolespor.attendance.queries.clocks import WithoutSchool
from skolespor.attendance.queries.told import last_steps
from skolespor.children.models import Child
from skolespor.children.queries import lists
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries import lists as conversations
from skolespor.conversations.states import State, state_of
from skolespor.core.forms import day_words
from skolespor.deadlines.presenters import pages as deadline_pages
from skolespor.deadlines.queries import lists as deadlines
from skolespor.notices.queries import line_of, notices_of
from skolespor.promises.presenters import words as promise_words
from skolespor.promises.queries import lists as promises
from skolespor.workspace.presenters.start import no_children
from skolespor.workspace.queries.start import waiting_for

AT_MOST = 7
"""At most seven things in a row."""


class Morning:
    """One person who opens the page; what several parts need is asked once."""

    def __init__(self, reader: User):
        self.reader = reader

    @cached_property
    def without_school(self) -> Sequence[WithoutSchool]:
        return attendance.without_school_now(reader=self.reader)


@dataclass(frozen=True)
class Part:
    """A part of the page: its template, what stands in it, and the children whom it names."""

    template: str
    facts: Mapping[str, Any]
    children: Collection[Child] = ()


def parts(*, reader: User) -> tuple[list[Part], bool]:
    """The parts of the page in their order, and whether nothing waits."""
    morning = Morning(reader)
    waiting = [part for ask in WAITING if (part := ask(morning))]
    return [*waiting, followed(morning)], not waiting


def named(shown: Sequence[Part]) -> Collection[Child]:
    """The children whom the page names, each once."""
    return {child.pk: child for part in shown for child in part.children}.values()


def without_school(morning: Morning) -> Part | None:
    """Who has no school today: for how many school days, whose ball it is, what was done last."""
    found = morning.without_school
    if not found:
        return None
    lines = attendance.lines(found[:AT_MOST], reader=morning.reader)
    steps = last_steps([line.child.pk for line in lines], reader=morning.reader)
    rows = [_without(line, steps.get(line.child.pk)) for line in lines]
    facts = {"rows": rows, "count": len(found), "is_cut": len(found) > len(rows)}
    return Part("workspace/today/_without_school.html", facts, [line.child for line in lines])


def _without(line: attendance.Line, step: GapStep | None) -> dict[str, Any]:
    pk = line.child.pk
    return {
        "name": str(line.child),
        "url": reverse("attendance:child", args=[pk]) if line.may_open else "",
        "days": line.school_days,
        "unit": ngettext("skoledag", "skoledage", line.school_days),
        "is_nobodys": line.is_gap and line.owner == "",
        "whose": _whose(line),
        "done": _done(line, step),
        "text": step.text if step else "",
    }


def _whose(line: attendance.Line) -> str:
    """Whose ball it is; before the fourth school day it is nobody's yet, and need not be."""
    if line.is_mine:
        return _("Du har ansvaret")
    if line.owner:
        return _("{person} har ansvaret").format(person=line.owner)
    if line.owner is None:
        return _("Hvem der har ansvaret, vises ikke for dig")
    if line.is_gap:
        return _("Ingen har ansvaret endnu")
    return _("Fra den 4. skoledag er det en skolepause")


def _done(line: attendance.Line, step: GapStep | None) -> str:
    if line.told_on:
        return _("Sidst gjort noget {day}").format(day=_near(step.day if step else line.told_on))
    return _("Der er ikke skrevet noget endnu") if line.is_gap and line.owner is not None else ""


def _near(day: date) -> str:
    today = timezone.localdate()
    words = {today: _("i dag"), today - timedelta(days=1): _("i går")}
    return words.get(day, day_words(day))


def promised(morning: Morning) -> Part | None:
    """What children wait for from the reader: what was promised, what they asked; for leaders how much
    is late with anybody, without a word of it."""
    reader = morning.reader
    mine = list(promises.mine(reader=reader)[:AT_MOST])
    unheard = list(promises.unheard(reader=reader)[:AT_MOST])
    late = promises.overdue_count(reader=reader)
    if not (mine or unheard or late):
        return None
    lines = promises.lines(mine, unheard, reader=reader)[:AT_MOST]
    facts = {"rows": promise_words.rows(lines, reader=reader), "late": late}
    shown = [line.statement.child for line in lines]
    return Part("workspace/today/_promised.html", facts, shown)


def talks(morning: Morning) -> Part | None:
    """Conversations that the reader is to hold soon, or to read with the child."""
    found = conversations.mine(reader=morning.reader)[:AT_MOST]
    if not found:
        return None
    facts = {"rows": [_talk(one) for one in found]}
    return Part("workspace/today/_talks.html", facts, [one.child for one in found])


def _talk(one: Conversation) -> dict[str, Any]:
    what = {
        State.TO_READ: _("Læs det sammen med barnet"),
        State.FINISHED: _("Se, hvad barnet skrev, og lav aftaler"),
    }
    state = state_of(one)
    page = "conversations:show" if state in what else "conversations:prepare"
    return {
        "name": str(one.child),
        "url": reverse(page, args=[one.child_id, one.pk]),
        "when": _when(one),
        "what": what.get(state, _("Gør klar til en samtale")),
    }


def _when(one: Conversation) -> str:
    if one.talked_on:
        return _("Holdt {day}").format(day=_near(one.talked_on))
    return day_words(one.planned_on) or _("Ingen dag endnu")


def due(morning: Morning) -> Part | None:
    """What the reader has to do by a day that has come or comes soon; for leaders how much is overdue
    with anybody."""
    reader = morning.reader
    mine = deadlines.mine_now(reader=reader)
    lines = deadlines.lines(list(mine.select_related("child")[:AT_MOST]), reader=reader)
    overdue = _overdue(reader)
    if not lines and not overdue:
        return None
    facts = {
        "rows": [row for group in deadline_pages.groups(lines) for row in group["rows"]],
        "overdue": overdue,
    }
    return Part("workspace/today/_due.html", facts, [line.item.child for line in lines])


def _overdue(reader: User) -> str:
    if not permissions_of(reader) & LEADS:
        return ""
    count = deadlines.open_items(deadlines.OVERSEEN, reader=reader).count()
    text = ngettext(
        "{count} frist er overskredet hos nogen.",
        "{count} frister er overskredet hos nogen.",
        count,
    )
    return text.format(count=count) if count else ""


def asked(morning: Morning) -> Part | None:
    """Where the reader is the one person who is asked about a child's absence; for leaders how many
    questions nobody has answered."""
    reader = morning.reader
    mine = list(signals.mine(reader=reader)[:AT_MOST])
    lines = signals.signal_lines(mine, reader=reader)
    unanswered = _unanswered(reader)
    if not lines and not unanswered:
        return None
    facts = {"rows": [_asked(line) for line in lines], "unanswered": unanswered}
    return Part("workspace/today/_asked.html", facts, [signal.child for signal in mine])


def _asked(line: signals.SignalLine) -> dict[str, str]:
    signal = line.signal
    return {
        "name": str(signal.child),
        "url": reverse("attendance:child", args=[signal.child_id]),
        "answer": reverse("attendance:follow_up", args=[signal.child_id]),
        "days": days_in_words(signal.days),
        "why": _("dage væk i skoleåret, mere end {limit}").format(limit=f"{signal.level} %"),
        "since": _("Du er spurgt {day}.").format(day=_near(signal.raised_on)),
    }


def _unanswered(reader: User) -> str:
    if not permissions_of(reader) & LEADS:
        return ""
    count = signals.open_signals(reader=reader).exclude(receiver=reader).count()
    text = ngettext(
        "Ved {count} barn venter fravær på svar fra en anden.",
        "Ved {count} børn venter fravær på svar fra en anden.",
        count,
    )
    return text.format(count=count) if count else ""


def others(morning: Morning) -> Part | None:
    lines = waiting_for(morning.without_school, reader=morning.reader)
    return Part("workspace/today/_others.html", {"rows": lines}) if lines else None


def news(morning: Morning) -> Part | None:
    unread = notices_of(morning.reader).filter(read_at=None)[:AT_MOST]
    rows = [line_of(notice) for notice in unread]
    return Part("workspace/today/_news.html", {"rows": rows}) if rows else None


WAITING: Sequence[Callable[[Morning], Part | None]] = (
    without_school,
    promised,
    talks,
    due,
    asked,
    others,
    news,
)
"""What waits, in the order of harm: children without school, promises to children, talks with them, deadlines, absence that nobody has answered,
what else there is to do, then news."""


def followed(morning: Morning) -> Part:
    """The first of the children one follows; an honest sentence for who follows none."""
    reader = morning.reader
    found = lists.followed(lists.Wanted(), reader=reader)
    children = lists.page_of(list(found.values_list("pk", flat=True)[:AT_MOST]), reader=reader)
    count = found.count()
    facts = {
        "count": count if count > AT_MOST else 0,
        "no_children": no_children(reader),
        "rows": [_child(row) for row in lists.rows(children, reader=reader)],
    }
    return Part("workspace/today/_followed.html", facts, children)


def _child(row: lists.Row) -> dict[str, Any]:
    """Who, which school and class, and "bor hos", as far as the reader may know it."""
    words = " · ".join(part for part in (row.school_words, row.lives) if part)
    return {"child": row.child, "words": words, "is_masked": row.is_masked}
