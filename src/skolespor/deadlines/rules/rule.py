"""The rules of content/deadlines.yaml, as the calculation reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from skolespor.core.content import in_language, kept, read_yaml

DAYS_IN_HOURS = 24


class Severity(StrEnum):
    """How hard a rule holds (`meta.severity_en` in content/deadlines.yaml)."""

    INFO = "info"
    """Shown, nothing to do."""
    PROMPT = "prompt"
    """A question; can be passed without an answer."""
    NEEDS_REASON = "needs_reason"
    """Can be passed or put off with a written reason."""
    BLOCKS = "blocks"
    """A gate cannot be passed; anything else cannot be put off or closed without evidence."""


@dataclass(frozen=True)
class Rule:
    """One rule. It counts `n` of `calendar` from what happened (`trigger`), in the direction that
    `relation` says; nothing when `n` is `None`, because people set the day themselves (`individual`).

    `starts_after` is counted before the first recurrence, `months_at_most` is how long recurrences go
    on, `times` is how many there are. Both ends of its validity are included; `None` is without end.
    """

    id: str
    kind: str
    trigger: str
    relation: str
    n: int | None
    calendar: str
    responsible: str
    informed: frozenset[str]
    severity: Severity
    starts_after: int
    months_at_most: int | None
    times: int | None
    is_individual: bool
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the rule is valid on the day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)

    @property
    def is_gate(self) -> bool:
        return self.kind == "gate"

    @property
    def recurs(self) -> bool:
        return self.relation == "every"


LEFT_OUT = frozenset(
    {
        "dl_access_end",  # a seat ends with its day, by itself
        "dl_user_leaves",
        "dl_absence_daily",  # every school day, of nobody in particular
        "dl_preparedness_yearly",  # a school's, no child's
        "dl_follow_up_later",  # of a plan
        "dl_absence_concerning",  # one named person is asked: `attendance.rules.signals`
    }
)
"""Rules that are in force but are nobody's item about a child here."""
NOT_A_CHILDS = frozenset(
    {
        "course_inquiry_received",
        "course_first_day",
        "course_last_day",
        "action_track_agreed",
        "self_review_completed",
        "library_item_published",
        "user_role_ended",
        "break_glass_used",
        "school_day",
    }
)
"""Triggers that are not about one child."""


@kept
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its id, also those that are switched off."""
    return {item["id"]: _rule(item) for item in read_yaml("deadlines.yaml")["rules"]}


@kept
def text_of(rule: str) -> Mapping[str, Any]:
    """The rule as it stands in the content, for what people read."""
    found: Mapping[str, Any] = next(
        item for item in read_yaml("deadlines.yaml")["rules"] if item["id"] == rule
    )
    return found


def title_of(rule: str) -> str:
    """What people call it."""
    return in_language(text_of(rule), "title")


@kept
def rules_of(trigger: str) -> tuple[Rule, ...]:
    """The rules in use that something happening sets going, in the order of the content."""
    return tuple(
        _rule(item)
        for item in read_yaml("deadlines.yaml")["rules"]
        if item["trigger"] == trigger
        and item["active"]
        and item["id"] not in LEFT_OUT
        and trigger not in NOT_A_CHILDS
    )


def with_own_cadence(rule: Rule, n: int | None) -> Rule:
    """The rule with a municipality's own number, where it has set one."""
    return replace(rule, n=n) if n else rule


def _rule(item: Mapping[str, Any]) -> Rule:
    offset = item["offset"]
    hours = offset["unit"] == "hour"
    ends = item.get("ends_after")
    return Rule(
        id=item["id"],
        kind=item["kind"],
        trigger=item["trigger"],
        relation=item["relation"],
        n=-(-offset["n"] // DAYS_IN_HOURS) if hours else offset["n"],
        calendar=offset["calendar"],
        responsible=item["responsible_role"],
        informed=frozenset(item.get("inform_roles", ())),
        severity=Severity(item["severity"]),
        starts_after=item.get("starts_after", {}).get("n", 0),
        months_at_most=ends["n"] if ends else None,
        times=_times(item),
        is_individual=bool(item.get("individual")),
        valid_from=item["valid_from"],
        valid_to=item["valid_to"],
    )


def _times(item: Mapping[str, Any]) -> int | None:
    """How many there are in all: only where a year is what happened."""
    recurrence = item.get("recurrence") or {}
    return recurrence.get("times") if recurrence.get("per") == "school_year" else None
