"""Who is told at night about tracks. Done twice on the same day, nothing more happens."""

from datetime import date

from django.db import transaction

from skolespor.notices.actions import tell
from skolespor.tracks import access, events
from skolespor.tracks.models import Track
from skolespor.tracks.queries.standing import Standing, standings
from skolespor.tracks.states import ALIVE


@transaction.atomic
def tell_about_tracks(*, today: date) -> None:
    """The owner a week before a status is due and on the day, those who lead the work 14 days later, and at once where
    nobody has the ball any more."""
    for one in standings(Track.objects.filter(state__in=ALIVE).order_by("pk"), today=today):
        _tell(one)


def _tell(one: Standing) -> None:
    track = one.track
    leads = access.leads_of(track.municipality)
    day = f"{one.due:%Y%m%d}" if one.due else ""
    if one.owner is None:
        tell(events.WITHOUT_OWNER, leads, key=f"tracks.without-{track.pk}-{track.owner_id or 0}")
    elif one.is_soon:
        tell(events.STATUS_SOON, [one.owner.user], key=f"tracks.soon-{track.pk}-{day}")
    elif one.is_due:
        tell(events.STATUS_DUE, [one.owner.user], key=f"tracks.due-{track.pk}-{day}")
    if one.is_late:
        tell(events.STATUS_LATE, leads, key=f"tracks.late-{track.pk}-{day}")
