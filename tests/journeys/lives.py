"""Twelve school lives, told through the actions of those who would have written them down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.attendance.actions.absence import Absence, write_absence
from skolespor.attendance.actions.not_attending import say_not_attending
from skolespor.children.actions.creation import create_child
from skolespor.children.actions.facts import protect
from skolespor.children.actions.spells import end_placement, enrol, leave_school, move
from skolespor.children.models import Child

FAMILIES = ("Plejefamilien Holt", "Plejefamilien Bech", "Plejefamilien Dam")
HOME, SCHOOL, NEXT_SCHOOL = "Bakkehuset", "Engskolen", "Skovbrynskolen"
CHANGE = "placement_change"


def autumn(years_ago: int) -> date:
    """The 10th of August of a school year, 0 for the one that runs."""
    today = timezone.localdate()
    return date(today.year - (today.month < 8) - years_ago, 8, 10)


@dataclass
class Life:
    """What happens in one child's life, in the order in which it happens."""

    child: Child
    by: User
    at_school: dict[str, object] = field(default_factory=dict)

    def lives_at(self, place: str, since: date) -> None:
        house = Organisation.objects.filter(name=place).first()
        facts = {"organisation": house} if house else {"place_name": place}
        kind = "childrens_home" if place == HOME else "foster_family_general"
        move(
            child=self.child,
            type=kind,
            since=since,
            by=self.by,
            municipality=None if house else self.child.acting_municipality,
            **facts,
        )

    def goes_to(self, school: str, since: date, grade: int, *, leaving: str = "") -> None:
        self.at_school[school] = enrol(
            child=self.child,
            school=Organisation.objects.get(name=school),
            since=since,
            grade=grade,
            class_name=f"{grade}.B",
            leaving=self.at_school.pop(leaving, None),
            end_cause=CHANGE if leaving else "",
            by=self.by,
        )

    def years_at(
        self, school: str, first: int, last: int, grade: int, *, leaving: str = ""
    ) -> None:
        """One class after the other, from so many school years ago to so many."""
        for number, ago in enumerate(range(first, last - 1, -1)):
            before = school if number else leaving
            self.goes_to(school, autumn(ago), grade + number, leaving=before)

    def leaves(self, school: str, last_day: date) -> None:
        leave_school(
            enrolment=self.at_school.pop(school), last_day=last_day, end_cause=CHANGE, by=self.by
        )

    def is_away(self, school: str, since: date, every: int, count: int, share: str = "1") -> None:
        """Away on every so many days, weekends left out."""
        days = (since + timedelta(days=every * number) for number in range(count))
        code = Organisation.objects.get(name=school).code
        write_absence(
            absences=[
                Absence(self.child.pk, code, day, "sick", Decimal(share))
                for day in days
                if day.weekday() < 5 and day <= timezone.localdate()
            ],
            sender=self.child.acting_municipality,
            by=self.by,
        )


def _two_weeks(life: Life) -> None:
    since = timezone.localdate() - timedelta(days=14)
    life.lives_at("Plejefamilien Holt", since)
    life.goes_to(SCHOOL, since, 3)


def _twelve_years(life: Life) -> None:
    life.lives_at("Plejefamilien Bech", autumn(11))
    life.years_at(SCHOOL, 9, 5, 0)
    life.lives_at("Plejefamilien Holt", autumn(4))
    life.years_at(NEXT_SCHOOL, 4, 0, 5, leaving=SCHOOL)
    for ago in range(9, -1, -1):
        school = SCHOOL if ago > 4 else NEXT_SCHOOL
        life.is_away(school, autumn(ago) + timedelta(days=20), 9 - ago % 4, 24)


def _many_homes(life: Life) -> None:
    places = [*FAMILIES, "Hos mormor i Nørrebyen", HOME, "Solhøj", "Hos mor", *FAMILIES[:2]]
    for number, place in enumerate(places):
        life.lives_at(place, autumn(4) + timedelta(days=170 * number))
    life.years_at(SCHOOL, 4, 3, 1)
    life.years_at(NEXT_SCHOOL, 2, 0, 3, leaving=SCHOOL)


def _gap_over_summer(life: Life) -> None:
    life.lives_at("Plejefamilien Dam", autumn(2))
    life.years_at(SCHOOL, 2, 2, 4)
    life.leaves(SCHOOL, date(autumn(1).year, 6, 10))
    life.goes_to(NEXT_SCHOOL, autumn(1) + timedelta(days=21), 5)


def _two_schools(life: Life) -> None:
    life.lives_at(HOME, autumn(1))
    life.years_at(SCHOOL, 1, 0, 7)
    life.goes_to(NEXT_SCHOOL, autumn(0) + timedelta(days=30), 8)


def _not_attending(life: Life) -> None:
    life.lives_at("Plejefamilien Holt", autumn(3))
    life.years_at(SCHOOL, 3, 0, 2)
    life.is_away(SCHOOL, timezone.localdate() - timedelta(days=90), 2, 30, "0.5")
    since = timezone.localdate() - timedelta(days=35)
    say_not_attending(child=life.child, since=since, by=life.by)


def _protected(life: Life) -> None:
    _twelve_years(life)
    protect(child=life.child, users=[], organisations=[], by=life.by)


def _moved_home(life: Life) -> None:
    life.lives_at("Plejefamilien Bech", autumn(3))
    life.years_at(SCHOOL, 3, 0, 5)
    placement = life.child.placements.get(until=None)
    last_day = timezone.localdate() - timedelta(days=60)
    end_placement(placement=placement, last_day=last_day, end_reason="returned_home", by=life.by)


def _future_start(life: Life) -> None:
    life.lives_at("Plejefamilien Holt", autumn(1))
    life.years_at(SCHOOL, 1, 0, 4)
    soon = timezone.localdate() + timedelta(days=40)
    life.lives_at(HOME, soon)
    life.goes_to(NEXT_SCHOOL, soon, 5, leaving=SCHOOL)


def _only_absence(life: Life) -> None:
    life.is_away(SCHOOL, timezone.localdate() - timedelta(days=200), 6, 30)


def _nothing(life: Life) -> None:
    pass


def _turns_six(life: Life) -> None:
    life.lives_at("Plejefamilien Dam", autumn(2) + timedelta(days=100))


LIVES: dict[str, tuple[int, Callable[[Life], None]]] = {
    "To uger": (9, _two_weeks),
    "Tolv år": (16, _twelve_years),
    "Mange hjem": (11, _many_homes),
    "Sommer": (12, _gap_over_summer),
    "To skoler": (14, _two_schools),
    "Går ikke": (9, _not_attending),
    "Beskyttet": (16, _protected),
    "Flyttet hjem": (12, _moved_home),
    "Snart": (11, _future_start),
    "Kun fravær": (10, _only_absence),
    "Intet": (8, _nothing),
    "Snart seks": (5, _turns_six),
}
"""Age and story by the child's name."""


def tell(worker: str) -> dict[str, int]:
    """All of them, by a case worker of the town; says their numbers."""
    by = User.objects.get(name=worker)
    today, told = timezone.localdate(), {}
    for name, (age, story) in LIVES.items():
        born = date(today.year - age, 3, 5)
        municipality = by.jobs.get().organisation.home_municipality
        child = create_child(
            first_name=name,
            birth_date=born,
            birth_year=born.year,
            acting_municipality=municipality,
            by=by,
        )
        story(Life(child, by))
        told[name] = child.pk
    return told
