"""Forty children with different lives, told through the actions of those who work with them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.actions.creation import Home, School, create_child
from skolespor.children.actions.facts import record_custody
from skolespor.children.actions.seats import name_staff
from skolespor.children.actions.spells import enrol, leave_school, move
from skolespor.children.models import Child, Enrolment, NetworkSeat
from skolespor.core.content import read_yaml
from skolespor.demo.town import Town

CHILDREN = {"9001": 20, "9002": 13, "9003": 7}
"""How many each municipality acts for: 50, 32 and 18 per cent of forty."""
WORKERS = {
    "9001": ("Peter M.", "Flemming A.", "Yrsa D."),
    "9002": ("Thomas U.", "Inger S."),
    "9003": ("Mia N.",),
}
LEAST_AGE, MOST_AGE = 6, 17
UNNAMED_SHARE = 0.12
"""Pupils whose head teacher has not named anybody yet."""
STARTS_AT, LAST_GRADE = 6, 10
LATE_SCHOOL = "Engskolen"
FULL = ("Plejefamilien Bech", "Plejefamilien Dam")
"""Families that have the children their sentence on the page of people says, and no more."""


@dataclass(frozen=True)
class Life:
    """What is decided about one invented child before it is told."""

    first_name: str
    last_name: str
    born: date
    girl: bool
    acting: str
    worker: str
    home: str
    school: str = ""
    since: date = date.min
    earlier_homes: tuple[str, ...] = ()
    is_protected: bool = False
    custodian: str = ""
    serial: int = 0


def tell_all(town: Town) -> list[Child]:
    """The named children first, then others until each municipality has its number."""
    return [_tell(town, life) for life in _lives(town)]


def _lives(town: Town) -> Iterator[Life]:
    named = list(_named_children())
    yield from named
    for code, wanted in CHILDREN.items():
        for number in range(wanted - sum(life.acting == code for life in named)):
            yield _random_life(town, code, number)


def _named_children() -> Iterator[Life]:
    """Those whom the people to sign in as belong to."""
    today = timezone.localdate()

    def born(age: int, days: int = 100) -> date:
        return today - timedelta(days=round(age * 365.25) + days)

    malik = Life(
        first_name="Malik",
        last_name="A.",
        born=born(8),
        girl=False,
        acting="9001",
        worker="Peter M.",
        home="Plejefamilien Dam",
        school="Engskolen",
        since=today - timedelta(days=700),
    )
    yield malik
    yield replace(malik, first_name="Amina", girl=True, born=born(10, 20), custodian="mor")
    yield Life(
        first_name="Sofie",
        last_name="B.",
        born=born(11),
        girl=True,
        acting="9001",
        worker="Peter M.",
        home="Bakkehuset",
        earlier_homes=("Plejefamilien Holt",),
        school="Engskolen",
        since=today - timedelta(days=400),
        custodian="Sofies mor",
    )
    yield Life(
        first_name="Freja",
        last_name="C.",
        born=born(15),
        girl=True,
        acting="9002",
        worker="Thomas U.",
        home="Plejefamilien Bech",
        school="Mosebakkeskolen",
        since=today - timedelta(days=900),
    )
    yield Life(
        first_name="Emil",
        last_name="D.",
        born=born(13),
        girl=False,
        acting="9003",
        worker="Mia N.",
        home="Fjordly",
        since=today - timedelta(days=6),
        earlier_homes=("Plejefamilien Gade",),
    )
    yield Life(
        first_name="Kalle",
        last_name="F.",
        born=born(11, 310),
        girl=False,
        acting="9001",
        worker="Peter M.",
        home="Plejefamilien Krogh",
        school="Havneskolen",
        since=today - timedelta(days=250),
        is_protected=True,
        custodian="Kalles far",
    )


def _random_life(town: Town, code: str, number: int) -> Life:
    random, today = town.random, timezone.localdate()
    weights = read_yaml("synthetic_population.yaml")["distributions"]["age"]["weights"]
    age = random.choices(list(weights), list(weights.values()))[0]
    names = read_yaml("synthetic_population.yaml")["names"]
    homes = _homes(town, code, random)
    return Life(
        first_name=random.choice(names["first_names"]),
        last_name=random.choice(names["last_name_initials"]) + ".",
        born=today - timedelta(days=round(age * 365.25) + random.randint(0, 364)),
        girl=random.random() < 0.45,
        acting=code,
        worker=WORKERS[code][number % len(WORKERS[code])],
        home=homes[0],
        earlier_homes=tuple(homes[1 : random.choice((1, 1, 1, 2, 2, 3))]),
        school=_school(town, town.places[homes[0]], random),
        since=today - timedelta(days=random.randint(30, 1100)),
        is_protected=random.random() < 0.1,
        custodian=random.choice(("mor", "mor", "far", "")),
        serial=random.randint(0, 4),
    )


def _homes(town: Town, code: str, random: Random) -> list[str]:
    """Today's home first: two of five live in another municipality, one of three at a home."""
    elsewhere = [c for c in CHILDREN if c != code]
    where = random.choice(elsewhere) if random.random() < 0.4 else code
    kind = "childrens_home" if random.random() < 0.35 else "foster_family"
    now = random.choice([p.name for p in town.in_municipality(where, kind) if p.name not in FULL])
    before = [place.name for place in town.in_municipality(code, "foster_family")]
    return [now, *random.sample([name for name in before if name != now], 3)]


