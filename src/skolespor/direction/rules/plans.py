"""Whose a step of the preparedness plan is, and how it stands with it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from skolespor.accounts.roles import JOBS_AT, Role
from skolespor.core.errors import RuleBroken

MAX_WHO, MAX_WORDS = 200, 600
"""Longest texts of one step: a plan that nobody has time to read is none."""


class Answered(StrEnum):
    """How it stands with one step. `gone`: the person who is named no longer works there."""

    YES = "yes"
    NO = "no"
    GONE = "gone"


@dataclass(frozen=True)
class Lack:
    """How many steps of a plan there are, how many nobody has, and how many somebody who has left has."""

    steps: int
    missing: int
    gone: int

    @property
    def is_none(self) -> bool:
        return not (self.missing or self.gone)


def is_its_own(kind: str, role: str) -> bool:
    """Whether a place of the kind answers for what the role does: a school for its own staff, the
    municipality for everybody else, so that each step has exactly one place to stand."""
    is_the_schools = Role(role) in JOBS_AT["school"]
    return is_the_schools if kind == "school" else not is_the_schools


def answered(*, is_named: bool, is_still_there: bool, words: str) -> Answered:
    if is_named and not is_still_there:
        return Answered.GONE
    return Answered.YES if is_named or words.strip() else Answered.NO


def check_steps(sent: Collection[str], known: Collection[str]) -> None:
    """The content may have been changed since the page was made."""
    if set(sent) - set(known):
        raise RuleBroken(
            "plan.step",
            _(
                "Et af trinene findes ikke længere. Hent siden igen; det, du skrev, er gemt som kladde."
            ),
        )


def check_person(job_id: int | None, offered: Collection[int], field: str) -> None:
    """Who is named works there today."""
    if job_id is not None and job_id not in offered:
        raise RuleBroken("plan.person", _("Personen arbejder ikke her mere. Vælg en anden."), field)
