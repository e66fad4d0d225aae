"""Who is told at night about advisory courses. Done twice on the same day, nothing more happens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import translation

from skolespor.accounts.models import User
from skolespor.calendar.rules.days import add_working_days
from skolespor.notices.actions import tell
from skolespor.programme import events
from skolespor.programme.actions import letters
from skolespor.programme.models import Course, Day, FollowUp, Participant
from skolespor.programme.queries import after, courses, days

OUTCOME_AFTER = 2
"""Working days in which one writes what came of a day before one is reminded."""


@dataclass(frozen=True)
class Answers:
    """Who answers for a course: its adviser, or all of them when that one has gone; and who holds the
    threads in the municipality."""

    advisers: Sequence[User]
    lead: Participant | None

    @property
    def with_account(self) -> list[User]:
        return [*self.advisers, *([self.lead.user] if self.lead and self.lead.user else [])]


@transaction.atomic
def tell_about_courses(*, today: date) -> None:
    """That it is time to follow up, that nobody has written what came of a day, and that an evaluation
    can be closed."""
    running = courses.running()
    answers = _answers(running)
    for one in after.due(running, today=today):
        _follow_up(one, answers[one.course_id])
    for day in _long_over(running, today=today):
        key = f"course-outcome-{day.pk}-{day.on:%Y%m%d}"
        tell(events.DAY_LACKS_OUTCOME, answers[day.course_id].with_account, key=key)
    for evaluation in after.over(running, today=today):
        advisers = answers[evaluation.course_id].advisers
        tell(events.EVALUATION_OVER, advisers, key=f"course-evaluation-over-{evaluation.pk}")


def _long_over(running: Sequence[Course], *, today: date) -> list[Day]:
    """The days of which somebody should have written by now."""
    found = days.without_outcome(running, until=today)
    return [day for day in found if add_working_days(day.on, OUTCOME_AFTER) <= today]


def _follow_up(one: FollowUp, answers: Answers) -> None:
    key = f"course-follow-up-{one.pk}-{one.due:%Y%m%d}"
    tell(events.FOLLOW_UP_DUE, answers.with_account, key=key)
    if answers.lead and answers.lead.user is None:
        with translation.override(settings.LANGUAGE_CODE):
            letters.send_follow_up(answers.lead, one)


def _answers(running: Sequence[Course]) -> Mapping[int, Answers]:
    known, leads = courses.advisers(), courses.leads(running)
    return {
        one.pk: Answers([one.adviser] if one.adviser in known else known, leads.get(one.pk))
        for one in running
    }
