"""Unlawful absence per quarter read off register files, date by date: the judge of the quick one.

Shares nothing with `src/`: the words of the counting rules, clause by clause.
"""

from datetime import date, timedelta
from fractions import Fraction

import yaml

from tests.registers.judge import CONTENT, Told
from tests.registers.slow_clock import is_assumed, listed_days

DAY = timedelta(days=1)
DEADLINES = CONTENT.with_name("deadlines.yaml")


class SlowQuarters:
    """Reads the files once; then `of(year, number)` for each quarter that is asked about."""

    def __init__(self, files):
        self.told = Told()
        for sent in files:
            self.told.hear(sent)
        self.children = self.told.children()
        self.listed = listed_days(files)
        self.own = listed_days(files, of_schools=True)
        self.away = {}
        for cpr, acting, school, day, reason, share, _sender in self.told.absence_of(self.children):
            if reason == "unlawful":
                key = cpr, acting, school, day
                self.away[key] = max(self.away.get(key, 0), Fraction(share))

    def of(self, year, number):
        """(CPR number, acting municipality, unlawful days, school days, level), both as fractions."""
        found = []
        for cpr, acting in self.children:
            unlawful, base, kinds = Fraction(0), 0, set()
            for school, spells in self.schools_of(cpr, acting).items():
                for day in dates_of(year, number):
                    is_there = any(s <= str(day) <= (u or "9999") for s, u, _kind in spells)
                    if is_there and self.is_school_day(day, school):
                        base += 1
                        unlawful += self.away.get((cpr, acting, school, str(day)), 0)
                        kinds.add(newest(spells, year, number))
            if base:
                found.append((cpr, acting, unlawful, base, level(unlawful / base, kinds)))
        return sorted(found)

    def schools_of(self, cpr, acting):
        found = {}
        for row in self.told.enrolments_of(cpr, acting):
            found.setdefault(row[2], []).append((row[3], row[4], row[7]))
        return found

    def is_school_day(self, day, school):
        year = day.year if day.month >= 8 else day.year - 1
        where = self.told.lies_in[school]
        days = self.own.get((school, year)) or self.listed.get((where, year))
        return day in days if days else is_assumed(day)


def dates_of(year, number):
    day = date(year, 3 * number - 2, 1)
    while (day.month + 2) // 3 == number and day.year == year:
        yield day
        day += DAY


def newest(spells, year, number):
    """The kind of school that the enrolment says which began last, of those in the quarter."""
    days = [str(day) for day in dates_of(year, number)]
    there = [one for one in spells if one[0] <= days[-1] and (one[1] or "9999") >= days[0]]
    return max(there)[2]


def level(share, kinds):
    rules = yaml.safe_load(DEADLINES.read_text(encoding="utf-8"))["rules"]
    reached = [0]
    for rule in rules:
        if rule["id"] in ("dl_absence_unlawful_10", "dl_absence_unlawful_15"):
            limit = Fraction(rule["threshold"]["value"], 100)
            if share >= limit and kinds & set(rule["applies_to_school_types"]):
                reached.append(rule["threshold"]["value"])
    return max(reached)
