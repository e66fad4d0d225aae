"""*Nedsat skema*: what an agreement on fewer hours must hold, how many hours are missing, when to look at
it again. Pure; today is passed in.

Missing hours: what is missing in a week, spread over five school days, for each school day of the child's
on which the agreement holds: 28 hours that are 8 for 20 school days are 80 missing hours. A week with four
school days misses four fifths. The days are never days without school.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from skolespor.core.content import kept, read_yaml
from skolespor.core.errors import RuleBroken

REVIEW = "dl_reduced_timetable_review"
SCHOOL_WEEK = 5
MOST_HOURS = 60
LONGEST = timedelta(days=366)
"""An agreement for a while is no agreement for years."""


class Spell(Protocol):
    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date: ...


class Reduced(Spell, Protocol):
    """Hours a week: those of the class, and those that the child has now."""

    @property
    def hours_before(self) -> Decimal: ...
    @property
    def hours_now(self) -> Decimal: ...


@dataclass(frozen=True)
class Texts:
    """What people must have written: why, and how the child gets its hours back."""

    reason: str
    return_plan: str


def missing_in_week(agreed: Reduced) -> Decimal:
    return agreed.hours_before - agreed.hours_now


def missing_hours(agreements: Collection[Reduced], school_days: Iterable[date]) -> Decimal:
    """On the child's school days. Of two agreements about one day (a child that was created twice) the
    one counts by which more is missing."""
    weekly = [
        max(
            (missing_in_week(one) for one in agreements if one.since <= day <= one.until),
            default=Decimal(0),
        )
        for day in set(school_days)
    ]
    return sum(weekly, Decimal(0)) / SCHOOL_WEEK


def reviews(
    agreed: Spell, *, ended_early: bool = False, every: int | None = None
) -> tuple[date, ...]:
    """The days on which to look at it together with the child: every four weeks (or `every` so many days, as the municipality has it), and for the last time on
    or after the last day: is the child back? One that was ended before its time has been looked at."""
    found, step = [], timedelta(days=every or review_every())
    day = agreed.since
    while day < agreed.until:
        day += step
        found.append(day)
    return tuple(one for one in found if not ended_early or one <= agreed.until)


def next_review(
    agreed: Spell, on: date, *, ended_early: bool = False, every: int | None = None
) -> date | None:
    days = reviews(agreed, ended_early=ended_early, every=every)
    return next((day for day in days if day >= on), None)


@kept
def review_every() -> int:
    """Days, as content/deadlines.yaml has it."""
    rules = {rule["id"]: rule for rule in read_yaml("deadlines.yaml")["rules"]}
    return int(rules[REVIEW]["offset"]["n"])


def check_days(since: date, until: date | None, others: Iterable[Spell]) -> date:
    """It ends, in the right order, within a year, and no other agreement holds on any of its days.
    Returns the last day."""
    if until is None:
        raise RuleBroken("reduced.until", _("Skriv, hvilken dag aftalen slutter."), "until")
    if until < since:
        raise RuleBroken("reduced.order", _("Slutdatoen ligger før den første dag."), "until")
    if until - since > LONGEST:
        raise RuleBroken("reduced.long", _("Skriv en slutdato inden for et år."), "until")
    for other in others:
        if since <= other.until and other.since <= until:
            said = _("Der er allerede en aftale fra {since} til {until}.")
            words = said.format(since=f"{other.since:%d-%m-%Y}", until=f"{other.until:%d-%m-%Y}")
            raise RuleBroken("reduced.overlap", words, "since")
    return until


def check_hours(before: Decimal, now: Decimal) -> None:
    if now <= 0:
        said = _("0 timer er ikke et nedsat skema. Skriv »Går ikke i skole« i stedet.")
        raise RuleBroken("reduced.no_hours", said, "hours_now")
    if before > MOST_HOURS:
        raise RuleBroken("reduced.hours", _("Skriv timer om ugen."), "hours_before")
    if now >= before:
        said = _("Barnet skal have færre timer end klassen. Ellers er skemaet ikke nedsat.")
        raise RuleBroken("reduced.not_fewer", said, "hours_now")


def check_texts(texts: Texts) -> None:
    if not texts.reason.strip():
        raise RuleBroken("reduced.reason", _("Skriv, hvorfor barnet får færre timer."), "reason")
    if not texts.return_plan.strip():
        said = _("Skriv planen for, hvordan barnet kommer op i tid igen.")
        raise RuleBroken("reduced.plan", said, "return_plan")


def check_school(school_days: Collection[date]) -> None:
    if not school_days:
        said = _("Barnet har ingen skoledage i de dage. Er det indskrevet på en skole?")
        raise RuleBroken("reduced.no_school", said, "since")


def check_running(agreed: Spell, *, today: date) -> None:
    """What is over is over: a new agreement is a new one."""
    if agreed.until < today:
        raise RuleBroken("reduced.over", _("Aftalen er slut. Lav en ny aftale."))


def check_new_end(until: date, *, agreed: Spell, today: date) -> None:
    """A last day that has passed is no plan: that is ending it."""
    if until < today and until != agreed.until:
        said = _("Dagen er gået. Vælg »Slut før tid«, hvis aftalen er holdt op.")
        raise RuleBroken("reduced.past", said, "until")


def check_last_day(last_day: date, *, agreed: Spell) -> None:
    if not agreed.since <= last_day < agreed.until:
        said = _("Skriv en dag fra {since} og før {until}.").format(
            since=f"{agreed.since:%d-%m-%Y}", until=f"{agreed.until:%d-%m-%Y}"
        )
        raise RuleBroken("reduced.last_day", said, "last_day")


def check_stands(is_standing: bool) -> None:
    if not is_standing:
        said = _("Nogen har trukket aftalen tilbage, mens du så på den. Se siden igen.")
        raise RuleBroken("reduced.withdrawn", said)
