"""Which of the things told about a child stand, and to which spell each belongs. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from skolespor.children.rules import SUMMER
from skolespor.core.periods import overlap

THIRTY_YEARS = 30


@dataclass(frozen=True)
class Stated:
    """One spell as one municipality tells of it. `place` is the institution's number, empty for
    placements. Of two that cannot both be true the one with the lower `rank` stands."""

    key: int
    place: str
    since: date
    until: date | None
    rank: int


@dataclass(frozen=True)
class Written:
    """One spell as it stands with the child; `by_hand` when no file has told of it."""

    key: int
    place: str
    since: date
    until: date | None
    by_hand: bool


def standing(stated: Iterable[Stated]) -> list[Stated]:
    """Those that hold, by first day: of two at one place in the same days, one."""
    kept: list[Stated] = []
    for one in sorted(stated, key=lambda s: (s.rank, s.since, s.place, s.key)):
        if not any(_collide(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda s: (s.since, s.place))


def spell_for(stated: Stated, written: Sequence[Written]) -> Written | None:
    """The spell that a statement is about, among those that no other statement owns: the one with
    the same first day, else the only one that somebody wrote by hand about the same days."""
    here = [spell for spell in written if spell.place == stated.place]
    for spell in here:
        if spell.since == stated.since:
            return spell
    same_days = [spell for spell in here if _collide(stated, spell)]
    only = same_days[0] if len(same_days) == 1 else None
    return only if only and only.by_hand else None


def goes_on(
    house: str, last_day: date, others: Iterable[tuple[str, date]], *, within: timedelta
) -> bool:
    """Whether the child begins at the house again so soon that it never left it. `others` are houses
    with the first days that are told there."""
    return any(house == other and last_day <= since <= last_day + within for other, since in others)


@dataclass(frozen=True)
class Attended:
    """An enrolment as a municipality tells of it. `agreed`: the acting municipality has said that it is
    right, or somebody has written the school with the child."""

    key: int
    sender: int
    place: str
    since: date
    until: date | None
    agreed: bool


@dataclass(frozen=True)
class Lived:
    """The child lived in a municipality until the last day, or does so still."""

    municipality: int
    until: date | None


def heard(told: Iterable[Attended], *, acting: int, lived: Sequence[Lived]) -> set[int]:
    """The enrolments that count, of what is told about one child: what the municipality that acts for
    it tells; what is agreed; and what a municipality tells in which the child lived when it began,
    or came to live later. One that the child had left may tell that it stays at the same school,
    not of a new one. What else is told waits until it is so."""
    found: list[Attended] = []
    for one in sorted(told, key=lambda row: (row.since, row.key)):
        hosts = {home.municipality for home in lived if one.since <= (home.until or date.max)}
        if one.agreed or one.sender in {acting, *hosts} or _stays(one, found):
            found.append(one)
    return {one.key for one in found}


def _stays(one: Attended, earlier: Iterable[Attended]) -> bool:
    return any(
        one.sender == other.sender
        and goes_on(other.place, other.until, [(one.place, one.since)], within=SUMMER)
        for other in earlier
        if other.until
    )


def birth_date(cpr: str, *, before: date) -> date:
    """The day of birth in ten digits: of the centuries that it can lie in, the one that fits somebody
    who was born at most thirty years before the day. Raises `ValueError` when none does; files with
    such rows have been refused (`cpr.age`)."""
    day, month, year = int(cpr[:2]), int(cpr[2:4]), int(cpr[4:6])
    day -= 60 if day > 60 else 0
    for century in (2000, 1900):
        born = date(century + year, month, day)
        if born <= before and before.year - born.year <= THIRTY_YEARS:
            return born
    raise ValueError("no century fits")


def _collide(one: Stated, other: Stated | Written) -> bool:
    return one.place == other.place and overlap(one.since, one.until, other.since, other.until)
