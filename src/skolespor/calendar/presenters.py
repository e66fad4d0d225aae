"""The holiday plan in words and as a picture of the school year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation
from skolespor.accounts.presenters import Tab
from skolespor.calendar.models import Holiday
from skolespor.calendar.rules.days import days_of, is_weekend, public_holidays, why_no_school
from skolespor.calendar.rules.school_days import SchoolCalendar
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.forms import day_words

CELL, HEAD = 24, 20
"""Size of a day in the picture, and of the line of weekdays above."""


@dataclass(frozen=True)
class DayCell:
    """One day in the picture. `kind` is school, free or weekend."""

    number: int
    kind: str
    x: int
    y: int


@dataclass(frozen=True)
class MonthPicture:
    """A month as a small calendar, with what a reader without sight is told."""

    title: str
    words: str
    weekdays: list[tuple[int, str]]
    days: list[DayCell]


@dataclass(frozen=True)
class MonthLine:
    """The same month in words: how many school days, which weekdays are free and why, notes."""

    title: str
    count: int
    free: list[str]
    notes: list[str]


@dataclass(frozen=True)
class HolidayLine:
    name: str
    since: str
    until: str
    edit: str
    remove: str


def plan_page(
    place: Organisation,
    calendar: SchoolCalendar,
    holidays: Iterable[Holiday],
    notes: Mapping[date, str],
) -> dict[str, Any]:
    """One school year: the holidays, the picture, and the months in words."""
    holidays = list(holidays)
    months = _months(calendar.year)
    return {
        "place": place,
        "year": str(calendar.year),
        "count": len(calendar),
        "is_assumed": calendar.is_assumed,
        "holidays": [holiday_line(holiday) for holiday in holidays],
        "pictures": [_picture(days, calendar) for days in months],
        "months": [_line(days, calendar, holidays, notes) for days in months],
    }


def holiday_line(holiday: Holiday) -> HolidayLine:
    address = [holiday.municipality_id, holiday.pk]
    return HolidayLine(
        name=holiday.name,
        since=day_words(holiday.since),
        until=day_words(holiday.until),
        edit=reverse("calendar:edit", args=address),
        remove=reverse("calendar:remove", args=address),
    )


def plan_tabs(places: Iterable[Organisation], current: Organisation) -> list[Tab]:
    """One for each municipality, where somebody works in several."""
    tabs = [
        Tab(place.name, reverse("calendar:plan", args=[place.pk]), place == current)
        for place in places
    ]
    return tabs if len(tabs) > 1 else []


def removal(holiday: Holiday) -> dict[str, Any]:
    """What happens when a holiday is taken out of the plan."""
    return {
        "holiday": holiday,
        "since": day_words(holiday.since),
        "until": day_words(holiday.until),
        "closes": [_("{holiday} står ikke længere i planen.").format(holiday=holiday)],
        "opens": [
            _(
                "Hvor kalenderen er antaget, bliver de hverdage skoledage igen, "
                "der ikke er fri af andre grunde."
            ),
        ],
        "stays": [_("Skoledage, som kommunen har sendt i en fil, ændrer sig ikke.")],
    }


def _months(year: SchoolYear) -> list[list[date]]:
    days = days_of(year.first_day, year.last_day)
    return [list(month) for _number, month in groupby(days, key=lambda day: day.month)]


def _title(day: date) -> str:
    return f"{str(MONTHS[day.month]).capitalize()} {day.year}"


def _picture(days: list[date], calendar: SchoolCalendar) -> MonthPicture:
    title, count = _title(days[0]), sum(day in calendar for day in days)
    words = ngettext("{month}: {n} skoledag", "{month}: {n} skoledage", count)
    names = [str(name)[:2] for name in WEEKDAYS_ABBR.values()]
    before = days[0].weekday()
    return MonthPicture(
        title=title,
        words=words.format(month=title, n=count),
        weekdays=[(number * CELL + CELL // 2, name) for number, name in enumerate(names)],
        days=[_cell(day, (before + day.day - 1) // 7, calendar) for day in days],
    )


def _cell(day: date, row: int, calendar: SchoolCalendar) -> DayCell:
    return DayCell(day.day, _kind(day, calendar), day.weekday() * CELL, HEAD + row * CELL)


def _kind(day: date, calendar: SchoolCalendar) -> str:
    if day in calendar:
        return "school"
    return "weekend" if is_weekend(day) else "free"


def _line(
    days: list[date],
    calendar: SchoolCalendar,
    holidays: list[Holiday],
    notes: Mapping[date, str],
) -> MonthLine:
    free = [(day, _reason(day, holidays)) for day in days if _kind(day, calendar) == "free"]
    return MonthLine(
        title=_title(days[0]),
        count=sum(day in calendar for day in days),
        free=[_spell(list(part), why) for why, part in groupby(free, key=lambda found: found[1])],
        notes=[f"{day.day}: {notes[day]}" for day in days if day in notes],
    )


def _spell(part: list[tuple[date, str]], why: str) -> str:
    """`13-17: Efterårsferie`: the days of the month, and why they are free."""
    first, last = part[0][0].day, part[-1][0].day
    return f"{first}: {why}" if first == last else f"{first}-{last}: {why}"


def _reason(day: date, holidays: list[Holiday]) -> str:
    """The municipality's own word for it, or the public holiday's, or the week's."""
    named = next((h.name for h in holidays if h.since <= day <= h.until), "")
    public = public_holidays(day.year, get_language() or "da").get(day, "")
    return named or public or _words(why_no_school(day))


def _words(code: str) -> str:
    return {
        "summer": _("Sommerferie"),
        "christmas": _("Juleferie"),
        "constitution_day": _("Grundlovsdag"),
        "week_42": _("Uge 42"),
        "week_7": _("Uge 7"),
    }.get(code, _("Ingen skole"))
