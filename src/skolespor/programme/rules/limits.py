"""The numbers of the course that content/deadlines.yaml holds, each with the days on which it holds."""

from datetime import date

from skolespor.core.content import read_yaml

FIRST_REPLY = "dl_course_first_reply"
"""Working days in which a municipality is answered."""
SPAN_MIN, SPAN_MAX = "dl_course_span_min", "dl_course_span_max"
"""Months from the first advisory day to the last."""
LOOK_AGAIN = "dl_course_follow_up"
"""Months from the last advisory day until one looks again."""


def limit(rule: str, on: date) -> int | None:
    """The number of a rule on that day, in the rule's own unit; before its first version, that of the
    first. Versions of a rule share its title. None when it is switched off, or is over."""
    rules = read_yaml("deadlines.yaml")["rules"]
    title = next(one["title_da"] for one in rules if one["id"] == rule)
    versions = sorted(
        (one for one in rules if one["title_da"] == title and one["active"]),
        key=lambda one: one["valid_from"],
    )
    begun = [one for one in versions if one["valid_from"] <= on] or versions[:1]
    if not begun or (begun[-1]["valid_to"] or date.max) < on:
        return None
    return int(begun[-1]["offset"]["n"])
