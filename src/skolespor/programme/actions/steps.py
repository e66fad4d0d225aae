"""The steps of a course. Each is one UPDATE with the old state in it, so the second who takes it too late is
told; what was said with it is kept, and the other side is told that something has happened."""

from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.calendar.rules.days import add_working_days
from skolespor.core import drafts
from skolespor.core.errors import RuleBroken
from skolespor.core.flow import Step, move
from skolespor.core.no_child import check_no_child
from skolespor.notices.actions import tell
from skolespor.notices.kinds import NoticeKind
from skolespor.programme import access, events, states
from skolespor.programme.access import Who
from skolespor.programme.actions import days, letters
from skolespor.programme.actions.files import forget
from skolespor.programme.actions.keeping import FORM, kept_of
from skolespor.programme.actions.late import told_when_late
from skolespor.programme.models import Course, Note, Places, Taken
from skolespor.programme.queries import courses as queries
from skolespor.programme.rules import application as rules
from skolespor.programme.rules.limits import FIRST_REPLY, limit
from skolespor.programme.states import Side

WITHOUT_A_RULE = 10
"""Working days, for the order of the queue when the agency has switched its own deadline off."""


@transaction.atomic
def send(*, course: Course, is_confirmed: bool, today: date, by: Who) -> None:
    """The application goes to the agency, which answers within ten working days."""
    must(states.SEND, course, by)
    found = queries.parts(course)
    rules.check_complete(queries.common(found), queries.lines_heard(course))
    rules.check_confirmed(is_confirmed)
    if queries.open_course(course.municipality):
        raise _already_open()
    due = add_working_days(today, limit(FIRST_REPLY, today) or WITHOUT_A_RULE)
    with told_when_late(_already_open()):
        take(states.SEND, course, by=by, received_on=today, reply_due=due)


@transaction.atomic
def answer(*, course: Course, words: str, not_a_child: bool, by: Who) -> None:
    """The municipality has added what was missing."""
    take(states.ANSWER, course, by=by, words=words, not_a_child=not_a_child)


@transaction.atomic
def withdraw(*, course: Course, words: str, not_a_child: bool, by: Who) -> None:
    """The municipality takes its application back, or stops a course that is paused; nobody asks why.
    The days to come are taken out of people's calendars."""
    take(states.WITHDRAW, course, by=by, words=words, not_a_child=not_a_child)
    days.call_off_all(course, why=_("Forløbet er stoppet."), today=timezone.localdate())


@transaction.atomic
def drop(*, course: Course, by: Who) -> None:
    """A draft that nobody will send: what was written, the files, and who was to take part are deleted,
    and everybody's way in is closed."""
    take(states.DROP, course, by=by)
    course.parts.all().delete()
    forget(course.files.all())
    drafts.forget(FORM, kept_of(course))
    here = queries.here(course)
    here.update(left_at=timezone.now(), link="", link_until=None, browser="")
    course.participants.update(name="", email="", title="", phone="")


@transaction.atomic
def talk(
    *, course: Course, next_on: date | None, words: str, not_a_child: bool, today: date, by: Who
) -> None:
    """The agency has answered: there is an adviser, and a day for the first talk."""
    must(states.TALK, course, by)
    rules.check_day_to_come(next_on, today=today)
    adviser = course.adviser or by.user
    replied = {"replied_on": today, "adviser": adviser}
    take(
        states.TALK, course, by=by, words=words, not_a_child=not_a_child, next_on=next_on, **replied
    )


@transaction.atomic
def ask(
    *, course: Course, words: str, next_on: date | None, not_a_child: bool, today: date, by: Who
) -> None:
    """What is missing, and when both talk again."""
    must(states.ASK, course, by)
    rules.check_reason(words, field="words")
    rules.check_day_to_come(next_on, today=today)
    facts = {"replied_on": course.replied_on or today}
    take(states.ASK, course, by=by, words=words, not_a_child=not_a_child, next_on=next_on, **facts)


@transaction.atomic
def offer(*, course: Course, half_year: str, by: Who) -> None:
    """Both want it: the agency keeps a place in a half-year, and the agreement is written. What was said is
    there, and so is the place: its own, when the course has had one there before."""
    must(states.OFFER, course, by)
    rules.check_has_note(has_note=course.notes.exists())
    # Two advisers who give the last place at the same moment wait for each other here.
    list(Places.objects.select_for_update().filter(half_year=half_year))
    (half,) = queries.halves([half_year])
    rules.check_room(is_full=half.is_full and course.half_year != half_year)
    take(states.OFFER, course, by=by, half_year=half_year)


@transaction.atomic
def decline(
    *, course: Course, words: str, next_on: date | None, not_a_child: bool, today: date, by: Who
) -> None:
    """Not now: why, and when the municipality can come again."""
    must(states.DECLINE, course, by)
    rules.check_reason(words, field="words")
    rules.check_day_to_come(next_on, today=today)
    facts = {"replied_on": course.replied_on or today, "half_year": ""}
    take(
        states.DECLINE,
        course,
        by=by,
        words=words,
        not_a_child=not_a_child,
        next_on=next_on,
        **facts,
    )


