"""The model calendar of content/scenarios.yaml, read day by day."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SCENARIOS = Path(__file__).resolve().parents[1] / "content" / "scenarios.yaml"
DAY = timedelta(days=1)


def model_days(school_year: str = "2026/27") -> list[date]:
    """The school days of a year: no weekends, and nothing that is closed."""
    (year,) = [one for one in _years() if one["school_year"] == school_year]
    found, day = [], year["first_school_day"]
    while day <= year["last_school_day"]:
        is_closed = any(one["from"] <= day <= one["to"] for one in year["closed"])
        if day.weekday() < 5 and not is_closed:
            found.append(day)
        day += DAY
    return found


@cache
def _years() -> list[dict[str, Any]]:
    years: list[dict[str, Any]] = yaml.safe_load(SCENARIOS.read_text("utf-8"))["model_calendar"]
    return years