def _school(town: Town, home: Organisation, random: Random) -> str:
    """A school where the home lies; the homes' own schools only for those who live at a home."""
    code = home.home_municipality.code
    schools = town.in_municipality(code, "school")
    onsite = home.kind == "childrens_home"
    fitting = [s for s in schools if onsite or s.school_type != "onsite_school_offer"]
    return random.choice(fitting).name


def _tell(town: Town, life: Life) -> Child:
    worker = town.people[life.worker]
    first = life.earlier_homes[-1] if life.earlier_homes else life.home
    start = life.since - timedelta(days=420 * len(life.earlier_homes))
    child = create_child(
        first_name=life.first_name,
        last_name=life.last_name,
        birth_year=life.born.year,
        birth_date=life.born,
        cpr=invented_cpr(life),
        acting_municipality=_municipality(town, life.acting),
        home_municipality=_municipality(town, life.acting),
        is_protected=life.is_protected,
        since=start,
        home=_home(town, first),
        school=_first_school(town, life, start),
        by=worker,
    )
    _moves(town, life, child, worker)
    _summers(town, life, child, worker, before=_last_summer(life))
    if life.custodian:
        _custody(town, life, child, worker)
    name_adults(town, child)
    return child


def _home(town: Town, name: str) -> Home:
    place = town.places[name]
    kinds = {"childrens_home": "childrens_home", "foster_family": "foster_family_general"}
    return Home(
        type=kinds[place.kind],
        organisation=place,
        address=place.address,
        legal_basis="with_consent",
    )


def _first_school(town: Town, life: Life, start: date) -> School | None:
    """Those who have moved began at a school near the first home."""
    if not life.earlier_homes:
        return _schooling(town, life, life.school, start) if life.school else None
    near = town.in_municipality(life.acting, "school")
    general = [s.name for s in near if s.school_type == "folkeskole_general"]
    return _schooling(town, life, general[len(life.first_name) % len(general)], start)


def _schooling(town: Town, life: Life, school: str, on: date) -> School:
    """In the class that children of its age go in that day."""
    grade = min(max(SchoolYear.of(on).begins - life.born.year - STARTS_AT, 0), LAST_GRADE)
    return School(town.places[school], grade, f"{grade}.{'AB'[len(life.last_name) % 2]}")


