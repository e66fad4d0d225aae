"""Files that unfold are refused in Danish, soon and in little memory, in a real process."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.registers.bombs import (
    BOMBS,
    HARMLESS,
    a_sheet_of_empty_rows,
    an_entity_that_is_a_file,
    names_outside,
    rows_of_many_cells,
)
from tests.registers.judge import Sent
from tests.registers.leaks import numbers_in
from tests.registers.runs import house_in, run
from tests.registers.sending import send

SECONDS, MEGABYTES = 10, 520
"""Of work; the command alone takes two to start, and 110 MB."""

pytestmark = pytest.mark.once


OUTSIDE = Path("/tmp/skolespor-outside.txt")
SLOW = {
    a_sheet_of_empty_rows: "47 KB: rows without numbers are handed out one by one, 33 s and 549 MB",
    rows_of_many_cells: "467 KB: cells beyond the wanted columns are read all the same, over 36 s",
}


def named(bomb):
    return bomb.__name__


def with_mark(bomb):
    marks = [pytest.mark.xfail(strict=True, reason=SLOW[bomb])] if bomb in SLOW else []
    return pytest.param(bomb, id=named(bomb), marks=marks)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    found = house_in(tmp_path_factory.mktemp("bombs") / "data")
    run(found, "check-content")
    return found


def exploded(house, tmp_path, bomb):
    file = tmp_path / "absence.xlsx"
    file.write_bytes(bomb())
    ended = run(house, "import", "absence", file, "--municipality", "9001")
    sys.stdout.write(f"{bomb.__name__}: {ended.seconds:.1f} s, {ended.megabytes} MB\n{ended.err}")
    return ended


@pytest.mark.long
@pytest.mark.parametrize("bomb", [with_mark(bomb) for bomb in BOMBS])
def test_a_bomb_is_refused_soon_and_in_little_memory(house, tmp_path, bomb):
    ended = exploded(house, tmp_path, bomb)
    assert ended.code == 1
    assert "Traceback" not in ended.err
    assert ended.err.strip().endswith((".", "?"))
    assert ended.seconds < SECONDS
    assert ended.megabytes < MEGABYTES


@pytest.mark.long
@pytest.mark.parametrize("bomb", HARMLESS, ids=named)
def test_what_only_looks_odd_does_no_harm(house, tmp_path, bomb):
    ended = exploded(house, tmp_path, bomb)
    assert ended.code in (0, 1)
    assert "Traceback" not in ended.err
    assert "root:" not in ended.err + ended.out
    assert not numbers_in(ended.err + ended.out)
    assert ended.seconds < SECONDS
    assert ended.megabytes < MEGABYTES


@pytest.mark.parametrize("bomb", [an_entity_that_is_a_file, names_outside])
def test_no_file_is_read_or_written_beside_the_one_that_is_sent(db, tmp_path, capsys, bomb):
    file = tmp_path / "absence.xlsx"
    file.write_bytes(bomb())
    with suppress(CommandError):
        send(Sent("absence", file, "9001"))
    said = capsys.readouterr()
    assert "root:" not in said.out + said.err
    assert not OUTSIDE.exists()
