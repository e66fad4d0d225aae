"""»Fravær kræver svar«, in words."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.permissions import Permission as P
from skolespor.attendance.models import FollowUp, Signal
from skolespor.attendance.presenters.figures import days_in_words
from skolespor.attendance.queries.signals import Asked, SignalLine
from skolespor.children.presenters.frame import Link
from skolespor.children.queries.page import Header
from skolespor.core.downloads import HIDDEN
from skolespor.core.forms import day_words

HEAD = (
    gettext_lazy("Fornavn"),
    gettext_lazy("Efternavn"),
    gettext_lazy("Skole"),
    gettext_lazy("Dage væk i skoleåret"),
    gettext_lazy("Mere end"),
    gettext_lazy("Spurgt"),
    gettext_lazy("Hvem er spurgt?"),
)


def asked(head: Header, found: Asked) -> dict[str, Any]:
    """The section on the child's page: the signal if one is open, and what has been done."""
    may_answer = P.ABSENCE_ANSWER in head.may
    sees_names = "team_contacts" in head.sight
    return {
        "signal": _signal(found.signal, head, sees_names=sees_names) if found.signal else None,
        "follow_ups": [_done(one) for one in found.follow_ups],
        "answer": Link(
            _("Skriv, hvad der er gjort"),
            reverse("attendance:follow_up", args=[head.child.pk]),
        )
        if may_answer
        else None,
    }


def _signal(signal: Signal, head: Header, *, sees_names: bool) -> dict[str, str]:
    return {
        "how_much": _("{name} har været væk {days} dage i dette skoleår, mere end {limit}.").format(
            name=head.child.first_name, days=days_in_words(signal.days), limit=_limit(signal)
        ),
        "who": _who(signal, head, sees_names=sees_names),
    }


def _who(signal: Signal, head: Header, *, sees_names: bool) -> str:
    if signal.receiver_id == head.reader.pk:
        return _("Du er spurgt {day}.").format(day=day_words(signal.raised_on))
    if signal.receiver is None:
        return _("Ingen er spurgt endnu: der er ingen kontaktlærer eller koordinator.")
    if not sees_names:
        return _("En voksen omkring barnet er spurgt {day}.").format(
            day=day_words(signal.raised_on)
        )
    return _("{person} er spurgt {day}.").format(
        person=signal.receiver, day=day_words(signal.raised_on)
    )


def _limit(signal: Signal) -> str:
    return f"{signal.level} %"


def _done(one: FollowUp) -> dict[str, str]:
    again = _("Ses på igen {day}.").format(day=day_words(one.again_on)) if one.again_on else ""
    return {"day": day_words(one.day), "by": one.by.name, "text": one.text, "again": again}


def rows(lines: Iterable[SignalLine]) -> list[dict[str, Any]]:
    return [
        {
            "child": line.signal.child,
            "url": reverse("attendance:child", args=[line.signal.child_id])
            if line.may_open
            else "",
            "school": line.school,
            "days": days_in_words(line.signal.days),
            "limit": _limit(line.signal),
            "raised_on": day_words(line.signal.raised_on),
            "receiver": line.receiver,
        }
        for line in lines
    ]


def cells(lines: Iterable[SignalLine]) -> Iterator[tuple[object, ...]]:
    """The lines in a file, in the order of `HEAD`."""
    for line in lines:
        signal = line.signal
        yield (
            signal.child.first_name,
            signal.child.last_name,
            HIDDEN if line.school is None else line.school,
            days_in_words(signal.days),
            _limit(signal),
            day_words(signal.raised_on),
            HIDDEN if line.receiver is None else line.receiver,
        )
