"""What waits for a person: for »Mit overblik« and the leaders' page."""

from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from skolespor.accounts.models import User
from skolespor.programme import access, states
from skolespor.programme.access import Who
from skolespor.programme.models import Course, Day, Taken
from skolespor.programme.queries import agreed
from skolespor.programme.rules.days import Kind
from skolespor.programme.states import (
    AGREEMENT,
    DIALOGUE,
    DRAFT,
    INQUIRY,
    NEED_MORE,
    PAUSED,
    RUNNING,
    Side,
)

MUNICIPALITYS = (states.PRACTICE, states.FOCUS, states.TRACKS, states.DAYS, states.ANCHORING)
"""The stages that the municipality itself goes on from."""
AGENCYS = {states.AGREED: Kind.START, states.STATUS: Kind.STATUS}
"""The stages that the agency goes on from, each with the meeting that is held first."""


def to_reply(*, reader: User) -> int:
    """How many municipalities wait for the agency's first answer."""
    return access.advised_where(Who(reader)).filter(state=INQUIRY).count()


def ours(*, reader: User) -> list[Course]:
    """The courses in which it is the municipality's turn, and the reader acts for it: a draft to send, an
    answer to give, an agreement that its party has not approved as it stands. Two queries, and some for
    each that it has approved."""
    turn = [DRAFT, NEED_MORE, AGREEMENT]
    mine = list(access.writable_where(Who(reader)).filter(state__in=turn).order_by("pk"))
    approved = agreed.newest_approvals(mine).filter(side=Side.MUNICIPALITY)
    with_text = approved.select_related("agreement__course__adviser")
    done = {
        one.agreement.course_id
        for one in with_text
        if one.agreement.course.state == AGREEMENT and agreed.is_as_now(one.agreement)
    }
    return [one for one in mine if one.pk not in done]


def to_approve(*, reader: User) -> list[Course]:
    """The courses of the adviser whose agreement the municipality has approved, and the agency has not."""
    mine = list(_advised(reader).filter(state=AGREEMENT).order_by("pk"))
    sides = agreed.newest_approvals(mine).values_list("agreement__course", "side")
    approved = set(sides)
    return [
        one
        for one in mine
        if (one.pk, Side.MUNICIPALITY) in approved and (one.pk, Side.AGENCY) not in approved
    ]


def to_talk_with(*, reader: User, today: date) -> list[Course]:
    """The courses of the adviser in which the municipality has answered what it was asked, or the day of
    the talk has come, and the agency has not said what happens now. One query."""
    steps = Taken.objects.filter(course=OuterRef("pk")).order_by("-pk")
    rows = _advised(reader).filter(state=DIALOGUE).alias(last=Subquery(steps.values("step")[:1]))
    return list(rows.filter(Q(last=states.ANSWER.name) | Q(next_on__lte=today)).order_by("pk"))


def advised(*, reader: User) -> list[Course]:
    """The courses that run, in which the reader is the adviser."""
    return list(_advised(reader).filter(state__in=RUNNING).order_by("pk"))


def to_lead_on(courses: Sequence[Course], *, today: date) -> list[Course]:
    """Those in which it is the agency's turn: a stage that it goes on from after a meeting, and no such
    meeting to come. One query."""
    to_come = Day.objects.filter(course__in=courses, cancelled_at=None, on__gte=today)
    meet = set(to_come.values_list("course", "kind"))
    return [
        one
        for one in courses
        if one.state in AGENCYS and (one.pk, AGENCYS[one.state].value) not in meet
    ]


def led(*, reader: User) -> list[Course]:
    """The courses that run or are paused, and that the reader leads for the municipality."""
    mine = access.led_where(Who(reader)).filter(state__in=[*RUNNING, PAUSED])
    return list(mine.order_by("pk"))


def to_go_on(courses: Sequence[Course], *, today: date) -> list[Course]:
    """Those in which it is the municipality's turn: a stage that it goes on from itself, and no day to come
    that one waits for; or a pause whose day has come. One query."""
    to_come = Day.objects.filter(course__in=courses, cancelled_at=None, on__gte=today)
    meet = set(to_come.values_list("course", flat=True))
    return [one for one in courses if _is_their_turn(one, today=today, meets=one.pk in meet)]


def _is_their_turn(course: Course, *, today: date, meets: bool) -> bool:
    if course.state == PAUSED:
        return course.next_on is not None and course.next_on <= today
    return course.state in MUNICIPALITYS and not (course.state == states.DAYS and meets)


def course_of(code: str, *, reader: User) -> Course | None:
    """The municipality's newest course, as far as the reader sees it."""
    seen = access.courses_where(Who(reader)).filter(municipality=code)
    return seen.select_related("adviser").order_by("-pk").first()


def _advised(reader: User) -> QuerySet[Course]:
    return access.advised_where(Who(reader)).filter(adviser=reader)
