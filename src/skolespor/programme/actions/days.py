"""The days on which both meet: set, moved, cancelled; who comes; what is written before and after."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from urllib.parse import unquote

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.audit import log
from skolespor.core.no_child import check_no_child
from skolespor.programme import access, events
from skolespor.programme.access import Who
from skolespor.programme.actions import invitations
from skolespor.programme.actions.application import Saved, save_version
from skolespor.programme.actions.files import forget
from skolespor.programme.models import Comes, Course, Day
from skolespor.programme.queries import agreed, courses, days
from skolespor.programme.rules import days as rules
from skolespor.programme.states import AGREEMENT, Side


@dataclass(frozen=True)
class When:
    """When and where. `link` is for those who meet at a distance."""

    on: date
    format: str
    place: str
    link: str = ""
    begins: time | None = None
    ends: time | None = None


@transaction.atomic
def set_day(
    *, course: Course, kind: str, when: When, today: date, by: Who, template: str = ""
) -> Day:
    """A day is added. Once the agreement is made, everybody who is asked gets it in their calendar."""
    _must(by, course)
    rules.check_kind(kind, is_signed=is_signed(course))
    rules.check_number(kind, others=len(days.advisory(course)))
    _check(course, when, others=_taken(course))
    day = Day(course=course, kind=kind, template=template)
    _put(day, when)
    day.save()
    log.record(events.DAY_SET, by=by.user, about=day, course=course.pk)
    _tell(day, today=today)
    return day


@transaction.atomic
def move_day(*, day: Day, when: When, today: date, by: Who) -> None:
    """Another time or place: calendars take the new one for the old."""
    course = day.course
    _must(by, course)
    _check(course, when, others=_taken(course) - {day.on})
    _put(day, when)
    _next_version(day)
    log.record(events.DAY_SET, by=by.user, about=day, course=course.pk)
    _tell(day, today=today)


@transaction.atomic
def cancel_day(*, day: Day, why: str, today: date, by: Who) -> None:
    """A day of an agreement that is being made is taken out; one that people have been invited to stays,
    cancelled, and is taken out of their calendars."""
    course = day.course
    _must(by, course)
    if not is_signed(course):
        log.record(events.DAY_REMOVED, by=by.user, about=day, course=course.pk)
        forget(day.files.all())
        day.delete()
        return
    rules.check_not_gone(day.on, today=today)
    rules.check_why(why)
    check_no_child({"why": why}, known=courses.known_names(course), is_confirmed=True)
    day.cancelled_at, day.cancelled_why = timezone.now(), why.strip()
    _next_version(day)
    log.record(events.DAY_CALLED_OFF, by=by.user, about=day, course=course.pk)
    _tell(day, today=today)


@transaction.atomic
def choose_people(*, day: Day, seats: Collection[int], today: date, by: Who) -> None:
    """Who is to come; all of those who take part is the same as nobody chosen."""
    course = day.course
    _must(by, course)
    before = days.asked_to(day)
    everybody = set(courses.here(course).values_list("pk", flat=True))
    chosen = everybody & set(seats)
    Comes.objects.filter(day=day).delete()
    if chosen != everybody:
        Comes.objects.bulk_create(Comes(day=day, participant_id=pk) for pk in sorted(chosen))
    _next_version(day)
    log.record(events.DAY_PEOPLE_CHOSEN, by=by.user, about=day, course=course.pk)
    if _is_told(day, today=today):
        invitations.invite(day)
        now = {seat.pk for seat in days.asked_to(day)}
        invitations.call_off(day, [seat for seat in before if seat.pk not in now])


@transaction.atomic
def write(
    *, day: Day, part: str, answers: Mapping[str, str], seen: int, not_a_child: bool, by: Who
) -> Saved:
    """Programme and preparation before the day, output and minutes after it. Two who write at once keep
    both their words."""
    _must(by, day.course)
    return save_version(
        course=day.course,
        part=part,
        day=day,
        answers=answers,
        seen=seen,
        not_a_child=not_a_child,
        by=by,
    )


def invite_to_all(course: Course, *, today: date) -> None:
    """The agreement is made: its days go into people's calendars."""
    for day in days.advisory(course):
        _tell(day, today=today)


def call_off_all(course: Course, *, why: str, today: date, until: date | None = None) -> None:
    """The course stops, or pauses until a day: nobody comes to its days in vain."""
    if agreed.in_force(course) is None:
        return
    to_come = course.days.filter(cancelled_at=None, on__gte=today)
    for day in to_come.filter(on__lt=until) if until else to_come:
        day.cancelled_at, day.cancelled_why = timezone.now(), why
        _next_version(day)
        _tell(day, today=today)


def is_signed(course: Course) -> bool:
    return course.state != AGREEMENT


def _put(day: Day, when: When) -> None:
    day.on, day.begins, day.ends = when.on, when.begins, when.ends
    day.format, day.place, day.link = when.format, when.place.strip(), when.link.strip()


def _next_version(day: Day) -> None:
    """Calendars follow the highest."""
    day.version += 1
    day.save()


def _check(course: Course, when: When, *, others: set[date]) -> None:
    texts = {"place": when.place, "link": unquote(when.link)}
    check_no_child(texts, known=courses.known_names(course), is_confirmed=True)
    rules.check_place(when.on, when.place, when.link, others=others)
    rules.check_times(when.begins, when.ends)


def _taken(course: Course) -> set[date]:
    return set(course.days.filter(cancelled_at=None).values_list("on", flat=True))


def _tell(day: Day, *, today: date) -> None:
    if _is_told(day, today=today):
        invitations.invite(day)


def _is_told(day: Day, *, today: date) -> bool:
    """Nobody is told of a day that was never agreed on, or is over."""
    return agreed.in_force(day.course) is not None and day.on >= today


def _must(by: Who, course: Course) -> Side:
    side = access.works_on(by, course)
    if side is None:
        raise PermissionDenied
    return side
