"""What waits for a person: for »Mit overblik« and the leaders' page. Constant queries."""

from collections.abc import Iterable
from datetime import date

from skolespor.accounts.models import Organisation, User
from skolespor.tracks import access
from skolespor.tracks.models import Meeting, Proposal
from skolespor.tracks.queries.standing import Standing, standings
from skolespor.tracks.states import ALIVE

NEXT = 3
"""So many meetings to come are shown in short."""


def status_due(*, reader: User) -> list[Standing]:
    """The tracks in which the reader has the ball and owes a status today or since earlier; the one that
    has waited longest first."""
    mine = access.tracks_owned(reader).filter(state__in=ALIVE).order_by("pk")
    return _longest_first(one for one in standings(mine) if one.is_due)


def status_late(*, reader: User) -> list[Standing]:
    """In the municipalities whose work the reader leads: no status for more than 14 days."""
    led = access.tracks_led(reader).filter(state__in=ALIVE).order_by("pk")
    return _longest_first(one for one in standings(led) if one.is_late)


def without_owner(*, reader: User) -> list[Standing]:
    """In the municipalities whose work the reader leads: nobody has the ball."""
    led = access.tracks_led(reader).filter(state__in=ALIVE).order_by("pk")
    return [one for one in standings(led) if one.has_lost_its_owner]


def proposals(*, reader: User) -> list[Proposal]:
    """Steps that owners propose to the reader, who leads the work; the oldest first."""
    led = Proposal.objects.filter(track__in=access.tracks_led(reader), answered_at=None)
    return list(led.select_related("track", "by").order_by("pk"))


def _longest_first(found: Iterable[Standing]) -> list[Standing]:
    return sorted(found, key=lambda one: (one.due or date.max, one.track.pk))


def next_meetings(place: Organisation, *, reader: User, today: date) -> list[Meeting]:
    """The days to come on which tracks of the municipality are looked at, the nearest first."""
    seen = access.tracks_seen(reader).filter(municipality=place)
    rows = Meeting.objects.filter(track__in=seen, removed_at=None, on__gte=today)
    return list(rows.order_by("on", "pk")[:NEXT])
