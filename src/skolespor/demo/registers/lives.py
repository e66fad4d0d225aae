"""The life of one placed child as registers know it, from what was decided about it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from skolespor.calendar.rules.years import SchoolYear
from skolespor.demo.registers.days import Habit, habit_of, nth_last_municipal_day
from skolespor.demo.registers.decisions import Decided
from skolespor.demo.registers.dice import Dice, Throw, one_of, weighed, whole
from skolespor.demo.registers.people import Person
from skolespor.demo.registers.places import Home, School, Schools, home_for
from skolespor.demo.registers.recipe import NEIGHBOURS, SOLVANG
from skolespor.demo.registers.spells import (
    DAY,
    Enrolment,
    Grades,
    Move,
    Residence,
    Stay,
    enrolments,
    moves,
    residences,
)

DUTY_ENDS_AGE = 16
APART = 20 * DAY
"""At least so long at one place."""
LINKED, PLACED_EARLY = 0.5, 0.15
"""Of those who could: the last move was a change of school too; the child was placed before school."""
NEIGHBOURS_SCHOOL = 0.35
"""Of the earlier schools of those who have lived with a neighbour."""
EARLIER_HOMES = {"foster_family_general": 70.0, "childrens_home": 30.0}
EARLIER_TOWNS = {SOLVANG: 60.0, "9002": 20.0, "9003": 20.0}
CAUSES = {"own_wish": 35.0, "family_move": 30.0, "other": 35.0}
SPECIAL = (
    "folkeskole_special_class",
    "municipal_special_school",
    "treatment_school_offer",
    "onsite_school_offer",
)
HOSTED_TYPES = {
    "childrens_home_partly_closed": "childrens_home",
    "secure_unit": "childrens_home",
    "residential_school_placement": "foster_family_reinforced",
}
"""What a hosted child has in place of a type that has no place in Solvang."""


@dataclass(frozen=True)
class Life:
    """What the registers say about one pupil. `acting` and the two after it are empty for those who
    live at home."""

    person: Person
    habit: Habit
    enrolments: Sequence[Enrolment]
    residences: Sequence[Residence] = ()
    acting: str = ""
    legal_basis: str = ""
    is_protected: bool = False


@dataclass(frozen=True)
class World:
    """What all lives share. `children` are all who are placed, by whomever; `taken` CPR numbers that
    belong to somebody else."""

    schools: Schools
    dice: Dice
    as_of: date
    children: int
    taken: Collection[str] = ()

    @property
    def year(self) -> SchoolYear:
        return SchoolYear.of(self.as_of)


def placed_life(world: World, child: Decided, person: Person, number: int) -> Life:
    """Solvang's own child: its whole school life, wherever that was."""
    throw = world.dice("life", number)
    grades = _grades(child, person, throw)
    home = _home(world, child, throw)
    school = _school(world, child, home, throw)
    changes = _moves(world, child, person, grades, throw)
    starts = _starts(world, child, person, grades, changes, throw)
    homes = [*_earlier_homes(world, home, len(starts) - 1, throw), home]
    towns = sorted({home.municipality for home in homes} - {SOLVANG})
    schools = [*_earlier_schools(world, school, len(changes), towns, throw), school]
    stays = _stays(world, child, grades, schools, changes, starts, throw)
    return Life(
        person=person,
        habit=habit_of(child.group, world.dice("absence habit", number)),
        enrolments=list(enrolments(stays, grades, world.year)),
        residences=residences(throw, homes, starts),
        acting=SOLVANG,
        legal_basis=child.legal_basis,
        is_protected=child.is_protected,
    )


def hosted_life(world: World, child: Decided, person: Person, number: int) -> Life:
    """A child of another municipality: what Solvang knows begins when it came to live there."""
    throw = world.dice("hosted life", number)
    type = HOSTED_TYPES.get(child.placement_type, child.placement_type)
    child = replace(child, placement_type=type, is_elsewhere=False)
    home = _home(world, child, throw)
    school = _school(world, child, home, throw)
    if school.municipality != SOLVANG:
        school = world.schools.by_size(throw, "folkeskole_general")
    grades = _grades(child, person, throw)
    since = world.as_of - whole(throw, 60, 1500) * DAY
    began = max(since, grades.begins)
    stays = []
    if began < grades.youth_begins:
        stays.append(Stay(school, began))
    stays = _with_youth(world, child, grades, stays, since)
    return Life(
        person=person,
        habit=habit_of(child.group, world.dice("absence habit of hosted", number)),
        enrolments=list(enrolments(stays, grades, world.year)),
        residences=[Residence(home, since)],
        acting=weighed(throw, {"9002": 32.0, "9003": 18.0}),
        legal_basis=child.legal_basis,
        is_protected=child.is_protected,
    )


def _grades(child: Decided, person: Person, throw: Throw) -> Grades:
    """Who is behind has gone in one grade twice, who is ahead began at five."""
    began = person.born.year + 6
    if child.ahead < 0:
        return Grades(began, repeated=whole(throw, 0, min(child.grade, 9)))
    return Grades(began - child.ahead)


def _home(world: World, child: Decided, throw: Throw) -> Home:
    is_onsite = child.school_type == "onsite_school_offer"
    town = SOLVANG
    if child.is_elsewhere:
        town = "9003" if is_onsite else one_of(throw, NEIGHBOURS)
    return home_for(throw, child.placement_type, town, children=world.children, onsite=is_onsite)


