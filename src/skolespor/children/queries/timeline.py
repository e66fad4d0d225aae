"""Homes, schools and moves, for the school timeline."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.children.models import Enrolment, Placement
from skolespor.children.queries.page import Header, enrolments, placements
from skolespor.children.rules import SUMMER
from skolespor.children.timeline import Dot, Lane, Part, Shape, Stretch


def timeline(head: Header) -> Part:
    """As much as the rest of the page says: a place by its name or by neutral words, all schools or
    today's. Nothing where a protected child is."""
    if head.sight.is_masked:
        return Part()
    homes, schools = placements(head)[::-1], enrolments(head)[::-1]
    lanes = [Lane.HOME] if head.lives is not None else []
    lanes += [Lane.SCHOOL] if "school_and_class" in head.sight else []
    stretches = (*_homes(head, homes), *map(_school, schools))
    if head.is_own:
        return Part(tuple(lanes), tuple(_as_it_is(stretches)))
    lanes += [Lane.EVENTS] if {"place_and_address", "school_history"} & head.sight.fields else []
    return Part(tuple(lanes), stretches, (*map(_moved, homes), *_began(head, schools)))


def _as_it_is(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """For the child itself: where it has been and is. What is planned is told by an adult, not by a
    picture."""
    today = timezone.localdate()
    for one in stretches:
        if one.since is None or one.since <= today:
            is_over = one.until is not None and one.until < today
            yield replace(one, until=one.until if is_over else None)


def known_since(head: Header) -> date:
    """From which day on the reader may know how school goes: from the first with the school history,
    else from when the child began at today's school; without one, today."""
    if "school_history" in head.sight:
        return date.min
    return min((spell.since for spell in enrolments(head)), default=timezone.localdate())


def _homes(head: Header, spells: Sequence[Placement]) -> list[Stretch]:
    """Who may not know the place knows how the child lives today, not since when."""
    if "place_and_address" in head.sight:
        return [Stretch(Lane.HOME, one.since, one.until, _place(one)) for one in spells]
    if not head.lives:
        return []
    return [Stretch(Lane.HOME, None, None, head.lives[:1].upper() + head.lives[1:])]


def _place(spell: Placement) -> str:
    return spell.organisation.name if spell.organisation else spell.place_name


def _school(spell: Enrolment) -> Stretch:
    return Stretch(Lane.SCHOOL, spell.since, spell.until, spell.school.name, spell.grade_label)


def _moved(spell: Placement) -> Dot:
    words = _("Flytter til {place}").format(place=_place(spell))
    return Dot(spell.since, words, Shape.DIAMOND, _("Flytter"))


def _began(head: Header, spells: Sequence[Enrolment]) -> Iterator[Dot]:
    """The first day at each school. The next class at the same school is no new school; and who does
    not see the schools before cannot be told whether it is."""
    if "school_history" not in head.sight:
        return
    left: dict[int, date] = {}
    for spell in spells:
        last = left.get(spell.school_id)
        if last is None or spell.since - last > SUMMER:
            words = _("Begynder på {school}").format(school=spell.school.name)
            yield Dot(spell.since, words, Shape.CIRCLE, _("Begynder på en skole"))
        ends = spell.until or date.max - timedelta(days=1)
        left[spell.school_id] = max(ends, last or ends)
