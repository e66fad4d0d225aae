"""The demo town is the same each time, and whole in every size; its own file, because the other tests
keep a town standing."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import transaction

from skolespor.accounts.models import User
from skolespor.audit.models import Entry
from skolespor.children.models import Child, Enrolment, Naming, NetworkSeat, Placement
from skolespor.children.queries.caseloads import caseloads, with_nobody
from skolespor.children.queries.naming import pupils, seats_to_staff
from skolespor.demo.actions import build_town
from skolespor.demo.tests.reading import checked_registers
from skolespor.imports.models import Batch
from skolespor.notices.models import Notice

pytestmark = pytest.mark.once

WHOLE = 7000


@contextmanager
def built(settings, folder, *, seed, size):
    """A town built by the command, torn down again after the block."""
    settings.DATA_DIR, settings.INVENTED_MARK = folder, folder / "invented"
    folder.mkdir()
    with pytest.raises(RuntimeError, match="enough"), transaction.atomic():
        call_command("demo", "--no-serve", f"--seed={seed}", f"--pupils={size}")
        yield
        raise RuntimeError("enough")


def story():
    """What the town tells; whom rows are about by name, as numbers are not given twice."""
    of_child = ("child__first_name", "child__cpr_index")
    spells, at_seat = (*of_child, "since", "until"), "job__user__name"
    return [
        rows(Placement, *spells, "place_name"),
        rows(Enrolment, *spells, "school__name", "grade"),
        rows(NetworkSeat, *spells, at_seat, "organisation__name"),
        rows(Naming, "seat__child__cpr_index", at_seat, "role"),
        rows(Entry, "kind", "role"),
        rows(Batch, "kind", "sender__name", "rows"),
    ]


def rows(model, *fields):
    return list(model.objects.order_by("pk").values_list(*fields))


def is_the_same_each_time(settings, tmp_path, *, size):
    """And nothing happens when it is built where it stands."""
    with built(settings, tmp_path / "one", seed=11, size=size):
        town = story()
        call_command("demo", "--no-serve", "--pupils=20")
        assert story() == town
    with built(settings, tmp_path / "again", seed=11, size=size):
        assert story() == town
    return town


@pytest.mark.long
def test_same_seed_gives_the_same_town_and_another_seed_another(db, settings, tmp_path):
    town = is_the_same_each_time(settings, tmp_path, size=40)
    with built(settings, tmp_path / "other", seed=12, size=0):
        assert story()[0] != town[0]
        assert not Batch.objects.exists()


@pytest.mark.long
def test_the_whole_town_is_the_same_each_time(db, settings, tmp_path):
    is_the_same_each_time(settings, tmp_path, size=WHOLE)


@pytest.mark.long
def test_the_smallest_registers_are_enough(db):
    with pytest.raises(RuntimeError, match="enough"), transaction.atomic():
        build_town(seed=3, pupils=1)
        assert Child.objects.count() == 41
        raise RuntimeError("enough")


@pytest.mark.long
def test_the_whole_town(db, settings, tmp_path):
    """A hundred and twenty placed children by the three, and 35 hosted ones, of whom five have not
    been answered about. Leaders can see over what waits for them."""
    with built(settings, tmp_path / "town", seed=20261121, size=WHOLE):
        checked_registers(ours=80, hosted=35, waiting=5)
        assert Placement.objects.filter(until=None).count() == 40 + 80 + 30
        birgit, mette = (User.objects.get(name=name) for name in ("Birgit S.", "Mette A."))
        assert 1 <= with_nobody(reader=birgit).count() <= 10
        assert max(load.count for load in caseloads(reader=birgit)) <= 15
        seats = seats_to_staff(reader=mette)
        assert 3 <= seats.count() <= 15
        here = pupils(seats.values_list("pk", flat=True), reader=mette)
        told = Notice.objects.filter(user=mette, kind="children.staff_wanted", read_at=None)
        assert told.count() == sum(pupil.has_nobody for pupil in here)
