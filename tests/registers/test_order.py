"""Parts of files, files that overlap, and files in any order: the same content."""

from collections import defaultdict
from functools import cache
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError

from tests.registers import town
from tests.registers.judge import judge
from tests.registers.sending import empty_skolespor, send, send_all
from tests.registers.stands import content, stands

pytestmark = [pytest.mark.once, pytest.mark.long]

OWN_SCHOOLS = {
    kind: tuple(line for line in lines if ";920001;" not in line)
    for kind, lines in town.KINDS.items()
}
"""What Solvang tells of its own schools: of a child elsewhere it can tell when the child is known."""
KINDS = tuple(OWN_SCHOOLS)
ORDERS = list(permutations(KINDS))
COLUMN = {"by child": "cpr", "by institution": "institutionsnummer"}
DATES = {"placements": "startdato", "enrolments": "startdato"}


@cache
def whole():
    with TemporaryDirectory() as folder, empty_skolespor():
        send_all(town.write(Path(folder), OWN_SCHOOLS))
        return content()


def parts_of(lines, column):
    """The rows of a file in several, by what stands in one column; school days by their place."""
    head, *below = lines
    titles = head.split(";")
    place = titles.index(column if column in titles else "institutionsnummer")
    found = defaultdict(list)
    for row in below:
        found[row.split(";")[place]].append(row)
    return [(head, *some) for some in found.values()]


def column_of(split, kind):
    if split == "by date":
        return DATES.get(kind, "dato")
    return COLUMN[split] if kind != "placements" else "cpr"


def written_parts(folder, split, kinds):
    sent = []
    for kind in kinds:
        column = column_of(split, kind)
        if kind == "school-days":
            column = "institutionsnummer"
        for number, part in enumerate(parts_of(OWN_SCHOOLS[kind], column)):
            sent += town.write(folder / f"{kind}-{number}", {kind: part})
    return sent


@pytest.mark.parametrize("order", ORDERS, ids=map(str, range(len(ORDERS))))
def test_files_in_any_order(db, tmp_path, order):
    expected = whole()
    with empty_skolespor():
        send_all(town.write(tmp_path / "files", {kind: OWN_SCHOOLS[kind] for kind in order}))
        assert content() == expected


@pytest.mark.parametrize("kinds", [KINDS, KINDS[::-1]], ids=["forwards", "backwards"])
@pytest.mark.parametrize("split", ["by child", "by institution", "by date"])
def test_files_in_parts(db, tmp_path, split, kinds):
    """Absence is split by institution or date: by child the last file of a day would be alone."""
    expected = whole()
    if split == "by child":
        kinds = [kind for kind in kinds if kind != "absence"]
    with empty_skolespor():
        sent = written_parts(tmp_path, split, kinds)
        if split == "by child":
            sent += town.write(tmp_path / "absence", {"absence": OWN_SCHOOLS["absence"]})
        send_all(sent)
        assert content() == expected


def test_a_child_elsewhere_is_told_of_when_it_is_known(db, tmp_path):
    """Before that the row is as one about a stranger; the same file may be tried again."""
    placements, enrolments = town.write(tmp_path / "files")[:2]
    with pytest.raises(CommandError, match="Intet er taget ind"):
        send(enrolments)
    send_all([placements, enrolments])
    assert stands() == judge([placements, enrolments])


def test_two_files_that_overlap_are_one(db, tmp_path):
    expected = whole()
    with empty_skolespor():
        for number, cut in enumerate((slice(1, -1), slice(2, None))):
            kinds = {
                kind: (lines[0], *lines[cut])
                for kind, lines in OWN_SCHOOLS.items()
                if kind in ("placements", "enrolments")
            }
            send_all(town.write(tmp_path / str(number), kinds))
        whole_kinds = {kind: OWN_SCHOOLS[kind] for kind in ("absence", "school-days")}
        send_all(town.write(tmp_path / "rest", whole_kinds))
        assert content() == expected


@pytest.mark.parametrize("order", ORDERS, ids=map(str, range(len(ORDERS))))
def test_two_municipalities_files_in_any_order(db, tmp_path, order):
    """Kinds in any order, the neighbour first; where a school lies is told alike by both."""
    sent = []
    for kind in order:
        sent += town.write(tmp_path / "e", {kind: town.ELLEVANG[kind]}, sender="9002")
        sent += town.write(tmp_path / "s", {kind: OWN_SCHOOLS[kind]})
    with empty_skolespor():
        send_all(sent)
        assert stands() == judge(sent)
    one_after_the_other = sorted(sent, key=lambda one: one.sender)
    with empty_skolespor():
        send_all(one_after_the_other)
        assert stands() == judge(sent)
