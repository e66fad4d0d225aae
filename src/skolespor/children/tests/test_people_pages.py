"""Contacts, who can see, who has seen, and giving and taking seats."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children import access, events
from skolespor.children.actions.extract import make_extract
from skolespor.children.doors import log_shown
from skolespor.children.models import NetworkSeat
from skolespor.children.queries import people
from skolespor.children.tests.pages import address, words
from tests.days import LAST_SUMMER

VIEW = Permission.CHILD_VIEW


@pytest.fixture
def read(sign_in):
    return lambda user, page, child, *rest: words(sign_in(user).get(address(page, child, *rest)))


# Contacts


def test_contacts_say_whom_to_call_about_what(
    read, worker_wilma, teacher_tim, foster_freja, family_bo, maja
):
    family_bo.phone = "86 00 00 01"
    family_bo.save()
    page = read(worker_wilma, "contacts", maja)
    school, home, decisions = (
        page.index(heading)
        for heading in ("Om skolen i dag", "Om aftenen og hverdagen", "Om beslutninger")
    )
    tim = page.index('<a class="tel" href="tel:20000000">')
    assert school < tim < page.index("Tim Toft, 20 00 00 00") < home
    assert home < page.index("Familien Bo, 86 00 00 01") < decisions
    assert decisions < page.index("Wilma Winther, 20 00 00 00")


def test_missing_contacts_are_said(read, coordinator_karen, maja):
    page = read(coordinator_karen, "contacts", maja)
    assert "Kontaktlæreren mangler. Skolelederen sætter navn på." in page
    assert "Rådgiveren mangler. Spørg Solvang." in page


def test_missing_number_is_said(read, worker_wilma, maja):
    page = read(worker_wilma, "contacts", maja)
    assert "Telefonnummer til Familien Bo mangler" in page


def test_school_calls_the_home_without_its_name(read, teacher_tim, family_bo, maja):
    family_bo.phone = "86 00 00 01"
    family_bo.save()
    page = read(teacher_tim, "contacts", maja)
    assert "Der, hvor barnet bor, 86 00 00 01" in page
    assert "Familien Bo" not in page


def test_child_reads_who_its_adults_are(read, maja_herself, teacher_tim, maja):
    page = read(maja_herself, "contacts", maja)
    assert "<h1>Mine voksne</h1>" in page
    assert "Tim Toft" in page


# Er du bekymret?


def test_worried_reader_is_told_the_duty_and_the_numbers(read, worker_wilma, ellevang, maja):
    page = read(worker_wilma, "worry", maja)
    assert "Du har selv pligt til at underrette. Du skal ikke vente på din leder." in page
    assert 'href="tel:112"' in page
    assert page.index("Ellevang") < page.index('href="tel:70009101"')
    assert 'href="tel:70009001"' in page
    assert 'href="tel:70009002"' in page


def test_reader_who_may_not_know_the_host_is_told_to_call_anyway(read, teacher_tim, maja):
    page = read(teacher_tim, "worry", maja)
    assert "Ring til den kommune, barnet bor i. Er du i tvivl, så ring alligevel." in page
    assert "Ellevang" not in page[page.index("<main") :]
    assert 'href="tel:70009001"' in page


def test_missing_duty_number_is_said(read, worker_wilma, solvang, maja):
    type(solvang).objects.update(phone="", duty_phone="")
    assert "Nummeret til Solvang mangler. Ring 112" in read(worker_wilma, "worry", maja)


# Who can see


def test_list_of_who_can_see_is_those_who_can(everybody, maja, stands_in, break_it):
    stands_in(everybody["worker_otto"], everybody["worker_wilma"])
    break_it(everybody["worker_erik"], maja)
    listed = {person.user for person in people.who_can_see(maja, reader=everybody["worker_wilma"])}
    let_in = {user for user in User.objects.all() if maja in access.children_where(user, VIEW)}
    assert listed == let_in


@pytest.fixture
def break_it(sits):
    """Somebody on duty with a seat by break-glass."""

    def make(user, child):
        glass = child.break_glasses.create(job=user.jobs.get(), reason="Et barn er væk")
        return sits(user, child, until=timezone.localdate(), break_glass=glass)

    return make


def test_each_is_listed_with_the_reason(read, worker_wilma, teacher_tim, foster_freja, maja):
    page = read(worker_wilma, "who_sees", maja)
    assert "Kontaktlærer eller klasselærer: udpeget til barnet på Lindeskolen" in page
    assert "Plejeforælder i Familien Bo" in page
    assert '<th scope="row">Dig selv</th>' in page


def test_deputy_is_listed_with_the_last_day(
    read, worker_wilma, worker_otto, stands_in, maja, today
):
    stands_in(worker_otto, worker_wilma)
    page = read(worker_wilma, "who_sees", maja)
    until = (today + timedelta(days=7)).strftime("%d-%m-%Y")
    table = page[page.index("<table") :]
    row = table[table.index("Otto Olsen") :][:300]
    assert "stedfortræder for Wilma Winther" in row
    assert until in row


def test_house_without_named_people_is_listed_for_those_who_can_close(
    read, worker_wilma, teacher_tim, maja
):
    NetworkSeat.objects.filter(organisation__name="Familien Bo").update(since=LAST_SUMMER)
    assert "Den lukker ingen ind lige nu." in read(worker_wilma, "who_sees", maja)
    assert "Den lukker ingen ind lige nu." not in read(teacher_tim, "who_sees", maja)


def test_teacher_reads_who_but_closes_nothing(read, teacher_tim, worker_wilma, maja):
    page = read(teacher_tim, "who_sees", maja)
    assert "Wilma Winther" in page
    assert "Luk adgang nu" not in page
    assert "Giv en plads" not in page


def test_team_leader_closes_without_giving(read, leader_lis, worker_wilma, maja):
    page = read(leader_lis, "who_sees", maja)
    assert "Luk adgang nu" in page
    assert "Giv en plads" not in page


# Who has seen


def test_log_says_when_as_what_and_why_but_never_who(
    sign_in, read, teacher_tim, foster_freja, maja
):
    sign_in(teacher_tim).get(address("child", maja))
    page = read(foster_freja, "who_sees", maja)
    log = page[page.index("Hvem har set det?</h2>") :]
    assert "<td>Kontaktlærer eller klasselærer</td>" in log
    assert "<td>At læse barnets overblik</td>" in log
    assert "Tim Toft" not in log


@pytest.mark.long
def test_log_is_shown_page_by_page(sign_in, worker_wilma, maja):
    wilma = sign_in(worker_wilma)
    for _visit in range(25):
        wilma.get(address("worry", maja))
    first = words(wilma.get(address("who_sees", maja)))
    assert first.count("<td>At se, hvem man ringer til ved bekymring</td>") == 19
    assert "Side 1 af 2" in first
    second = words(wilma.get(address("who_sees", maja) + "?side=2"))
    assert second.count("<td>At se, hvem man ringer til ved bekymring</td>") == 7


def test_advocate_who_knows_no_adults_sees_no_log(read, person, worker_wilma, maja):
    bo = person("Bo Bisidder")
    NetworkSeat.objects.create(child=maja, user=bo, role=Role.LAY_ADVOCATE, since=LAST_SUMMER)
    page = read(bo, "who_sees", maja)
    assert "Hvem har set det?</h2>" not in page
    assert "Navnet er skjult" in page


def test_list_is_in_the_log_as_what_one_has_a_seat_as(worker_wilma, maja, emil):
    request = RequestFactory().get("/")
    request.user, request.resolver_match = worker_wilma, None
    log_shown(events.LISTED, [maja, emil], request=request)
    assert dict(Entry.objects.values_list("child_id", "role")) == {
        maja.pk: "case_worker",
        emil.pk: "",
    }


def test_role_in_a_list_is_that_of_the_way_in(sits, worker_otto, maja, break_it):
    break_it(worker_otto, maja)
    sits(worker_otto, maja)
    way = access.way_in(worker_otto, VIEW, maja.pk)
    assert way.seat.break_glass is None
    assert access.roles_at(worker_otto, [maja]) == {maja.pk: way.role}


# The extract


def test_extract_is_explained_before_it_is_made(read, mother_mie, maja):
    page = read(mother_mie, "extract", maja)
    assert "Navne på ansatte står her ikke." in page
    assert not Entry.objects.filter(kind="children.extracted").exists()


def test_extract_says_when_as_what_and_why_but_never_who(sign_in, teacher_tim, mother_mie, maja):
    sign_in(teacher_tim).get(address("child", maja))
    page = words(sign_in(mother_mie).post(address("extract", maja)))
    today = timezone.localtime().strftime("%d-%m-%Y")
    assert f"<td>{today} kl. " in page
    assert "<td>Kontaktlærer eller klasselærer</td>" in page
    table = page[page.index("<table") : page.index("</table>")]
    assert "Tim Toft" not in table


def test_extract_is_itself_in_the_log(sign_in, mother_mie, maja):
    sign_in(mother_mie).post(address("extract", maja))
    made = Entry.objects.get(kind="children.extracted")
    assert (made.by_id, made.child_id, made.role) == (mother_mie.pk, maja.pk, "custody_holder")


def test_child_reads_its_extract_as_sentences(sign_in, teacher_tim, maja_herself, maja):
    sign_in(teacher_tim).get(address("child", maja))
    page = words(sign_in(maja_herself).post(address("extract", maja)))
    assert "Kontaktlærer eller klasselærer læste det" in page
    assert "Grunden var: at læse barnets overblik." in page
    assert "<table" not in page


def test_extract_of_some_days_leaves_out_the_others(sign_in, worker_wilma, maja, yesterday):
    day = yesterday.strftime("%d-%m-%Y")
    page = words(sign_in(worker_wilma).post(address("extract", maja), {"until": day}))
    assert "Ingen har åbnet oplysningerne endnu." in page
    assert f'extract.csv?until={day}"'.replace("extract", "udtraek") in page


def test_extract_as_a_file_has_no_names(sign_in, teacher_tim, mother_mie, maja):
    sign_in(teacher_tim).get(address("child", maja))
    answer = sign_in(mother_mie).get(address("extract_csv", maja))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Tidspunkt;Rolle;Hvad skete der?;Hvorfor?"
    assert lines[-1].endswith(
        ";Kontaktlærer eller klasselærer;Barnets side blev åbnet;At læse barnets overblik"
    )
    assert answer["Content-Disposition"] == 'attachment; filename="skolespor-udtraek-af-log.csv"'
    assert "Tim" not in answer.content.decode()


def test_nobody_else_makes_an_extract(teacher_tim, maja):
    with pytest.raises(PermissionDenied):
        make_extract(child=maja, by=teacher_tim)
