"""When there is school in the town: one municipality has a holiday plan, another has sent a file; and
which schools have gone their preparedness through."""

from datetime import date, timedelta

from django.utils import timezone

from skolespor.calendar import actions
from skolespor.calendar.rules.days import assumed_school_days
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.content import read_yaml
from skolespor.demo.town import Town
from skolespor.direction.actions import review
from skolespor.direction.rules import PARTS

MONDAY, SUNDAY = 1, 7
HEAD = "head_teacher"


def plan(town: Town) -> None:
    """Solvang writes its holidays for two school years; Ellevang and Engskolen list their days."""
    now = SchoolYear.of(timezone.localdate())
    for year in (now, now.next):
        _holidays(town, year)
        _listed(town, "Ellevang Kommune", "9002", year)
    _listed(town, "Engskolen", "9001", now)
    _preparedness(town, now)


def _preparedness(town: Town, now: SchoolYear) -> None:
    """Schools have gone theirs through this September, last September, or never."""
    done_in = {"valid": now, "expired": now.previous}
    for item in read_yaml("synthetic_population.yaml")["organisations"]["schools"]["items"]:
        year = done_in.get(item["preparedness"])
        if year is None:
            continue
        school = town.places[item["name_da"]]
        heads = (j for j in town.jobs.values() if (j.organisation, j.role) == (school, HEAD))
        day = min(date(year.begins, 9, 15), timezone.localdate())
        review(place=school, parts=PARTS, today=day, by=next(heads).user)


def _holidays(town: Town, year: SchoolYear) -> None:
    first, second = year.begins, year.begins + 1
    spells = {
        "Efterårsferie": _week(first, 42),
        "Juleferie": (date(first, 12, 22), date(second, 1, 2)),
        "Vinterferie": _week(second, 7),
        "Pædagogisk dag": (_week(second, 11)[0], _week(second, 11)[0]),
        "Sommerferie": (date(second, 6, 27), date(second, 8, 9)),
    }
    for name, (since, until) in spells.items():
        actions.save_holiday(
            municipality=town.places["Solvang Kommune"],
            name=name,
            since=since,
            until=until,
            by=town.admins["9001"],
        )


def _week(year: int, number: int) -> tuple[date, date]:
    return (
        date.fromisocalendar(year, number, MONDAY),
        date.fromisocalendar(year, number, SUNDAY),
    )


def _listed(town: Town, place: str, code: str, year: SchoolYear) -> None:
    """The days one would assume, and a Saturday in September with open doors."""
    days = assumed_school_days(year)
    saturday = date.fromisocalendar(year.begins, 38, MONDAY) + timedelta(days=5)
    actions.replace_school_days(
        organisation=town.places[place],
        school_year=year,
        days=[*days, saturday],
        notes={saturday: "Åbent hus"},
        sender=next(p for p in town.places.values() if p.code == code),
        by=town.admins[code],
    )
