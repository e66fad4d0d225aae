"""What a change of place or school brings with it: read before it is done, by the same rules as the
actions follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from skolespor.accounts.models import Organisation, User
from skolespor.children.models import Child, Enrolment, NetworkSeat, Placement
from skolespor.children.queries import page
from skolespor.children.queries.people import Losing, losing

NOTHING = Losing(out=(), stay=())


@dataclass(frozen=True)
class Change:
    """The house that gets a seat and from when; the seats that end and with which day; schools
    that stay as they are. Without a last day the seats are closed at once."""

    opens: Organisation | None = None
    since: date | None = None
    ends: Sequence[NetworkSeat] = ()
    losing: Losing = NOTHING
    last_day: date | None = None
    schools: Sequence[Enrolment] = field(default_factory=list)


def moving(child: Child, facts: Mapping[str, Any], *, reader: User) -> Change:
    """From one place to the next; who lives on at the same place keeps its seat."""
    since, house = facts["since"], facts["organisation"]
    old = page.open_placement(child, on=since, reader=reader)
    left = old.organisation if old and old.organisation != house else None
    return Change(
        opens=house,
        since=since,
        last_day=since,
        schools=page.open_enrolments(child, reader=reader),
        **_ending(child, left, reader=reader),
    )


def moving_out(placement: Placement, last_day: date, *, reader: User) -> Change:
    child = placement.child
    return Change(
        last_day=last_day,
        schools=page.open_enrolments(child, reader=reader),
        **_ending(child, placement.organisation, reader=reader),
    )


def enrolling(child: Child, facts: Mapping[str, Any], *, reader: User) -> Change:
    """A new school; the one that is left ends the day before."""
    school, since, leaving = facts["school"], facts["since"], facts.get("leaving")
    left = leaving.school if leaving and leaving.school != school else None
    return Change(
        opens=school,
        since=since,
        last_day=max(since - timedelta(days=1), leaving.since) if leaving else None,
        **_ending(child, left, reader=reader),
    )


def leaving(enrolment: Enrolment, last_day: date, *, reader: User) -> Change:
    return Change(last_day=last_day, **_ending(enrolment.child, enrolment.school, reader=reader))


def withdrawing(spell: Placement | Enrolment, *, reader: User) -> Change:
    """It never was: the seats that followed from it are closed at once."""
    seats = page.following_from(spell, reader=reader)
    return Change(ends=seats, losing=losing(spell.child, seats, reader=reader))


def _ending(child: Child, house: Organisation | None, *, reader: User) -> dict[str, Any]:
    seats = page.closing_with(child, house, reader=reader)
    return {"ends": seats, "losing": losing(child, seats, reader=reader)} if seats else {}
