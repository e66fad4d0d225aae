"""A new school year: children go on in a class of their school, or have left it over the summer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import SOLVES_A_GAP
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children import access, events, rules
from skolespor.children.actions.holding import hold, touch_row
from skolespor.children.actions.spells import close_enrolment, write_enrolment
from skolespor.children.models import Child, Enrolment
from skolespor.children.rules import InClass
from skolespor.core.errors import RuleBroken
from skolespor.notices.actions import tell

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """What somebody says of one enrolment: in which class the child goes on, or why it has left."""

    enrolment: Enrolment
    goes_on: InClass | None
    cause: str = ""


class RowsRefused(Exception):
    """Some answers break a rule, by the number of their enrolment. None of the answers is written."""

    def __init__(self, rows: Mapping[int, RuleBroken]):
        super().__init__(sorted(broken.code for broken in rows.values()))
        self.rows = rows


@transaction.atomic
def answer_all(*, answers: Sequence[Answer], today: date, by: User) -> None:
    """All of them or none. Answers that are written already change nothing."""
    hold([answer.enrolment.child_id for answer in answers])
    refused = {}
    for one in answers:
        try:
            if one.goes_on is None:
                leave(enrolment=one.enrolment, cause=one.cause, today=today, by=by)
            else:
                go_on(enrolment=one.enrolment, goes_on=one.goes_on, today=today, by=by)
        except RuleBroken as broken:
            refused[one.enrolment.pk] = broken
    if refused:
        raise RowsRefused(refused)


@transaction.atomic
def go_on(*, enrolment: Enrolment, goes_on: InClass, today: date, by: User) -> Enrolment:
    """The child goes on at its school: what it had ends with July, and a new row begins in August. The
    school keeps its seat, and everybody their naming."""
    year = rules.year_to_prepare(today)
    rules.check_class(goes_on)
    hold([enrolment.child_id])
    enrolment.refresh_from_db()
    written = _written(enrolment, year)
    if written and (written.grade, written.class_name) == (
        goes_on.grade,
        goes_on.class_name.strip(),
    ):
        return written
    _begin(enrolment, year, today=today, by=by)
    close_enrolment(
        enrolment, last_day=year.first_day - DAY, cause="", staying=enrolment.school, by=by
    )
    return write_enrolment(
        child=enrolment.child,
        school=enrolment.school,
        since=year.first_day,
        grade=goes_on.grade,
        class_name=goes_on.class_name,
        school_type=enrolment.school_type,
        by=by,
    )


@transaction.atomic
def leave(*, enrolment: Enrolment, cause: str, today: date, by: User) -> None:
    """The child does not go there any more: the last day is 31 July. Who finds it a new school is
    told; without one the days count as without school."""
    year = rules.year_to_prepare(today)
    hold([enrolment.child_id])
    enrolment.refresh_from_db()
    last_day = year.first_day - DAY
    if (enrolment.until, enrolment.end_cause) == (last_day, cause):
        return
    _begin(enrolment, year, today=today, by=by)
    close_enrolment(enrolment, last_day=last_day, cause=cause, staying=None, by=by)
    told = [user for user in _who_finds_a_school(enrolment.child) if user.pk != by.pk]
    tell(events.LEFT_IN_SUMMER, told, key=f"left-in-summer-{enrolment.pk}")


def _begin(enrolment: Enrolment, year: SchoolYear, *, today: date, by: User) -> None:
    """Before anything is written: may this person, and is there something to write?"""
    if not access.renewed_by(by, open_on=today).filter(pk=enrolment.pk).exists():
        raise PermissionDenied
    rules.check_open(enrolment.until is None)
    rules.check_summer(enrolment.since, year)
    touch_row(enrolment)


def _written(enrolment: Enrolment, year: SchoolYear) -> Enrolment | None:
    """The row of the new school year that follows the enrolment, if somebody has written it."""
    if enrolment.until != year.first_day - DAY:
        return None
    rows = Enrolment.objects.filter(child=enrolment.child_id, withdrawn_at=None)
    return rows.filter(school=enrolment.school_id, since=year.first_day).first()


def _who_finds_a_school(child: Child) -> list[User]:
    """The coordinator with a seat at the child, or else those who answer for its municipality."""
    near = access.around(child, [SOLVES_A_GAP])
    return near or access.in_municipality(
        child.acting_municipality, Permission.FACTS_OF_MUNICIPALITY
    )
