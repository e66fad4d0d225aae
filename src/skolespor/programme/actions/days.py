"""The days on which both meet: set, moved, cancelled; who comes; what is written before and after."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from skolespor.audit import log
from skolespor.core.no_child import check_no_child
from skolespor.core.versions import EditedMeanwhile
from skolespor.programme import access, events
from skolespor.programme.access import Who
from skolespor.programme.actions import invitations
from skolespor.programme.actions.application import Saved, save_version
from skolespor.programme.actions.files import forget
from skolespor.programme.actions.late import told_when_late
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
    *,
    course: Course,
    kind: str,
    when: When,
    today: date,
    by: Who,
    template: str = "",
    not_a_child: bool = False,
) -> Day:
    """A day is added. Once the agreement is made, everybody who is asked gets it in their calendar."""
    _must(by, course)
    rules.check_kind(kind, is_signed=is_signed(course))
    rules.check_number(kind, others=len(days.advisory(course)))
    names = _check(course, when, others=_taken(course), not_a_child=not_a_child)
    with told_when_late(rules.twice()):
        day = Day.objects.create(course=course, kind=kind, template=template, **_fields(when))
    log.record(events.DAY_SET, by=by.user, about=day, course=course.pk, names_confirmed=str(names))
    _tell(day, today=today)
    return day


@transaction.atomic
def move_day(
    *, day: Day, when: When, seen: int, today: date, by: Who, not_a_child: bool = False
) -> None:
    """Another time or place: calendars take the new one for the old. Raises `EditedMeanwhile` when
    somebody has changed or cancelled the day since the writer's page was made."""
    course = day.course
    _must(by, course)
    names = _check(course, when, others=_taken(course) - {day.on}, not_a_child=not_a_child)
    with told_when_late(rules.twice()):
        _change(day, seen=seen, **_fields(when))
    log.record(events.DAY_SET, by=by.user, about=day, course=course.pk, names_confirmed=str(names))
    _tell(day, today=today)


@transaction.atomic
def cancel_day(
    *, day: Day, why: str, seen: int, today: date, by: Who, not_a_child: bool = False
) -> None:
    """A day of an agreement that is being made is taken out; one that people have been invited to stays,
    cancelled, and is taken out of their calendars. Raises `EditedMeanwhile` as `move_day`."""
    course = day.course
    _must(by, course)
    if not is_signed(course):
        _change(day, seen=seen)
        log.record(events.DAY_REMOVED, by=by.user, about=day, course=course.pk)
        forget(day.files.all())
        day.delete()
        return
    rules.check_not_gone(day.on, today=today)
    rules.check_why(why)
    known = courses.known_names(course)
    names = check_no_child({"why": why}, known=known, is_confirmed=not_a_child)
    _change(day, seen=seen, cancelled_at=timezone.now(), cancelled_why=why.strip())
    log.record(
        events.DAY_CALLED_OFF,
        by=by.user,
        about=day,
        course=course.pk,
        names_confirmed=str(names),
    )
    _tell(day, today=today)


@transaction.atomic
def choose_people(*, day: Day, seats: Collection[int], seen: int, today: date, by: Who) -> None:
    """Who is to come; all of those who take part is the same as nobody chosen. Raises `EditedMeanwhile` as
    `move_day`."""
    course = day.course
    _must(by, course)
    _change(day, seen=seen)
    before = days.asked_to(day)
    everybody = set(courses.here(course).values_list("pk", flat=True))
    chosen = everybody & set(seats)
    Comes.objects.filter(day=day).delete()
    if chosen != everybody:
        Comes.objects.bulk_create(Comes(day=day, participant_id=pk) for pk in sorted(chosen))
    log.record(events.DAY_PEOPLE_CHOSEN, by=by.user, about=day, course=course.pk)
    if is_told(day, today=today):
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
    to_come = days.to_come(course, today=today)
    for day in to_come.filter(on__lt=until) if until else to_come:
        if count_up(day, cancelled_at=timezone.now(), cancelled_why=why):
            _tell(day, today=today)


def is_signed(course: Course) -> bool:
    return course.state != AGREEMENT


def count_up(day: Day, *, seen: int | None = None, **changes: Any) -> bool:
    """Whether the day stands, as it was `seen`: then it is changed, and its calendars follow the next
    version. One UPDATE of these fields alone, so that of two at the same moment one is told."""
    standing = Day.objects.filter(pk=day.pk, cancelled_at=None)
    standing = standing if seen is None else standing.filter(version=seen)
    now = timezone.now()
    if not standing.update(version=F("version") + 1, changed_at=now, **changes):
        return False
    day.refresh_from_db()
    return True


def is_told(day: Day, *, today: date) -> bool:
    """Nobody is told of a day that was never agreed on, or is over."""
    return agreed.in_force(day.course) is not None and day.on >= today


def _change(day: Day, *, seen: int, **changes: Any) -> None:
    if not count_up(day, seen=seen, **changes):
        current = Day.objects.filter(pk=day.pk).first()
        raise EditedMeanwhile(current) if current else rules.taken_out()


def _fields(when: When) -> dict[str, Any]:
    return asdict(when) | {"place": when.place.strip(), "link": when.link.strip()}


def _check(course: Course, when: When, *, others: set[date], not_a_child: bool) -> int:
    """How many words like names somebody has confirmed. A link is full of them, and is asked about a
    number alone."""
    known = courses.known_names(course)
    check_no_child({"link": unquote(when.link)}, known=known, is_confirmed=True)
    names = check_no_child({"place": when.place}, known=known, is_confirmed=not_a_child)
    rules.check_place(when.on, when.place, when.link, others=others)
    rules.check_times(when.begins, when.ends)
    return names


def _taken(course: Course) -> set[date]:
    return set(course.days.filter(cancelled_at=None).values_list("on", flat=True))


def _tell(day: Day, *, today: date) -> None:
    if is_told(day, today=today):
        invitations.invite(day)


def _must(by: Who, course: Course) -> Side:
    side = access.works_on(by, course)
    if side is None:
        raise PermissionDenied
    return side
