"""Schools and homes: those of content/synthetic_population.yaml, and as many invented ones as the
pupils need. Numbers of schools begin with 9. No name means anything that exists."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from skolespor.core.content import read_yaml
from skolespor.demo.registers.dice import Dice, Throw, one_of
from skolespor.demo.registers.recipe import NEIGHBOURS, SOLVANG

PUPILS_PER_SCHOOL = 430
FIRST_PARTS = (
    "Lærke",
    "Vibe",
    "Svale",
    "Spurve",
    "Mejse",
    "Stære",
    "Hare",
    "Egern",
    "Bøge",
    "Linde",
)
LAST_PARTS = ("bakke", "dal", "lund", "vang", "mark", "toft", "holm", "eng", "høj", "kær")
MORE_SCHOOLS = (
    ("910001", "9001", "Kildeskolen", "municipal_special_school"),
    ("910002", "9001", "Dagskolen Fyrren", "treatment_school_offer"),
    ("910003", "9001", "Solvang Lilleskole", "free_private_school"),
    ("910004", "9001", "Den Grønne Friskole", "free_private_school"),
    ("910005", "9001", "FGU Solvang", "fgu"),
    ("910006", "9001", "Solvang Erhvervsskole", "vocational_education"),
    ("910007", "9001", "Solvang Gymnasium", "upper_secondary"),
    ("910008", "9001", "Ungdomsuddannelsen i Solvang", "stu"),
    ("910009", "9001", "Solvang Efterskole", "efterskole"),
    ("920001", "9002", "Elleskolen", "folkeskole_general"),
    ("920002", "9002", "Pileskolen, specialklasser", "folkeskole_special_class"),
    ("920003", "9002", "Ellevang Friskole", "free_private_school"),
    ("930001", "9003", "Strandskolen", "folkeskole_general"),
    ("930002", "9003", "Klitskolen, specialklasser", "folkeskole_special_class"),
)
"""number, municipality, name, type: so that every type has a school in Solvang. A school elsewhere is
only for those who live there: else its municipality tells of a child that it need not know."""
MORE_HOMES = (
    ("9001", "Lærkehuset", "childrens_home"),
    ("9002", "Birkehuset", "childrens_home"),
    ("9003", "Strandhuset", "childrens_home"),
    ("9003", "Klitgården", "secure_unit"),
)
ONSITE_HOMES = {"900008": "Bakkehuset", "900009": "Fjordly"}
"""Schools at a home, and the home."""


@dataclass(frozen=True)
class School:
    number: str
    municipality: str
    name: str
    type: str


@dataclass(frozen=True)
class Home:
    """Where a placed child lives: its name in the files, its municipality and the type of placement."""

    name: str
    municipality: str
    type: str


class Schools:
    """All schools, and which of them fit a pupil."""

    def __init__(self, pupils: int, dice: Dice):
        self.all = (*_of_the_yaml(), *(School(*more) for more in MORE_SCHOOLS), *_general(pupils))
        size = dice("sizes of schools")
        sizes = {school: 0.5 + size() for school in self.all}
        self._by_size = {}
        for type in {school.type for school in self.all}:
            schools = self.fitting(type, SOLVANG)
            self._by_size[type] = schools, list(accumulate(sizes[school] for school in schools))

    def fitting(self, type: str, municipality: str) -> Sequence[School]:
        """Schools of a type in a municipality; without one there in Solvang, or else anywhere."""
        found = [school for school in self.all if school.type == type]
        near = [school for school in found if school.municipality == municipality]
        return near or [school for school in found if school.municipality == SOLVANG] or found

    def by_size(self, throw: Throw, type: str) -> School:
        """One of Solvang's schools of a type; a large one sooner than a small one."""
        schools, up_to = self._by_size[type]
        return schools[bisect_right(up_to, throw() * up_to[-1], hi=len(schools) - 1)]

    def at_home(self, home: Home) -> School | None:
        """The home's own school."""
        numbers = {name: number for number, name in ONSITE_HOMES.items()}
        number = numbers.get(home.name)
        return next((school for school in self.all if school.number == number), None)

    def with_own_days(self) -> tuple[str, ...]:
        """The numbers of a few schools in Solvang that have school days of their own."""
        return ("900002", "900004", "900008")


def home_for(throw: Throw, type: str, municipality: str, *, children: int, onsite: bool) -> Home:
    """A place of this type, in the municipality where there is one. `children` are all that are to
    live somewhere, which says how many families there are; `onsite`: at a home with a school."""
    if type == "own_room":
        return Home("Eget værelse", municipality, type)
    if type == "residential_school_placement":
        return Home("Kystens Efterskole", "9003", type)
    if type.startswith("foster"):
        return _family(throw, type, municipality, children)
    homes = [home for home in _homes() if home.type == type]
    if onsite:
        homes = [home for home in homes if home.name in ONSITE_HOMES.values()] or homes
    return one_of(throw, [home for home in homes if home.municipality == municipality] or homes)


def _family(throw: Throw, type: str, municipality: str, children: int) -> Home:
    """One of the families there; a name of one municipality is never one of another."""
    towns = (SOLVANG, *NEIGHBOURS)
    families = max(3, round(children * FAMILIES_PER_CHILD / len(towns)))
    number = int(throw() * families) * len(towns) + towns.index(municipality)
    return Home(f"Plejefamilien {_invented(number)}", municipality, type)


FAMILIES_PER_CHILD = 0.5
"""64 of a hundred children live in families, and some families have two or three."""


def _homes() -> Iterator[Home]:
    for item in _organisations()["homes"]:
        yield Home(item["name_da"], item["municipality"], item["type"])
    for municipality, name, type in MORE_HOMES:
        yield Home(name, municipality, type)


def _of_the_yaml() -> Iterator[School]:
    for item in _organisations()["schools"]["items"]:
        yield School(item["number"], item["municipality"], item["name_da"], item["type"])


def _general(pupils: int) -> Iterator[School]:
    """As many ordinary schools in Solvang as the pupils fill, besides those of the yaml."""
    for number in range(max(0, round(pupils / PUPILS_PER_SCHOOL) - 3)):
        name = _invented(number, "skolen")
        yield School(str(911001 + number), SOLVANG, name, "folkeskole_general")


def _invented(number: int, ending: str = "") -> str:
    """Lærkebakke, Vibedal ...; a name that comes again gets a number behind it."""
    again, place = divmod(number, len(FIRST_PARTS) * len(LAST_PARTS))
    first, last = place % len(FIRST_PARTS), (place + place // len(FIRST_PARTS)) % len(LAST_PARTS)
    name = f"{FIRST_PARTS[first]}{LAST_PARTS[last]}{ending}"
    return f"{name} {again + 1}" if again else name


def _organisations() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_yaml("synthetic_population.yaml")["organisations"]
    return found
