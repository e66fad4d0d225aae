"""All municipalities' courses and tracks, for the agency: how far each is, in the order of the alphabet.
Nothing ranks them. The same number of queries however many there are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cmp_to_key

from django.db.models import Case, Min, OuterRef, Subquery, When

from skolespor.core.danish_sqlite import compare
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.models import Course, Day, FollowUp, Participant
from skolespor.programme.queries.courses import municipalities
from skolespor.programme.states import CLOSED, OVER, PAUSED, RUNNING
from skolespor.programme.states import FOLLOW_UP as FOLLOWED_UP
from skolespor.reviews.queries.focus import focus_counts
from skolespor.tracks.queries.course import counts_of_all

SIGNED = (*RUNNING, PAUSED, CLOSED)
"""Of a municipality that has made an agreement the agency sees how its work goes; of others nothing."""


@dataclass(frozen=True)
class Row:
    """A municipality by its newest course. `tracks` are counts by state; `focus` and `tracks` are None
    before there is an agreement. `follow_up` is when one looks at it again."""

    name: str
    course: Course
    lines: frozenset[str]
    next_day: Day | None
    follow_up: date | None
    focus: int | None
    tracks: Mapping[str, int] | None

    def is_late(self, *, today: date) -> bool:
        return self.follow_up is not None and self.follow_up < today


@dataclass(frozen=True)
class Wanted:
    """Of all of them those of one adviser (by number), at one stage, or with this in their name."""

    adviser: int | None = None
    stage: str = ""
    name: str = ""


def rows(*, reader: Who, today: date) -> Sequence[Row]:
    """One for each municipality that has ever applied: by the course that is open, or else the newest."""
    sent = access.advised_where(reader)
    is_over = Case(When(state__in=OVER, then=1), default=0)
    newest = sent.filter(municipality=OuterRef("municipality")).order_by(is_over, "-pk")
    found = list(sent.filter(pk=Subquery(newest.values("pk")[:1])).select_related("adviser"))
    names, lines = municipalities(), _lines(found)
    days, follow_ups = _next_days(found, today), _follow_ups(found)
    focus, tracks = focus_counts(), counts_of_all()
    made = [
        Row(
            name=names.get(one.municipality, one.municipality),
            course=one,
            lines=lines.get(one.pk, frozenset()),
            next_day=days.get(one.pk),
            follow_up=follow_ups.get(one.pk),
            focus=focus.get(one.municipality, 0) if one.state in SIGNED else None,
            tracks=tracks.get(one.municipality, {}) if one.state in SIGNED else None,
        )
        for one in found
    ]
    return sorted(made, key=lambda row: (_by_name(row.name), row.course.pk))


def of_adviser(found: Sequence[Row], adviser: int | None) -> Sequence[Row]:
    """All of them, or those of one adviser."""
    return [row for row in found if adviser in (None, row.course.adviser_id)]


def matching(found: Sequence[Row], wanted: Wanted) -> Sequence[Row]:
    return [
        row
        for row in of_adviser(found, wanted.adviser)
        if wanted.stage in ("", row.course.state)
        and wanted.name.strip().casefold() in row.name.casefold()
    ]


def by_state(found: Sequence[Row]) -> Mapping[str, int]:
    """How many municipalities are at each stage."""
    return Counter(row.course.state for row in found)


_by_name = cmp_to_key(compare)


def _lines(found: Sequence[Course]) -> Mapping[int, frozenset[str]]:
    """From which leadership lines somebody takes part, by course."""
    seats = Participant.objects.filter(course__in=found, left_at=None).exclude(line="")
    heard: dict[int, set[str]] = {}
    for course, line in seats.values_list("course", "line").distinct():
        heard.setdefault(course, set()).add(line)
    return {course: frozenset(lines) for course, lines in heard.items()}


def _next_days(found: Sequence[Course], today: date) -> Mapping[int, Day]:
    """The nearest that is to come, by course."""
    days = Day.objects.filter(course__in=found, cancelled_at=None, on__gte=today)
    return {day.course_id: day for day in days.order_by("-on", "-pk")}


def _follow_ups(found: Sequence[Course]) -> Mapping[int, date]:
    """The next that is neither held nor skipped, where one follows up."""
    waiting = FollowUp.objects.filter(course__in=found, held_on=None, skipped_on=None)
    waiting = waiting.filter(course__state=FOLLOWED_UP)
    return dict(waiting.values_list("course").annotate(due=Min("due")))
