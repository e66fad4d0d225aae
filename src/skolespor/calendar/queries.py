"""School days of places, and a municipality's holiday plan. None of them knows a child."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from skolespor.accounts.models import Organisation
from skolespor.calendar.models import Holiday, SchoolDayList
from skolespor.calendar.rules.days import assumed_school_days
from skolespor.calendar.rules.school_days import SchoolCalendar, Source, school_days_between
from skolespor.calendar.rules.years import SchoolYear, school_years
from skolespor.core.danish_sqlite import danish

Listed = Mapping[tuple[int, int], tuple[date, ...]]
"""School days by place and the year in which the school year begins."""


def calendar_of(place: Organisation, year: SchoolYear) -> SchoolCalendar:
    """The school days of a school, a home or a municipality in a school year."""
    return calendars_of([(place, year)])[place.pk, year]


def calendars_of(
    pairs: Iterable[tuple[Organisation, SchoolYear]],
) -> dict[tuple[int, SchoolYear], SchoolCalendar]:
    """The same for many places and years at once, by the place's number and the school year.

    A place with listed days in a school year has exactly those, else its municipality's of that
    school year, else the assumed calendar without the municipality's holidays. Two queries,
    however many are asked for.
    """
    asked = {(place.pk, year): _home_of(place) for place, year in pairs}
    if not asked:
        return {}
    years = {year for _pk, year in asked}
    homes = set(asked.values())
    listed = _listed({*homes, *(pk for pk, _year in asked)}, years)
    holidays = _holidays_of(homes, years)
    return {
        (pk, year): _calendar(pk, home, year, listed, holidays.get(home, []))
        for (pk, year), home in asked.items()
    }


def school_days_of(place: Organisation, first: date, last: date) -> tuple[date, ...]:
    """The school days from the first day to the last, both included, across school years."""
    years = school_years(first, last)
    calendars = calendars_of([(place, year) for year in years])
    days = [day for year in years for day in calendars[place.pk, year].days]
    return school_days_between(days, first, last)


@dataclass(frozen=True)
class _Closed:
    """The days of a holiday, without the rest of the row."""

    since: date
    until: date


def _home_of(place: Organisation) -> int:
    return place.municipality_id or place.pk


def _calendar(
    pk: int, home: int, year: SchoolYear, listed: Listed, holidays: Iterable[_Closed]
) -> SchoolCalendar:
    if days := listed.get((pk, year.begins)):
        return SchoolCalendar(year, days, Source.OWN)
    if days := listed.get((home, year.begins)):
        return SchoolCalendar(year, days, Source.MUNICIPALITY)
    return SchoolCalendar(year, assumed_school_days(year, holidays), Source.ASSUMED)


def _listed(places: Collection[int], years: Collection[SchoolYear]) -> Listed:
    """What has been listed; where two municipalities have (a school has moved), both count."""
    found: dict[tuple[int, int], tuple[date, ...]] = {}
    lists = SchoolDayList.objects.filter(
        organisation__in=places, school_year__in={year.begins for year in years}
    )
    for place, begins, texts in lists.values_list("organisation_id", "school_year", "days"):
        days = {*found.get((place, begins), ()), *map(date.fromisoformat, texts)}
        found[place, begins] = tuple(sorted(days))
    return found


def _holidays_of(
    municipalities: Collection[int], years: Collection[SchoolYear]
) -> dict[int, list[_Closed]]:
    found: dict[int, list[_Closed]] = {}
    rows = Holiday.objects.filter(
        municipality__in=municipalities,
        since__lte=max(years).last_day,
        until__gte=min(years).first_day,
    )
    for home, since, until in rows.values_list("municipality_id", "since", "until"):
        found.setdefault(home, []).append(_Closed(since, until))
    return found


# For the page


def plans_in_order(places: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return places.order_by(danish("name"), "pk")


def holidays_in(municipality: Organisation, year: SchoolYear) -> QuerySet[Holiday]:
    """The holidays with a day in the school year, the first one first."""
    rows = Holiday.objects.filter(municipality=municipality)
    return rows.filter(since__lte=year.last_day, until__gte=year.first_day).order_by("since", "pk")


def other_holidays(municipality: Organisation, *, besides: Holiday | None) -> QuerySet[Holiday]:
    """All the municipality's holidays without the one that is being changed."""
    rows = Holiday.objects.filter(municipality=municipality).order_by("since")
    return rows.exclude(pk=besides.pk) if besides else rows


def is_there(holiday: Holiday) -> bool:
    """Whether nobody has removed it meanwhile."""
    return Holiday.objects.filter(pk=holiday.pk).exists()


def own_calendars_in(municipality: Organisation, year: SchoolYear) -> QuerySet[Organisation]:
    """The institutions for which school days of their own are listed, in Danish order."""
    lists = SchoolDayList.objects.filter(school_year=year.begins)
    places = Organisation.objects.filter(municipality=municipality)
    return places.filter(pk__in=lists.values("organisation")).order_by(danish("name"), "pk")


def notes_of(place: Organisation, year: SchoolYear) -> dict[date, str]:
    """What the files say about some of the place's school days."""
    lists = SchoolDayList.objects.filter(organisation=place, school_year=year.begins)
    rows = (notes.items() for notes in lists.values_list("notes", flat=True))
    return {date.fromisoformat(day): note for row in rows for day, note in row}
