"""What is due about each child, read off register files: the judge of the quick one.

Shares nothing with `src/`: `content/deadlines.yaml`, rule by rule, for what files tell: births, places,
schools, school years and days without school. `first` is the first day on which anything was remembered,
`last` the day on which it is looked at. Every answer is (CPR number, rule, last day).
"""

from datetime import date, timedelta

import yaml

from skolespor.calendar.tests.obvious import is_working_day
from tests.registers.judge import CONTENT, Told
from tests.registers.slow_clock import SlowClock, calendar_of, is_assumed, listed_days

DAY = timedelta(days=1)
RULES = yaml.safe_load(CONTENT.with_name("deadlines.yaml").read_text(encoding="utf-8"))["rules"]
NOBODYS = {"dl_access_end", "dl_follow_up_later", "dl_preparedness_yearly"}
"""A seat ends by itself; nobody has a plan yet; a school's, no child's."""


class SlowDue:
    def __init__(self, files, first, last):
        self.first, self.last = first, last
        self.told = Told()
        for sent in files:
            self.told.hear(sent)
        self.children = self.told.children()
        self.homes = list(self.told.placements_of(self.children))
        self.own = listed_days(files, of_schools=True)
        self.listed = listed_days(files)
        self.clock = SlowClock(files)

    def all(self):
        found = []
        for cpr, acting in self.children:
            for rule, day in self.of(cpr, acting):
                found.append((cpr, rule, str(day)))
        return sorted(set(found))

    def of(self, cpr, acting):
        born = date.fromisoformat(self.told.child((cpr, acting))[2])
        left = self.left_on(cpr, acting)
        begun = self.placed_since(cpr, acting)
        for rule, on in self.as_placed(born, cpr, acting):
            if on >= begun and (not left or on <= left):
                yield rule, on
        yield from self.of_places(born, cpr, acting)
        yield from self.without(cpr, acting)

    def left_on(self, cpr, acting):
        """The last day in the last place, when the child lives in none any more."""
        ends = [row[4] for row in self.homes_of(cpr, acting)]
        return max(map(day, ends)) if all(ends) and max(map(day, ends)) < self.last else None

    def of_places(self, born, cpr, acting):
        for _cpr, _acting, _kind, since, until, _place, where in self.homes_of(cpr, acting):
            yield from self.placement(born, day(since), day(until), where != acting)
            yield from self.rhythm(day(since), day(until))

    def placed_since(self, cpr, acting):
        """The first day since which the child has lived in places without a day at home."""
        spells = [(day(row[3]), day(row[4]) or self.last) for row in self.homes_of(cpr, acting)]
        begun = max(since for since, _until in spells)
        while any(since < begun <= until + DAY for since, until in spells):
            begun = min(since for since, until in spells if since < begun <= until + DAY)
        return begun

    def as_placed(self, born, cpr, acting):
        """What is asked of a child only while it lives in a place."""
        yield from self.birthdays(born)
        schools = sorted(self.told.enrolments_of(cpr, acting), key=lambda row: row[3])
        for row in schools:
            if not self.was_there(row, schools):
                yield from self.school(day(row[3]), self.left_school(row, schools), row[2])
        eighth = [day(row[3]) for row in schools if row[5] == "8"]
        if eighth:
            yield from self.remembered(self.counted("grade_8_start", min(eighth)))
        yield from self.years(schools)

    def homes_of(self, cpr, acting):
        return [row for row in self.homes if row[:2] == (cpr, acting)]

    def birthdays(self, born):
        for rule in rules("birth_date"):
            on = months(born, rule["offset"]["n"])
            if holds(rule, on) and self.first <= on <= self.last + timedelta(days=366):
                yield rule["id"], on

    def placement(self, born, since, until, is_elsewhere):
        youth = months(born, 192) <= since
        wrong_age = "dl_child_plan_parts_to_place" if youth else "dl_youth_plan_parts_to_place"
        for rule, on in self.remembered(self.counted("placement_start", since, until)):
            if rule == wrong_age or (rule == "dl_host_oriented" and not is_elsewhere):
                continue
            yield rule, on

    def rhythm(self, since, until):
        """Who was first followed up before anything was remembered is asked how often, in three months."""
        on = months(self.first, 3)
        if months(since, 3) < self.first and (until is None or on <= until):
            yield "dl_statutory_follow_up_rhythm", on

    def school(self, since, until, school):
        def is_school_day(on):
            return self.is_day_at(on, school)

        found = self.counted("first_school_day", since, until, is_school_day)
        yield from self.remembered(found)

    def was_there(self, row, schools):
        """In the class before, over a summer at most."""
        begins = day(row[3])
        is_summer = date(begins.year, 6, 1) < begins <= date(begins.year, 8, 31)
        ended = date(begins.year, 6, 1) if is_summer else begins - DAY
        return any(
            other is not row
            and other[2] == row[2]
            and other[3] < row[3]
            and (not other[4] or day(other[4]) >= ended)
            for other in schools
        )

    def left_school(self, row, schools):
        """The end of the last class there: the next one begins the day after, or after the summer."""
        until = day(row[4])
        for other in schools:
            if until and other[2] == row[2] and other[3] > row[3]:
                begins = day(other[3])
                is_summer = date(begins.year, 6, 1) < begins <= date(begins.year, 8, 31)
                if until >= (date(begins.year, 6, 1) if is_summer else begins - DAY):
                    until = max(until, day(other[4])) if other[4] else None
        return until

    def years(self, schools):
        """The twice-yearly ones: half a year after 1 August, and again half a year after."""
        for begins in range(self.first.year - 1, self.last.year + 1):
            start, end = date(begins, 8, 1), date(begins + 1, 7, 31)
            if end < self.first or start > self.last:
                continue
            seen = min(self.last, end)
            there = [
                day(row[3])
                for row in schools
                if row[3] <= str(seen) and (row[4] or "9999") >= str(start)
            ]
            if not there:
                continue
            begun = max(self.first, min(there))
            for rule in rules("school_year_start"):
                for number in (1, 2):
                    on = months(start, rule["offset"]["n"] * number)
                    is_next = number == 1 or months(start, rule["offset"]["n"]) <= self.last
                    if is_next and on >= begun and holds(rule, on):
                        yield rule["id"], on

    def without(self, cpr, acting):
        """Days of a gap that is open on the last day."""
        now = {row[:2]: row for row in self.clock.on(self.last)}.get((cpr, acting))
        if not now or now[3] < 4:
            return
        lived = self.clock.lives[cpr, acting][1]
        on, number = day(now[2]), 0
        while on <= self.last + timedelta(days=120):
            if self.is_day_in(on, calendar_of(on, lived)):
                number += 1
                yield from self.on_gap_day(number, on)
                if number >= 15 and number % 5 == 0 and on > self.last:
                    return
            on += DAY

    def on_gap_day(self, number, on):
        for rule in rules("no_enrolment"):
            n = rule["offset"]["n"]
            begins = rule.get("starts_after", {}).get("n", 0)
            is_single = rule["relation"] == "after" and number == n
            is_again = (
                rule["relation"] == "every" and number > begins and (number - begins) % n == 0
            )
            if is_single or is_again:
                yield rule["id"], on

    def counted(self, trigger, since, until=None, is_school_day=None):
        for rule in rules(trigger):
            if rule["offset"]["n"] is None:
                continue
            for on in self.days(rule, since, is_school_day):
                later = rule["relation"] == "every"
                ended = until and on > until and rule["relation"] != "before"
                if ended:
                    break
                if holds(rule, on if later else since):
                    yield rule["id"], on
                if on > self.last:
                    break

    def days(self, rule, since, is_school_day):
        """One day; of what recurs the first sixty."""
        n, calendar = rule["offset"]["n"], rule["offset"]["calendar"]
        sign = -1 if rule["relation"] == "before" else 1
        for number in range(1, 61 if rule["relation"] == "every" else 2):
            if rule["relation"] == "at":
                yield since
            elif calendar == "months":
                yield months(since, n * number)
            elif calendar == "calendar_days":
                yield since + timedelta(days=sign * n * number)
            else:
                counts = is_working_day if calendar == "working_days" else is_school_day
                yield step(since, sign, n * number, counts)

    def remembered(self, found):
        return [(rule, on) for rule, on in found if on >= self.first]

    def is_day_at(self, on, school):
        days = self.own.get((school, year_of(on)))
        return on in days if days else self.is_day_in(on, self.told.lies_in[school])

    def is_day_in(self, on, municipality):
        days = self.listed.get((municipality, year_of(on)))
        return on in days if days else is_assumed(on)


def rules(trigger):
    return [
        rule
        for rule in RULES
        if rule["trigger"] == trigger and rule["active"] and rule["id"] not in NOBODYS
    ]


def holds(rule, on):
    return (rule["valid_from"] or on) <= on <= (rule["valid_to"] or on)


def months(on, n):
    """One month after the other, and the number of the day as far as the month has it."""
    year, month = on.year, on.month
    for _month in range(n):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    number = on.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def step(on, sign, n, counts):
    while n:
        on += sign * DAY
        n -= counts(on)
    return on


def year_of(on):
    return on.year if on.month >= 8 else on.year - 1


def day(text):
    return date.fromisoformat(text) if text else None
