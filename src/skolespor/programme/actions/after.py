"""After the days: following up, and saying how the course was."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation

from skolespor.audit import log
from skolespor.core import drafts
from skolespor.core.no_child import check_no_child
from skolespor.notices.actions import tell
from skolespor.programme import access, events
from skolespor.programme.access import Who
from skolespor.programme.actions import letters
from skolespor.programme.actions.keeping import EVALUATED, FORM
from skolespor.programme.models import Course, Evaluation, FollowUp, Sheet
from skolespor.programme.queries import after as queries
from skolespor.programme.queries import courses
from skolespor.programme.queries.days import last_day
from skolespor.programme.rules import after as rules
from skolespor.programme.rules import application as texts
from skolespor.programme.rules.after import Occasion, Round
from skolespor.programme.states import Side


def plan(course: Course, *, by: Who, today: date) -> None:
    """Half a year and a year after the last advisory day. Done again, nothing is planned twice; what waits
    is moved when the last day is another."""
    for occasion, due in rules.due_days(last_day(course) or today).items():
        row, is_new = FollowUp.objects.get_or_create(
            course=course, occasion=occasion, defaults={"due": due}
        )
        if is_new:
            log.record(events.FOLLOW_UP_PLANNED, by=by.user, about=row, course=course.pk)
        else:
            _move(row, due, by)


def _move(row: FollowUp, due: date, by: Who) -> None:
    """What is held or skipped stays as it was."""
    waits = FollowUp.objects.filter(pk=row.pk, held_on=None, skipped_on=None)
    if waits.exclude(due=due).update(due=due):
        log.record(
            events.FOLLOW_UP_MOVED, by=by.user, about=row, course=row.course_id, due=str(due)
        )


@transaction.atomic
def add_follow_up(*, course: Course, due: date | None, today: date, by: Who) -> None:
    """One more, when something calls for it."""
    _must_work(by, course)
    texts.check_day_to_come(due, today=today)
    row = FollowUp(course=course, occasion=Occasion.AD_HOC)
    row.due = due or today  # asked for above
    row.save()
    log.record(events.FOLLOW_UP_PLANNED, by=by.user, about=row, course=course.pk)


@transaction.atomic
def hold(*, one: FollowUp, words: str, not_a_child: bool, today: date, by: Who) -> None:
    """What has held, and what has not (`six_month_status`)."""
    _must_work(by, one.course)
    rules.check_words(words)
    names = _written(one, words, not_a_child, by, held_on=today)
    log.record(
        events.FOLLOW_UP_HELD,
        by=by.user,
        about=one,
        course=one.course_id,
        names_confirmed=str(names),
    )


@transaction.atomic
def skip(*, one: FollowUp, words: str, not_a_child: bool, today: date, by: Who) -> None:
    """With a reason."""
    _must_work(by, one.course)
    rules.check_skip(words)
    names = _written(one, words, not_a_child, by, skipped_on=today)
    log.record(
        events.FOLLOW_UP_SKIPPED,
        by=by.user,
        about=one,
        course=one.course_id,
        names_confirmed=str(names),
    )


@transaction.atomic
def open_evaluation(*, course: Course, round: str, today: date, by: Who) -> Evaluation:
    """Everybody who takes part is asked. Done twice, the one that is open is gone on with."""
    _must_ask(by, course)
    is_open = course.evaluations.filter(round=round, closed_on=None).first()
    if is_open:
        return is_open
    rules.check_to_ask(Round(round), course.state, queries.rounds_held(course))
    asked = queries.asked(course)
    row, is_new = Evaluation.objects.get_or_create(
        course=course,
        round=Round(round),
        defaults={
            "opened_on": today,
            "answer_by": today + timedelta(days=rules.ANSWERED_FOR_DAYS),
            "asked": len(asked),
        },
    )
    if is_new:
        log.record(events.EVALUATION_OPENED, by=by.user, about=row, course=course.pk)
        tell(
            events.TO_EVALUATE,
            [seat.user for seat in asked if seat.user],
            key=f"course-evaluation-{row.pk}",
        )
        with translation.override(settings.LANGUAGE_CODE):
            for seat in asked:
                if seat.user is None:
                    letters.send_question(seat, row)
    return row


@transaction.atomic
def answer(*, one: Evaluation, answers: Mapping[str, str], not_a_child: bool, by: Who) -> None:
    """Without a name, once. The log book does not say who or when."""
    seat = access.seat_in(by, one.course)
    if seat is None:
        raise PermissionDenied
    rules.check_open(_held(one).closed_on)
    rules.check_answered(answers)
    texts = rules.texts_of(answers, queries.kinds())
    known = courses.known_names(one.course)
    names = check_no_child(texts, known=known, is_confirmed=not_a_child)
    given = {**answers, rules.CONFIRMED: str(names)}
    _sheet, is_new = Sheet.objects.get_or_create(
        key=queries.key_of(one, seat), defaults={"evaluation": one, "answers": given}
    )
    rules.check_once(has_answered=not is_new)


@transaction.atomic
def close_evaluation(*, one: Evaluation, today: date, by: Who) -> None:
    """What may be shown is worked out once, and the sheets are deleted (ADR 0021)."""
    _must_ask(by, one.course)
    if _held(one).closed_on:
        return
    sheets = [sheet.answers for sheet in one.sheets.all()]
    secrets.SystemRandom().shuffle(sheets)
    one.closed_on, one.answered = today, len(sheets)
    one.asked = max(one.asked, len(queries.asked(one.course)), one.answered)
    one.results = rules.results(sheets, queries.kinds())
    one.save(update_fields=["closed_on", "answered", "asked", "results"])
    one.sheets.all().delete()
    drafts.forget(FORM, [f"{one.course_id}-{EVALUATED}{one.pk}"])
    log.record(
        events.EVALUATION_CLOSED,
        by=by.user,
        about=one,
        course=one.course_id,
        names_confirmed=str(rules.confirmed(sheets)),
    )


def _held(one: Evaluation) -> Evaluation:
    """As it is now, until the end of the transaction: who answers and who closes wait for each other, so
    that no sheet comes in when the sheets are counted and deleted."""
    return Evaluation.objects.select_for_update().get(pk=one.pk)


def _written(one: FollowUp, words: str, not_a_child: bool, by: Who, **when: date) -> int:
    """Returns how many names somebody has confirmed not to be a child's, for the log book."""
    known = courses.known_names(one.course)
    names = check_no_child({"words": words}, known=known, is_confirmed=not_a_child)
    seat = access.seat_in(by, one.course)
    waits = FollowUp.objects.filter(pk=one.pk, held_on=None, skipped_on=None)
    changed = waits.update(**when, by_participant=seat, by_user=None if seat else by.user)
    if not changed:
        one.refresh_from_db()
        rules.check_waits(one.held_on, one.skipped_on)
    one.refresh_from_db()
    one.words = words.strip()
    one.save(update_fields=["words"])
    return names


def _must_work(by: Who, course: Course) -> None:
    if access.works_on(by, course) is None:
        raise PermissionDenied


def _must_ask(by: Who, course: Course) -> None:
    """The agency, and who holds the threads."""
    side = access.works_on(by, course)
    if side is None or (side is Side.MUNICIPALITY and not access.may_lead(by, course)):
        raise PermissionDenied