def _moves(town: Town, life: Life, child: Child, worker: User) -> None:
    """From home to home; the school changes with the last move, or ends where there is none yet."""
    for number, name in enumerate([*reversed(life.earlier_homes[:-1]), life.home], 1):
        if not life.earlier_homes:
            return
        back = len(life.earlier_homes) - number
        day = life.since - timedelta(days=420 * back)
        move(child=child, since=day, by=worker, **vars(_home(town, name)))
    _summers(town, life, child, worker, before=life.since)
    old = child.enrolments.get(until=None)
    if not life.school:
        leave_school(enrolment=old, last_day=life.since, end_cause="placement_change", by=worker)
    elif old.school.name != life.school:
        new = _schooling(town, life, life.school, life.since)
        _enrol(child, new, life.since, old, "placement_change", worker)


def _enrol(child: Child, new: School, since: date, old: Enrolment, cause: str, by: User) -> None:
    """From one school, or one class, to the next."""
    enrol(
        child=child,
        since=since,
        leaving=old,
        end_cause=cause,
        school=new.school,
        grade=new.grade,
        class_name=new.class_name,
        by=by,
    )


def _summers(town: Town, life: Life, child: Child, worker: User, *, before: date) -> None:
    """A new class on every first of August that the child goes to school, up to a day."""
    row = child.enrolments.filter(until=None).select_related("school").first()
    year = SchoolYear.of(row.since).next if row else None
    while row and year and year.first_day < before:
        new = _schooling(town, life, row.school.name, year.first_day)
        _enrol(child, new, year.first_day, row, "", worker)
        row = child.enrolments.select_related("school").get(until=None)
        year = year.next


def _last_summer(life: Life) -> date:
    """At one school nobody has come to the new classes yet; Sofie's has come that far."""
    today = timezone.localdate()
    is_late = life.school == LATE_SCHOOL and life.first_name != "Sofie"
    return SchoolYear.of(today).first_day if is_late else today


def _custody(town: Town, life: Life, child: Child, worker: User) -> None:
    """Named parents can sign in; the others are known by name only."""
    user = town.people.get(life.custodian)
    if life.custodian[0].isupper() and user is None:
        user = User.objects.create_user(None, None, name=life.custodian)
        town.people[life.custodian] = user
    record_custody(
        child=child,
        name=life.custodian if user else f"{child.first_name}s {life.custodian}",
        relation="father" if "far" in life.custodian else "mother",
        is_shared=False,
        source="told",
        since=life.born,
        user=user,
        by=worker,
    )


def name_adults(town: Town, child: Child) -> None:
    """Head teachers and leaders of homes name their staff; some have not come to it yet."""
    for seat in child.seats.filter(until=None).select_related("organisation").order_by("pk"):
        if seat.organisation is None or town.random.random() < UNNAMED_SHARE:
            continue
        for leader, job, role in _naming(town, seat):
            name_staff(seat=seat, job=job, role=role, by=leader)


def _naming(town: Town, seat: NetworkSeat) -> Iterator[tuple[User, JobSeat, str]]:
    """Who names whom: the first of each kind of staff, or the one people sign in as."""
    here = [job for job in town.jobs.values() if job.organisation == seat.organisation]
    leaders = [job for job in here if job.role in ("head_teacher", "placement_leader")]
    for role in ("contact_teacher", "school_staff", "learning_guide", "placement_staff"):
        staff = [job for job in here if job.role == role]
        for job in staff if role == "placement_staff" else staff[:1]:
            if leaders:
                yield leaders[0].user, job, role


def invented_cpr(life: Life) -> str:
    """Day + 60 and a serial under ten: looks like a replacement number, belongs to nobody."""
    serial = life.serial * 2 + (0 if life.girl else 1)
    return f"{life.born.day + 60:02d}{life.born:%m%y}-{serial:04d}"


def _municipality(town: Town, code: str) -> Organisation:
    return next(p for p in town.places.values() if p.code == code and p.kind == "municipality")
