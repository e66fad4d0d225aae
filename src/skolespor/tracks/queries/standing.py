"""How it stands with tracks: who has the ball today, when a status is due, and how the last one said
that it goes. The same number of queries however many tracks there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from skolespor.accounts.models import JobSeat, Organisation
from skolespor.accounts.queries import cadence
from skolespor.tracks import access
from skolespor.tracks.models import Status, Track
from skolespor.tracks.rules import rhythm
from skolespor.tracks.states import ALIVE


@dataclass(frozen=True)
class Standing:
    """`owner` is None when nobody has the ball today; `had` is the one who had it last."""

    track: Track
    owner: JobSeat | None
    last: Status | None
    due: date | None
    today: date

    @property
    def had(self) -> JobSeat | None:
        return self.track.owner

    @property
    def is_soon(self) -> bool:
        return rhythm.is_soon(self.due, today=self.today)

    @property
    def is_due(self) -> bool:
        return rhythm.is_due(self.due, today=self.today)

    @property
    def is_late(self) -> bool:
        return rhythm.is_late(self.due, today=self.today)

    @property
    def has_lost_its_owner(self) -> bool:
        return self.track.state in ALIVE and self.owner is None


def standings(tracks: QuerySet[Track], *, today: date | None = None) -> list[Standing]:
    """In the order of the query."""
    day = today or timezone.localdate()
    latest = Status.objects.filter(track=OuterRef("pk")).order_by("-on", "-pk").values("pk")[:1]
    found = list(
        tracks.select_related("municipality", "owner__user", "owner__organisation").annotate(
            last_status=Subquery(latest)
        )
    )
    statuses = Status.objects.select_related("by").in_bulk(
        [one.last_status for one in found if one.last_status]
    )
    months = months_of({one.municipality for one in found}, day)
    return [
        _standing(one, statuses.get(one.last_status), months[one.municipality_id], day)
        for one in found
    ]


def months_of(municipalities: Iterable[Organisation], day: date) -> dict[int, int]:
    """The months between two statuses: a municipality's own, or those of the content."""
    found = {}
    for place in municipalities:
        rule = cadence(place, rhythm.RULE, day=day)
        assert rule is not None  # noqa: S101 - the content has the rule
        found[place.pk] = rule.n
    return found


def _standing(track: Track, last: Status | None, months: int, today: date) -> Standing:
    owner = track.owner if access.is_there_today(track.owner, today=today) else None
    due = rhythm.due_on(
        track.state,
        agreed=track.agreed_on,
        last=last.on if last else None,
        months=months,
        review=track.next_review,
    )
    return Standing(track=track, owner=owner, last=last, due=due, today=today)


def in_words_order(standings: Sequence[Standing]) -> list[Standing]:
    """Those that must do something first: nobody has the ball, late, due, the rest by deadline."""
    return sorted(standings, key=_urgency)


def _urgency(one: Standing) -> tuple[bool, bool, bool, date, int]:
    deadline = one.track.deadline or date.max
    return (not one.has_lost_its_owner, not one.is_late, not one.is_due, deadline, one.track.pk)
