"""The agreement: written by both, the days set, approved by each party as it stands."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import unquote

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from skolespor.audit import log
from skolespor.core.errors import RuleBroken
from skolespor.core.flow import move
from skolespor.core.no_child import check_no_child
from skolespor.programme import access, events, states
from skolespor.programme.access import Who
from skolespor.programme.actions.application import Saved, save_version
from skolespor.programme.actions.steps import tell_the_other_side
from skolespor.programme.models import Agreement, Approval, Course, Day, Taken
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
    _must(by, course)
    return save_version(
        course=course, part=AGREEMENT, answers=answers, seen=seen, not_a_child=not_a_child, by=by
    )


@transaction.atomic
def set_day(
    *, course: Course, on: date, format: str, place: str, link: str, by: Who, day: Day | None = None
) -> Day:
    """A day is added, or moved when `day` is one that is there."""
    _must(by, course)
    kept = day or Day(course=course)
    texts = {"place": place, "link": unquote(link)}
    check_no_child(texts, known=queries.known_names(course), is_confirmed=True)
    others = [one.on for one in course.days.all() if one.pk != kept.pk]
    rules.check_day(on, place, link, others=others)
    kept.on, kept.format, kept.place, kept.link = on, format, place.strip(), link.strip()
    kept.save()
    log.record(events.DAY_SET, by=by.user, about=kept, course=course.pk)
    return kept


@transaction.atomic
def remove_day(*, day: Day, by: Who) -> None:
    _must(by, day.course)
    log.record(events.DAY_REMOVED, by=by.user, about=day, course=day.course_id)
    day.delete()


@transaction.atomic
def approve(*, course: Course, title: str, seen: str, by: Who) -> Agreement:
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
    Approval.objects.get_or_create(
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
        _make(course, agreement, by=by, side=side)
    return agreement


def _version(course: Course, sections: Mapping[str, str]) -> Agreement:
    """The version that the other party has approved, when it is the same; else a new one."""
    last = course.agreements.order_by("-number").first()
    if last and last.sections == sections:
        return last
    number = last.number + 1 if last else 1
    return Agreement.objects.create(course=course, number=number, sections=dict(sections))


def _make(course: Course, agreement: Agreement, *, by: Who, side: Side) -> None:
    source = course.state
    move(course, states.SIGN)
    taken = Taken.objects.create(
        course=course,
        step=states.SIGN.name,
        source=source,
        target=states.SIGN.target,
        by_participant=None if by.user else access.seat_in(by, course),
        by_user=by.user,
    )
    log.record(events.STEP_TAKEN, by=by.user, about=course, step=states.SIGN.name)
    tell_the_other_side(taken, side)


def _must(by: Who, course: Course) -> Side:
    side = access.writes_agreement(by, course)
    if side is None:
        raise PermissionDenied
    return side
