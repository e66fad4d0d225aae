"""What must stand after files have been taken in: a second, slow and obvious reading of the rules.

For clean files (CSV with semicolons, UTF-8) into an empty Skolespor in which nobody has written by
hand. Rows are dictionaries by the Danish names of the columns; nothing here comes from `src/`.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

CONTENT = Path(__file__).resolve().parents[2] / "content" / "code_lists.yaml"


@dataclass(frozen=True)
class Sent:
    """One file, and the code of the municipality that sends it."""

    kind: str
    file: Path
    sender: str


def judge(files):
    """`children`, `placements`, `enrolments` and `absence` that must stand: sorted lists of texts."""
    told = Told()
    for sent in files:
        told.hear(sent)
    children = told.children()
    return {
        "children": sorted(told.child(key) for key in children),
        "placements": sorted(told.placements_of(children)),
        "enrolments": sorted(row for key in children for row in told.enrolments_of(*key)),
        "absence": sorted(told.absence_of(children)),
    }


class Told:
    """What the senders tell now. The last file that speaks of a spell or a day counts."""

    def __init__(self):
        self.spells = {}
        """(sender, cpr, first day) -> the row about a placement."""
        self.stays = {}
        """(sender, cpr, first day) -> the rows about enrolments; two schools may begin on one day."""
        self.days = {}
        """(sender, institution, day) -> the rows about absence."""
        self.lies_in = {}
        """institution -> where it lies, as the first one told."""
        self.protected = set()
        self.first_days = {}

    def hear(self, sent):
        rows = rows_of(sent.file)
        if sent.kind == "placements":
            self.hear_placements(rows, sent.sender)
        elif sent.kind == "enrolments":
            self.hear_enrolments(rows, sent.sender)
        elif sent.kind == "absence":
            self.hear_absence(rows, sent.sender)
        else:
            self.hear_school_days(rows, sent.sender)

    def hear_placements(self, rows, sender):
        for row in rows:
            self.spells[sender, cpr_in(row), day_in(row["startdato"])] = row
            if municipality_in(row["handlekommune"]) == sender:
                key = (cpr_in(row), sender)
                self.first_days.setdefault(key, day_in(row["startdato"]))
                if row.get("adressebeskyttelse", "").casefold() == "ja":
                    self.protected.add(key)

    def hear_enrolments(self, rows, sender):
        now = defaultdict(list)
        for row in rows:
            now[sender, cpr_in(row), day_in(row["startdato"])].append(row)
            where = municipality_in(row.get("kommune", "")) or sender
            self.lies_in.setdefault(row["institutionsnummer"].upper(), where)
        self.stays.update(now)

    def hear_absence(self, rows, sender):
        now = defaultdict(list)
        for row in rows:
            now[sender, row["institutionsnummer"].upper(), day_in(row["dato"])].append(row)
        self.days.update(now)

    def hear_school_days(self, rows, sender):
        for row in rows:
            if number := row.get("institutionsnummer", ""):
                self.lies_in.setdefault(number.upper(), sender)

    def children(self):
        """(cpr, acting municipality): a child comes with its own municipality's row, and stays."""
        return set(self.first_days)

    def child(self, key):
        cpr, acting = key
        born = born_on(cpr, self.first_days[key])
        return cpr, acting, str(born), "ja" if key in self.protected else "nej"

    def placements_of(self, children):
        """Only the acting municipality's own word counts."""
        types = codes("placement_types")
        for (sender, cpr, since), row in self.spells.items():
            if municipality_in(row["handlekommune"]) == sender and (cpr, sender) in children:
                where = municipality_in(row.get("beliggenhedskommune", "")) or sender
                place = row.get("anbringelsessted", "")
                until = last_day_in(row)
                kind = types[row["anbringelsestype"].casefold()]
                yield cpr, sender, kind, str(since), until, place, where

    def hosts_of(self, cpr, acting):
        """Where the child lives or has lived, and until when: as its own municipality says, or as others
        say of the very same spell."""
        own = {
            since: row
            for (sender, number, since), row in self.spells.items()
            if number == cpr
            and sender == acting
            and municipality_in(row["handlekommune"]) == acting
        }
        hosts = [
            (municipality_in(row.get("beliggenhedskommune", "")) or acting, last_day_in(row))
            for row in own.values()
        ]
        for (sender, number, since), row in self.spells.items():
            is_theirs = municipality_in(row["handlekommune"]) == acting != sender
            if number == cpr and is_theirs and since in own:
                where = municipality_in(own[since].get("beliggenhedskommune", ""))
                if where in ("", sender):
                    hosts.append((sender, last_day_in(row)))
        return hosts

    def enrolments_of(self, cpr, acting):
        """Of two about one school in the same days, the one of the municipality in which it lies."""
        rows = self.counting(cpr, acting)
        rows.sort(key=lambda told: (self.knows_less(told), told[1]))
        kept = []
        for told in rows:
            if not any(collide(told, other) for other in kept):
                kept.append(told)
        for _sender, since, row in kept:
            yield (cpr, acting, row["institutionsnummer"].upper(), str(since), *stay_in(row))

    def counting(self, cpr, acting):
        """What its own municipality tells, and one that it had not left when the school began; and
        next year at a school that counts already."""
        lived = self.hosts_of(cpr, acting)
        left = [
            (sender, since, row)
            for (sender, number, since), some in self.stays.items()
            for row in some
            if number == cpr
        ]
        rows, more = [], [told for told in left if told[0] == acting or not gone(told, lived)]
        while more:
            rows += more
            left = [told for told in left if told not in more]
            more = [told for told in left if any(is_next(told, other) for other in rows)]
        return rows

    def knows_less(self, told):
        sender, _since, row = told
        return self.lies_in[row["institutionsnummer"].upper()] != sender

    def absence_of(self, children):
        """The parts of a day with the same reason are added."""
        acting = defaultdict(list)
        for cpr, municipality in children:
            acting[cpr].append(municipality)
        reasons = codes("absence_categories")
        for (sender, institution, day), rows in self.days.items():
            shares = defaultdict(Decimal)
            for row in rows:
                share = (row.get("andel") or "1").replace(",", ".")
                shares[cpr_in(row), reasons[row["kategori"].casefold()]] += Decimal(share)
            for (cpr, reason), share in shares.items():
                for municipality in acting[cpr]:
                    of_child = (cpr, municipality, institution, str(day), reason)
                    yield (*of_child, number_in_words(share), sender)


