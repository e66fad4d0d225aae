"""Register files, read as people would read them; what tests of this room share."""

import csv
import re
from collections import defaultdict
from datetime import date
from itertools import pairwise

from skolespor.audit.models import Entry
from skolespor.children.models import Child, NetworkSeat
from skolespor.demo.registers.recipe import NEIGHBOURS
from skolespor.demo.registers.rows import KINDS
from skolespor.imports.models import Batch
from skolespor.imports.spells.models import Hosted, Told

LONG = 6
NAMED = 41
"""Children of the town before the registers, a possible double among them."""


def day(text):
    found = text.split("-")
    return date(int(found[2]), int(found[1]), int(found[0])) if text else None


def rows_of(file):
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter=";"))


def content_of(folder):
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


class Registers:
    """The files, read: what Solvang says, and of schools what its neighbours say too."""

    def __init__(self, folder):
        self.folder = folder
        self.placements, self.enrolments, self.absence, self.days = (
            rows_of(folder / f"{kind}.csv") for kind in KINDS
        )
        self.told = {
            code: {kind: self._of(code, kind) for kind in ("placements", "enrolments", "absence")}
            for code in NEIGHBOURS
        }
        for told in self.told.values():
            self.enrolments += told["enrolments"]
            self.absence += told["absence"]

    def _of(self, code, kind):
        file = self.folder / code / f"{kind}.csv"
        return rows_of(file) if file.exists() else []

    @property
    def ours(self):
        return {row["cpr"] for row in self.placements if row["handlekommune"] == "9001"}

    @property
    def hosted(self):
        return {row["cpr"] for row in self.placements} - self.ours

    def spells(self, rows, *also):
        """First and last day of the rows of each pupil, in order; an open one ends in 9999."""
        found = defaultdict(list)
        for row in rows:
            who = (row["cpr"], *(row[column] for column in also))
            found[who].append((day(row["startdato"]), day(row["slutdato"]) or date.max))
        return {who: sorted(spells) for who, spells in found.items()}

    def gaps(self, cpr):
        """Days between the enrolments of a pupil."""
        spells = self.spells(row for row in self.enrolments if row["cpr"] == cpr)[cpr,]
        return [(after[0] - before[1]).days - 1 for before, after in pairwise(spells)]

    def now(self, cpr):
        rows = [row for row in self.enrolments if row["cpr"] == cpr and not row["slutdato"]]
        return rows[0] if rows else None

    def home(self, cpr):
        return next(r for r in self.placements if r["cpr"] == cpr and not r["slutdato"])


def opened_by_files():
    """The seats that nobody opened: the files did."""
    entries = Entry.objects.filter(kind="children.seat_opened", by_id=None)
    seats = [int(about) for about in entries.values_list("about_id", flat=True)]
    return NetworkSeat.objects.filter(pk__in=seats)


def checked_registers(*, ours, hosted, waiting):
    """What the town's registers have brought: children, and seats of schools and homes only."""
    assert Child.objects.count() == NAMED + ours + hosted - waiting
    answers = list(Hosted.objects.order_by("answer").values_list("answer", flat=True))
    assert answers == ["confirmed"] * (hosted - waiting) + ["waiting"] * waiting
    assert set(Batch.objects.values_list("refused", flat=True)) == {0}
    seats = opened_by_files()
    assert set(seats.values_list("organisation__kind", flat=True)) <= {"school", "childrens_home"}
    assert not seats.exclude(job=None, user=None).exists()
    for told in Told.objects.filter(placement=None, enrolment=None):
        assert had_left(told)


def had_left(told):
    """A school that the child begins at after it has moved away from the municipality: that waits."""
    there = told.child.placements.filter(municipality=told.sender)
    return not there.exclude(until__lt=told.since).exists()


def sentences(text):
    return [one for one in re.split(r"(?<=[.!?])\s+", text.strip()) if one]


def lix(text):
    """Words in a sentence, and long words in a hundred: the Danish measure of how hard a text is."""
    words = re.findall(r"\w+", text)
    long = [word for word in words if len(word) > LONG]
    return len(words) / len(sentences(text)) + 100 * len(long) / len(words)