@transaction.atomic
def again(*, course: Course, next_on: date | None, today: date, by: Who) -> None:
    """The dialogue is taken up again, unless the municipality has applied anew."""
    must(states.AGAIN, course, by)
    rules.check_day_to_come(next_on, today=today)
    if queries.open_course(course.municipality):
        raise _newer()
    with told_when_late(_newer()):
        take(states.AGAIN, course, by=by, next_on=next_on)


@transaction.atomic
def note(*, course: Course, text: str, is_shared: bool, not_a_child: bool, by: Who) -> Note:
    """What was said in the dialogue: shared with the municipality, or inside the agency."""
    if by.user is None or not access.advises(by, course):
        raise PermissionDenied
    rules.check_reason(text, field="text")
    names = _checked(course, {"text": text}, not_a_child)
    kept = Note.objects.create(
        course=course, text=text.strip(), is_shared=is_shared, written_by=by.user
    )
    log.record(
        events.NOTED,
        by=by.user,
        about=kept,
        course=course.pk,
        shared=str(int(is_shared)),
        names_confirmed=str(names),
    )
    return kept


@transaction.atomic
def set_adviser(*, course: Course, adviser: User, seen: int | None, by: Who) -> None:
    """Another adviser. `seen` is the one who had it when the page was made: the second who changes it is
    told."""
    if not access.advises(by, course):
        raise PermissionDenied
    if adviser not in queries.advisers() or not access.advises(Who(adviser), course):
        raise RuleBroken("course.adviser", _("Vælg en konsulent i styrelsen."), "adviser")
    changed = Course.objects.filter(pk=course.pk, adviser=seen).update(adviser=adviser)
    if not changed:
        words = _("En anden har valgt konsulent imens. Se, hvem det er, før du vælger om.")
        raise RuleBroken("course.adviser_meanwhile", words)
    log.record(events.ADVISER_CHANGED, by=by.user, about=course, adviser=adviser.pk)


@transaction.atomic
def set_places(*, half_year: str, places: int, by: Who) -> None:
    """How many courses the agency can begin in a half-year."""
    if not access.is_adviser(by):
        raise PermissionDenied
    rules.check_places(places)
    row, _new = Places.objects.update_or_create(half_year=half_year, defaults={"places": places})
    log.record(events.PLACES_SET, by=by.user, about=row, places=str(places))


def _already_open() -> RuleBroken:
    words = _("Kommunen har allerede en henvendelse hos styrelsen. Tal med jeres tovholder.")
    return RuleBroken("course.already_open", words)


def _newer() -> RuleBroken:
    return RuleBroken("course.newer", _("Kommunen har en nyere henvendelse. Brug den."))


def take(
    step: Step,
    course: Course,
    *,
    by: Who,
    words: str = "",
    not_a_child: bool = False,
    next_on: date | None = None,
    **facts: object,
) -> None:
    """By the side whose it is. `words` hold no child: what looks like a name is confirmed and counted."""
    side = must(step, course, by)
    names = _checked(course, {"words": words}, not_a_child)
    source = course.state
    agreed = {"next_on": next_on} if next_on else {}
    move(course, step, **agreed, **facts)
    seat = access.seat_in(by, course) if side is Side.MUNICIPALITY else None
    taken = Taken.objects.create(
        course=course,
        step=step.name,
        source=source,
        target=step.target,
        words=words.strip(),
        next_on=next_on,
        by_participant=seat,
        by_user=None if seat else by.user,
    )
    log.record(
        events.STEP_TAKEN,
        by=by.user,
        about=course,
        step=step.name,
        names_confirmed=str(names),
    )
    if step is not states.DROP:
        tell_the_other_side(course, side, key=f"course-step-{taken.pk}")


def must(step: Step, course: Course, by: Who) -> Side:
    side = access.side_of(by, course)
    if side is None or side is not step.permission:
        raise PermissionDenied
    return side


def tell_the_other_side(
    course: Course, side: Side, *, key: str, kind: NoticeKind | None = None
) -> None:
    """That something has happened, and where to see it. `side` is the one that has done it; with the same
    `key` nobody is told twice."""
    if side is Side.MUNICIPALITY:
        advisers = [course.adviser] if course.adviser else queries.advisers()
        tell(kind or events.WAITS_FOR_AGENCY, advisers, key=key)
        return
    seats = list(queries.here(course).filter(joined_at__isnull=False).select_related("user"))
    tell(kind or events.ANSWERED_BY_AGENCY, [seat.user for seat in seats if seat.user], key=key)
    with translation.override(settings.LANGUAGE_CODE):
        for seat in seats:
            if seat.user is None:
                letters.send_news(seat, key=key)


def _checked(course: Course, texts: dict[str, str], not_a_child: bool) -> int:
    known = queries.known_names(course)
    return check_no_child(texts, known=known, is_confirmed=not_a_child)
