"""Writing the register files, row by row, so that no number of pupils is too large."""

import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken
from skolespor.demo.registers import desk, recipe
from skolespor.demo.registers.days import Calendar
from skolespor.demo.registers.dice import dice_of
from skolespor.demo.registers.dirt import Spoiler
from skolespor.demo.registers.lives import World
from skolespor.demo.registers.places import Schools
from skolespor.demo.registers.population import lives
from skolespor.demo.registers.rows import KINDS, Rows
from skolespor.imports.formats import format_of

KEY = "key.csv"
KEY_HEAD = ("file", "row", "column", "code")
NAMES = (*desk.NAMES, KEY)
"""Of all files, as seen from the folder."""
MOST_YEARS = 10
UNANSWERED = 5 / 35
"""Of the children hosted in Solvang, those that their own municipalities have not told of yet."""
STEPS = 10
"""How often `written` tells how far it is."""


@dataclass(frozen=True)
class Size:
    """How many pupils occur in the files, how many of them Solvang has placed and how many others have
    placed in Solvang; and how many school years, the one of today the last. `taken` are CPR numbers
    that belong to somebody else."""

    pupils: int
    years: int
    placed: int
    hosted: int
    taken: frozenset[str] = frozenset()

    @property
    def answered(self) -> range:
        """The numbers of the hosted children that their own municipalities tell of too. About the last
        ones they have not answered yet."""
        waiting = max(1, round(self.hosted * UNANSWERED)) if self.hosted else 0
        return range(self.placed, self.placed + self.hosted - waiting)


def size_of(
    *,
    pupils: int,
    years: int,
    placed: int | None = None,
    hosted: int | None = None,
    taken: Collection[str] = (),
) -> Size:
    """Checked; what is not said follows from the recipe."""
    if pupils < 1:
        raise RuleBroken("demo.pupils", _("Der skal være mindst én elev."))
    if not 1 <= years <= MOST_YEARS:
        said = _("Antallet af skoleår skal være fra 1 til {most}.")
        raise RuleBroken("demo.years", said.format(most=MOST_YEARS))
    if placed is None:
        placed = recipe.scaled(recipe.placed_by_us(), pupils)
    if hosted is None:
        hosted = recipe.scaled(recipe.hosted_by_us(), pupils)
    if min(placed, hosted) < 0 or placed + hosted > pupils:
        raise RuleBroken("demo.placed", _("Der er flere anbragte børn end elever."))
    return Size(pupils, years, placed, hosted, frozenset(taken))


def write_registers(
    folder: Path,
    *,
    pupils: int = recipe.PUPILS,
    years: int = 2,
    seed: int | None = None,
    placed: int | None = None,
    hosted: int | None = None,
    taken: Collection[str] = (),
    is_dirty: bool = False,
) -> None:
    """The register files of Solvang, in `folder`, and what its neighbours tell of the same children in
    folders with their codes. The same arguments give the same bytes.

    `placed` and `hosted` are children that Solvang has placed, and that others have placed in
    Solvang; without them as many as the recipe has for so many pupils. Nobody gets a CPR number that is
    `taken`. Raises RuleBroken for
    impossible numbers, and where such a file lies already.
    """
    size = size_of(pupils=pupils, years=years, placed=placed, hosted=hosted, taken=taken)
    for _pupils in written(folder, size, seed=seed, is_dirty=is_dirty):
        pass


def written(
    folder: Path, size: Size, *, seed: int | None = None, is_dirty: bool = False
) -> Iterator[int]:
    """Writes while it is iterated, and tells `STEPS` times how many pupils are done. The files are
    there when it has ended, all of them or none."""
    if there := [name for name in NAMES if (folder / name).exists()]:
        said = _("Mappen har allerede filen {name}. Vælg en anden.")
        raise RuleBroken("demo.folder", said.format(name=there[0]))
    is_new = not folder.exists()
    beside = _beside(folder)
    try:
        yield from _write(beside, size, recipe.default_seed() if seed is None else seed, is_dirty)
        _move(beside, folder)
    except BaseException:
        shutil.rmtree(beside)
        if is_new:
            folder.rmdir()
        raise
    shutil.rmtree(beside)


def _move(beside: Path, folder: Path) -> None:
    names = [name for name in NAMES if (beside / name).exists()]
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
    for name in names:
        (beside / name).replace(folder / name)


def _beside(folder: Path) -> Path:
    """An empty folder in the one that is wanted, which is made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".demo-files-", dir=folder))
    except OSError:
        said = _("Der kan ikke skrives i {folder}.").format(folder=folder)
        raise RuleBroken("demo.folder", said) from None


def _write(folder: Path, size: Size, seed: int, is_dirty: bool) -> Iterator[int]:
    dice = dice_of(seed)
    schools, as_of, rows = Schools(size.pupils, dice), recipe.as_of(), Rows()
    years = recipe.school_years(size.years)
    calendar = Calendar(years, schools.with_own_days(), as_of)
    world = World(schools, dice, as_of, children=size.placed + size.hosted, taken=size.taken)
    everybody = lives(world, years, pupils=size.pupils, placed=size.placed, hosted=size.hosted)
    spoilt = KINDS if is_dirty else ()
    spoilers = {kind: Spoiler(format_of(kind), dice("dirt", kind)) for kind in spoilt}
    with desk.desk(folder, spoilers) as out:
        out.write("school-days", rows.school_days(calendar))
        for number, life in enumerate(everybody):
            out.write("placements", rows.placements(life, is_answered=number in size.answered))
            out.write("enrolments", rows.enrolments(life))
            out.write("absence", rows.absence(life, calendar, dice("absence", number)))
            if number * STEPS // size.pupils < (number + 1) * STEPS // size.pupils:
                yield number + 1
    if is_dirty:
        _write_key(folder, spoilers.values())


def _write_key(folder: Path, spoilers: Iterable[Spoiler]) -> None:
    """What must be refused: `column` is empty when the check is about the whole row."""
    with (folder / KEY).open("w", encoding="utf-8", newline="") as handle:
        out = desk.writer(handle)
        out.writerow(KEY_HEAD)
        for spoiler in spoilers:
            form = spoiler.form
            for row, field, code in sorted(spoiler.key):
                out.writerow((f"{form.kind}.csv", row, form[field].name if field else "", code))
