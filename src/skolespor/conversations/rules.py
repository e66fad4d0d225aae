"""What must be true of a learning conversation."""

from datetime import date

from django.utils.translation import gettext as _

from skolespor.conversations.states import Outcome
from skolespor.core.errors import RuleBroken


def check_open(outcome: str) -> None:
    if outcome in (Outcome.HELD, Outcome.OTHER_WAY, Outcome.DECLINED):
        words = _("Samtalen er allerede skrevet færdig. Tilbyd en ny, hvis barnet vil.")
        raise RuleBroken("conversation.over", words)


def check_held(outcome: str) -> None:
    if outcome not in (Outcome.HELD, Outcome.OTHER_WAY):
        raise RuleBroken("conversation.not_held", _("Samtalen er ikke holdt endnu."))


def check_talked_on(talked_on: date, *, today: date) -> None:
    if talked_on > today:
        words = _("Samtalen kan ikke ligge i fremtiden.")
        raise RuleBroken("conversation.future", words, "talked_on")


def check_next_offer(next_offer_on: date, *, on: date) -> None:
    if next_offer_on <= on:
        words = _("Spørg igen en dag, der kommer.")
        raise RuleBroken("conversation.next_offer", words, "next_offer_on")