def _school(world: World, child: Decided, home: Home, throw: Throw) -> School:
    """Near the home; a school at a home only for those who live there."""
    if child.school_type == "onsite_school_offer":
        if onsite := world.schools.at_home(home):
            return onsite
        return one_of(throw, world.schools.fitting("treatment_school_offer", home.municipality))
    return one_of(throw, world.schools.fitting(child.school_type, home.municipality))


def _moves(
    world: World, child: Decided, person: Person, grades: Grades, throw: Throw
) -> list[Move]:
    duty_ends = date(person.born.year + DUTY_ENDS_AGE, 8, 1)
    return moves(
        throw,
        grades.begins,
        min(grades.youth_begins, _last_day(world, child)),
        count=child.changes,
        gap_weeks=child.gap_weeks,
        gap_before=duty_ends,
    )


def _last_day(world: World, child: Decided) -> date:
    """Today, or for a child without school the first school day without it."""
    return nth_last_municipal_day(world.as_of, child.gap_now) if child.gap_now else world.as_of


def _starts(
    world: World,
    child: Decided,
    person: Person,
    grades: Grades,
    changes: Sequence[Move],
    throw: Throw,
) -> list[date]:
    """The first days of the child's placements. Some are those of a new school too; a child without
    school moved on the first day without it."""
    days = [change.begins for change in changes[:-1] if throw() < 0.5]
    days.append(_last_start(world, child, person, grades, changes, days, throw))
    if throw() < PLACED_EARLY:
        days.append(_between(throw, person.born + 100 * DAY, grades.begins - 100 * DAY))
    kept: list[date] = []
    for day in sorted(days, reverse=True):
        if not kept or day + APART <= kept[-1]:
            kept.append(day)
    return kept[::-1]


def _last_start(
    world: World,
    child: Decided,
    person: Person,
    grades: Grades,
    changes: Sequence[Move],
    earlier: Sequence[date],
    throw: Throw,
) -> date:
    if child.gap_now:
        return _last_day(world, child)
    first = max([*earlier, person.born + 200 * DAY]) + 60 * DAY
    last = world.as_of - 30 * DAY
    if changes and (_is_bound(child) or last < first or throw() < LINKED):
        return changes[-1].begins
    if child.is_elsewhere:
        return _between(throw, person.born + 200 * DAY, grades.begins - 30 * DAY)
    return _between(throw, first, last)


def _is_bound(child: Decided) -> bool:
    """Whether the school and the home can only have begun together."""
    return child.is_elsewhere or child.school_type == "onsite_school_offer"


def _between(throw: Throw, first: date, last: date) -> date:
    return first + timedelta(days=whole(throw, 0, max(0, (last - first).days)))


def _earlier_homes(world: World, home: Home, count: int, throw: Throw) -> list[Home]:
    """Each another one than the next."""
    found = [home]
    while len(found) <= count:
        type, town = weighed(throw, EARLIER_HOMES), weighed(throw, EARLIER_TOWNS)
        earlier = home_for(throw, type, town, children=world.children, onsite=False)
        if earlier.name != found[-1].name:
            found.append(earlier)
    return found[:0:-1]


def _earlier_schools(
    world: World, school: School, count: int, towns: Sequence[str], throw: Throw
) -> list[School]:
    """Ordinary schools, most of them in Solvang; each another one than the next. `towns` are the
    neighbours with whom the child lives or has lived: they tell of the schools it went to there."""
    found = [school]
    while len(found) <= count:
        earlier = world.schools.by_size(throw, "folkeskole_general")
        if throw() < NEIGHBOURS_SCHOOL and towns:
            town = one_of(throw, towns)
            earlier = one_of(throw, world.schools.fitting("folkeskole_general", town))
        if earlier != found[-1]:
            found.append(earlier)
    return found[:0:-1]


def _stays(
    world: World,
    child: Decided,
    grades: Grades,
    schools: Sequence[School],
    changes: Sequence[Move],
    starts: Sequence[date],
    throw: Throw,
) -> list[Stay]:
    since = [grades.begins, *(change.begins for change in changes)]
    stays = [Stay(school, day) for school, day in zip(schools, since, strict=True)]
    for place, change in enumerate(changes):
        cause = _cause(change.begins, starts, schools[place : place + 2], throw)
        stays[place] = replace(stays[place], until=change.ends, cause=cause)
    if child.gap_now:
        stays[-1] = replace(
            stays[-1],
            until=_last_day(world, child) - DAY,
            cause="placement_change" if len(starts) > 1 else "placement_start",
        )
    return _with_youth(world, child, grades, stays, grades.begins)


def _cause(day: date, starts: Sequence[date], schools: Sequence[School], throw: Throw) -> str:
    if day in starts:
        return "placement_start" if day == starts[0] else "placement_change"
    if schools[1].type in SPECIAL:
        return "special_education"
    return weighed(throw, CAUSES)


def _with_youth(
    world: World, child: Decided, grades: Grades, stays: Sequence[Stay], since: date
) -> list[Stay]:
    """After grade 10 a youth education in Solvang."""
    if not child.youth_type:
        return list(stays)
    begins = grades.youth_begins
    before = [
        replace(stay, until=stay.until or begins - DAY, cause=stay.cause or "natural_transition")
        for stay in stays
    ]
    school = world.schools.fitting(child.youth_type, SOLVANG)[0]
    return [*before, Stay(school, max(begins, since))]
