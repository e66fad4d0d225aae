"""The days of a course, and what is written about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from skolespor.programme.models import Comes, Course, Day, Part, Participant
from skolespor.programme.queries.courses import Written, here, written
from skolespor.programme.rules.days import OUTCOME, PLAN, Kind, has_outcome, is_planned


@dataclass(frozen=True)
class OneDay:
    """A day with what is written about it."""

    day: Day
    plan: Written
    outcome: Written

    @property
    def is_planned(self) -> bool:
        return is_planned(self.plan.answers)

    @property
    def has_outcome(self) -> bool:
        return has_outcome(self.day.kind, self.outcome.answers)

    def is_over(self, *, today: date) -> bool:
        """From the day after, or when somebody has written what came of it."""
        return self.day.on < today or (self.day.on == today and self.has_outcome)


def days(course: Course, *, also_cancelled: bool = False) -> list[OneDay]:
    """All of them in their order, with the newest of what is written. Two queries."""
    rows = course.days.order_by("on", "pk")
    found = list(rows if also_cancelled else rows.filter(cancelled_at=None))
    texts = _texts(found)
    return [_with(one, texts) for one in found]


def day_of(course: Course, pk: int) -> OneDay | None:
    found = course.days.filter(pk=pk).first()
    return _with(found, _texts([found])) if found else None


def advisory(course: Course) -> list[Day]:
    """The advisory days that stand."""
    rows = course.days.filter(kind=Kind.ADVISORY, cancelled_at=None)
    return list(rows.order_by("on", "pk"))


def last_day(course: Course) -> date | None:
    found = advisory(course)
    return found[-1].on if found else None


def number_of(day: Day) -> int:
    """Which of the advisory days it is, from 1; 0 for a meeting, and where it is cancelled."""
    standing = advisory(day.course)
    return next((n for n, one in enumerate(standing, start=1) if one.pk == day.pk), 0)


def asked_to(day: Day) -> list[Participant]:
    """Who is to be there: those who are chosen, or else everybody who takes part; nobody who has left."""
    asked = here(day.course).select_related("user").order_by("line", "level", "pk")
    chosen = chosen_for(day)
    return list(asked.filter(pk__in=chosen) if chosen else asked)


def chosen_for(day: Day) -> list[int]:
    """The seats that somebody has chosen for the day; none where it is for everybody."""
    return list(Comes.objects.filter(day=day).values_list("participant", flat=True))


def is_for(day: Day, seat: Participant) -> bool:
    """Whether the seat is asked to the day, or was until it left."""
    chosen = chosen_for(day)
    return not chosen or seat.pk in chosen


def to_come(course: Course, *, today: date) -> QuerySet[Day]:
    """The days that stand, from today on."""
    return course.days.filter(cancelled_at=None, on__gte=today).order_by("on", "pk")


def next_day(course: Course, *, today: date) -> Day | None:
    """The nearest that is to come."""
    return next((one.day for one in days(course) if not one.is_over(today=today)), None)


def without_outcome(courses: Iterable[Course], *, until: date) -> list[Day]:
    """The days of several courses up to a day of which nobody has written what came of them; the one that
    has waited longest first. Two queries."""
    rows = Day.objects.filter(course__in=[one.pk for one in courses], cancelled_at=None)
    found = list(rows.filter(on__lte=until).order_by("on", "pk"))
    texts = _texts(found)
    return [day for day in found if not _with(day, texts).has_outcome]


def history(day: Day) -> Sequence[Part]:
    """Who has written about the day, and when."""
    rows = day.parts.select_related("written_by", "written_by_user").defer("answers")
    return list(rows.order_by("-pk"))


def _texts(found: Iterable[Day]) -> Mapping[tuple[int, str], Written]:
    newest = Part.objects.filter(day=OuterRef("day"), part=OuterRef("part")).order_by("-version")
    rows = Part.objects.filter(
        day__in=[one.pk for one in found], version=Subquery(newest.values("version")[:1])
    )
    return {
        (row.day_id or 0, row.part): written(row)
        for row in rows.select_related("written_by", "written_by_user")
    }


def _with(day: Day, texts: Mapping[tuple[int, str], Written]) -> OneDay:
    plan, outcome = (
        texts.get((day.pk, part), Written(part, 0, {}, "", None)) for part in (PLAN, OUTCOME)
    )
    return OneDay(day, plan, outcome)
