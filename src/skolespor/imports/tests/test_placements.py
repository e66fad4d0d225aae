"""A municipality's own children come out of its file of placements; other municipalities' wait."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone

from skolespor.accounts.models import Organisation
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.actions.corrections import correct, withdraw
from skolespor.children.actions.registered import NO_NAME
from skolespor.children.models import Child, Correction, MatchOffer, NetworkSeat, Placement
from skolespor.core.fields import blind_index
from skolespor.imports import staging
from skolespor.imports.models import Batch, Hosted, Told
from skolespor.imports.tests.registers import placements
from skolespor.notices.models import Notice

pytestmark = pytest.mark.once

IDA, OTTO = "7104150002", "6205120003"
FAMILY = "almen plejefamilie"


def spells():
    found = Placement.objects.filter(withdrawn_at=None).select_related("child", "organisation")
    return [
        (str(p.child), p.type, p.place_name or str(p.organisation or ""), p.since, p.until)
        for p in found.order_by("child", "since")
    ]


def only(model):
    return model.objects.get()


@pytest.fixture
def home(solvang):
    return Organisation.objects.create(
        kind="childrens_home", name="Bakkehuset", municipality=solvang
    )


def test_a_child_is_created_with_name_birth_date_and_place(send_file):
    said = send_file(
        "placements",
        placements(f"{IDA};9001;{FAMILY};01-08-2025;;Ida;Bo;Familien Lund;9002;nej"),
    )
    child = only(Child)
    assert (str(child), child.cpr, child.birth_date) == ("Ida Bo", IDA, date(2015, 4, 11))
    assert child.acting_municipality.code == "9001"
    assert spells() == [
        ("Ida Bo", "foster_family_general", "Familien Lund", date(2025, 8, 1), None)
    ]
    assert only(Placement).municipality.code == "9002"
    assert "1 nyt barn" in said.out
    assert "1 ny anbringelse" in said.out


def test_names_may_be_left_out_and_come_later(send_file):
    row = f"{IDA};9001;{FAMILY};01-08-2025"
    send_file("placements", placements(row))
    assert str(only(Child)) == NO_NAME
    said = send_file("placements", placements(f"{row};;Ida;Bo"))
    assert str(only(Child)) == "Ida Bo"
    assert "1 barn, som I har i forvejen" in said.out


def test_no_person_gets_a_seat_and_the_home_gets_one(send_file, home, person):
    leader = person("Lea Holm", Role.PLACEMENT_LEADER, home)
    send_file("placements", placements(f"{IDA};9001;opholdssted;01-08-2025;;Ida;Bo;bakkehuset"))
    seat = only(NetworkSeat)
    assert (seat.organisation, seat.user, seat.job) == (home, None, None)
    assert Notice.objects.get(user=leader).kind == "children.staff_wanted"


def test_the_team_leader_is_asked_once_to_give_new_children_a_worker(
    send_file, person, familieteamet, solvang
):
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    leader = person("Lis Lund", Role.AUTHORITY_LEADER, familieteamet)
    rows = [f"{cpr};9001;{FAMILY};01-08-2025" for cpr in (IDA, OTTO)]
    send_file("placements", placements(*rows))
    assert [n.kind for n in Notice.objects.filter(user=leader)] == ["children.owners_wanted"]


def test_a_family_of_the_same_name_is_not_let_in(send_file, family_dam):
    send_file("placements", placements(f"{IDA};9001;{FAMILY};01-08-2025;;Ida;Bo;Familien Dam"))
    assert not NetworkSeat.objects.exists()
    assert only(Placement).place_name == "Familien Dam"


def test_two_homes_of_one_name_are_not_mixed_up(send_file, home, ellevang):
    Organisation.objects.create(kind="childrens_home", name="Bakkehuset", municipality=ellevang)
    send_file("placements", placements(f"{IDA};9001;opholdssted;01-08-2025;;;;Bakkehuset"))
    assert not NetworkSeat.objects.exists()
    send_file("placements", placements(f"{IDA};9001;opholdssted;01-08-2025;;;;Bakkehuset;9001"))
    assert only(NetworkSeat).organisation == home


def test_a_home_that_is_over_gets_no_seat(send_file, home):
    send_file(
        "placements", placements(f"{IDA};9001;opholdssted;01-08-2024;01-08-2025;;;Bakkehuset")
    )
    assert not NetworkSeat.objects.exists()


def test_the_next_file_ends_a_placement_and_the_seat_and_the_dry_run_said_so(send_file, home):
    row = f"{IDA};9001;opholdssted;01-08-2025;{{end}};Ida;Bo;Bakkehuset"
    send_file("placements", placements(row.format(end="")))
    last = timezone.localdate() + timedelta(days=3)
    ended = placements(row.format(end=last.strftime("%d-%m-%Y")))
    tried = send_file("placements", ended, "--dry-run")
    assert "Række 2: Bakkehuset: adgangen slutter" in tried.out
    assert only(NetworkSeat).until is None
    assert only(Placement).until is None
    said = send_file("placements", ended)
    assert "1 anbringelse får en slutdato" in said.out
    assert "Række 2: Bakkehuset: adgangen slutter" in said.out
    assert (only(NetworkSeat).until, only(Placement).until) == (last, last)
    assert not Correction.objects.exists()  # to move out is no mistake


def test_a_dry_run_changes_nothing_at_all(send_file, home):
    send_file("placements", placements(f"{IDA};9001;{FAMILY};01-08-2025;;Ida;Bo"), "--dry-run")
    assert not Child.objects.exists()
    assert not Told.objects.exists()
    assert not Entry.objects.exists()


def test_a_corrected_row_is_written_as_a_correction(send_file):
    row = "{cpr};9001;{type};01-08-2025"
    send_file("placements", placements(row.format(cpr=IDA, type=FAMILY)))
    send_file("placements", placements(row.format(cpr=IDA, type="opholdssted")))
    assert only(Placement).type == "childrens_home"
    assert only(Correction).before == {"type": "foster_family_general"}
    assert only(Correction).by is None


@pytest.mark.long
def test_what_a_person_puts_right_stays_until_the_register_says_something_new(
    send_file, worker_wilma, solvang, sits
):
    row = f"{IDA};9001;{{type}};01-08-2025;{{end}};Ida;Bo;Et sted"
    send_file("placements", placements(row.format(type=FAMILY, end="")))
    ida = Child.objects.get(first_name="Ida")
    sits(worker_wilma, ida)
    spell = ida.placements.get()
    correct(spell=spell, reason="Det er slægten.", by=worker_wilma, type="foster_family_network")
    send_file("placements", placements(row.format(type=FAMILY, end="31-12-2030")))
    spell.refresh_from_db()
    assert (spell.type, spell.until) == ("foster_family_network", date(2030, 12, 31))
    withdraw(spell=spell, reason="Det var en fejl.", by=worker_wilma)
    send_file("placements", placements(row.format(type=FAMILY, end="31-12-2030"), ""))
    assert not ida.placements.filter(withdrawn_at=None).exists()


def test_what_was_written_by_hand_on_friday_is_the_registers_row_on_monday(
    send_file, maja, solvang
):
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    Child.objects.filter(pk=maja.pk).update(cpr=IDA, cpr_index=blind_index("cpr", IDA))
    by_hand = maja.placements.get()
    since = by_hand.since + timedelta(days=1)
    send_file(
        "placements", placements(f"{IDA};9001;forstærket plejefamilie;{since};;;;Et andet navn")
    )
    by_hand.refresh_from_db()
    assert maja.placements.count() == 1
    assert (by_hand.since, by_hand.type) == (since, "foster_family_reinforced")
    assert by_hand.organisation.name == "Familien Bo"  # a person has linked it


def test_protection_comes_with_the_file_and_never_goes_with_one(send_file, solvang):
    row = f"{IDA};9001;{FAMILY};01-08-2025;;Ida;Bo;;;"
    send_file("placements", placements(row + "ja"))
    assert only(Child).is_protected
    send_file("placements", placements(row + "nej"))
    assert only(Child).is_protected
    Child.objects.update(is_protected=False)
    send_file("placements", placements(row + "ja", ""))
    assert only(Child).is_protected


def test_another_municipalitys_child_waits_and_opens_nothing(send_file, home):
    said = send_file(
        "placements", placements(f"{IDA};9002;opholdssted;01-08-2025;;Ida;Bo;Bakkehuset")
    )
    assert "1 række om en anden kommunes barn venter" in said.out
    assert not Child.objects.exists()
    assert not NetworkSeat.objects.exists()
    hosted = only(Hosted)
    assert (hosted.sender.code, hosted.acting.code) == ("9001", "9002")
    assert (hosted.first_name, hosted.cpr, hosted.answer) == ("Ida", IDA, "waiting")


@pytest.mark.long
@pytest.mark.parametrize("codes", [("9001", "9002"), ("9002", "9001")])
def test_the_acting_municipalitys_own_file_confirms_whichever_comes_first(send_file, codes):
    for code in codes:
        send_file("placements", placements(f"{IDA};9002;{FAMILY};01-08-2025"), code=code)
    assert only(Hosted).answer == "confirmed"
    assert only(Child).acting_municipality.code == "9002"
    assert len(spells()) == 1


def test_a_file_cannot_touch_another_municipalitys_child(send_file):
    send_file("placements", placements(f"{IDA};9002;{FAMILY};01-08-2025;;Ida;Bo"), code="9002")
    before = list(Child.objects.values()), spells(), list(NetworkSeat.objects.values())
    said = send_file("placements", placements(f"{IDA};9002;opholdssted;01-08-2025;02-08-2025;X"))
    other = send_file("placements", placements(f"{OTTO};9002;opholdssted;01-08-2025;02-08-2025;X"))
    assert said == other  # the same answer, whether the child is known or not
    assert (list(Child.objects.values()), spells(), list(NetworkSeat.objects.values())) == before


@pytest.mark.long
def test_who_says_that_a_child_is_its_own_gets_its_own_record_and_the_other_is_asked(send_file):
    send_file("placements", placements(f"{IDA};9002;{FAMILY};01-08-2025;;Ida;Bo"), code="9002")
    send_file("placements", placements(f"{IDA};9001;{FAMILY};01-08-2026;;Ida;Bo"))
    assert sorted(c.acting_municipality.code for c in Child.objects.all()) == ["9001", "9002"]
    assert only(MatchOffer).known.acting_municipality.code == "9002"
    assert Placement.objects.count() == 2


@pytest.mark.long
def test_a_row_that_turns_out_to_be_anothers_is_withdrawn(send_file):
    row = f"{IDA};{{acting}};{FAMILY};01-08-2025"
    send_file("placements", placements(row.format(acting="9001")))
    send_file("placements", placements(row.format(acting="9002")))
    assert spells() == []
    assert only(Hosted).acting.code == "9002"
    send_file("placements", placements(row.format(acting="9001"), ""))
    assert len(spells()) == 1
    assert not Hosted.objects.exists()


@pytest.mark.long
def test_spells_that_overlap_with_an_earlier_file_are_refused_in_either_order(send_file):
    first = placements(f"{IDA};9001;{FAMILY};01-08-2025")
    second = placements(f"{IDA};9001;opholdssted;01-08-2026")
    send_file("placements", first)
    with pytest.raises(CommandError, match="Intet er taget ind"):
        send_file("placements", second)
    both = placements(
        f"{IDA};9001;{FAMILY};01-08-2025;01-08-2026", f"{IDA};9001;opholdssted;01-08-2026"
    )
    send_file("placements", both)
    assert [until for *_rest, until in spells()] == [date(2026, 8, 1), None]


def test_without_the_files_of_before_nothing_is_taken_in(send_file):
    send_file("placements", placements(f"{IDA};9001;{FAMILY};01-08-2025"))
    (staging.folder() / Batch.objects.get().staged).unlink()
    with pytest.raises(CommandError, match="sikkerhedskopien"):
        send_file("placements", placements(f"{OTTO};9001;{FAMILY};01-08-2025"))


def test_a_day_that_a_person_has_put_right_is_no_overlap_with_the_old_one(
    send_file, worker_wilma, sits
):
    send_file("placements", placements(f"{IDA};9001;{FAMILY};01-08-2025;;Ida;Bo;Et sted"))
    ida = Child.objects.get(first_name="Ida")
    sits(worker_wilma, ida)
    spell = ida.placements.get()
    correct(spell=spell, reason="Det var senere.", by=worker_wilma, since=date(2025, 8, 15))
    send_file("placements", placements(f"{IDA};9001;{FAMILY};15-08-2025;31-12-2030;;;Et sted"))
    assert [(p.since, p.until) for p in ida.placements.all()] == [
        (date(2025, 8, 15), date(2030, 12, 31))
    ]


def test_nothing_personal_is_said_logged_or_reported(send_file, tmp_path):
    rows = placements(
        f"{IDA};9001;{FAMILY};01-08-2025;;Ida;Hemmelig;Et sted", f"{OTTO};9001;palads;01-08-2025"
    )
    report = tmp_path / "report.csv"
    with pytest.raises(CommandError):
        send_file("placements", rows, "--report", str(report))
    said = send_file("placements", rows, "--accept-partial", "--report", str(report))
    told = said.out + said.err + report.read_text() + str(list(Entry.objects.values()))
    for secret in (IDA, OTTO, IDA[:6], "Ida", "Hemmelig", "palads", "Et sted"):
        assert secret not in told
