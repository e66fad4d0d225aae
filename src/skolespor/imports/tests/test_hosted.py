"""Solvang tells that a child of Ellevang's lives at Bakkehuset; Ellevang says yes or no."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from skolespor.accounts.models import Organisation
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.models import Child, Enrolment, NetworkSeat
from skolespor.children.tests.pages import words
from skolespor.core.errors import RuleBroken
from skolespor.imports.models import Hosted, Told
from skolespor.imports.spells.hosted import confirm, is_ours, say_wrong, waiting
from skolespor.imports.tests.registers import enrolments, placements
from skolespor.notices.models import Notice

pytestmark = [pytest.mark.once, pytest.mark.long]

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


@pytest.mark.parametrize("own_first", [True, False])
def test_where_the_acting_municipality_says_another_place_nobody_is_confirmed(send_file, own_first):
    """Solvang knows the number and the day, and still may not speak for a child that lives in Fjordby."""
    own = placements(f"{IDA};9002;opholdssted;01-08-2025;;Ida;Bo;Fjordly;9003")
    sent = [(own, "9002"), (placements(ROW), "9001")]
    for content, code in sent if own_first else reversed(sent):
        send_file("placements", content, code=code)
    assert Hosted.objects.get().answer == "waiting"
    send_file("enrolments", enrolments(f"{IDA};900001;3;11-08-2025;;Engskolen"))
    assert not Enrolment.objects.exists()


def test_what_one_municipality_confirms_counts_for_its_own_record_alone(hosted, kim, send_file):
    """Fjordby acts for a child with the same number, and has confirmed nothing."""
    send_file("placements", placements(f"{IDA};9003;own_room;01-01-2024;;Ida;Bo"), code="9003")
    confirm(hosted=hosted, by=kim)
    send_file("enrolments", enrolments(f"{IDA};900001;3;11-08-2025;;Engskolen"))
    told = {spell.child.acting_municipality.code for spell in Enrolment.objects.all()}
    assert told == {"9002"}


# The pages


@pytest.fixture
def kims(sign_in, kim):
    return sign_in(kim)


def test_the_coordinator_is_told_and_sees_the_child_on_the_start_page_and_the_list(
    hosted, kim, kims
):
    assert Notice.objects.get(user=kim).kind == "imports.hosted_waits"
    assert "melder, at 1 barn" in words(kims.get(reverse("workspace:today")))
    page = words(kims.get(reverse("imports:hosted")))
    assert "Ida Bo" in page
    assert "Født 11-04-2015" in page
    assert "Bakkehuset" in page
    assert "Meldt af Solvang" in page
    assert IDA[:6] not in page


def test_yes_on_the_page_writes_the_child(hosted, kims):
    page = kims.get(reverse("imports:hosted_answer", args=[hosted.pk]))
    assert "Barnet bliver oprettet hos jer." in words(page)
    done = kims.post(page.request["PATH_INFO"], {"answer": "yes"}, follow=True)
    assert "Barnet og stedet er skrevet hos jer." in words(done)
    assert "Ingen børn venter på svar." in words(done)
    assert Child.objects.get().placements.exists()


def test_no_on_the_page_writes_nothing(hosted, kims):
    address = reverse("imports:hosted_answer", args=[hosted.pk])
    done = kims.post(address, {"answer": "no"}, follow=True)
    assert "Intet er skrevet." in words(done)
    assert not Child.objects.exists()
    assert "Det er allerede besvaret." in words(kims.get(address, follow=True))


def test_a_child_that_is_there_already_is_named_as_such_and_the_look_is_in_its_log(
    hosted, kims, send_file
):
    own = placements(f"{IDA};9002;own_room;01-01-2024;01-08-2025;Ida;Bo")
    send_file("placements", own, code="9002")
    page = kims.get(reverse("imports:hosted_answer", args=[hosted.pk]))
    assert "I har barnet i forvejen." in words(page)
    shown = Entry.objects.get(kind="imports.hosted_shown")
    assert shown.child_id == Child.objects.get().pk


def test_the_sender_and_strangers_find_no_such_page(hosted, sign_in, person, solvang):
    other = sign_in(person("Sif Sand", Role.LEARNING_COORDINATOR, solvang))
    address = reverse("imports:hosted_answer", args=[hosted.pk])
    assert other.get(address).status_code == 404
    assert other.post(address, {"answer": "yes"}).status_code == 404
    assert Entry.objects.filter(kind="accounts.refused").count() == 2


def test_who_does_not_answer_for_the_municipality_has_no_list(hosted, sign_in, worker_otto):
    assert sign_in(worker_otto).get(reverse("imports:hosted")).status_code in (403, 404)


def test_the_list_is_paged_and_asks_no_more_questions_for_more_children(
    hosted, kims, count_queries
):
    address = reverse("imports:hosted")
    kims.get(address)
    one = count_queries(lambda: kims.get(address))
    for number in range(40):
        Hosted.objects.create(
            sender=hosted.sender,
            acting=hosted.acting,
            cpr=IDA,
            cpr_index=str(number),
            first_name=f"Barn {number}",
            since=hosted.since,
            facts=hosted.facts,
        )
    assert count_queries(lambda: kims.get(address)) == one
    assert "Side 1 af 2" in words(kims.get(address))
