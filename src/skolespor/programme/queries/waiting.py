"""What waits for a person: for »Mit overblik« and the leaders' page."""

from collections.abc import Sequence
from datetime import date

from skolespor.accounts.models import User
from skolespor.programme import access, states
from skolespor.programme.access import Who
from skolespor.programme.models import Approval, Course, Day
from skolespor.programme.states import AGREEMENT, DRAFT, INQUIRY, NEED_MORE, PAUSED, RUNNING, Side

MUNICIPALITYS = (states.PRACTICE, states.FOCUS, states.TRACKS, states.DAYS, states.ANCHORING)
"""The stages that the municipality itself goes on from."""


def to_reply(*, reader: User) -> int:
    """How many municipalities wait for the agency's first answer."""
    return access.advised_where(Who(reader)).filter(state=INQUIRY).count()


def ours(*, reader: User) -> list[Course]:
    """The courses in which it is the municipality's turn, and the reader acts for it: a draft to send, an
    answer to give, an agreement that its party has not approved. Two queries."""
    turn = [DRAFT, NEED_MORE, AGREEMENT]
    mine = access.writable_where(Who(reader)).filter(state__in=turn).order_by("pk")
    approved = Approval.objects.filter(side=Side.MUNICIPALITY, agreement__course__in=mine)
    done = set(approved.values_list("agreement__course", flat=True))
    return [one for one in mine if one.state != AGREEMENT or one.pk not in done]


def advised(*, reader: User) -> list[Course]:
    """The courses that run, in which the reader is the adviser."""
    mine = access.advised_where(Who(reader)).filter(adviser=reader, state__in=RUNNING)
    return list(mine.order_by("pk"))


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
