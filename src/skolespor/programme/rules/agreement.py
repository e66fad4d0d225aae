"""What the content asks of an agreement (content/advisory_course.yaml: `validation_rules`). Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from skolespor.accounts.lines import Level, Line
from skolespor.calendar.rules.months import add_months
from skolespor.core.errors import RuleBroken
from skolespor.programme.rules import application
from skolespor.programme.rules.limits import SPAN_MAX, SPAN_MIN, limit

FEWEST_DAYS, MOST_DAYS = 2, 4
BLOCKS, NEEDS_REASON = "blocks", "needs_reason"
REASON = "reason_"
"""Before the id of a rule: the answer that says why it is not kept."""
TEXTS = (
    "agr_purpose",
    "agr_focus_draft",
    "agr_preparation",
    "agr_data",
    "agr_confidentiality",
    "agr_evaluation",
    "agr_termination",
)
"""The sections that people write; the others follow from the course."""


@dataclass(frozen=True)
class Facts:
    """Who takes part, and when one meets."""

    lines: Collection[str]
    levels: Collection[str]
    has_lead: bool
    days: Sequence[date]


def broken(facts: Facts) -> tuple[str, ...]:
    """The ids of the rules that are not kept."""
    kept = {
        "v_three_lines": set(facts.lines) >= set(Line),
        "v_two_levels": {Level.STRATEGIC, Level.PROFESSIONAL} <= set(facts.levels),
        "v_local_lead": facts.has_lead,
        "v_days_count": FEWEST_DAYS <= len(facts.days) <= MOST_DAYS,
        "v_span": has_right_span(facts.days),
    }
    return tuple(rule for rule, is_kept in kept.items() if not is_kept)


def has_right_span(days: Sequence[date]) -> bool:
    """As many months from the first day to the last as the content asks for on the first, both limits
    included: six to twelve by the offer of 2023."""
    if len(days) < FEWEST_DAYS:
        return True  # The number of days is a rule of its own.
    first, last = min(days), max(days)
    shortest, longest = limit(SPAN_MIN, first), limit(SPAN_MAX, first)
    is_long_enough = shortest is None or add_months(first, shortest) <= last
    return is_long_enough and (longest is None or last <= add_months(first, longest))


def check(
    facts: Facts,
    answers: Mapping[str, str],
    severities: Mapping[str, str],
    texts: Mapping[str, str],
) -> None:
    """Whether it can be approved: every section is written, and what is not kept is not of the kind that
    blocks, or has its reason. `severities` and `texts` are those of the content."""
    if any(not answers.get(name, "").strip() for name in TEXTS):
        raise RuleBroken("agreement.unwritten", _("Skriv alle afsnit, før I godkender."))
    for rule in broken(facts):
        if severities[rule] == BLOCKS:
            raise RuleBroken(f"agreement.{rule}", texts[rule])
        if not answers.get(f"{REASON}{rule}", "").strip():
            words = _("Det her er ikke opfyldt: {rule} Skriv grunden i aftalen.")
            raise RuleBroken(f"agreement.{rule}", words.format(rule=texts[rule]))


def check_title(title: str) -> None:
    if not title.strip():
        raise RuleBroken("agreement.title", _("Skriv din stilling, som den skal stå."), "title")
    application.check_title(title)
