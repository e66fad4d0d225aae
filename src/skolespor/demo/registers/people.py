"""CPR numbers that nobody can have, and names from the yaml."""

from calendar import isleap
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from skolespor.core.content import kept, read_yaml
from skolespor.demo.registers.dice import Throw, one_of

SERIALS_OF_A_SEX = 5
"""0000 to 0009: even ones for girls, odd ones for boys."""
ROOM = 30_000
"""So many pupils of eleven or more years have room within those serials."""


@dataclass(frozen=True)
class Person:
    cpr: str
    first_name: str
    last_name: str
    sex: str
    born: date


class Numbers:
    """Gives every pupil a number of its own: day + 60, serial 0000 to 0009, more serials only when
    there are more pupils than those have room for. `taken` are numbers of others."""

    def __init__(self, pupils: int, taken: Collection[str] = ()):
        self._taken = taken
        self._given = Counter[tuple[date, bool]]()
        self._most = SERIALS_OF_A_SEX * (1 + (pupils - 1) // ROOM)

    def number(self, born: date, girl: bool) -> tuple[str, date]:
        """The CPR number, and the birthday: the next free one in the year when that day is full."""
        for later in range(days_in(born.year)):
            day = _within_year(born, later)
            if self._next(day, girl) < self._most:
                return self._take(day, girl), day
        return self._take(born, girl), born

    def _take(self, day: date, girl: bool) -> str:
        place = self._next(day, girl)
        self._given[day, girl] = place + 1
        return _written(day, girl, place)

    def _next(self, day: date, girl: bool) -> int:
        """How many of the day's numbers are gone."""
        gone = self._given[day, girl]
        while _written(day, girl, gone) in self._taken:
            gone += 1
        return gone


def _written(day: date, girl: bool, place: int) -> str:
    return f"{day.day + 60}{day.month:02d}{day.year % 100:02d}{2 * place + (not girl):04d}"


def person(numbers: Numbers, throw: Throw, *, year: int, birthday: float, girl: bool) -> Person:
    """`birthday` is the part of the year that had passed at birth."""
    wished = date(year, 1, 1) + timedelta(days=int(birthday * days_in(year)))
    cpr, born = numbers.number(wished, girl)
    firsts, initials = _names()
    first = one_of(throw, firsts)
    return Person(cpr, first, f"{one_of(throw, initials)}.", "k" if girl else "m", born)


def days_in(year: int) -> int:
    return 366 if isleap(year) else 365


def _within_year(day: date, later: int) -> date:
    first = date(day.year, 1, 1)
    return first + timedelta(days=((day - first).days + later) % days_in(day.year))


@kept
def _names() -> tuple[list[str], list[str]]:
    names = read_yaml("synthetic_population.yaml")["names"]
    return names["first_names"], names["last_name_initials"]
