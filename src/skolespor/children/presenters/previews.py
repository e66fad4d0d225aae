"""What will happen, said before it is done: which seats open, which close, what stays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation
from skolespor.children import access
from skolespor.children.models import NetworkSeat
from skolespor.children.queries.changes import Change
from skolespor.children.queries.people import Losing, Seeing
from skolespor.children.queries.protection import Knowing
from skolespor.core.forms import day_words


@dataclass(frozen=True)
class Preview:
    """The three lists of `c-confirm-list`, each of sentences."""

    opens: Sequence[str] = field(default_factory=list)
    closes: Sequence[str] = field(default_factory=list)
    stays: Sequence[str] = field(default_factory=list)


def of_change(change: Change) -> Preview:
    """A change of place or school. The school does not follow by itself."""
    last_day = change.last_day
    ends = (
        ending(change.ends, change.losing, last_day=last_day)
        if last_day and last_day >= timezone.localdate()
        else at_once(change.ends, change.losing)
    )
    same = _("{school}: ingen ændring")
    return Preview(
        opens=[opening(change.opens, change.since)] if change.opens and change.since else [],
        closes=ends.closes,
        stays=[*ends.stays, *(same.format(school=spell.school) for spell in change.schools)],
    )


def opening(house: Organisation, since: date) -> str:
    words = (
        _("{house} får en plads fra {date}. Plejeforældrene kan se siden.")
        if access.lets_in_by_job(house)
        else _("{house} får en plads fra {date}. Lederen sætter navn på de voksne.")
    )
    return words.format(house=house, date=day_words(since))


def ending(seats: Sequence[NetworkSeat], losing: Losing, *, last_day: date) -> Preview:
    """Seats that end with a day, and the people who are out with them."""
    day = day_words(last_day)
    closes = [
        *(_("{house}: pladsen slutter {date}").format(house=h, date=day) for h in _houses(seats)),
        *(
            _("{who}: kan se siden til og med {date}").format(who=_who(p), date=day)
            for p in losing.out
        ),
    ]
    return Preview(closes=closes, stays=_still(losing))


def at_once(seats: Sequence[NetworkSeat], losing: Losing) -> Preview:
    """Luk adgang nu: who is out with the next click."""
    closes = [
        *(_("{house}: pladsen lukkes nu").format(house=house) for house in _houses(seats)),
        *(_("{who}: kan ikke se siden mere").format(who=_who(person)) for person in losing.out),
    ]
    return Preview(closes=closes, stays=_still(losing))


def on_some_day(seats: Sequence[NetworkSeat], losing: Losing) -> Preview:
    """Whom a last day concerns, before the day is chosen."""
    words = _("{who}: kan se siden til og med den dag, du vælger")
    closes = [words.format(who=house) for house in _houses(seats)]
    return Preview(
        closes=[*closes, *(words.format(who=_who(person)) for person in losing.out)],
        stays=_still(losing),
    )


def protecting(knowing: Knowing) -> Preview:
    can = _("{who}: ved stadig, hvor barnet er")
    cannot = _("{who}: ser ikke sted, skole, klasse og navne")
    return Preview(
        opens=[can.format(who=_who(person)) for person in knowing.can],
        closes=[cannot.format(who=_who(person)) for person in knowing.cannot],
    )


def _houses(seats: Sequence[NetworkSeat]) -> list[Organisation]:
    return [seat.organisation for seat in seats if seat.organisation]


def _still(losing: Losing) -> list[str]:
    words = _("{who}: har også en anden plads og kan stadig se siden")
    return [words.format(who=_who(person)) for person in losing.stay]


def _who(person: Seeing) -> str:
    return f"{person.name}, {person.role}"
