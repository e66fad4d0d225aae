"""The same answers worked out slowly, day by day: the judge of the quick functions."""

from datetime import date, timedelta

DAY = timedelta(days=1)


def easter(year):
    """Gauss, as every almanac prints it; only addition and remainders."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year):
    sunday = easter(year)
    movable = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year <= 2023 else [])
    fixed = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    return {sunday + timedelta(days=number) for number in movable} | set(fixed)


def days_from(first, last):
    while first <= last:
        yield first
        first += DAY


def is_assumed_school_day(day, closed=()):
    """The sentence of the counting rules, clause by clause."""
    sunday = easter(day.year)
    free = [
        day.weekday() in (5, 6),
        date(day.year, 6, 26) < day < date(day.year, 8, 12),
        day == date(day.year, 1, 1),
        sunday - 3 * DAY <= day <= sunday + DAY,
        day.year <= 2023 and day == sunday + 26 * DAY,
        day in (sunday + 39 * DAY, sunday + 50 * DAY),
        day == date(day.year, 6, 5),
        day.strftime("%V") in ("42", "07"),
        day >= date(day.year, 12, 22) or day <= date(day.year, 1, 2),
        any(since <= day <= until for since, until in closed),
    ]
    return not any(free)


def assumed(begins, closed=()):
    days = days_from(date(begins, 8, 1), date(begins + 1, 7, 31))
    return tuple(day for day in days if is_assumed_school_day(day, closed))


def is_working_day(day):
    return day.weekday() < 5 and day not in public_holidays(day.year)


def add_working_days(day, n):
    step = DAY if n > 0 else -DAY
    while n:
        day += step
        if is_working_day(day):
            n -= 1 if n > 0 else -1
    return day


def add_months(day, n):
    """One month after the other from the first of the month; then as far into it as the day stood."""
    first = day.replace(day=1)
    for _number in range(abs(n)):
        first = (first + 31 * DAY if n > 0 else first - DAY).replace(day=1)
    there = days_from(first, first + (day.day - 1) * DAY)
    return [one for one in there if one.month == first.month][-1]


def is_consecutive(days, first, second):
    """No school day lies between the two."""
    return not any(first < day < second for day in days)
