"""The steps of a course from the start meeting to its end. What the content asks for between two stages is
there, or somebody says why not."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken
from skolespor.core.flow import Step
from skolespor.programme import states
from skolespor.programme.access import Who
from skolespor.programme.actions import after, days
from skolespor.programme.actions.steps import must, take
from skolespor.programme.models import Course
from skolespor.programme.queries import after as after_queries
from skolespor.programme.queries import courses, gates
from skolespor.programme.rules import after as after_rules
from skolespor.programme.rules import application as rules
from skolespor.programme.rules import gates as gate_rules


@transaction.atomic
def go(*, course: Course, step: Step, words: str, not_a_child: bool, today: date, by: Who) -> None:
    """A step between two stages, on or back. `words` is the reason where something is not in place."""
    must(step, course, by)
    not_kept = gates.not_kept(course, step.name, today=today)
    gate_rules.check(not_kept, words, gates.severities(), gates.texts())
    take(step, course, by=by, words=words, not_a_child=not_a_child)
    if step is states.FOLLOW:
        after.plan(course, by=by, today=today)


@transaction.atomic
def pause(
    *, course: Course, words: str, next_on: date | None, not_a_child: bool, today: date, by: Who
) -> None:
    """Why, and when one begins again (`pause_reason`, `restart_date`). The days until then are cancelled."""
    must(states.PAUSE, course, by)
    rules.check_reason(words, field="words")
    rules.check_day_to_come(next_on, today=today)
    take(states.PAUSE, course, by=by, words=words, not_a_child=not_a_child, next_on=next_on)
    days.call_off_all(course, why=_("Forløbet holder pause."), today=today, until=next_on)


@transaction.atomic
def resume(*, course: Course, step: Step, words: str, not_a_child: bool, by: Who) -> None:
    """From where it was paused."""
    must(step, course, by)
    if step is not states.RESUMES.get(courses.paused_from(course)):
        raise PermissionDenied
    take(step, course, by=by, words=words, not_a_child=not_a_child)


@transaction.atomic
def close(*, course: Course, words: str, not_a_child: bool, by: Who) -> None:
    """The end, with a last word (`final_note`). Every follow-up is held, or skipped with a reason."""
    must(states.CLOSE, course, by)
    rules.check_reason(words, field="words")
    waiting = [str(after_rules.OCCASIONS[one.occasion]) for one in after_queries.waiting(course)]
    after_rules.check_nothing_waits(waiting)
    if after_queries.open_evaluation(course):
        words_to_do = _("Luk evalueringen først.")
        raise RuleBroken("course.evaluating", words_to_do)
    take(states.CLOSE, course, by=by, words=words, not_a_child=not_a_child)
