"""Solvang tells that a child of Ellevang's lives at Bakkehuset; Ellevang says yes or no."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.models import Organisation
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.models import Child, NetworkSeat
from skolespor.core.errors import RuleBroken
from skolespor.imports.models import Hosted, Told
from skolespor.imports.spells.hosted import confirm, is_ours, say_wrong, waiting
from skolespor.imports.tests.registers import enrolments, placements

IDA = "7104150002"
ROW = f"{IDA};9002;opholdssted;01-08-2025;;Ida;Bo;Bakkehuset"


@pytest.fixture
def kim(person, ellevang):
    """Ellevang's learning coordinator, who answers for it."""
    return person("Kim Kjær", Role.LEARNING_COORDINATOR, ellevang)


@pytest.fixture
def hosted(send_file, solvang, ellevang, kim, bakkehuset):
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    Organisation.objects.filter(pk=ellevang.pk).update(code="9002")
    send_file("placements", placements(ROW))
    return Hosted.objects.get()


def test_the_acting_municipality_is_asked_and_nobody_else(hosted, kim, person, solvang):
    other = person("Sif Sand", Role.LEARNING_COORDINATOR, solvang)
    assert list(waiting(reader=kim)) == [hosted]
    assert list(waiting(reader=other)) == []
    assert is_ours(hosted.pk, reader=kim)
    assert not is_ours(hosted.pk, reader=other)


def test_yes_creates_the_child_with_its_placement_and_the_homes_seat(hosted, kim, bakkehuset):
    child = confirm(hosted=hosted, by=kim)
    assert (str(child), child.cpr) == ("Ida Bo", IDA)
    assert child.acting_municipality.name == "Ellevang"
    spell = child.placements.get()
    assert (spell.organisation, spell.since) == (bakkehuset, date(2025, 8, 1))
    assert NetworkSeat.objects.get().organisation == bakkehuset
    assert list(waiting(reader=kim)) == []
    assert Entry.objects.filter(kind="imports.hosted_confirmed", child_id=child.pk).exists()


def test_yes_lets_the_schools_of_the_host_speak(hosted, kim, send_file):
    child = confirm(hosted=hosted, by=kim)
    send_file("enrolments", enrolments(f"{IDA};900001;3;11-08-2025;;Engskolen"))
    assert child.enrolments.get().school.code == "900001"


def test_yes_to_a_child_that_is_there_already_makes_no_second_one(hosted, kim, send_file):
    own = placements(f"{IDA};9002;almen plejefamilie;01-01-2024;01-08-2025;Ida;Bo;Familien Lund")
    send_file("placements", own, code="9002")
    confirm(hosted=hosted, by=kim)
    child = Child.objects.get()
    assert [p.since for p in child.placements.order_by("since")] == [
        date(2024, 1, 1),
        date(2025, 8, 1),
    ]


def test_what_the_acting_municipality_has_told_itself_stands(hosted, kim, send_file):
    send_file("placements", placements(f"{IDA};9002;own_room;01-01-2024;;Ida"), code="9002")
    confirm(hosted=hosted, by=kim)
    assert [p.type for p in Child.objects.get().placements.all()] == ["own_room"]
    assert Told.objects.filter(confirmed=True, placement=None).exists()


def test_no_creates_nothing_and_is_asked_again_only_when_the_row_is_another(hosted, kim, send_file):
    say_wrong(hosted=hosted, by=kim)
    assert not Child.objects.exists()
    send_file("placements", placements(ROW, ""))
    assert not waiting(reader=kim).exists()
    send_file("placements", placements(ROW.replace(";;Ida", ";31-12-2040;Ida")))
    assert waiting(reader=kim).exists()


def test_an_answer_is_given_once(hosted, kim):
    confirm(hosted=hosted, by=kim)
    with pytest.raises(RuleBroken, match="already"):
        say_wrong(hosted=hosted, by=kim)


def test_only_the_acting_municipality_answers(hosted, person, solvang):
    other = person("Sif Sand", Role.LEARNING_COORDINATOR, solvang)
    for answer in (confirm, say_wrong):
        with pytest.raises(PermissionDenied):
            answer(hosted=hosted, by=other)
