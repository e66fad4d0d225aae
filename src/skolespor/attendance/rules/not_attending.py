"""What must be true before *Går ikke i skole* is written, or ended. Pure; today is passed in."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken
from skolespor.core.periods import holds

AHEAD = timedelta(days=60)
"""How far ahead the first day back may lie: what is agreed, not what is hoped for."""


class Spell(Protocol):
    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


def check_first_day(since: date, *, today: date, enrolments: Iterable[Spell]) -> None:
    """The child is enrolled that day; otherwise the days count anyhow."""
    if since > today:
        raise RuleBroken("not_attending.future", _("Dagen ligger i fremtiden."), "since")
    if not any(holds(since, since=one.since, until=one.until) for one in enrolments):
        raise RuleBroken(
            "not_attending.not_enrolled",
            _("Barnet var ikke indskrevet på en skole den dag. Så tæller dagene allerede."),
            "since",
        )


def check_new(since: date, written: Iterable[Spell]) -> None:
    """Nothing is written about the day or the days after it."""
    for spell in written:
        if spell.until is None or spell.until >= since:
            raise RuleBroken(
                "not_attending.written",
                _("Det er allerede skrevet fra {day}.").format(day=f"{spell.since:%d-%m-%Y}"),
                "since",
            )


def check_back(first_day: date, *, since: date, today: date) -> None:
    """The first day in school again lies after the first day without, and not far ahead."""
    if first_day <= since:
        raise RuleBroken(
            "not_attending.order",
            _("Dagen skal ligge efter {day}. Var det en fejl, så træk det tilbage.").format(
                day=f"{since:%d-%m-%Y}"
            ),
            "first_day",
        )
    if first_day > today + AHEAD:
        raise RuleBroken(
            "not_attending.far", _("Skriv en dag inden for de næste to måneder."), "first_day"
        )


def check_running(until: date | None, *, today: date) -> None:
    """It is not over; a first day back that lies ahead is a plan."""
    if until is not None and until < today:
        raise _changed()


def check_stands(is_standing: bool) -> None:
    if not is_standing:
        raise _changed()


def _changed() -> RuleBroken:
    return RuleBroken(
        "not_attending.over", _("Nogen har ændret det, mens du så på det. Se siden igen.")
    )
