"""How a course stands, for the rules between its stages."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation
from skolespor.core.content import kept, read_yaml
from skolespor.programme import states
from skolespor.programme.models import Course
from skolespor.programme.queries import agreed, days
from skolespor.programme.queries.courses import lines_heard
from skolespor.programme.rules.agreement import NEEDS_REASON
from skolespor.programme.rules.days import Kind
from skolespor.programme.rules.gates import MINUTES, DayFacts, Facts, TrackFacts, broken
from skolespor.reviews.queries.focus import Choice, choice_of
from skolespor.reviews.queries.waiting import lines_answered
from skolespor.tracks.queries.course import Work, work_of

FORWARD: Mapping[str, str] = {
    states.PRACTISE.name: states.AGREED,
    states.CHOOSE.name: states.PRACTICE,
    states.SET_OUT.name: states.FOCUS,
    states.MEET.name: states.TRACKS,
    states.ANCHOR.name: states.DAYS,
    states.FOLLOW.name: states.ANCHORING,
}
"""The steps that lead on, each with the stage whose rules it answers to."""


def municipality_of(course: Course) -> Organisation | None:
    """The municipality in Skolespor; None where it does not use it."""
    return Organisation.objects.filter(kind="municipality", code=course.municipality).first()


def choice(course: Course) -> Choice:
    """What the municipality has chosen to work on."""
    place = municipality_of(course)
    return choice_of(place) if place else Choice(())


def answered(course: Course) -> Sequence[str]:
    """The lines that have answered the last self-review, closed since the course was received."""
    place, since = municipality_of(course), course.received_on
    found = lines_answered(place, since=since) if place and since else {}
    return [line for line, has_answered in found.items() if has_answered]


def tracks(course: Course) -> Sequence[Work]:
    """Those that were begun or taken further since the course was received: what a municipality made fixed
    practice years ago says nothing of this course."""
    place, since = municipality_of(course), course.received_on
    return work_of(place, since=since) if place and since else ()


def not_kept(course: Course, step: str, *, today: date) -> tuple[str, ...]:
    """The rules that stand in the way of a step; none for a step that does not lead on."""
    stage = FORWARD.get(step)
    if stage is None:
        return ()
    rules = [*_gates()[stage], *([MINUTES] if stage == states.AGREED else [])]
    return broken(rules, _facts(course, today=today))


def severities() -> Mapping[str, str]:
    found, _texts = agreed.content_rules()
    return {**found, MINUTES: NEEDS_REASON}


def texts() -> Mapping[str, str]:
    _severities, found = agreed.content_rules()
    return {**found, MINUTES: _("Der er skrevet referat af opstartsmødet.")}


@kept
def _gates() -> Mapping[str, Sequence[str]]:
    stages = read_yaml("advisory_course.yaml")["stages"]
    return {one["id"].removeprefix("st_"): one.get("gates", ()) for one in stages}


def _facts(course: Course, *, today: date) -> Facts:
    chosen, found = choice(course), days.days(course)
    return Facts(
        today=today,
        lines=lines_heard(course),
        answered=answered(course),
        focus=len(chosen.focus),
        focus_has_reason=chosen.has_reason,
        tracks=[
            TrackFacts(one.is_complete, one.is_anchored, one.is_formalised)
            for one in tracks(course)
        ],
        days=[
            DayFacts(one.day.on, one.is_planned, one.has_outcome)
            for one in found
            if one.day.kind == Kind.ADVISORY
        ],
        has_minutes=any(one.has_outcome for one in found if one.day.kind == Kind.START),
    )
