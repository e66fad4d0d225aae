"""The school-gap clock read off register files, day by day backwards: the judge of the quick one.

Shares nothing with `src/`: the words of the counting rules, clause by clause.
"""

from datetime import date, timedelta
from functools import cache

import yaml

from skolespor.calendar.tests.obvious import is_assumed_school_day
from tests.registers.judge import CONTENT, Told, day_in, rows_of

DAY = timedelta(days=1)


class SlowClock:
    """Reads the files once; then `on(day)` for each day that is asked about."""

    def __init__(self, files):
        told = Told()
        for sent in files:
            told.hear(sent)
        children = told.children()
        homes = list(told.placements_of(children))
        self.listed = listed_days(files)
        self.lives = {}
        for cpr, acting in children:
            lived = [(s, u, where) for c, a, _, s, u, _, where in homes if (c, a) == (cpr, acting)]
            rows = told.enrolments_of(cpr, acting)
            learnt = [(row[3], row[4]) for row in rows if is_school(row[7])]
            born = int(told.child((cpr, acting))[2][:4])
            self.lives[cpr, acting] = born, lived, learnt

    def on(self, day):
        """(CPR number, acting municipality, first school day counted, how many) of every child."""
        found = []
        for (cpr, acting), life in self.lives.items():
            counted = count_back(day, *life, self.listed)
            if counted:
                found.append((cpr, acting, str(counted[-1]), len(counted)))
        return sorted(found)


def count_back(day, born, lived, learnt, listed):
    """The school days counted, the latest first. Days without school break nothing."""
    counted = []
    if not is_without(day, born, lived, learnt):
        return counted
    first = min(date.fromisoformat(since) for since, _until, _where in lived)
    while day >= first:
        if is_school_day(day, calendar_of(day, lived), listed):
            if not is_without(day, born, lived, learnt):
                break
            counted.append(day)
        day -= DAY
    return counted


def is_without(day, born, lived, learnt):
    """Placed, ten school years from the August in which the child is six, and enrolled nowhere."""
    is_due = date(born + 6, 8, 1) <= day < date(born + 16, 8, 1)
    is_placed = any(covers(day, since, until) for since, until, _where in lived)
    return is_due and is_placed and not any(covers(day, *spell) for spell in learnt)


def covers(day, since, until):
    return since <= str(day) <= (until or "9999")


def calendar_of(day, lived):
    """Where the child lives that day: of the homes that have begun, the one that began last."""
    return max((since, where) for since, _until, where in lived if since <= str(day))[1]


def is_school_day(day, municipality, listed):
    year = day.year if day.month >= 8 else day.year - 1
    days = listed.get((municipality, year))
    return day in days if days else is_assumed(day)


is_assumed = cache(is_assumed_school_day)


def listed_days(files, *, of_schools=False):
    """Days of municipalities (the rows without an institution), or those of institutions."""
    found = {}
    for sent in files:
        if sent.kind == "school-days":
            for row in rows_of(sent.file):
                school = row.get("institutionsnummer", "").upper()
                if bool(school) is of_schools:
                    day = day_in(row["dato"])
                    year = day.year if day.month >= 8 else day.year - 1
                    found.setdefault((school or sent.sender, year), set()).add(day)
    return found


def is_school(school_type):
    """The invented town's files always say what kind of school it is."""
    assert school_type
    return not counts_as_gap()[school_type]


@cache
def counts_as_gap():
    lists = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))["lists"]
    return {item["id"]: item["counts_as_gap"] for item in lists["school_types"]["items"]}
