"""A whole school's file comes in: followed children get their schools, nobody else is kept."""

from datetime import date

import pytest
from django.core.management import CommandError
from django.db import connection

from skolespor.accounts.models import Organisation
from skolespor.accounts.roles import Role
from skolespor.children.models import Child, Enrolment, Naming, NetworkSeat
from skolespor.core.fields import blind_index
from skolespor.imports import staging
from skolespor.imports.models import Batch, Told
from skolespor.imports.tests.registers import enrolments, placements

pytestmark = pytest.mark.once

IDA, OTTO = "7104150002", "6205120003"
FAMILY = "almen plejefamilie"
PLACED = placements(f"{IDA};9001;{FAMILY};01-08-2024;;Ida;Bo;Et sted;9001")
ROW = "{cpr};{school};{grade};{since};{until};{name};{room};{code};{cause}"


def row(cpr=IDA, school="900001", grade=3, since="11-08-2025", **others):
    facts = {"until": "", "name": "Engskolen", "room": "3.B", "code": "", "cause": ""} | others
    return ROW.format(cpr=cpr, school=school, grade=grade, since=since, **facts)


def spells():
    found = Enrolment.objects.filter(withdrawn_at=None).select_related("school")
    return [
        (e.school.code, e.grade, e.class_name, e.since, e.until)
        for e in found.order_by("since", "school__code")
    ]


IDAS = [("900001", 3, "3.B", date(2025, 8, 11), None)]


def test_a_followed_child_gets_its_school_and_the_school_its_seat(send_file):
    send_file("placements", PLACED)
    said = send_file("enrolments", enrolments(row(), row(OTTO)))
    assert spells() == IDAS
    school = Organisation.objects.get(kind="school")
    assert (school.code, school.name, school.municipality.code) == ("900001", "Engskolen", "9001")
    assert NetworkSeat.objects.get().organisation == school
    assert "1 ny skole" in said.out
    assert "1 ny indskrivning" in said.out


@pytest.mark.django_db(transaction=True)
def test_nobody_else_of_the_school_is_kept_anywhere(send_file, settings):
    """Neither the name nor the number of a pupil who is not followed, in any table or file."""
    rows = (
        "cpr;fornavn;efternavn;institutionsnummer;klassetrin;startdato\n"
        f"{OTTO};Ottokar;Hemmeligsen;900001;3;11-08-2025\n"
    )
    send_file("enrolments", rows)
    stored = "".join(_every_cell())
    files = [file for file in settings.DATA_DIR.rglob("*") if file.is_file()]
    assert files
    for secret in (OTTO, f"{OTTO[:6]}-{OTTO[6:]}", "Ottokar", "Hemmeligsen"):
        assert secret not in stored
        assert not [file for file in files if secret.encode() in file.read_bytes()]
        assert not [file for file in files if secret in str(file)]


def _every_cell():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from (str(cell) for found in cursor.fetchall() for cell in found)


@pytest.mark.parametrize("kinds", [("placements", "enrolments"), ("enrolments", "placements")])
def test_the_order_of_the_files_does_not_matter(send_file, kinds):
    files = {"placements": PLACED, "enrolments": enrolments(row(), row(OTTO))}
    for kind in kinds:
        send_file(kind, files[kind])
    assert spells() == IDAS
    assert NetworkSeat.objects.get().organisation.code == "900001"


@pytest.mark.long
def test_an_earlier_file_that_was_corrected_before_the_child_was_followed_counts_as_corrected(
    send_file,
):
    send_file("enrolments", enrolments(row()))
    send_file("enrolments", enrolments(row(grade=4)))
    send_file("placements", PLACED)
    assert [grade for _school, grade, *_rest in spells()] == [4]


def test_a_class_that_could_be_a_name_waits_for_a_file_after_the_child_is_followed(send_file):
    send_file("enrolments", enrolments(row(room="Idas hold")))
    send_file("placements", PLACED)
    assert [room for _school, _grade, room, *_rest in spells()] == [""]