def rows_of(file):
    with open(file, encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle, delimiter=";")
        return [{name: (cell or "").strip() for name, cell in row.items()} for row in reader]


def cpr_in(row):
    return row["cpr"].replace("-", "")


def municipality_in(text):
    return text.zfill(4) if text else ""


@cache
def day_in(text):
    """Days are written 21-11-2026 in these files."""
    day, month, year = text.split("-")
    return date(int(year), int(month), int(day))


def last_day_in(row):
    return str(day_in(row["slutdato"])) if row.get("slutdato") else ""


def stay_in(row):
    """Last day, grade, class, school type and why it ended."""
    school_type = row.get("skoletype", "")
    cause = row.get("ophørsårsag", "")
    return (
        last_day_in(row),
        str(int(row["klassetrin"])),
        row.get("klasse", ""),
        codes("school_types")[school_type.casefold()] if school_type else "",
        codes("school_change_causes")[cause.casefold()] if cause else "",
    )


def gone(told, lived):
    sender, since, _row = told
    return all(sender != where or str(since) > str(last or "9999") for where, last in lived)


def is_next(told, before):
    """The same school tells of it again, before three months have gone."""
    (sender, since, row), (other, _, old) = told, before
    if sender != other or not last_day_in(old):
        return False
    if row["institutionsnummer"].upper() != old["institutionsnummer"].upper():
        return False
    return 0 <= (since - day_in(old["slutdato"])).days <= 92


def collide(one, other):
    """Two rows about one school share more than the day on which one ends and the other begins."""
    (_, since, row), (_, other_since, other_row) = one, other
    if row["institutionsnummer"].upper() != other_row["institutionsnummer"].upper():
        return False
    until = day_in(row["slutdato"]) if row.get("slutdato") else date.max
    other_until = day_in(other_row["slutdato"]) if other_row.get("slutdato") else date.max
    return since == other_since or max(since, other_since) < min(until, other_until)


def born_on(cpr, first_day):
    """Day + 60 is allowed; nobody is over thirty on the first day, and nobody unborn."""
    day, month, year = int(cpr[:2]), int(cpr[2:4]), int(cpr[4:6])
    if day > 60:
        day -= 60
    possible = [date(century + year, month, day) for century in (1900, 2000)]
    return next(b for b in possible if b <= first_day and first_day.year - b.year <= 30)


def number_in_words(number):
    return format(number.normalize(), "f")


@cache
def codes(name):
    """Ids, labels and old words of a list, in small letters; of two with one word the first."""
    words = {}
    items = yaml.safe_load(CONTENT.read_text("utf-8"))["lists"][name]["items"]
    for item in items:
        if item.get("in_files", True):
            for word in (item["id"], item["label_da"], *item["synonyms"]):
                words.setdefault(word.casefold(), item["id"])
    return words
