"""Absence of a school year read off register files, date by date: the judge of the quick one.

Shares nothing with `src/`: the words of the counting rules, clause by clause.
"""

from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import yaml

from tests.registers.slow_quarters import DEADLINES, SlowQuarters

DAY = timedelta(days=1)
REASONS = ("sickness", "permitted", "unlawful")


class SlowYears(SlowQuarters):
    """Reads the files once; then `of(2026, today)` for each school year and day that is asked about."""

    def __init__(self, files):
        super().__init__(files)
        self.registered = sorted(
            (school, day) for (_sender, school, day), rows in self.told.days.items() if rows
        )
        self.by_reason = {}
        for cpr, acting, school, day, reason, share, _sender in self.told.absence_of(self.children):
            shares = self.by_reason.setdefault((cpr, acting, school, day), {})
            shares[reason] = max(shares.get(reason, 0), Fraction(share))

    def of(self, begins, today):
        """One line for each child that has been enrolled: CPR number, acting municipality, days away in
        all, school days, days by reason, since when it is concerning, days of illness, when the limit
        of these was reached. Shares are fractions, days texts."""
        lines = [self.line(cpr, acting, begins, today) for cpr, acting in self.children]
        return sorted(line for line in lines if line)

    def line(self, cpr, acting, begins, today):
        first, last = date(begins, 8, 1), date(begins + 1, 7, 31)
        total, base, ill = Fraction(0), 0, Fraction(0)
        by_reason = dict.fromkeys(REASONS, Fraction(0))
        since = ill_on = ""
        schools = {
            school: begun
            for school, spells in self.schools_of(cpr, acting).items()
            if (
                begun := [
                    s
                    for s in spells
                    if s[0] <= str(min(today, last)) and (s[1] or "9") >= str(first)
                ]
            )
        }
        if not schools:
            return None
        for day in days(first, min(today, last)):
            at = [school for school in schools if self.counts(day, school, schools[school], today)]
            away = [self.by_reason.get((cpr, acting, school, str(day)), {}) for school in at]
            for shares in away:
                total += min(1, sum(shares.values()))
                for reason, share in shares.items():
                    by_reason[reason] += share
            base += len(at)
            ill += min(1, sum(shares.get("sickness", 0) for shares in away))
            if at and is_in_force("dl_absence_concerning", min(today, last)):
                is_over = (
                    base >= minimum()
                    and total > Fraction(limit("dl_absence_concerning"), 100) * base
                )
                since = (since or str(day)) if is_over else ""
            if ill >= limit("dl_sick_teaching") and not ill_on:
                ill_on = str(day)
        reasons = tuple(by_reason[reason] for reason in REASONS)
        return cpr, acting, total, base, reasons, since, ill, ill_on

    def counts(self, day, school, spells, today):
        """A school day of the pupil there, of which the school has spoken by its last registered day."""
        is_there = any(s <= str(day) <= (u or "9999") for s, u, _kind in spells)
        return (
            is_there and self.is_school_day(day, school) and day <= self.up_to(school, day, today)
        )

    @cache  # noqa: B019 - one judge for one test
    def up_to(self, school, day, today):
        begins = day.year if day.month >= 8 else day.year - 1
        first, last = date(begins, 8, 1), date(begins + 1, 7, 31)
        known = [
            d for where, d in self.registered if where == school and first <= d <= min(last, today)
        ]
        if not known:
            return date.min
        return last if today > last else max(known)


def days(first, last):
    while first <= last:
        yield first
        first += DAY


def slow_missing(agreements, school_days):
    """Hours missing by agreements (first day, last day, hours before, hours now): calendar day by
    calendar day, a fifth of the week's on each school day."""
    hours = Fraction(0)
    for day in sorted(set(school_days)):
        fewer = [before - now for since, until, before, now in agreements if since <= day <= until]
        hours += Fraction(max(fewer, default=0)) / 5
    return hours


@cache
def rules():
    found = yaml.safe_load(DEADLINES.read_text(encoding="utf-8"))["rules"]
    return {rule["id"]: rule for rule in found}


def limit(rule):
    return rules()[rule]["threshold"]["value"]


def is_in_force(rule, day):
    """Whether the limit was a limit in that school year."""
    until = rules()[rule]["valid_to"]
    return rules()[rule]["valid_from"] <= day and (until is None or day <= until)


def minimum():
    return rules()["dl_absence_concerning"]["threshold"]["minimum_base"]
