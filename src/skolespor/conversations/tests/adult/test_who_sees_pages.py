"""Who reads what of a conversation, and whom its pages let in."""

from datetime import date

import pytest
from django.urls import reverse

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.models import Child
from skolespor.conversations.actions import outcome
from skolespor.conversations.tests.adult.said import SECRET, SHARED, TODAY, TOMORROW, read
from skolespor.conversations.tests.pages import address, at, offered
from skolespor.promises.actions import answering
from skolespor.promises.models import Statement


def test_each_role_reads_what_the_child_lets_it_know(sign_in, everybody, held):
    tim, karen = everybody["teacher_tim"], everybody["coordinator_karen"]
    assert SECRET in read(sign_in(tim), at("show", held))
    assert SECRET in read(sign_in(everybody["maja_herself"]), at("show", held))
    for who in (
        karen,
        everybody["worker_wilma"],
        everybody["foster_freja"],
        everybody["mother_mie"],
    ):
        page = read(sign_in(who), at("show", held))
        assert SHARED in page and SECRET not in page
        assert "Klassen og vennerne" not in page, "the card tells what it was about"
    page = read(sign_in(everybody["leader_lis"]), at("show", held))
    assert SHARED not in page and SECRET not in page and "16-11-2026" in page


def test_the_child_reads_its_own(sign_in, maja_herself, held, maja):
    hers = sign_in(maja_herself)
    page = read(hers, at("show", held))
    assert "Det sagde du" in page and SECRET in page
    assert "Karen Lange skal svare dig senest 30-11-2026." in page
    assert "arnet" not in page.split("<h1")[1].split("</main")[0], (
        "nobody speaks of her as the child"
    )
    assert hers.get(address("child", maja)).url == reverse("workspace:own_said")
    assert "Din snak i dag" in read(hers, reverse("workspace:own_talk"))


def test_why_a_child_said_no_is_read_by_its_adult_alone(sign_in, everybody, maja):
    tim = everybody["teacher_tim"]
    made = offered(maja, tim, TODAY)
    told = {"conversation": made, "on": TODAY, "by": tim, "next_offer_on": TOMORROW}
    outcome.decline(**told, reason="Jeg er ked af det.")
    assert "Jeg er ked af det." in read(sign_in(tim), at("show", made))
    for who in ("coordinator_karen", "worker_wilma", "foster_freja", "mother_mie", "leader_lis"):
        page = read(sign_in(everybody[who]), at("show", made))
        assert "Takkede nej" in page and "Jeg er ked af det." not in page


def test_when_and_how_maja_was_answered_is_read_by_those_who_read_answers(
    sign_in, everybody, held, person, familieteamet, sits, maja
):
    fie = person("Fie Fog", Role.FOSTER_CARE_CONSULTANT, familieteamet)
    sits(fie, maja)
    asked = Statement.objects.get(what="wish")
    karen = everybody["coordinator_karen"]
    reason = "Du får en plads ved tavlen."
    answering.decide(statement=asked, decision="yes_we_do", reason=reason, by=karen)
    answering.told(statement=asked, told_on=TODAY, how="talked", by=karen)
    told = "Barnet fik svar 16-11-2026."
    for who in ("teacher_tim", "coordinator_karen", "worker_wilma", "foster_freja", "mother_mie"):
        assert told in read(sign_in(everybody[who]), at("show", held)), who
    assert "Du fik svar 16-11-2026." in read(sign_in(everybody["maja_herself"]), at("show", held))
    fies = read(sign_in(fie), at("show", held))
    assert SHARED in fies and told not in fies


HOLDERS = ("prepare", "cards", "say_first", "write", "add", "agree", "decline", "postpone")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator_karen", 403),
        ("worker_wilma", 403),
        ("foster_freja", 403),
        ("mother_mie", 403),
        ("leader_lis", 403),
        ("maja_herself", 403),
        ("head_hanne", 404),
        ("teacher_nora", 404),
        ("worker_otto", 404),
    ],
)
def test_doors_of_what_the_adult_does(sign_in, everybody, offer, maja, who, status):
    browser = sign_in(everybody[who])
    for page in HOLDERS:
        assert browser.get(at(page, offer)).status_code == status, page
    for page in ("steps", "child_ok"):
        assert browser.post(at(page, offer)).status_code == status, page
    assert browser.get(at("withdraw", offer)).status_code == status
    expected = 200 if who == "coordinator_karen" else status
    assert browser.get(address("offer", maja)).status_code == expected
    assert browser.get(at("show", offer)).status_code == (404 if status == 404 else 200)


def test_school_staff_know_only_of_those_they_hold(
    sign_in, person, is_named, lindeskolen, maja, tim, offer
):
    sven = person("Sven Sol", Role.SCHOOL_STAFF, lindeskolen)
    is_named(sven, maja)
    his = sign_in(sven)
    assert his.get(at("show", offer)).status_code == 404
    assert his.get(at("prepare", offer)).status_code == 404
    own = offered(maja, sven, TOMORROW, by=tim)
    assert his.get(at("prepare", own)).status_code == 200
    page = read(his, address("child", maja))
    assert at("show", own) in page and at("show", offer) not in page


def test_a_teacher_withdraws_what_she_has_offered_with_another(
    sign_in, person, is_named, lindeskolen, maja, tim
):
    sven = person("Sven Sol", Role.SCHOOL_STAFF, lindeskolen)
    is_named(sven, maja)
    made = offered(maja, tim, TOMORROW, by=sven)
    his = sign_in(sven)
    assert his.get(at("show", made)).status_code == 404
    assert his.get(at("withdraw", made)).status_code == 200


def test_a_conversation_of_another_child_is_not_found(his, offer, emil, tim, learns, is_named):
    url = address("show", emil, offer.pk)
    assert his.get(url).status_code == 404


def test_a_protected_childs_conversations_are_for_those_who_may_know(his, held, maja):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    assert his.get(at("show", held)).status_code == 403
    assert his.get(at("prepare", held)).status_code == 403
    page = read(his, address("child", maja))
    assert at("show", held) not in page and "Tilbyd en samtale" not in page


def test_the_day_after_the_job_there_is_no_such_page(his, held, tim):
    tim.jobs.update(until=date(2026, 11, 15))
    assert his.get(at("show", held)).status_code == 404
    assert his.get(at("prepare", held)).status_code == 404


def test_whoever_reads_the_words_stands_in_the_log(sign_in, worker_wilma, held):
    sign_in(worker_wilma).get(at("show", held))
    line = Entry.objects.get(kind="children.opened", by_id=worker_wilma.pk)
    assert (line.child_id, line.role) == (held.child_id, "case_worker")
