"""Files that unfold are refused in Danish, soon and in little memory, in a real process."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError

from skolespor.imports.reading import Unreadable, open_sheet
from tests.registers.bombs import (
    BOMBS,
    HARMLESS,
    an_entity_that_is_a_file,
    names_outside,
    wide_rows_then_narrow_ones,
)
from tests.registers.judge import Sent
from tests.registers.leaks import numbers_in
from tests.registers.runs import house_in, run
from tests.registers.sending import send

TIMES, MEGABYTES = 5, 410
"""So many times as long as it takes to refuse one word, and so much more memory."""

pytestmark = pytest.mark.once


OUTSIDE = Path("/tmp/skolespor-outside.txt")


def named(bomb):
    return bomb.__name__


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    found = house_in(tmp_path_factory.mktemp("bombs") / "data")
    run(found, "check-content")
    return found


@pytest.fixture(scope="module")
def alone(house, tmp_path_factory):
    """One word is refused: what the command takes by itself on this machine, as busy as it is now; the
    first time it gets ready besides."""
    file = tmp_path_factory.mktemp("word") / "absence.csv"
    file.write_text("ord\n")
    command = ("import", "absence", file, "--municipality", "9001")
    run(house, *command)
    return run(house, *command)


def exploded(house, tmp_path, bomb):
    file = tmp_path / "absence.xlsx"
    file.write_bytes(bomb())
    ended = run(house, "import", "absence", file, "--municipality", "9001")
    sys.stdout.write(f"{bomb.__name__}: {ended.seconds:.1f} s, {ended.megabytes} MB\n{ended.err}")
    return ended


@pytest.mark.long
@pytest.mark.parametrize("bomb", BOMBS, ids=named)
def test_a_bomb_is_refused_soon_and_in_little_memory(house, alone, tmp_path, bomb):
    ended = exploded(house, tmp_path, bomb)
    assert ended.code == 1
    assert "Traceback" not in ended.err
    assert ended.err.strip().endswith((".", "?"))
    assert ended.seconds < TIMES * alone.seconds
    assert ended.megabytes < alone.megabytes + MEGABYTES


@pytest.mark.long
@pytest.mark.parametrize("bomb", HARMLESS, ids=named)
def test_what_only_looks_odd_does_no_harm(house, alone, tmp_path, bomb):
    ended = exploded(house, tmp_path, bomb)
    assert ended.code in (0, 1)
    assert "Traceback" not in ended.err
    assert "root:" not in ended.err + ended.out
    assert not numbers_in(ended.err + ended.out)
    assert ended.seconds < TIMES * alone.seconds
    assert ended.megabytes < alone.megabytes + MEGABYTES


@pytest.mark.parametrize("bomb", [an_entity_that_is_a_file, names_outside])
def test_no_file_is_read_or_written_beside_the_one_that_is_sent(db, tmp_path, capsys, bomb):
    file = tmp_path / "absence.xlsx"
    file.write_bytes(bomb())
    with suppress(CommandError):
        send(Sent("absence", file, "9001"))
    said = capsys.readouterr()
    assert "root:" not in said.out + said.err
    assert not OUTSIDE.exists()


# 20 rows of 16,000 cells are as many as 1,592 rows may hold, wherever they stand.


def test_wide_rows_may_come_before_narrow_ones(tmp_path):
    file = tmp_path / "absence.xlsx"
    file.write_bytes(wide_rows_then_narrow_ones(1_700))
    assert open_sheet(file).header == ("cpr",)


def test_wide_rows_with_too_few_narrow_ones_are_refused(tmp_path):
    file = tmp_path / "absence.xlsx"
    file.write_bytes(wide_rows_then_narrow_ones(1_500))
    with pytest.raises(Unreadable, match="file.large"):
        open_sheet(file)
