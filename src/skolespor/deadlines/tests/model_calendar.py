"""The model calendar of content/scenarios.yaml: its school days, in order."""

from datetime import date

from skolespor.calendar.rules.days import days_of, is_weekend
from skolespor.core.content import read_yaml


def _open(year):
    closed = [(spell["from"], spell["to"]) for spell in year["closed"]]
    for day in days_of(year["first_school_day"], year["last_school_day"]):
        if not is_weekend(day) and not any(since <= day <= until for since, until in closed):
            yield day


def model_days() -> tuple[date, ...]:
    years = read_yaml("scenarios.yaml")["model_calendar"]
    return tuple(day for year in years for day in _open(year))