def test_next_years_class_keeps_the_seat_and_the_named_teacher(send_file, person):
    send_file("placements", PLACED)
    send_file("enrolments", enrolments(row(since="11-08-2025")))
    school = Organisation.objects.get(kind="school")
    teacher = person("Tim Toft", Role.CONTACT_TEACHER, school)
    seat = NetworkSeat.objects.get()
    Naming.objects.create(
        seat=seat,
        job=teacher.jobs.get(),
        role="contact_teacher",
        since=date(2026, 8, 1),
        until=date(2099, 7, 31),
        named_by=teacher,
    )
    said = send_file(
        "enrolments",
        enrolments(row(until="26-06-2026"), row(since="12-08-2026", grade=4, room="4.B")),
    )
    assert "adgangen" not in said.out
    assert [grade for _school, grade, *_rest in spells()] == [3, 4]
    seat.refresh_from_db()
    assert (seat.until, seat.closed_at) == (None, None)
    assert seat.namings.get().until == date(2099, 7, 31)


def test_a_school_change_closes_the_old_schools_seat_and_says_so_first(send_file):
    send_file("placements", PLACED)
    send_file("enrolments", enrolments(row()))
    moved = enrolments(
        row(until="31-12-2040", cause="familien flyttede"),
        row(since="02-01-2041", school="900004", name="Skovskolen"),
    )
    tried = send_file("enrolments", moved, "--dry-run")
    assert "Række 2: Engskolen: adgangen slutter 31-12-2040" in tried.out
    send_file("enrolments", moved)
    seats = NetworkSeat.objects.order_by("pk").values_list("organisation__code", "until")
    assert list(seats) == [("900001", date(2040, 12, 31)), ("900004", None)]


@pytest.mark.long
def test_the_right_school_on_the_same_day_takes_the_wrong_ones_place(send_file):
    send_file("placements", PLACED)
    send_file("enrolments", enrolments(row()))
    send_file("enrolments", enrolments(row(school="900004", name="Skovskolen")))
    assert [school for school, *_rest in spells()] == ["900004"]
    assert Enrolment.objects.exclude(withdrawn_at=None).get().school.code == "900001"
    open_seats = NetworkSeat.objects.filter(closed_at=None)
    assert [seat.organisation.code for seat in open_seats] == ["900004"]


def test_a_municipality_tells_of_its_own_child_elsewhere(send_file):
    send_file("placements", PLACED)
    send_file("enrolments", enrolments(row(school="920001", code="9002", name="Lindeskolen")))
    assert [school for school, *_rest in spells()] == ["920001"]
    school = Organisation.objects.get(kind="school")
    assert school.municipality.code == "9002"


@pytest.mark.long
@pytest.mark.parametrize("cpr", [IDA, OTTO])
def test_of_other_municipalities_schools_and_children_nothing_is_taken_or_told(send_file, cpr):
    """Ida is known, and 9001 acts for her; Otto is not. 9002 gets the same answer about both."""
    send_file("placements", PLACED)
    send_file("enrolments", enrolments(row()))
    before = spells(), list(NetworkSeat.objects.values())
    for code in ("", "9001", "9002"):
        with pytest.raises(CommandError, match="Intet er taget ind"):
            send_file("enrolments", enrolments(row(cpr, grade=9, code=code)), code="9002")
    assert (spells(), list(NetworkSeat.objects.values())) == before


@pytest.mark.long
@pytest.mark.parametrize("cpr", [IDA, OTTO])
def test_a_school_that_only_another_municipality_knows_of_gets_no_seat(send_file, cpr):
    """9002 makes up that Ida goes to its school: it waits, and the answer is the same as for Otto."""
    send_file("placements", PLACED)
    said = send_file("enrolments", enrolments(row(cpr, school="920001")), code="9002")
    assert "ny indskrivning" not in said.out
    assert spells() == []
    assert not NetworkSeat.objects.exists()


