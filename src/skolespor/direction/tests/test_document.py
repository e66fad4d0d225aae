"""The common direction: written by who leads the work, agreed on by three lines, read by those with a part
in it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from skolespor.accounts.lines import Line
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken
from skolespor.core.models import OutboxMail
from skolespor.core.versions import EditedMeanwhile
from skolespor.direction.actions import document as actions
from skolespor.direction.models import CommonDirection, DirectionVersion, LineAnswer
from skolespor.direction.queries.document import (
    Stands,
    direction_of,
    direction_state,
    waits_for_line,
)
from skolespor.direction.rules.document import sections
from skolespor.direction.states import FLOW, State
from skolespor.notices.models import Notice

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 2)
TEXTS = {section.id: f"Vi vil det her om {section.id}." for section in sections()}
INDEX = reverse("common_direction:index")


@pytest.fixture(autouse=True)
def october(time_machine):
    time_machine.move_to(f"{TODAY} 10:00", tick=False)


@pytest.fixture
def three(schools_sven, leader_lis, home_helle):
    """One who answers for each line of Solvang."""
    return {Line.SCHOOL: schools_sven, Line.AUTHORITY: leader_lis, Line.PLACEMENT: home_helle}


@pytest.fixture
def sent(lead_trine, solvang, three):
    """The first version, sent to the lines."""
    written(solvang, lead_trine)
    return actions.send(municipality=solvang, seen=1, by=lead_trine)


def written(place, by, seen=0, is_confirmed=False, **changes):
    return actions.write(
        municipality=place, texts=TEXTS | changes, seen=seen, is_confirmed=is_confirmed, by=by
    )


def answered(version, line, by, says="approved", reason="", is_confirmed=False):
    return actions.answer(
        version=version, line=line, says=says, reason=reason, is_confirmed=is_confirmed, by=by
    )


def words(answer):
    return " ".join(answer.content.decode().split())


def page(name, place, *more):
    return reverse(f"common_direction:{name}", args=[place.pk, *more])


def code_of(work):
    with pytest.raises(RuleBroken) as broken:
        work()
    return broken.value.code


def kinds():
    found = Entry.objects.filter(kind__startswith="direction").order_by("pk")
    return list(found.values_list("kind", flat=True))


def test_three_lines_approve_and_it_is_valid(sign_in, lead_trine, solvang, three):
    trine = sign_in(lead_trine)
    assert "Begynd med to eller tre sætninger" in words(trine.get(page("show", solvang)))
    trine.post(page("write", solvang), TEXTS | {"seen": 0})
    assert "Send til de tre linjer" in words(trine.get(page("show", solvang)))
    assert "Vi vil det her om vision." in words(trine.get(page("send", solvang)))
    answer = trine.post(page("send", solvang), {"seen": 1}, follow=True)
    assert "Udgave 1 venter på svar" in words(answer)
    for line, leader in three.items():
        browser = sign_in(leader)
        assert "Svar for din linje" in words(browser.get(page("show", solvang)))
        browser.post(page("answer", solvang, 1, line.value), {"says": "approved", "reason": ""})
    shown = words(sign_in(three[Line.SCHOOL]).get(page("show", solvang)))
    assert "Den gælder, og alle tre linjer har godkendt den." in shown
    assert "Gælder fra 02-10-2026." in shown
    assert "Sven Skov, 02-10-2026" in shown
    assert kinds() == [
        "direction.text_saved",
        "direction.sent",
        *(["direction.line_approved"] * 3),
        "direction.valid",
    ]
    assert not Entry.objects.filter(kind__startswith="direction").exclude(child_id=None).exists()


def test_lines_are_told_once_by_a_mail_that_says_nothing(sent, lead_trine, three):
    asked = Notice.objects.filter(kind="direction.asked")
    assert {notice.user for notice in asked} == set(three.values())
    assert OutboxMail.objects.count() == 3
    assert not any("Vi vil det her" in mail.body for mail in OutboxMail.objects.all())
    answered(sent, Line.SCHOOL, three[Line.SCHOOL], "again", "PPR mangler.")
    assert Notice.objects.get(kind="direction.see_again").user == lead_trine


def test_the_valid_version_stays_while_the_next_is_written_and_ends_when_that_is_agreed_on(
    sent, lead_trine, solvang, three
):
    for line, leader in three.items():
        answered(sent, line, leader)
    written(solvang, lead_trine, seen=2, vision="Vi vil noget nyt.")
    second = actions.send(municipality=solvang, seen=3, by=lead_trine)
    found = direction_of(solvang)
    assert (found.valid.number, found.waiting.number) == (1, 2)
    assert direction_state(solvang).valid_since == TODAY
    assert direction_state(solvang).stands is Stands.WAITING
    for line, leader in three.items():
        answered(second, line, leader)
    found = direction_of(solvang)
    assert (found.valid.number, found.waiting) == (2, None)
    assert found.version(1).row.valid_until == TODAY
    assert found.version(1).texts == TEXTS


def test_see_again_holds_it_back_until_the_line_takes_that_back(sign_in, sent, solvang, three):
    sven = sign_in(three[Line.SCHOOL])
    address = page("answer", solvang, 1, "school")
    assert "Skriv hvorfor" in words(sven.post(address, {"says": "again", "reason": " "}))
    sven.post(address, {"says": "again", "reason": "Hvad gør PPR i juni?"})
    for line in (Line.AUTHORITY, Line.PLACEMENT):
        answered(sent, line, three[line])
    assert direction_state(solvang).left == [Line.SCHOOL]
    shown = words(sven.get(page("show", solvang)))
    assert "Se på den igen" in shown
    assert "Hvad gør PPR i juni?" in shown
    assert "Du kan svare igen" in words(
        sven.post(page("take_back", solvang, 1, "school"), follow=True)
    )
    sven.post(address, {"says": "approved", "reason": ""})
    assert direction_state(solvang).stands is Stands.VALID
    assert LineAnswer.objects.filter(line="school").count() == 2


def test_who_is_too_late_is_told(sign_in, sent, lead_trine, solvang, three):
    sven = three[Line.SCHOOL]
    answered(sent, Line.SCHOOL, sven)
    assert code_of(lambda: answered(sent, Line.SCHOOL, sven)) == "direction.answered"
    written(solvang, lead_trine, seen=2, agreed="Vi mødes i maj.")
    actions.send(municipality=solvang, seen=3, by=lead_trine)
    sent.refresh_from_db()
    assert sent.state == State.REPLACED
    late = [
        lambda: answered(sent, Line.AUTHORITY, three[Line.AUTHORITY]),
        lambda: actions.take_back(version=sent, line=Line.SCHOOL, by=sven),
    ]
    for work in late:
        assert code_of(work) == "direction.too_late"
    shown = sign_in(sven).post(page("take_back", solvang, 1, "school"), follow=True)
    assert "venter ikke længere på svar" in words(shown)
    sent_again = sign_in(three[Line.AUTHORITY]).post(
        page("answer", solvang, 1, "authority"), {"says": "approved"}
    )
    assert "venter ikke længere på svar" in words(sent_again)


def test_nothing_is_taken_back_when_all_three_have_approved(sent, three):
    for line, leader in three.items():
        answered(sent, line, leader)
    back = {"version": sent, "line": Line.SCHOOL, "by": three[Line.SCHOOL]}
    assert code_of(lambda: actions.take_back(**back)) == "direction.too_late"
    assert sent.answers.filter(taken_back_at=None).count() == 3


def test_a_line_without_a_leader_is_approved_for_with_a_reason(
    sign_in, director_dan, lead_trine, schools_sven, leader_lis, solvang, person, house
):
    written(solvang, lead_trine)
    version = actions.send(municipality=solvang, seen=1, by=lead_trine)
    dan = sign_in(director_dan)
    assert "Ingen leder kan svare for Anbringelsessted." in words(dan.get(page("show", solvang)))
    address = page("answer", solvang, 1, "placement")
    assert "Skriv hvorfor" in words(dan.post(address, {"reason": ""}))
    dan.post(address, {"reason": "Plejefamilierne har været med på mødet."})
    shown = words(sign_in(lead_trine).get(page("show", solvang)))
    assert "Dan Due for linjen, som ingen leder har" in shown
    assert "Plejefamilierne har været med på mødet." in shown
    assert dan.get(page("answer", solvang, 1, "school")).status_code == 403
    assert code_of(lambda: answered(version, Line.SCHOOL, director_dan, reason="x")) == (
        "direction.has_somebody"
    )
    home = house("childrens_home", "Nyhjem", solvang)
    pia = person("Pia Holm", Role.PLACEMENT_LEADER, home)
    back = {"version": version, "line": Line.PLACEMENT}
    assert code_of(lambda: actions.take_back(**back, by=director_dan)) == "direction.has_somebody"
    actions.take_back(**back, by=pia)
    assert not version.answers.filter(taken_back_at=None).exists()


def test_who_writes_second_sees_both_texts(sign_in, lead_trine, director_dan, solvang):
    written(solvang, director_dan)
    trine = sign_in(lead_trine)
    mine = TEXTS | {"seen": 0, "vision": "Min vision for byen."}
    both = words(trine.post(page("write", solvang), mine))
    assert "En anden har gemt imens" in both
    assert "> Min vision for byen.</textarea>" in both
    assert "Vi vil det her om vision." in both
    assert CommonDirection.objects.get().texts == TEXTS
    trine.post(page("write", solvang), mine | {"seen": 1})
    assert CommonDirection.objects.get().texts["vision"] == "Min vision for byen."
    with pytest.raises(EditedMeanwhile):
        actions.send(municipality=solvang, seen=1, by=lead_trine)
    again = trine.post(page("send", solvang), {"seen": 1}, follow=True)
    assert "Nogen har rettet teksten imens" in words(again)
    assert not DirectionVersion.objects.exists()


def test_half_of_it_is_saved_but_not_sent(sign_in, lead_trine, solvang):
    trine = sign_in(lead_trine)
    trine.post(page("write", solvang), {"vision": "Alle går i skole.", "seen": 0})
    shown = words(trine.get(page("show", solvang)))
    assert "Det her er ikke skrevet endnu" in shown
    refused = words(trine.post(page("send", solvang), {"seen": 1}))
    assert "Skriv det, der mangler" in refused
    assert CommonDirection.objects.get().version == 1
    assert direction_state(solvang).stands is Stands.DRAFT


def test_the_same_is_not_sent_twice_and_nothing_is_not_sent(
    sent, lead_trine, lead_erna, solvang, ellevang
):
    again = {"municipality": solvang, "seen": 2, "by": lead_trine}
    assert code_of(lambda: actions.send(**again)) == "direction.same"
    nothing = {"municipality": ellevang, "seen": 0, "by": lead_erna}
    assert code_of(lambda: actions.send(**nothing)) == "direction.half"
    assert direction_state(ellevang).stands is Stands.NONE


def test_no_child_is_written_about(sign_in, lead_trine, solvang, sent, three):
    trine = sign_in(lead_trine)
    named = TEXTS | {"seen": 2, "agreed": "Vi gør som med Amalie sidste år."}
    shown = words(trine.post(page("write", solvang), named))
    assert "»Amalie«" in shown
    assert "Det er ikke navnet på et barn" in shown
    cpr = TEXTS | {"seen": 2, "agreed": "Se 010113-1234.", "not_a_child": "on"}
    assert "ligner et CPR-nummer" in words(trine.post(page("write", solvang), cpr))
    sven = sign_in(three[Line.SCHOOL])
    why = {"says": "again", "reason": "Vi glemmer Amalie igen."}
    assert "»Amalie«" in words(sven.post(page("answer", solvang, 1, "school"), why))
    assert not LineAnswer.objects.exists()
    sven.post(page("answer", solvang, 1, "school"), why | {"not_a_child": "on"})
    entry = Entry.objects.get(kind="direction.line_asked_again")
    assert entry.data["names"] == 1


def test_what_has_changed_is_said_in_words(sign_in, sent, lead_trine, solvang, group_gerda):
    written(solvang, lead_trine, seen=2, vision="Vi vil meget mere om vision.")
    actions.send(municipality=solvang, seen=3, by=lead_trine)
    gerda = sign_in(group_gerda)
    shown = words(gerda.get(page("changes", solvang, 2)))
    assert "Kommet til: </span>meget mere" in shown
    assert "Taget ud: </span>det her" in shown
    assert gerda.get(page("changes", solvang, 1)).status_code == 404
    assert "Udgaven som PDF" in words(gerda.get(page("version", solvang, 2)))


def test_a_version_is_a_readable_pdf_of_one_page(sign_in, sent, solvang, group_gerda):
    answer = sign_in(group_gerda).get(page("file", solvang, 1))
    assert answer["Content-Type"] == "application/pdf"
    assert b"/Type/Pages/Count 1/" in answer.content
    assert sign_in(group_gerda).get(page("file", solvang, 9)).status_code == 404


def test_strangers_find_nothing_and_readers_change_nothing(
    sign_in,
    client,
    sent,
    lead_erna,
    group_gerda,
    head_hans,
    coordinator_karen,
    teacher_tim,
    solvang,
):
    everything = [
        page("show", solvang),
        page("write", solvang),
        page("send", solvang),
        page("version", solvang, 1),
        page("file", solvang, 1),
        page("answer", solvang, 1, "school"),
    ]
    erna = sign_in(lead_erna)
    for address in everything:
        assert erna.get(address).status_code == 404
        assert client.get(address).status_code == 302
        assert sign_in(teacher_tim).get(address).status_code == 403
    for reader in (group_gerda, head_hans, coordinator_karen):
        browser = sign_in(reader)
        assert browser.get(INDEX).url == page("show", solvang)
        assert browser.get(page("show", solvang)).status_code == 200
        for address in (page("write", solvang), page("send", solvang)):
            assert browser.post(address, TEXTS | {"seen": 2}).status_code == 403
        for line in Line:
            assert browser.post(page("answer", solvang, 1, line)).status_code == 403
            assert browser.post(page("take_back", solvang, 1, line)).status_code == 403
    for reader in (lead_erna, group_gerda):
        with pytest.raises(PermissionDenied):
            written(solvang, reader)
        with pytest.raises(PermissionDenied):
            actions.send(municipality=solvang, seen=2, by=reader)
        with pytest.raises(PermissionDenied):
            answered(sent, Line.SCHOOL, reader)
        with pytest.raises(PermissionDenied):
            actions.take_back(version=sent, line=Line.SCHOOL, by=reader)


def test_one_line_does_not_answer_for_another(sign_in, sent, solvang, three):
    sven = three[Line.SCHOOL]
    with pytest.raises(PermissionDenied):
        answered(sent, Line.AUTHORITY, sven)
    assert sign_in(sven).post(page("answer", solvang, 1, "authority")).status_code == 403
    assert sign_in(sven).get(page("answer", solvang, 1, "nowhere")).status_code == 404


def test_what_waits_for_a_line_waits_for_its_leaders_alone(
    sent, three, lead_trine, head_hans, count_queries
):
    sven = three[Line.SCHOOL]
    waits = waits_for_line(reader=sven)
    assert [(one.number, one.line) for one in waits] == [(1, Line.SCHOOL)]
    for other in (lead_trine, head_hans):
        assert waits_for_line(reader=other) == []
    answered(sent, Line.SCHOOL, sven)
    assert waits_for_line(reader=sven) == []
    assert waits_for_line(reader=three[Line.AUTHORITY])
    assert count_queries(lambda: waits_for_line(reader=three[Line.AUTHORITY])) == 4


@pytest.mark.long
def test_page_costs_the_same_for_one_version_and_thirty(
    sign_in, sent, lead_trine, solvang, three, count_queries
):
    sven = sign_in(three[Line.SCHOOL])
    sven.get(page("show", solvang))
    one = count_queries(lambda: sven.get(page("show", solvang)))
    for number in range(2, 31):
        written(solvang, lead_trine, seen=2 * number - 2, vision=f"Vi vil {number} ting.")
        version = actions.send(municipality=solvang, seen=2 * number - 1, by=lead_trine)
        answered(version, Line.AUTHORITY, three[Line.AUTHORITY])
    assert count_queries(lambda: sven.get(page("show", solvang))) == one


def test_every_state_of_a_version_can_be_reached():
    assert {step.target for step in FLOW.steps.values()} | {State.WAITING} == set(State)
    assert FLOW.from_state(State.REPLACED) == []
