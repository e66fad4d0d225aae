"""Statements in words: what was said, who may know it, how far it is."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skolespor.accounts.models import User
from skolespor.core.content import label
from skolespor.core.forms import day_words
from skolespor.promises.drawings import picture_of
from skolespor.promises.models import Statement
from skolespor.promises.queries.asked import question_texts, sharing_hints
from skolespor.promises.queries.lists import Line
from skolespor.promises.queries.voice import Counts, Seen, Voice
from skolespor.promises.rules import DECISIONS, HELPED, TOLD, Decision, Helped, Step, Told, What

KINDS = {
    What.WORDS: gettext_lazy("Barnets ord"),
    What.STRENGTH: gettext_lazy("God til eller glad for"),
    What.DRAWING: gettext_lazy("Tegning"),
    What.WISH: gettext_lazy("Barnet beder om"),
    What.AGREEMENT: gettext_lazy("Aftale"),
}


def quote(seen: Seen) -> dict[str, Any]:
    """One thing that was said: the words first."""
    one = seen.statement
    return {
        "pk": one.pk,
        "url": reverse("promises:statement", args=[one.child_id, one.pk]),
        "text": one.text,
        "picture": picture_of(one.drawing),
        "kind": str(KINDS[What(one.what)]),
        "asked": question_texts().get(one.question, ""),
        "on": day_words(one.said_on),
        "said_to": _("Sagt til {person}").format(person=one.adult),
        "sharing": sharing_hints()[one.sharing][0],
        "is_agreement": one.what == What.AGREEMENT,
        **(waits(one, sees_answer=seen.sees_answer) if seen.waits else answered(seen)),
    }


def waits(one: Statement, *, sees_answer: bool) -> dict[str, Any]:
    """What waits: whose it is, by when, and how far, for those who read answers."""
    today = timezone.localdate()
    is_late = bool(one.due_on and one.due_on < today)
    return {
        "waits": True,
        "step": label("child_statement_steps", one.step) if sees_answer else _("Venter på svar"),
        "due": day_words(one.due_on),
        "is_late": is_late,
        "note": _late(one) if is_late else "",
        "owner": str(one.owner) if one.owner else _("Ingen endnu"),
        "agreed_for": day_words(one.agreed_for),
    }


def _late(one: Statement) -> str:
    days = (timezone.localdate() - (one.due_on or timezone.localdate())).days
    return ngettext("{days} dag over tiden", "{days} dage over tiden", days).format(days=days)


def answered(seen: Seen) -> dict[str, Any]:
    """What became of it, for those who read answers."""
    one = seen.statement
    if not one.told_on or not seen.sees_answer:
        return {"waits": False}
    return {
        "waits": False,
        "answer": one.told_text or one.reason,
        "decision": str(DECISIONS[Decision(one.decision)]) if one.decision else "",
        "told": told_words(one),
        "helped": str(HELPED[Helped(one.helped)]) if one.helped else "",
    }


def told_words(one: Statement) -> str:
    how = str(TOLD[Told(one.told_how)]) if one.told_how else ""
    words = _("Fortalt til barnet {day} af {person}: {how}")
    return words.format(day=day_words(one.told_on), person=one.told_by, how=how)


def of_voice(found: Voice) -> dict[str, Any]:
    """*Stemmen*: the newest words verbatim, the drawing, open promises, strengths."""
    shown = {one.statement.pk for one in found.words}
    more = [one for one in found.waiting if one.statement.pk not in shown]
    answers = [one for one in found.answered if one.statement.pk not in shown]
    return {
        "words": [quote(one) for one in found.words],
        "more_open": [quote(one) for one in more],
        "drawing": quote(found.drawing) if found.drawing else None,
        "strengths": [quote(one) for one in found.strengths],
        "open": [quote(one) for one in found.waiting],
        "answers": [quote(one) for one in answers],
        "unheard": [_unheard(one) for one in found.unheard],
        "counts": _counts(found.counts),
        "is_empty": found.is_empty,
    }


def _counts(counts: Counts | None) -> str:
    if counts is None:
        return ""
    return _("{waiting} ting venter på svar, {late} er over tiden.").format(
        waiting=counts.waiting, late=counts.overdue
    )


def _unheard(one: Statement) -> dict[str, str]:
    return {
        "url": reverse("promises:unheard", args=[one.child_id, one.pk]),
        "due": day_words(one.due_on),
    }


# Lists


HEAD = (
    gettext_lazy("Navn"),
    gettext_lazy("Hvad er det?"),
    gettext_lazy("Sagt"),
    gettext_lazy("Svar senest"),
    gettext_lazy("Hvem svarer?"),
    gettext_lazy("Hvor langt?"),
)


def rows(lines: Sequence[Line], *, reader: User) -> list[dict[str, Any]]:
    return [_row(line, reader) for line in lines]


def _row(line: Line, reader: User) -> dict[str, Any]:
    one = line.statement
    page = "promises:unheard" if line.is_unheard else "promises:statement"
    return {
        "name": str(one.child),
        "url": reverse(page, args=[one.child_id, one.pk]),
        "text": "" if line.is_unheard else one.text,
        "kind": "" if line.is_unheard else str(KINDS[What(one.what)]),
        "is_unheard": line.is_unheard,
        "is_late": line.is_late,
        "note": _late(one) if line.is_late else _("senest {day}").format(day=day_words(one.due_on)),
        "on": day_words(one.said_on),
        "owner": _("Du") if one.owner_id == reader.pk else str(one.owner or _("Ingen endnu")),
        "step": _how_far(line),
    }


def _how_far(line: Line) -> str:
    if line.sees_answer:
        return label("child_statement_steps", line.statement.step)
    return _("Venter på svar")


def cells(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """A file names the child and how far it is; it never holds what the child has said."""
    return [
        (
            str(one.child),
            "" if line.is_unheard else str(KINDS[What(one.what)]),
            day_words(one.said_on),
            day_words(one.due_on),
            str(one.owner or ""),
            _how_far(line),
        )
        for line in lines
        for one in [line.statement]
    ]


def steps_of(one: Statement) -> list[dict[str, str]]:
    """Said, discussed, decided, told: each with its day, where it has come."""
    days = {
        Step.SAID: one.said_on,
        Step.DISCUSSED: one.discussed_on,
        Step.DECIDED: one.decided_on or (one.said_on if one.what == What.AGREEMENT else None),
        Step.TOLD_CHILD: one.told_on,
    }
    order = list(Step)
    reached = order.index(Step(one.step))
    return [
        {
            "label": label("child_statement_steps", step),
            "note": day_words(days[step]),
            "state": "done" if at <= reached else "",
        }
        for at, step in enumerate(order)
    ]
