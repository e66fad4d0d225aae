"""What must be true about a holiday, and about a list of school days."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from skolespor.calendar.rules.days import Spell
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.errors import RuleBroken

YEARS_BACK, YEARS_AHEAD = 5, 2
LONGEST_HOLIDAY = 100
"""Days; the summer is about fifty. More is a slip of the finger in the year."""
LONGEST_NOTE = 200


class Named(Spell, Protocol):
    """A holiday as far as its name and its days go."""

    @property
    def name(self) -> str: ...


def years_open(today: date) -> tuple[SchoolYear, ...]:
    """The school years that a holiday plan can be written for: five back, this one, two ahead."""
    now = SchoolYear.of(today).begins
    return tuple(SchoolYear(year) for year in range(now - YEARS_BACK, now + YEARS_AHEAD + 1))


def check_holiday(
    name: str, since: date, until: date, *, today: date, others: Iterable[Named]
) -> None:
    """Named, in order, in a year one plans for, and on days that no other holiday has."""
    if not name.strip():
        raise RuleBroken("holiday.no_name", _("Skriv, hvad ferien hedder."), "name")
    if until < since:
        raise RuleBroken("holiday.order", _("Den sidste dag ligger før den første dag."), "until")
    _check_years(since, until, today=today)
    if (until - since).days >= LONGEST_HOLIDAY:
        raise RuleBroken(
            "holiday.long",
            _("En ferie kan højst vare {most} dage. Se efter, om årstallet er rigtigt.").format(
                most=LONGEST_HOLIDAY
            ),
            "until",
        )
    _check_alone(since, until, others)


def _check_years(since: date, until: date, *, today: date) -> None:
    years = years_open(today)
    for field, day in (("since", since), ("until", until)):
        if not years[0].first_day <= day <= years[-1].last_day:
            raise RuleBroken(
                "holiday.years",
                _("Vælg en dag i skoleårene {first} til {last}.").format(
                    first=years[0], last=years[-1]
                ),
                field,
            )


def _check_alone(since: date, until: date, others: Iterable[Named]) -> None:
    for other in others:
        if since <= other.until and other.since <= until:
            raise RuleBroken(
                "holiday.overlap",
                _("Dagene ligger oven i »{name}«, {since} til {until}.").format(
                    name=other.name,
                    since=f"{other.since:%d-%m-%Y}",
                    until=f"{other.until:%d-%m-%Y}",
                ),
                "since",
            )


def check_still_there(is_there: bool) -> None:
    if not is_there:
        raise RuleBroken(
            "holiday.gone", _("En anden har fjernet ferien. Skriv den i planen som en ny ferie.")
        )


def check_sender(sender_kind: str, sender_id: int, home_id: int) -> None:
    """A municipality lists its own school days and those of the institutions in it."""
    if sender_kind != "municipality":
        raise RuleBroken("school_days.sender", _("Skoledage kommer fra en kommune."))
    if sender_id != home_id:
        raise RuleBroken(
            "school_days.elsewhere", _("Stedet ligger ikke i den kommune, der har sendt filen.")
        )


def check_school_days(days: Iterable[date], year: SchoolYear) -> None:
    """Every day lies in the school year."""
    for day in days:
        if day not in year:
            raise RuleBroken(
                "school_days.year",
                _("{day} ligger ikke i skoleåret {year}.").format(day=f"{day:%d-%m-%Y}", year=year),
            )


def check_notes(notes: Mapping[date, str]) -> None:
    if any(len(note) > LONGEST_NOTE for note in notes.values()):
        raise RuleBroken(
            "school_days.note",
            _("En note om en skoledag kan højst have {most} tegn.").format(most=LONGEST_NOTE),
        )
