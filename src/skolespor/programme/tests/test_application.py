"""The application: begun from the open page or signed in, written by several, sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.utils import timezone

from skolespor.audit.models import Entry
from skolespor.core import drafts
from skolespor.core.errors import RuleBroken
from skolespor.core.models import OutboxMail
from skolespor.programme.access import Who, courses_where, may_write
from skolespor.programme.actions import application, keeping, people, steps
from skolespor.programme.models import Course, Inquiry, Participant
from skolespor.programme.queries import courses as queries
from skolespor.programme.tests.conftest import WISH

ASK = {
    "municipality": "9002",
    "name": "Kim Kær",
    "title": "Skolechef",
    "email": "Kim@example.invalid",
    "phone": "70 00 91 01",
}


def words(response):
    return response.content.decode()


def test_an_application_begins_on_the_open_page_by_a_link_in_a_mail(client, ellevang, link_in_mail):
    assert client.post("/raadgivning/henvend/", ASK).url == "/raadgivning/henvend/sendt/"
    assert not Course.objects.exists()
    link = link_in_mail("kim@example.invalid")
    assert "Begynd jeres henvendelse" in words(client.get(link))
    assert not Course.objects.exists(), "a mail program that opens the link begins nothing"
    answer = client.post(link)
    course = Course.objects.get()
    assert answer.url == f"/raadgivning/{course.pk}/"
    assert "I skriver henvendelsen." in words(client.get(answer.url))
    seat = course.participants.get()
    assert (seat.name, seat.email, seat.is_lead) == ("Kim Kær", "kim@example.invalid", True)


def test_a_link_from_the_open_page_works_once_and_not_for_ever(client, ellevang, link_in_mail):
    client.post("/raadgivning/henvend/", ASK)
    link = link_in_mail("kim@example.invalid")
    client.post(link)
    assert Client().post(link).status_code == 410
    client.post("/raadgivning/henvend/", ASK)
    Inquiry.objects.filter(used_at=None).update(link_until=timezone.now())
    assert Client().post(link_in_mail("kim@example.invalid")).status_code == 410
    assert Client().post("/raadgivning/henvend/guessed/").status_code == 410
    assert Course.objects.count() == 1


def test_what_is_missing_on_the_open_page_is_said_and_nothing_sent(client, ellevang):
    page = words(client.post("/raadgivning/henvend/", ASK | {"email": "nej", "municipality": "1"}))
    assert "Der er 2 ting, du skal rette" in page
    refused = words(client.post("/raadgivning/henvend/", ASK | {"name": "710415-0002"}))
    assert "Skriv kun navnet" in refused
    assert not OutboxMail.objects.exists()


TOO_MANY = "Der er bedt om mange mails herfra eller til den adresse. Prøv igen om en time."


def test_twenty_colleagues_behind_one_address_get_their_mails_and_nobody_has_a_hundred_sent(
    client, ellevang
):
    def asks(number):
        return client.post("/raadgivning/henvend/", ASK | {"email": f"k{number}@example.invalid"})

    for number in range(30):
        assert asks(number).status_code == 302
    assert TOO_MANY in words(asks(30))
    assert OutboxMail.objects.values("recipient").distinct().count() == 30


def test_the_sixth_mail_to_one_address_within_an_hour_is_not_sent(client, ellevang):
    for address in ("kim@example.invalid", "KIM@example.invalid", "Kim@Example.invalid") * 2:
        answer = client.post("/raadgivning/henvend/", ASK | {"email": address})
    assert TOO_MANY in words(answer)
    assert OutboxMail.objects.count() == 5
    from_elsewhere = client.post("/raadgivning/henvend/", ASK, REMOTE_ADDR="192.0.2.7")
    assert TOO_MANY in words(from_elsewhere)
    other = ASK | {"email": "bo@example.invalid"}
    assert client.post("/raadgivning/henvend/", other).status_code == 302


def test_mail_carries_a_link_and_the_municipality_and_nothing_else(client, ellevang):
    client.post("/raadgivning/henvend/", ASK)
    mail = OutboxMail.objects.get()
    assert "Ellevang" in mail.body
    assert "Kim" not in mail.body + mail.subject
    assert Inquiry.objects.get().link not in mail.body


def test_the_tovholder_begins_signed_in_and_twice_is_once(sign_in, lead_trine):
    browser = sign_in(lead_trine)
    answer = browser.post("/raadgivning/begynd/", {"municipality": "9001"})
    course = Course.objects.get()
    assert answer.url == f"/raadgivning/{course.pk}/henvendelse/"
    browser.post("/raadgivning/begynd/", {"municipality": "9001"})
    assert Course.objects.count() == 1


def test_nobody_begins_for_another_municipality(lead_trine, ellevang):
    with pytest.raises(PermissionDenied):
        application.begin(municipality="9002", by=lead_trine)


def test_a_part_is_saved_as_a_version_with_its_writer(draft, writes):
    writes(draft)
    saved = writes(draft, answers=WISH | {"af_wish": "Mere ro."}, seen=1)
    assert (saved.written.version, saved.written.by) == (2, "Trine Tofte")
    assert [row.version for row in queries.part_history(draft)] == [2, 1]
    assert Entry.objects.filter(kind="programme.part_saved").count() == 2


def test_the_same_words_again_are_no_new_version(draft, writes):
    writes(draft)
    assert writes(draft, seen=1).written.version == 1


def test_two_who_write_at_once_keep_both_their_words(draft, writes):
    writes(draft)
    writes(draft, answers=WISH | {"af_wish": "Ro"}, seen=1)
    second = writes(draft, answers=WISH | {"af_time": "Maj 2027"}, seen=1)
    assert second.merged.contested == ()
    assert second.written.answers["af_wish"] == "Ro"
    assert second.written.answers["af_time"] == "Maj 2027"


def test_who_answers_the_same_question_too_late_sees_both_texts(sign_in, lead_trine, draft, writes):
    writes(draft)
    writes(draft, answers=WISH | {"af_wish": "Hendes svar"}, seen=1)
    mine = {**WISH, "af_wish": "Mit svar", "af_time": "Maj 2027", "seen": 1}
    browser = sign_in(lead_trine)
    answer = browser.post(f"/raadgivning/{draft.pk}/henvendelse/common/", mine)
    assert answer.status_code == 409
    page = words(answer)
    assert "Hendes svar" in page
    assert "Mit svar" in page
    now = queries.part_now(draft, "common")
    assert (now.answers["af_wish"], now.answers["af_time"]) == ("Hendes svar", "Maj 2027")
    both = mine | {"af_wish": "Vores svar", "seen": now.version}
    assert browser.post(answer.wsgi_request.path, both).status_code == 302
    assert queries.part_now(draft, "common").answers["af_wish"] == "Vores svar"


def test_a_number_is_refused_and_a_name_asked_about_and_nothing_is_lost(sign_in, lead_trine, draft):
    browser = sign_in(lead_trine)
    address = f"/raadgivning/{draft.pk}/henvendelse/school/"
    page = words(browser.post(address, {"af_before": "Vi prøvede 710415-0002", "seen": 0}))
    assert "ligner et CPR-nummer" in page
    assert "710415-0002" in page
    asked = words(browser.post(address, {"af_before": "Vi hjalp Maja", "seen": 0}))
    assert "»Maja«" in asked
    assert queries.part_now(draft, "school").version == 0
    browser.post(address, {"af_before": "Vi hjalp Maja", "seen": 0, "not_a_child": "on"})
    saved = Entry.objects.get(kind="programme.part_saved")
    assert saved.data["names_confirmed"] == "1"
    assert "Maja" not in str(saved.data)


def test_the_names_of_those_who_take_part_are_not_asked_about(draft, writes, invites):
    invites(draft, "Bo Birk")
    saved = writes(draft, "school", {"af_before": "Vi spørger Bo Birk og Solvang."})
    assert saved.written.version == 1


def test_it_is_not_sent_before_it_is_whole(draft, writes, invites, trine, today):
    def send(**more):
        steps.send(course=draft, today=today, by=trine, **({"is_confirmed": True} | more))

    with pytest.raises(RuleBroken) as no:
        send()
    assert no.value.code == "course.incomplete"
    writes(draft)
    with pytest.raises(RuleBroken):
        send()
    invites(draft)
    with pytest.raises(RuleBroken) as no:
        send(is_confirmed=False)
    assert no.value.code == "course.not_confirmed"
    send()
    assert draft.state == "inquiry"


def test_sc_43_the_answer_is_due_after_ten_working_days(draft, writes, invites, trine):
    """Received on Monday 2026-03-02, an answer is due 2026-03-16."""
    writes(draft)
    invites(draft)
    steps.send(course=draft, is_confirmed=True, today=date(2026, 3, 2), by=trine)
    draft.refresh_from_db()
    assert draft.reply_due == date(2026, 3, 16)


def test_a_municipality_has_one_application_under_way(sent, director_dan, lead_trine, today):
    another = Course.objects.create(municipality="9001")
    Participant.objects.create(
        course=another,
        name="Dan Due",
        email="b@example.invalid",
        line="school",
        is_lead=True,
        user=director_dan,
        joined_at=timezone.now(),
    )
    by = Who(director_dan)
    application.save_part(
        course=another, part="common", answers=WISH, seen=0, not_a_child=False, by=by
    )
    with pytest.raises(RuleBroken) as no:
        steps.send(course=another, is_confirmed=True, today=today, by=by)
    assert no.value.code == "course.already_open"


def test_what_is_sent_is_not_written_in_until_the_agency_asks(sent, trine, rikke, writes, today):
    assert not may_write(trine, sent)
    with pytest.raises(PermissionDenied):
        writes(sent, seen=1)
    later = today + timedelta(days=9)
    steps.ask(
        course=sent, words="Hvem er med?", next_on=later, not_a_child=False, today=today, by=rikke
    )
    assert may_write(trine, sent)
    writes(sent, answers=WISH | {"af_numbers": "Cirka 40"}, seen=1)
    steps.answer(course=sent, words="", not_a_child=False, by=trine)
    assert sent.state == "initial_dialogue"


def test_a_draft_that_is_thrown_away_is_nobodys(draft, writes, trine, lead_trine, rikke):
    writes(draft)
    drafts.keep(**keeping.draft_key(draft, "common", by=trine), answers={"af_wish": "Mere"})
    steps.drop(course=draft, by=trine)
    assert not draft.parts.exists()
    assert not courses_where(trine).exists()
    assert not courses_where(rikke).exists()
    assert (
        drafts.waiting(owner_id=lead_trine.pk, form="course-part", subject=f"{draft.pk}-common")
        is None
    )
    assert application.begin(municipality="9001", by=lead_trine).pk != draft.pk


def test_sc_44_the_school_chief_leaves_in_the_middle_and_the_work_goes_on(
    draft, invites, comes_in, trine, sign_in, lead_trine
):
    """Drafts are kept, the new chief takes over, the leaver's access ends the same day, and the history
    still shows who wrote what."""
    chief = invites(draft, "Sten Sø", line="school")
    leaver = comes_in(chief)
    part = f"/raadgivning/{draft.pk}/henvendelse/school/"
    assert leaver.post(part, {"af_before": "Vi har prøvet lidt.", "seen": 0}).status_code == 302
    leaver.post(f"{part}kladde/", {"af_before": "Vi har prøvet lidt.", "af_worries": "Tid."})
    sign_in(lead_trine).post(
        f"/raadgivning/{draft.pk}/deltagere/{chief.pk}/erstat/",
        {"name": "Nina Nør", "title": "Skolechef", "email": "nina@example.invalid"},
    )
    assert leaver.get(part).status_code == 302, "to the sign-in page, as for anybody"
    new = draft.participants.get(name="Nina Nør")
    assert (new.line, new.replaces) == ("school", chief)
    follower = comes_in(new)
    page = words(follower.get(part))
    assert "Vi har prøvet lidt." in page
    assert "Tid." in page
    follower.post(part, {"af_before": "Vi har prøvet meget.", "af_worries": "Tid.", "seen": 1})
    history = words(follower.get(f"/raadgivning/{draft.pk}/henvendelse/"))
    assert "Sten Sø skrev i »Skole«" in history
    assert "Nina Nør skrev i »Skole«" in history


def test_ten_who_write_at_once_lose_nothing(draft, writes, invites, let_in):
    """All begin from the same empty page; who is asked to put two texts together does so."""
    names = ["af_wish", "af_why_now", "af_time", "af_numbers", "af_hosted"]
    for number in range(10):
        by = let_in(invites(draft, f"P{number}x Abc", line="school"))
        mine = {names[number % 5]: f"Svar {number}."}
        saved = writes(draft, answers=mine, by=by)
        for name in saved.merged.contested:
            both = f"{saved.written.answers[name]} {mine[name]}"
            answers = {**saved.written.answers, name: both}
            writes(draft, answers=answers, seen=saved.written.version, by=by)
    stands = " ".join(queries.part_now(draft, "common").answers.values())
    assert [number for number in range(10) if f"Svar {number}." not in stands] == []


@pytest.mark.django_db(transaction=True)
def test_threads_that_save_at_the_same_moment_make_versions_one_after_another(
    transactional_db, draft, writes
):
    def save(number):
        writes(draft, answers={f"af_{number}": f"Svar {number}"})
        connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(save, range(5)))
    assert queries.part_now(draft, "common").answers == {f"af_{n}": f"Svar {n}" for n in range(5)}


def test_only_those_who_lead_send_and_invite(draft, writes, invites, let_in, today):
    writer = let_in(invites(draft))
    with pytest.raises(PermissionDenied):
        steps.send(course=draft, is_confirmed=True, today=today, by=writer)
    with pytest.raises(PermissionDenied):
        invites(draft, "En Anden", by=writer)
    reader = let_in(invites(draft, "Lis Læs", may_write=False))
    with pytest.raises(PermissionDenied):
        writes(draft, by=reader)
    assert courses_where(reader).filter(pk=draft.pk).exists()


def test_another_tovholder_is_named_before_the_first_leaves(draft, invites, let_in, trine):
    first = draft.participants.get(is_lead=True)
    with pytest.raises(RuleBroken):
        people.end(seat=first, by=trine)
    bo = invites(draft)
    with pytest.raises(RuleBroken) as no:
        people.name_lead(seat=bo, by=trine)
    assert no.value.code == "course.lead_not_in", "the course would have nobody who leads it"
    let_in(bo)
    people.name_lead(seat=bo, by=trine)
    first.refresh_from_db()
    people.end(seat=first, by=trine)
    assert queries.here(draft).get(is_lead=True).name == "Bo Birk"
