"""The pupils, one after the other: the children Solvang has placed, those placed in Solvang by others,
and then everybody else."""

from collections.abc import Iterator, Sequence
from datetime import date

from skolespor.calendar.rules.years import SchoolYear
from skolespor.demo.registers import recipe
from skolespor.demo.registers.days import habit_of
from skolespor.demo.registers.decisions import LAST_GRADE, Decided, decide
from skolespor.demo.registers.dice import Dice, Throw, weighed, whole
from skolespor.demo.registers.lives import Life, World, hosted_life, placed_life
from skolespor.demo.registers.people import Numbers, Person, person
from skolespor.demo.registers.spells import DAY, Grades, Stay, enrolments

MOVES_IN_A_YEAR = 0.04
"""Of the pupils at home, those who change school in a school year."""
GIRLS_AT_HOME = 0.49
FIRST_AGE, LAST_AGE = 6, 16


def lives(
    world: World, years: Sequence[SchoolYear], *, pupils: int, placed: int, hosted: int
) -> Iterator[Life]:
    """`pupils` of them, `placed` and `hosted` included."""
    numbers = Numbers(pupils, world.taken)
    gaps = max(1, round(placed * _gaps_of_the_recipe())) if placed else 0
    for number, child in enumerate(decide(placed, _named(world.dice, "placed"), gaps=gaps)):
        yield placed_life(world, child, _child(world, child, numbers, "placed", number), number)
    for number, child in enumerate(decide(hosted, _named(world.dice, "hosted"), gaps=0)):
        yield hosted_life(world, child, _child(world, child, numbers, "hosted", number), number)
    ages = _ages(len(years))
    for number in range(pupils - placed - hosted):
        yield _at_home(world, years, ages, numbers, number)


def _gaps_of_the_recipe() -> float:
    """Children without school today, for each placed child."""
    return float(recipe.distribution("current_gap")["count"] / recipe.placed_by_us())


def _named(dice: Dice, name: str) -> Dice:
    def throw(*concern: object) -> Throw:
        return dice(name, *concern)

    return throw


def _child(world: World, child: Decided, numbers: Numbers, name: str, number: int) -> Person:
    return person(
        numbers,
        world.dice(name, "name", number),
        year=world.year.begins - child.age,
        birthday=child.birthday,
        girl=child.girl,
    )


def _ages(years: int) -> dict[int, float]:
    """The weight of each age, in the school year of today: so that every school year has its pupils,
    some of those in the files have left since. Fewer than half take grade 10."""
    ages = dict.fromkeys(range(FIRST_AGE, LAST_AGE + years), 1.0)
    ages[LAST_AGE + years - 1] = recipe.TAKES_GRADE_10
    return ages


def _at_home(
    world: World,
    years: Sequence[SchoolYear],
    ages: dict[int, float],
    numbers: Numbers,
    number: int,
) -> Life:
    throw = world.dice("at home", number)
    age = weighed(throw, ages)
    who = person(
        numbers,
        throw,
        year=world.year.begins - age,
        birthday=throw(),
        girl=throw() < GIRLS_AT_HOME,
    )
    grades = Grades(world.year.begins - age + FIRST_AGE)
    takes_10 = age == max(ages) or throw() < recipe.TAKES_GRADE_10
    leaves = SchoolYear(grades.first + LAST_GRADE + takes_10).first_day
    first = max(grades.begins, years[0].first_day)
    stays = _stays(world, first, leaves, throw)
    return Life(who, habit_of("", throw), list(enrolments(stays, grades, world.year)))


def _stays(world: World, first: date, leaves: date, throw: Throw) -> list[Stay]:
    """At one school of Solvang, or at several; `leaves` is the first day after school."""
    type = weighed(throw, recipe.AT_HOME_SCHOOL_TYPES)
    stays = [Stay(world.schools.by_size(throw, type), first)]
    year = SchoolYear.of(first)
    while year.first_day < leaves and year <= world.year:
        if throw() < MOVES_IN_A_YEAR:
            day = year.first_day + whole(throw, 30, 100) * DAY
            stays = _changed(world, stays, day, throw)
        year = year.next
    if leaves <= world.as_of:
        stays[-1] = Stay(stays[-1].school, stays[-1].since, leaves - DAY, "natural_transition")
    return stays


def _changed(world: World, stays: list[Stay], day: date, throw: Throw) -> list[Stay]:
    """Another ordinary school from that day on, unless it is the same or yet to come."""
    last, school = stays[-1], world.schools.by_size(throw, "folkeskole_general")
    if school == last.school or day > world.as_of:
        return stays
    cause = weighed(throw, {"family_move": 40.0, "own_wish": 30.0, "other": 30.0})
    return [*stays[:-1], Stay(last.school, last.since, day - DAY, cause), Stay(school, day)]
