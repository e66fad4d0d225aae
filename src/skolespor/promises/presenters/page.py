"""One thing a child has said, on a page of its own."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from skolespor.children.presenters.frame import Link
from skolespor.core.content import read_yaml
from skolespor.core.forms import day_words
from skolespor.deadlines.presenters.words import ground_of
from skolespor.deadlines.rules.rule import title_of
from skolespor.promises.models import Statement
from skolespor.promises.presenters.words import quote, steps_of
from skolespor.promises.queries.asked import sharing_hints
from skolespor.promises.queries.voice import OnPage
from skolespor.promises.rules import DECISIONS, Decision, Step, What


def page(found: OnPage) -> dict[str, Any]:
    """The words, who may know them, how far it is, and what the reader can do next."""
    one = found.seen.statement
    label, hint = sharing_hints()[one.sharing]
    return {
        "one": quote(found.seen),
        "sharing_hint": hint,
        "sharing_label": label,
        "steps": steps_of(one) if one.rule and found.seen.sees_answer else [],
        "decided": _decided(one) if found.seen.sees_answer else "",
        "reason": one.reason if found.seen.sees_answer else "",
        "ground": ground_of(one.rule) if one.rule else None,
        "rule_title": title_of(one.rule) if one.rule else "",
        "wordings": found.wordings,
        "primary": _next(found),
        "others": _others(found),
        "discuss": _discuss(found),
    }


def _decided(one: Statement) -> str:
    if not one.decision:
        return ""
    words = _("{decision} · {day}, {person}")
    return words.format(
        decision=DECISIONS[Decision(one.decision)],
        day=day_words(one.decided_on),
        person=one.decided_by,
    )


def _next(found: OnPage) -> Link | None:
    """The one next thing to do."""
    one = found.seen.statement
    if not (found.may_answer and found.seen.waits):
        return None
    if one.step == Step.DECIDED or one.what == What.AGREEMENT:
        return _link(_("Skriv, hvad barnet fik at vide"), "told", one)
    return _link(_("Skriv, hvad I beslutter"), "decide", one)


def _discuss(found: OnPage) -> str:
    one = found.seen.statement
    if found.may_answer and found.seen.waits and one.step == Step.SAID:
        return reverse("promises:discussed", args=[one.child_id, one.pk])
    return ""


def _others(found: OnPage) -> list[Link]:
    one, links = found.seen.statement, []
    if found.may_answer and found.seen.waits:
        if one.step == Step.DECIDED and one.what != What.AGREEMENT:
            links.append(_link(_("Beslut noget andet"), "decide", one))
        links.append(_link(_("Giv videre til en kollega"), "owner", one))
    if found.may_share:
        links.append(_link(_("Ret, hvem der må vide det"), "sharing", one))
    if found.may_put_right:
        if one.what != What.DRAWING:
            links.append(_link(_("Ret ordene"), "reword", one))
        links.append(_link(_("Træk tilbage"), "withdraw", one))
    return links


def _link(words: str, name: str, one: Statement) -> Link:
    return Link(words, reverse(f"promises:{name}", args=[one.child_id, one.pk]))


def promise_to_child() -> str:
    """What one says to a child about who may know; never more than is always true."""
    guide = read_yaml("conversation_guide.yaml")["sharing_choices"]
    return str(guide["rule_da"])
