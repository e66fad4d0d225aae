"""Two imports at the same moment, in two processes, end as one after the other."""

import pytest
from django.db import connection

from skolespor.imports.actions import looked_through, take_in
from skolespor.imports.models import Batch
from tests.registers import town
from tests.registers.houses import as_told, ask, new_house, plan_of
from tests.registers.sending import send

AGAIN = "Filen er taget ind før. Intet er ændret.\n"


@pytest.fixture
def house(tmp_path, django_db_blocker):
    """A Skolespor with nothing in it; on a server the database goes with the server."""
    with django_db_blocker.unblock():
        found = new_house(tmp_path / "data")
        connection.close()
    return found


@pytest.fixture
def sent(tmp_path):
    return dict(zip(town.KINDS, as_told(town.write(tmp_path / "files")), strict=True))


def together(house, first, files):
    """After the first files, the others at once."""
    return ask(
        house,
        plan_of("one by one", house, files=first),
        plan_of("at once", house, files=files),
    )[1]


def one_by_one(house, files):
    return ask(house, plan_of("one by one", house, files=files))[0]


def facts(state):
    """Batches and all; rows about a child may have come from either file first."""
    return {name: sorted(map(str, rows)) for name, rows in state.items()}


def test_a_file_that_came_in_while_it_was_looked_through_is_known(db, solvang, files):
    """The same with both runs in one process, so that the moment is always the same."""
    for sent in files:
        with looked_through(sent.kind, sent.file, solvang) as (examined, _header):
            send(sent)
            receipt = take_in(examined, sent.file, sender=solvang, by=None)
        assert receipt.is_known
    assert Batch.objects.count() == len(files)


@pytest.mark.long
def test_two_kinds_of_one_municipality(house, sent, tmp_path, django_db_blocker):
    files = [sent["enrolments"], sent["absence"]]
    both = together(house, [sent["placements"]], files)
    assert both["codes"] == [0, 0], both
    with django_db_blocker.unblock():
        beside = new_house(tmp_path / "beside" / "data")
    expected = one_by_one(beside, [sent["placements"], *files])
    assert facts(both["state"]) == facts(expected["state"])


@pytest.mark.long
def test_two_files_of_the_same_kind(house, sent, tmp_path, django_db_blocker):
    head, *rows = town.PLACEMENTS
    halves = [
        as_told(town.write(tmp_path / str(n), {"placements": (head, *part)}))[0]
        for n, part in enumerate((rows[:2], rows[2:]))
    ]
    both = together(house, [sent["school-days"]], halves)
    assert both["codes"] == [0, 0], both
    with django_db_blocker.unblock():
        beside = new_house(tmp_path / "beside" / "data")
    expected = one_by_one(beside, [sent["school-days"], *halves])
    assert facts(both["state"]) == facts(expected["state"])


@pytest.mark.long
@pytest.mark.parametrize("kind", ["placements", "enrolments", "absence"])
def test_the_same_file_twice_is_taken_in_once(house, sent, kind):
    first = [sent["placements"]] if kind != "placements" else [sent["school-days"]]
    both = together(house, first, [sent[kind], sent[kind]])
    assert both["codes"] == [0, 0], both
    assert sorted(said.endswith(AGAIN) for said in both["said"]) == [False, True]
    assert len([b for b in both["state"]["batches"] if b[0] == kind]) == 1
