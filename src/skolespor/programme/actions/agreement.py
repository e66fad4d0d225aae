"""The agreement: written by both, approved by each party as it stands."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from skolespor.audit import log
from skolespor.core.errors import RuleBroken
from skolespor.core.flow import move
from skolespor.programme import access, events, states
from skolespor.programme.access import Who
from skolespor.programme.actions import days
from skolespor.programme.actions.application import Saved, save_version
from skolespor.programme.actions.steps import tell_the_other_side
from skolespor.programme.models import Agreement, Approval, Course, Taken
from skolespor.programme.queries import agreed
from skolespor.programme.queries import courses as queries
from skolespor.programme.rules import agreement as rules
from skolespor.programme.rules.application import AGREEMENT
from skolespor.programme.states import Side


@transaction.atomic
def write(
    *, course: Course, answers: Mapping[str, str], seen: int, not_a_child: bool, by: Who
) -> Saved:
    """A new version of the text. Both parties may write; two who do at once keep both their words."""
    side = _must(by, course)
    saved = save_version(
        course=course, part=AGREEMENT, answers=answers, seen=seen, not_a_child=not_a_child, by=by
    )
    _tell_of_change(course, side)
    return saved


@transaction.atomic
def approve(*, course: Course, title: str, seen: str, today: date, by: Who) -> Agreement:
    """One party approves the agreement exactly as its page showed it (`seen`: `agreed.mark_of`). When both
    have approved the same, it is made. An approval of an earlier text does not count for a later one."""
    side = _must(by, course)
    if side is Side.MUNICIPALITY and not access.may_lead(by, course):
        raise PermissionDenied
    rules.check_title(title)
    now = agreed.whole(course)
    if agreed.mark_of(now) != seen:
        words = _("Aftalen er ændret, siden du åbnede siden. Læs den igen, før du godkender.")
        raise RuleBroken("agreement.changed", words)
    severities, texts = agreed.content_rules()
    rules.check(
        agreed.facts(course), queries.part_now(course, AGREEMENT).answers, severities, texts
    )
    agreement = _version(course, now)
    seat = access.seat_in(by, course)
    name = by.user.name if by.user else seat.name if seat else ""
    _approval, is_new = Approval.objects.get_or_create(
        agreement=agreement,
        side=side.value,
        defaults={
            "name": name,
            "title": title.strip(),
            "by_participant": seat,
            "by_user": by.user,
        },
    )
    log.record(
        events.APPROVED, by=by.user, about=agreement, side=side.value, number=str(agreement.number)
    )
    if agreement.approvals.count() == len(Side):
        _make(course, by=by, side=side, today=today)
    elif is_new:
        key = f"course-agreement-{agreement.pk}"
        tell_the_other_side(course, side, key=key, kind=events.AGREEMENT_WAITS)
    return agreement


def _tell_of_change(course: Course, side: Side) -> None:
    """The other party, when the text that it has approved is no longer the text: once for an approval,
    however often somebody saves."""
    theirs = (
        agreed.newest_approvals([course]).exclude(side=side).select_related("agreement").first()
    )
    if theirs and not agreed.is_as_now(theirs.agreement):
        key = f"course-agreement-changed-{theirs.pk}"
        tell_the_other_side(course, side, key=key, kind=events.AGREEMENT_CHANGED)


def _version(course: Course, sections: Mapping[str, str]) -> Agreement:
    """The version that the other party has approved, when it is the same; else a new one. Two who approve
    at the same moment approve the same."""
    last = course.agreements.order_by("-number").first()
    if last and last.sections == sections:
        return last
    number = last.number + 1 if last else 1
    made, is_new = Agreement.objects.get_or_create(
        course=course, number=number, defaults={"sections": dict(sections)}
    )
    return made if is_new else _version(course, sections)


def _make(course: Course, *, by: Who, side: Side, today: date) -> None:
    """The first agreement begins the course; a later one changes what was agreed on, and the course goes
    on from where it is."""
    source = course.state
    if source == states.AGREEMENT:
        move(course, states.SIGN)
        days.invite_to_all(course, today=today)
    taken = Taken.objects.create(
        course=course,
        step=states.SIGN.name,
        source=source,
        target=course.state,
        by_participant=None if by.user else access.seat_in(by, course),
        by_user=by.user,
    )
    log.record(events.STEP_TAKEN, by=by.user, about=course, step=states.SIGN.name)
    tell_the_other_side(course, side, key=f"course-step-{taken.pk}")


def _must(by: Who, course: Course) -> Side:
    side = access.works_on(by, course)
    if side is None:
        raise PermissionDenied
    return side
