"""Lists of deadlines, and the page of one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skolespor.children.presenters.frame import Link
from skolespor.children.presenters.people import moment
from skolespor.core.downloads import HIDDEN
from skolespor.core.forms import day_words
from skolespor.deadlines.events import ANSWERED_AT
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.presenters.words import (
    calculation,
    counted,
    ground_of,
    owner_words,
    words_of,
)
from skolespor.deadlines.queries import lists
from skolespor.deadlines.queries.item import Did, Seen, municipalities
from skolespor.deadlines.queries.lists import LATER, OVERDUE, QUIET, SOON, TODAY, Line, OfChild
from skolespor.deadlines.rules.rule import Severity, all_rules, title_of
from skolespor.deadlines.rules.state import LABELS, Kind, State

HEADINGS = {
    OVERDUE: gettext_lazy("Overskredet"),
    TODAY: gettext_lazy("I dag"),
    SOON: gettext_lazy("De næste 14 dage"),
    LATER: gettext_lazy("Senere"),
    QUIET: gettext_lazy("Udsat"),
}
HEAD = (
    gettext_lazy("Frist"),
    gettext_lazy("Hvad"),
    gettext_lazy("Fornavn"),
    gettext_lazy("Efternavn"),
    gettext_lazy("Skole"),
    gettext_lazy("Hvem har opgaven?"),
    gettext_lazy("Dage over fristen"),
)


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    url: str
    title: str
    due: str
    note: str
    is_late: bool
    owner: str
    name: str
    child_url: str
    school: str
    state: str = ""


def groups(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The lines of a page under a heading for when; in the order in which they came."""
    found: dict[str, list[Row]] = {}
    for line in lines:
        found.setdefault(line.when, []).append(_row(line))
    return [{"heading": HEADINGS[when], "rows": rows} for when, rows in found.items()]


def _row(line: Line) -> Row:
    item = line.item
    return Row(
        url=reverse("deadlines:item", args=[item.pk]),
        title=title_of(item.rule),
        due=day_words(item.due),
        note=_note(item),
        is_late=line.when == OVERDUE,
        owner=owner_words(item.owner),
        name=str(item.child),
        child_url=reverse("deadlines:child", args=[item.child_id]) if line.may_open else "",
        school=str(HIDDEN) if line.school is None else line.school,
    )


def _note(item: Deadline) -> str:
    """How late, how soon, or until when it is silent: never only a colour."""
    today = timezone.localdate()
    if item.quiet_until and item.quiet_until >= today:
        return _("udsat til og med {day}").format(day=day_words(item.quiet_until))
    days = (item.due - today).days
    if days < 0:
        return ngettext("{n} dag over", "{n} dage over", -days).format(n=-days)
    return _("i dag") if days == 0 else _in(days)


def _in(days: int) -> str:
    return ngettext("om {n} dag", "om {n} dage", days).format(n=days)


def cells(lines: Iterable[Line]) -> Iterator[tuple[object, ...]]:
    """The lines in a file, in the order of `HEAD`."""
    today = timezone.localdate()
    for line in lines:
        item = line.item
        yield (
            day_words(item.due),
            title_of(item.rule),
            item.child.first_name,
            item.child.last_name,
            HIDDEN if line.school is None else line.school,
            owner_words(item.owner),
            max((today - item.due).days, 0),
        )


def of_child(found: OfChild) -> dict[str, Any]:
    """The child's page »Frister«: mine first, then what others have, then what is closed."""
    today = timezone.localdate()
    rows = [(item.pk in found.mine, _short(item, today)) for item in found.open]
    return {
        "mine": [row for is_mine, row in rows if is_mine],
        "others": [row for is_mine, row in rows if not is_mine],
        "closed": [_short(item, today) for item in found.closed],
    }


def _short(item: Deadline, today: date) -> Row:
    is_open = item.state == State.OPEN
    return Row(
        url=reverse("deadlines:item", args=[item.pk]),
        title=title_of(item.rule),
        due=day_words(item.due),
        note=_note(item) if is_open else "",
        is_late=is_open and lists.when_of(item, today=today) == OVERDUE,
        owner=owner_words(item.owner),
        name="",
        child_url="",
        school="",
        state="" if is_open else str(LABELS[State(item.state)]),
    )


