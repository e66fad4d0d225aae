"""What is true of the child who reads its own pages: which rights it has, what is new to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken

NEWS_DAYS = 30
"""For how long a birthday or a new case worker is news."""


@dataclass(frozen=True)
class RightsCard:
    """What a child may from an age on (`rights_cards` in content/conversation_guide.yaml)."""

    id: str
    age: int
    title: str
    law: str
    lines: Sequence[str]
    ask: str


def certain_age(born: date | None, year: int, day: date) -> int:
    """The age that the child has for sure: of a year without a day, the last day of it counts."""
    born = born or date(year, 12, 31)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def held(cards: Sequence[RightsCard], age: int) -> list[RightsCard]:
    """The cards of the child, the newest right first; what always holds comes last."""
    return sorted((card for card in cards if card.age <= age), key=lambda card: -card.age)


def new_card(
    cards: Sequence[RightsCard], born: date | None, year: int, day: date
) -> RightsCard | None:
    """The card of a birthday that was just now."""
    now = held(cards, certain_age(born, year, day))
    before = held(cards, certain_age(born, year, day - timedelta(days=NEWS_DAYS)))
    return now[0] if born and len(now) > len(before) else None


def check_adult(is_there: bool) -> None:
    if not is_there:
        raise RuleBroken("own.adult", _("Vælg en anden voksen."), "adult")