@pytest.mark.long
def test_the_host_municipalitys_word_counts_where_the_child_lives_there_in_any_order(send_file):
    send_file("enrolments", enrolments(row(school="920001")), code="9002")
    send_file("placements", PLACED)
    assert spells() == []
    lives_there = placements(
        f"{IDA};9001;{FAMILY};01-08-2024;31-12-2025;;;Et sted;9001",
        f"{IDA};9001;{FAMILY};31-12-2025;;;;Et andet;9002",
    )
    send_file("placements", lives_there)
    assert [school for school, *_rest in spells()] == ["920001"]


@pytest.mark.long
def test_of_two_who_tell_of_one_school_the_municipality_of_the_school_knows_best(send_file):
    send_file("placements", PLACED.replace(";9001;\n", ";9002;\n"))
    own = enrolments(row(school="920001", code="9002", since="12-08-2025", grade=3))
    hosts = enrolments(row(school="920001", since="01-08-2025", grade=4))
    send_file("enrolments", own)
    assert [(grade, since) for _s, grade, _r, since, _u in spells()] == [(3, date(2025, 8, 12))]
    send_file("enrolments", hosts, code="9002")
    assert [(grade, since) for _s, grade, _r, since, _u in spells()] == [(4, date(2025, 8, 1))]


def test_what_the_school_wrote_by_hand_is_the_registers_row(send_file, emil, solvang, engskolen):
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    Child.objects.filter(pk=emil.pk).update(cpr=IDA, cpr_index=blind_index("cpr", IDA))
    by_hand = emil.enrolments.get()
    send_file("enrolments", enrolments(row(since="12-08-2020", grade=2)))
    by_hand.refresh_from_db()
    assert emil.enrolments.count() == 1
    assert (by_hand.since, by_hand.grade) == (date(2020, 8, 12), 2)


def test_where_people_have_written_two_spells_the_registers_one_waits(
    send_file, emil, solvang, engskolen
):
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    Child.objects.filter(pk=emil.pk).update(cpr=IDA, cpr_index=blind_index("cpr", IDA))
    emil.enrolments.update(since=date(2024, 8, 1), until=date(2025, 6, 1))
    emil.enrolments.create(school=engskolen, since=date(2025, 8, 1))
    said = send_file("enrolments", enrolments(row(since="01-01-2025")))
    assert "1 indskrivning venter" in said.out
    assert Told.objects.get().enrolment is None
    assert emil.enrolments.count() == 2


@pytest.mark.long
def test_two_municipalities_that_follow_the_same_child_both_get_the_school(send_file):
    send_file("placements", PLACED)
    send_file(
        "placements", placements(f"{IDA};9002;{FAMILY};01-08-2024;;Ida;Bo;;9001"), code="9002"
    )
    send_file("enrolments", enrolments(row()))
    assert [e.child.acting_municipality.code for e in Enrolment.objects.order_by("pk")] == [
        "9001",
        "9002",
    ]


def test_staging_holds_the_class_and_no_names(send_file):
    send_file("enrolments", enrolments(row(name="Privatskolen", room="3.B")))
    file = staging.folder() / Batch.objects.get().staged
    assert b"Privatskolen" not in file.read_bytes()


def test_what_a_person_has_written_makes_the_schools_own_word_right_for_good(
    send_file, maja, solvang, lindeskolen
):
    """Maja lives in Solvang and goes to school in Ellevang; her case worker has written the school."""
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    Organisation.objects.filter(pk=lindeskolen.municipality_id).update(code="9002")
    Child.objects.filter(pk=maja.pk).update(cpr=IDA, cpr_index=blind_index("cpr", IDA))
    maja.placements.update(municipality=solvang)
    by_hand = maja.enrolments.get()
    row_of = row(school="900201", since="12-08-2020", grade=2)
    for content in (enrolments(row_of), enrolments(row_of, row(OTTO, school="900201"))):
        send_file("enrolments", content, code="9002")
        by_hand.refresh_from_db()
        assert (by_hand.grade, by_hand.withdrawn_at) == (2, None)
