"""Numbers on a track: none without n, period, unit and source, and none about fewer than five. Pure."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken

FEWEST = 5
HUNDRED = 100


class Counts(StrEnum):
    """What the number is about; where it is children, few of them are not written."""

    CHILDREN = "children"
    """So many children."""
    SHARE = "share"
    """So many per cent of n children."""
    MEAN = "mean"
    """A mean of n children, such as days."""
    OTHER = "other"
    """Meetings, schools, plans: no children."""


OF_CHILDREN = (Counts.CHILDREN, Counts.SHARE, Counts.MEAN)


def check_value(
    counts: str, *, value: Decimal | None, n: int | None, is_few: bool, since: date, until: date
) -> None:
    """`is_few`: somebody has written »færre end 5« instead of a number."""
    if until < since:
        raise RuleBroken("value.period", _("Den sidste dag ligger før den første."), "until")
    if is_few:
        _check_few(counts, value)
        return
    if value is None:
        raise RuleBroken("value.missing", _("Skriv et tal, eller kryds »færre end 5« af."), "value")
    if n is None or n < 1:
        raise RuleBroken("value.n", _("Skriv, hvor mange tallet bygger på."), "n")
    if value < 0 or value > _most(counts, value, n):
        raise RuleBroken("value.range", _("Tallet kan ikke være rigtigt. Se på det igen."), "value")
    if is_too_small(counts, value, n):
        words = _(
            "Så få børn må ikke skrives som tal. Skriv »færre end 5«: Slet tallet, og sæt kryds."
        )
        raise RuleBroken("value.few", words, "value")


def _most(counts: str, value: Decimal, n: int) -> Decimal:
    """The highest number there can be."""
    bounds = {Counts.SHARE.value: Decimal(HUNDRED), Counts.CHILDREN.value: Decimal(n)}
    return bounds.get(counts, value)


def _check_few(counts: str, value: Decimal | None) -> None:
    if counts not in OF_CHILDREN:
        words = _("»Færre end 5« er kun for tal om børn. Skriv tallet.")
        raise RuleBroken("value.not_children", words, "value")
    if value is not None:
        words = _("Skriv enten et tal eller »færre end 5«, ikke begge dele.")
        raise RuleBroken("value.both", words, "value")


def is_too_small(counts: str, value: Decimal, n: int) -> bool:
    """Fewer than five children, or so few left over that they can be told from the rest: 19 of 20 says
    something about one. All of them is said."""
    if counts == Counts.OTHER:
        return False
    if counts == Counts.MEAN:
        return n < FEWEST
    part = value if counts == Counts.CHILDREN else value * n / HUNDRED
    rest = n - part
    half = Decimal("0.5")
    return n < FEWEST or part < FEWEST - half or half <= rest < FEWEST - half
