"""What has become of an item, and what one may do with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.children.rules import is_sentence
from skolespor.core.errors import RuleBroken
from skolespor.deadlines.rules.rule import Rule, Severity

LONGEST_PUT_OFF = timedelta(days=28)
SOON = timedelta(days=3)
"""How long before its last day one is reminded."""
AHEAD = timedelta(days=14)
"""What a start page calls soon."""
NOTIFIES = "notified_municipality"
"""A record field: which municipality was told."""


class State(StrEnum):
    OPEN = "open"
    DONE = "done"
    SET_ASIDE = "set_aside"
    """Somebody has said why it does not hold for this child."""
    WITHDRAWN = "withdrawn"
    """What set it going was put right, and never happened."""
    ENDED = "ended"
    """What set it going is over."""


LABELS = {
    State.OPEN: gettext_lazy("Åben"),
    State.DONE: gettext_lazy("Klaret"),
    State.SET_ASIDE: gettext_lazy("Gælder ikke her"),
    State.WITHDRAWN: gettext_lazy("Trukket tilbage"),
    State.ENDED: gettext_lazy("Ikke længere aktuel"),
}


class Kind(StrEnum):
    """What people do with an item."""

    DONE = "done"
    SET_ASIDE = "set_aside"
    PUT_OFF = "put_off"
    REOPENED = "reopened"
    ANOTHER_DAY = "another_day"
    """A room has agreed on another last day with the child."""


DAYS_ONLY = (Kind.PUT_OFF, Kind.ANOTHER_DAY)
"""What closes nothing and opens nothing."""


@dataclass(frozen=True)
class Handled:
    """One thing somebody has done with an item, in the order in which it was done. `until` is the last
    day of a put-off, or the last day that was agreed instead."""

    kind: Kind
    until: date | None = None


def state_of(handled: Sequence[Handled], *, is_withdrawn: bool, is_over: bool) -> State:
    """What people have said counts first: what was done stays done. Then what has become of the fact."""
    last = next((one.kind for one in reversed(handled) if one.kind not in DAYS_ONLY), None)
    if last in (Kind.DONE, Kind.SET_ASIDE):
        return State(last.value)
    if is_withdrawn:
        return State.WITHDRAWN
    return State.ENDED if is_over else State.OPEN


def put_off_until(handled: Sequence[Handled]) -> date | None:
    """The last day on which the item is silent, by the last put-off; opening it again ends that."""
    last = handled[-1] if handled else None
    return last.until if last and last.kind is Kind.PUT_OFF else None


def agreed_day(handled: Sequence[Handled]) -> date | None:
    """The last day that was agreed instead of the rule's own."""
    agreed = (one.until for one in reversed(handled) if one.kind is Kind.ANOTHER_DAY)
    return next(agreed, None)


class Moment(StrEnum):
    """What a person is told of an item: that it is there, that its last day comes, or has passed."""

    NEW = "new"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


def moment_of(due: date, *, today: date) -> Moment:
    if due < today:
        return Moment.OVERDUE
    if due == today:
        return Moment.TODAY
    return Moment.SOON if due - SOON <= today else Moment.NEW


def check_open(state: str) -> None:
    if state != State.OPEN:
        raise RuleBroken("deadline.closed", _("Fristen er ikke længere åben. Intet er ændret."))


def check_closed_by_hand(state: str) -> None:
    """Only what people have closed can be opened again."""
    if state not in (State.DONE, State.SET_ASIDE):
        raise RuleBroken("deadline.not_closed", _("Fristen er ikke lukket af en person."))


def check_done(
    rule: Rule,
    *,
    day: date | None,
    text: str,
    municipality: str,
    notifies: bool,
    today: date,
) -> None:
    """`day` is when it was done. What asks for a reason or for evidence needs a sentence on what was
    done; who has notified a municipality says which."""
    if day is None:
        raise RuleBroken("deadline.no_day", _("Skriv, hvilken dag det blev gjort."), "day")
    if day > today:
        raise RuleBroken("deadline.not_yet", _("Dagen er ikke kommet endnu."), "day")
    if rule.severity in (Severity.NEEDS_REASON, Severity.BLOCKS):
        _check_text(text, _("Skriv med en sætning, hvad der er gjort."))
    if notifies and not municipality:
        raise RuleBroken(
            "deadline.municipality", _("Vælg, hvilken kommune der fik besked."), "municipality"
        )


def check_put_off(rule: Rule, *, until: date, text: str, today: date) -> None:
    if rule.severity is Severity.BLOCKS:
        raise RuleBroken(
            "deadline.blocks",
            _("Den frist kan ikke udsættes. Den lukkes, når det er gjort."),
        )
    if not today < until <= today + LONGEST_PUT_OFF:
        last = (today + LONGEST_PUT_OFF).strftime("%d-%m-%Y")
        raise RuleBroken(
            "deadline.put_off",
            _("Vælg en dag fra i morgen til og med {last}.").format(last=last),
            "until",
        )
    if rule.severity is Severity.NEEDS_REASON:
        _check_text(text, _("Skriv, hvorfor det må vente."))


def check_set_aside(rule: Rule, *, text: str) -> None:
    if rule.severity is Severity.BLOCKS:
        raise RuleBroken(
            "deadline.blocks",
            _("Den frist kan ikke lægges væk. Den lukkes, når det er gjort."),
        )
    _check_text(text, _("Skriv, hvorfor fristen ikke gælder for barnet."))


def check_next(asks: bool, *, next_on: date | None, today: date) -> None:
    """Whoever ends a round says when the next one is."""
    if asks and (next_on is None or next_on <= today):
        raise RuleBroken(
            "deadline.next", _("Skriv, hvilken dag I følger op næste gang."), "next_on"
        )


def check_passable(open_gates: Collection[str]) -> None:
    """A gate that blocks cannot be passed while anything of it is open. `open_gates` are titles."""
    if open_gates:
        raise RuleBroken(
            "gate.closed",
            _("Det kan ikke gøres endnu. Først: {gates}.").format(gates=", ".join(open_gates)),
        )


def _check_text(text: str, sentence: str) -> None:
    if not is_sentence(text):
        raise RuleBroken("deadline.no_text", sentence, "text")