def page(seen: Seen) -> dict[str, Any]:
    """The page of one item: what, by when, whose, why, what was done, what one can do."""
    item, rule = seen.item, all_rules()[seen.item.rule]
    is_open = item.state == State.OPEN
    return {
        "item": item,
        "title": title_of(item.rule),
        "text": words_of(item.rule),
        "due": day_words(item.due),
        "note": _note(item) if is_open else "",
        "is_late": is_open and item.due < timezone.localdate(),
        "state": LABELS[State(item.state)],
        "why_closed": WHY_CLOSED.get(State(item.state), ""),
        "is_open": is_open,
        "owner": owner_words(item.owner),
        "owners": seen.owners,
        "child": str(item.child),
        "child_url": reverse("deadlines:child", args=[item.child_id]) if seen.may_open else "",
        "ground": ground_of(item.rule),
        "steps": calculation(item) if seen.knows else [],
        "counted": counted(rule),
        "history": [_handled(one, knows=seen.knows) for one in seen.did],
        "holds": HOLDS.get(rule.severity, ""),
        **_doing(seen, is_open, rule.severity),
    }


def about(item: Deadline) -> dict[str, Any]:
    """What stands above a form about an item."""
    return {
        "item": item,
        "title": title_of(item.rule),
        "due": day_words(item.due),
        "child": str(item.child),
    }


WHY_CLOSED: Mapping[State, Any] = {
    State.WITHDRAWN: gettext_lazy("Det, fristen blev regnet fra, er rettet: Det skete ikke."),
    State.ENDED: gettext_lazy("Det, fristen hørte til, er slut."),
}
HOLDS: Mapping[Severity, Any] = {
    Severity.BLOCKS: gettext_lazy("Den kan ikke udsættes. Den lukkes, når det er gjort."),
    Severity.NEEDS_REASON: gettext_lazy("Den kan udsættes med en grund."),
}


def _doing(seen: Seen, is_open: bool, severity: Severity) -> dict[str, Any]:
    """What the reader can do: nothing when it is not the reader's to do."""
    item = seen.item
    answer = ANSWERED_AT.get(item.rule)
    is_closed_here = answer is None or not answer.is_only_there
    if not seen.may_handle:
        return {"primary": None, "others": [], "refused": is_open}
    if not is_open:
        by_hand = is_closed_here and item.state in (State.DONE, State.SET_ASIDE)
        again = [_link(_("Åbn igen"), "reopen", item)] if by_hand else []
        return {"primary": None, "others": again, "refused": False}
    others = []
    if severity is not Severity.BLOCKS:
        others.append(_link(_("Udsæt"), "put_off", item))
        if is_closed_here:
            others.append(_link(_("Gælder ikke her"), "set_aside", item))
    done: Link | None = _link(_("Det er klaret"), "done", item) if is_closed_here else None
    primary = done
    if answer and seen.may_open:
        primary = Link(str(answer.label), reverse(answer.page, args=[item.child_id]))
        others = [done, *others] if done else others
    return {"primary": primary, "others": others, "refused": False}


def _link(words: str, page: str, item: Deadline) -> Link:
    return Link(words, reverse(f"deadlines:{page}", args=[item.pk]))


DID = {
    Kind.DONE: gettext_lazy("Klaret {day}"),
    Kind.PUT_OFF: gettext_lazy("Udsat til og med {until}"),
    Kind.SET_ASIDE: gettext_lazy("Lagt væk: gælder ikke her"),
    Kind.REOPENED: gettext_lazy("Åbnet igen"),
    Kind.ANOTHER_DAY: gettext_lazy("Aftalt til {until}"),
}


def _name_of(code: str) -> str:
    """A municipality by its name, where its code is known."""
    return dict(municipalities()).get(code, code) if code else ""


def _handled(did: Did, *, knows: bool) -> dict[str, str]:
    """What, when and by whom; for whom it is only a line of facts nothing about what comes next."""
    one, time = did.handling, moment(did.handling.at)
    words = str(DID[Kind(one.kind)])
    return {
        "what": words.format(day=day_words(one.day), until=day_words(one.until)),
        "who": _("{time} af {who}").format(time=time, who=did.who) if did.who else time,
        "text": did.text,
        "next_on": day_words(one.next_on) if knows else "",
        "municipality": _name_of(one.municipality) if knows else "",
    }
