"""What stands between two stages of a course (`stages`, `gates` and `validation_rules` in
content/advisory_course.yaml). What is not kept needs a reason, or blocks. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from skolespor.accounts.lines import Line
from skolespor.core.errors import RuleBroken
from skolespor.programme.rules.agreement import BLOCKS, FEWEST_DAYS, has_right_span

FEWEST_FOCUS, MOST_FOCUS = 2, 3
MINUTES = "minutes"
"""Our own: a stage of meetings has its minutes (`required_content`: `meeting_minutes`)."""
CHECKED_WITH_EVERY_TEXT = "v_no_child_data"
"""`core/no_child.py` asks it of each text as it is saved, so there is nothing to ask here."""


@dataclass(frozen=True)
class DayFacts:
    on: date
    is_planned: bool
    has_outcome: bool


@dataclass(frozen=True)
class TrackFacts:
    is_complete: bool
    is_anchored: bool
    is_formalised: bool


@dataclass(frozen=True)
class Facts:
    """How a course stands today. `focus_has_reason`: one focus alone, and somebody has said why."""

    today: date
    lines: Collection[str]
    answered: Collection[str]
    focus: int
    focus_has_reason: bool
    tracks: Sequence[TrackFacts]
    days: Sequence[DayFacts]
    has_minutes: bool


def broken(rules: Sequence[str], facts: Facts) -> tuple[str, ...]:
    """Those of the rules that are not kept, in their order. A rule that the content has got and this room
    does not know is not kept, so that nobody passes it unseen."""
    return tuple(rule for rule in rules if not KEPT.get(rule, _unknown)(facts))


def check(
    not_kept: Sequence[str],
    reason: str,
    severities: Mapping[str, str],
    texts: Mapping[str, str],
) -> None:
    """Whether the course goes on: what blocks is not there, and the rest has a reason."""
    for rule in not_kept:
        if severities.get(rule) == BLOCKS:
            raise RuleBroken(f"gate.{rule}", texts[rule])
    if not_kept and not reason.strip():
        words = _("Det her er ikke på plads: {rules} Skriv, hvorfor I går videre alligevel.")
        told = " ".join(texts[rule] for rule in not_kept)
        raise RuleBroken("gate.reason", words.format(rules=told), "words")


def _unknown(facts: Facts) -> bool:
    return False


def _all_lines(facts: Facts) -> bool:
    return set(facts.lines) >= set(Line)


def _answered(facts: Facts) -> bool:
    return set(facts.answered) >= set(Line)


def _few_focus(facts: Facts) -> bool:
    return FEWEST_FOCUS <= facts.focus <= MOST_FOCUS or facts.focus_has_reason


def _tracks_complete(facts: Facts) -> bool:
    return bool(facts.tracks) and all(one.is_complete for one in facts.tracks)


def _days_complete(facts: Facts) -> bool:
    """Each day has programme and preparation, and its output when it has been held."""
    return bool(facts.days) and all(
        one.is_planned and (one.has_outcome or one.on > facts.today) for one in facts.days
    )


def _span(facts: Facts) -> bool:
    """One day alone spans nothing: the number of days is asked for in the agreement and not here."""
    days = [one.on for one in facts.days]
    return len(days) >= FEWEST_DAYS and has_right_span(days)


def _formalised(facts: Facts) -> bool:
    anchored = [one for one in facts.tracks if one.is_anchored]
    return bool(anchored) and all(one.is_formalised for one in anchored)


def _minutes(facts: Facts) -> bool:
    return facts.has_minutes


KEPT: Mapping[str, Callable[[Facts], bool]] = {
    "v_three_lines": _all_lines,
    "v_all_lines_answered": _answered,
    "v_focus_count": _few_focus,
    "v_track_complete": _tracks_complete,
    "v_day_complete": _days_complete,
    "v_span": _span,
    "v_formalised": _formalised,
    CHECKED_WITH_EVERY_TEXT: lambda facts: True,
    MINUTES: _minutes,
}
