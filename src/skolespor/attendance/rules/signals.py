"""»Fravær kræver svar«: when one person is asked what has been done, and when nobody is asked.

One signal per child at a time. It comes at a level (more than 10, 15, 20 per cent of the school days so
far, then each 10 points), when the absence is concerning at all (`dl_absence_concerning`). Once somebody
has followed up, it is silent until the next level, five further days, or the day that the follow-up has
set itself.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from skolespor.children.rules import is_sentence
from skolespor.core.errors import RuleBroken

LEVELS = (10, 15, 20, 30, 40, 50, 60, 70, 80, 90)
"""Per cent; a level is reached by more than it."""
FURTHER_DAYS = 5


@dataclass(frozen=True)
class Followed:
    """What stood when somebody last followed up in the school year: the level, the days away, and the
    day on which it is to be looked at again, if one was set."""

    level: int
    days: Decimal
    again_on: date | None


def level_of(share: Fraction | None, *, is_concerning: bool) -> int:
    """0 when nobody is to be asked."""
    if share is None or not is_concerning:
        return 0
    return max((level for level in LEVELS if share * 100 > level), default=0)


def is_asked(level: int, days: Decimal, followed: Followed | None, *, today: date) -> bool:
    """Whether somebody is to be asked now. `days` are those away in the school year so far."""
    if not level:
        return False
    if followed is None:
        return True
    return (
        level > followed.level
        or days >= followed.days + FURTHER_DAYS
        or (followed.again_on is not None and today >= followed.again_on)
    )


def check_again(again_on: date | None, *, today: date) -> None:
    if again_on is not None and again_on <= today:
        raise RuleBroken(
            "signal.again", _("Vælg en dag efter i dag, eller lad feltet stå tomt."), "again_on"
        )


def check_text(text: str) -> None:
    if not is_sentence(text):
        raise RuleBroken("signal.text", _("Skriv med en sætning, hvad der er gjort."), "text")
