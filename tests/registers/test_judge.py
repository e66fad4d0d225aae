"""Files of the demo command, taken in by the real command, give exactly what the judge says."""

import pytest

from skolespor.children.models import NetworkSeat
from skolespor.demo.registers.files import write_registers
from tests.registers.judge import judge
from tests.registers.sending import send_all, sent_files
from tests.registers.stands import content, stands


def taken_in(folder, **size):
    write_registers(folder, **size)
    files = sent_files(folder)
    send_all(files)
    return files


@pytest.mark.parametrize(
    "size",
    [
        {"pupils": 300, "years": 2},
        pytest.param(
            {"pupils": 300, "years": 1, "seed": 7, "placed": 150, "hosted": 40},
            marks=pytest.mark.long,
        ),
        pytest.param({"pupils": 1500, "years": 4, "seed": 3}, marks=pytest.mark.long),
        pytest.param({"pupils": 7000, "years": 2}, marks=pytest.mark.long),
    ],
)
def test_files_of_an_invented_town_give_what_the_judge_says_and_nothing_more(db, tmp_path, size):
    files = taken_in(tmp_path / "files", **size)
    said, found = judge(files), stands()
    assert said["children"]
    assert said["enrolments"]
    assert said["absence"]
    for what in said:
        assert found[what] == said[what], what


def test_only_houses_hold_seats_and_only_where_children_go_to_school_now(db, tmp_path, today):
    files = taken_in(tmp_path / "files", pupils=30, years=1, seed=5, placed=12, hosted=5)
    assert stands() == judge(files)
    assert not NetworkSeat.objects.exclude(user=None, job=None, role="").exists()
    now = content()
    schools_now = {
        (cpr, acting, school)
        for cpr, acting, school, _since, until, *_words in now["enrolments"]
        if not until or until >= str(today)
    }
    assert {seat[:3] for seat in now["seats"]} == schools_now
