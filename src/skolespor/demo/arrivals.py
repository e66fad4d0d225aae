"""Children that come with registers: the files of three municipalities, taken in as they are anywhere,
and what people do about the children then."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

from django.core.management import call_command

from skolespor.accounts.models import User
from skolespor.children.actions.caseload import assign
from skolespor.children.models import Child
from skolespor.demo import lives
from skolespor.demo.registers import recipe
from skolespor.demo.registers.desk import OF_NEIGHBOURS
from skolespor.demo.registers.files import write_registers
from skolespor.demo.registers.recipe import NEIGHBOURS, SOLVANG
from skolespor.demo.town import TOWNS, Town, add_organisation, add_person

YEARS = 2
IN_ORDER = (
    *((SOLVANG, kind) for kind in ("school-days", "placements", "enrolments", "absence")),
    *((code, kind) for code in NEIGHBOURS for kind in OF_NEIGHBOURS),
)
"""Who sends which file, one after the other."""
KINDS = {
    "school-days": "skoledage",
    "placements": "anbringelser",
    "enrolments": "indskrivninger",
    "absence": "fravær",
}
YOUTH_TEAM = "Ungeteamet"
YOUTH_AGE = 13
LEFT = 16
"""Of so many children that have come one has no case worker yet."""


@dataclass(frozen=True)
class Team:
    """Who gives the children of a municipality to whom: those of these ages, by their birth year."""

    municipality: str
    name: str
    leader: str
    workers: tuple[str, ...]
    ages: tuple[int, int] = (0, 99)


TEAMS = (
    Team(
        SOLVANG,
        "Familieteamet",
        "Birgit S.",
        ("Vera N.", "Jonatan W.", "Pernille E.", "Said M."),
        ages=(0, YOUTH_AGE - 1),
    ),
    Team(
        SOLVANG,
        YOUTH_TEAM,
        "Marianne Ø.",
        ("Carl O.", "Trine Y.", "Kristian H.", "Amal R.", "Dagny S."),
        ages=(YOUTH_AGE, 99),
    ),
    Team("9002", "Familieteamet i Ellevang", "Bente F.", ("Pia L.", "Claus R.")),
    Team("9003", "Familieteamet i Fjordby", "Kaj O.", ("Lis M.",)),
)
"""With those who have the named children, Solvang has its twelve case workers and two leaders."""


def write(folder: Path, *, pupils: int, seed: int) -> None:
    """The town's forty children count among the placed ones of the recipe; their numbers are theirs."""
    named = Child.objects.exclude(cpr_index="")
    placed = max(recipe.placed_by_us() - named.count(), 0)
    write_registers(
        folder,
        pupils=pupils,
        years=YEARS,
        seed=seed,
        placed=recipe.scaled(placed, pupils),
        hosted=recipe.scaled(recipe.hosted_by_us(), pupils),
        taken={child.cpr.replace("-", "") for child in named},
    )


def words_of(municipality: str, kind: str) -> str:
    return f"{KINDS[kind]} fra {TOWNS[municipality]}"


def take_in(folder: Path, municipality: str, kind: str) -> None:
    """By the command, which the house's pages never load: the engine for files stays outside them."""
    own = folder if municipality == SOLVANG else folder / municipality
    file = own / f"{kind}.csv"
    if _has_rows(file):
        out = StringIO()
        call_command("import", kind, str(file), municipality=municipality, stdout=out, stderr=out)


def _has_rows(file: Path) -> bool:
    """A neighbour may have nothing to tell, and the smallest registers have no placed children."""
    if not file.exists():
        return False
    with file.open(encoding="utf-8") as lines:
        return len(list(islice(lines, 2))) > 1


def give_away(town: Town, named: set[int]) -> None:
    """The leaders give the children that came with the files to their case workers, all but a few;
    heads and leaders of homes name their staff. `named` are the children that were there before."""
    for team in TEAMS:
        came = list(_came(team, named))
        leader = _staffed(town, team) if came else None
        kept = len(came) - max(1, round(len(came) / LEFT))
        for number, child in enumerate(came):
            if leader and number < kept:
                worker = town.jobs[team.workers[number % len(team.workers)]]
                assign(child=child, job=worker, by=leader)
            lives.name_adults(town, child)


def _came(team: Team, named: set[int]) -> Iterator[Child]:
    """In the order of the file."""
    youngest, oldest = team.ages
    this_year = recipe.as_of().year
    yield from (
        Child.objects.filter(
            acting_municipality__code=team.municipality,
            birth_year__range=(this_year - oldest, this_year - youngest),
        )
        .exclude(pk__in=named)
        .order_by("pk")
    )


def _staffed(town: Town, team: Team) -> User:
    """The team's leader; the team and its people are there afterwards."""
    if team.name not in town.places:
        add_organisation(town, kind="authority_team", name=team.name, code=team.municipality)
    add_person(town, team.leader, "authority_leader", team.municipality, team.name)
    for worker in team.workers:
        add_person(town, worker, "case_worker", team.municipality, team.name)
    return town.people[team.leader]
