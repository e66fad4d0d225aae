"""`kill -9` in the middle of an import leaves everything or nothing, and the file can come again."""

import pytest

from tests.registers import town
from tests.registers.houses import as_told, ask, plan_of
from tests.registers.runs import house_in

pytestmark = pytest.mark.once
KILLED = -9


def crashed(tmp_path, kind, points, delays):
    """What became of a file of this kind, after those that come before it."""
    house = house_in(tmp_path / "data")
    files = as_told(town.write(tmp_path / "files"))
    place = list(town.KINDS).index(kind)
    first, found = ask(
        house,
        plan_of("one by one", house, files=files[:place] or [files[-1]]),
        plan_of("crash", house, file=files[place], points=points, delays=delays),
    )
    assert set(first["codes"]) == {0}
    assert found["differ"]
    return found["tries"]


def check(tries):
    for tried in tries:
        assert tried["code"] in (KILLED, 0), tried
        assert tried["stands"] in ("before", "after"), tried
        assert tried["again"] == 0, tried
        assert tried["then"] == "after", tried


@pytest.mark.long
def test_a_killed_import_has_done_everything_or_nothing(tmp_path):
    tries = crashed(tmp_path, "placements", points=2, delays=0)
    check(tries)
    assert {tried["code"] for tried in tries} == {KILLED}


@pytest.mark.long
@pytest.mark.parametrize("kind", list(town.KINDS))
def test_wherever_it_is_killed(tmp_path, kind):
    """Twenty steps of the program, around the commit and the staged file most of all."""
    tries = crashed(tmp_path, kind, points=20, delays=0)
    check(tries)
    assert {tried["code"] for tried in tries} == {KILLED}
    assert {tried["stands"] for tried in tries} == {"before", "after"}


@pytest.mark.long
@pytest.mark.parametrize("kind", ["placements", "enrolments", "absence"])
def test_whenever_it_is_killed(tmp_path, kind):
    """Twenty moments from outside."""
    tries = crashed(tmp_path, kind, points=1, delays=20)
    check(tries)
