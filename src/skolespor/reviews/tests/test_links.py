"""A link opens one person's answers in one browser, and nothing else anywhere."""

import re
from datetime import date
from urllib.parse import unquote

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from skolespor.accounts.roles import Role
from skolespor.core.errors import RuleBroken
from skolespor.core.models import OutboxMail
from skolespor.notices.models import Notice
from skolespor.reviews.actions import answering, inviting
from skolespor.reviews.models import Answerer, Sheet
from skolespor.reviews.rules.shown import Mode
from skolespor.reviews.tests.pages import text

CLOSED = "Linket virker ikke her"


@pytest.fixture
def anna(begin, asked):
    return asked(begin("sr_child_voice"), "school", 3, Mode.ONE_BY_ONE)[0]


@pytest.fixture
def link(anna, newest_link):
    return newest_link(anna.email)


def opened(link, client):
    client.post(link)
    return client


def alike(answer):
    """The page without its own address, which stands in the choice of a language, and its token."""
    assert answer.status_code == 404
    plain = answer.content.decode().replace(answer.wsgi_request.path, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", plain)


def pages(link):
    return [link, f"{link}svar/", f"{link}tema/1/", f"{link}send/", f"{link}maade/"]


def test_to_look_at_a_link_does_not_use_it_up(link, anna, browser):
    """As programs that look into mails do."""
    assert "Begynd" in text(browser().get(link))
    anna.refresh_from_db()
    assert anna.browser == ""
    assert opened(link, browser()).get(f"{link}svar/").status_code == 200


def test_one_answers_on_a_telephone_pauses_and_goes_on(link, browser):
    phone = opened(link, browser())
    page = phone.get(f"{link}tema/1/")
    assert page.status_code == 200
    sent = {"value_sr_6_1": "4", "text_sr_6_1": "Hver måned", "value_sr_6_2": "unknown"}
    assert phone.post(f"{link}tema/1/", sent)["Location"] == f"{link}svar/"
    again = text(phone.get(f"{link}tema/1/"))
    assert "Hver måned" in again
    assert "2 af 4" in text(phone.get(f"{link}svar/"))
    assert phone.get(link)["Location"] == f"{link}svar/"


def test_what_is_typed_is_saved_on_the_way(link, browser):
    phone = opened(link, browser())
    assert phone.post(f"{link}tema/1/gem/", {"value_sr_6_1": "4"}).status_code == 204
    assert "1 af 4" in text(phone.get(f"{link}svar/"))
    for text_to_ask_about in ("010112-1234", "Vi spurgte Mathilde"):
        sent = {"value_sr_6_2": "2", "text_sr_6_1": text_to_ask_about, "text_sr_6_2": "Ja da"}
        assert phone.post(f"{link}tema/1/gem/", sent).status_code == 204
        page = text(phone.get(f"{link}tema/1/"))
        assert text_to_ask_about not in page
        assert "Ja da" in page
    assert phone.post(f"{link}tema/1/gem/", {"value_sr_6_1": "9"}).status_code == 400


def test_what_could_not_be_saved_on_the_way_is_said(link, browser):
    phone = opened(link, browser())
    plain = phone.post(f"{link}tema/1/gem/", {"text_sr_6_1": "Hver måned"})
    assert "X-Draft-Words" not in plain
    asked = phone.post(f"{link}tema/1/gem/", {"text_sr_6_1": "Vi spurgte Mathilde"})
    assert unquote(asked["X-Draft-Words"]).startswith("Gemt, men ikke det, der ligner et navn")


def test_what_was_typed_when_the_round_was_closed_meanwhile_still_stands_there(
    link, anna, browser, lead_trine
):
    phone = opened(link, browser())
    inviting.withdraw(answerer=anna, by=lead_trine)
    page = text(phone.post(f"{link}tema/1/", {"text_sr_6_1": "En lang tanke"}))
    assert "Det er ikke gemt. Kopiér det, hvis du vil beholde det." in page
    assert "En lang tanke" in page
    assert "Det er ikke gemt." not in text(phone.get(f"{link}tema/1/"))


def test_the_same_with_an_account(sign_in, teacher_tim):
    answer = sign_in(teacher_tim).post(
        "/egenvurdering/svar/999/tema/1/", {"text_sr_6_1": "En lang tanke"}
    )
    assert answer.status_code == 404
    assert "En lang tanke" in text(answer)


def test_in_another_browser_every_page_of_it_says_nothing(link, anna, browser):
    opened(link, browser()).post(f"{link}tema/1/", {"value_sr_6_1": "4"})
    stranger = browser()
    for page in pages(link):
        for answer in (stranger.get(page), stranger.post(page)):
            assert answer.status_code == 404
            assert CLOSED in text(answer)
            assert "Solvang" not in text(answer)
            assert anna.name not in text(answer)


def test_guessed_used_withdrawn_old_and_closed_links_get_the_same_page(
    link, anna, browser, lead_trine, time_machine
):
    other = "/svar-paa-egenvurdering/" + "x" * 43 + "/"
    page_for_nobody = alike(browser().get(other))
    phone = opened(link, browser())
    assert alike(browser().get(link)) == page_for_nobody
    time_machine.move_to("2026-11-06 10:00", tick=False)
    assert alike(phone.get(f"{link}svar/")) == page_for_nobody
    time_machine.move_to("2026-10-02 10:00", tick=False)
    inviting.withdraw(answerer=anna, by=lead_trine)
    assert alike(phone.get(f"{link}svar/")) == page_for_nobody


def test_the_link_is_dead_when_the_round_is_closed(link, anna, browser, says, close):
    phone = opened(link, browser())
    one = anna.line.round
    for person in Answerer.objects.select_related("line__round"):
        says(person, sr_6_1=3)
    close(one)
    for page in pages(link):
        assert phone.get(page).status_code == 404


def test_sent_again_the_old_link_is_dead_and_the_answers_are_there(
    link, anna, browser, lead_trine, newest_link
):
    phone = opened(link, browser())
    phone.post(f"{link}tema/1/", {"value_sr_6_1": "4"})
    inviting.send_again(answerer=anna, by=lead_trine)
    new = newest_link(anna.email)
    assert new != link
    assert phone.get(f"{link}svar/").status_code == 404
    computer = opened(new, browser())
    assert "1 af 4" in text(computer.get(f"{new}svar/"))


def test_two_people_at_one_computer_have_each_their_own(begin, asked, newest_link, browser):
    anna, bo, _carl = asked(begin("sr_child_voice"), "school", 3, Mode.ONE_BY_ONE)
    computer = browser()
    for person, value in ((anna, "4"), (bo, "1")):
        link = newest_link(person.email)
        computer.post(link)
        computer.post(f"{link}tema/1/", {"value_sr_6_1": value})
        computer.post(f"{link}send/")
    assert Sheet.objects.filter(is_handed_in=True).count() == 2
    after = text(computer.get(f"{newest_link(anna.email)}svar/"))
    assert "Tak, svarene er sendt" in after
    assert computer.get(f"{newest_link(anna.email)}tema/1/").status_code == 302


def test_the_cookie_goes_to_these_pages_alone_and_no_script_reads_it(link, browser):
    cookie = browser().post(link).cookies["egenvurdering"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        "/svar-paa-egenvurdering/",
        True,
        "Lax",
    )


def test_whoever_answers_by_a_link_sees_nothing_of_the_results(link, browser, compared_elsewhere):
    phone = opened(link, browser())
    page = reverse("reviews:round", args=[compared_elsewhere.pk])
    assert phone.get(page).status_code == 302
    assert "/konto/" in phone.get(page)["Location"] or "login" in phone.get(page)["Location"]


@pytest.fixture
def compared_elsewhere(begin, ellevang, lead_erna):
    return begin("sr_child_voice", municipality=ellevang, by=lead_erna)


def test_only_a_fingerprint_of_the_link_is_stored(link, anna):
    token = link.rstrip("/").split("/")[-1]
    anna.refresh_from_db()
    assert token not in str(vars(anna))
    assert len(anna.fingerprint) == 64


def test_the_mail_names_nobody(anna):
    for mail in OutboxMail.objects.all():
        assert anna.name not in f"{mail.subject} {mail.body}"
        assert "Solvang" not in f"{mail.subject} {mail.body}"


def test_who_has_an_account_is_asked_to_sign_in_and_gets_no_link(
    begin, lead_trine, schools_sven, home_helle, lead_erna, sign_in
):
    one = begin("sr_child_voice")
    people = "\n".join(f"{u.name}, {u.email}" for u in (schools_sven, lead_erna))
    inviting.invite(line=one.lines.get(line="school"), people_listed=people, by=lead_trine)
    sven = Answerer.objects.get(email=schools_sven.email)
    assert (sven.user, sven.fingerprint) == (schools_sven, "")
    assert Notice.objects.filter(user=schools_sven, kind="reviews.asked").count() == 1
    assert Answerer.objects.get(email=lead_erna.email).user is None
    page = reverse("reviews:start", args=[sven.pk])
    assert sign_in(schools_sven).get(page).status_code == 200
    for other in (home_helle, lead_trine, lead_erna):
        assert sign_in(other).get(page).status_code == 404
    with pytest.raises(RuleBroken):
        inviting.send_again(answerer=sven, by=lead_trine)


def test_nobody_is_invited_twice_and_only_by_who_leads(begin, asked, lead_trine, group_gerda):
    one = begin("sr_child_voice")
    asked(one, "school", 2)
    held = one.lines.get(line="school")
    again = "Skole 1, skole1@example.dk\nNy Ny, ny@example.dk\nNy igen, ny@example.dk"
    assert inviting.invite(line=held, people_listed=again, by=lead_trine) == 1
    assert Answerer.objects.filter(line=held).count() == 3
    assert Answerer.objects.filter(line=held, chooses=True).count() == 1
    answerer = Answerer.objects.filter(line=held).select_related("line__round").first()
    for work in (inviting.withdraw, inviting.send_again, inviting.let_choose):
        with pytest.raises(PermissionDenied):
            work(answerer=answerer, by=group_gerda)


def test_a_withdrawn_person_can_be_invited_anew(begin, asked, lead_trine):
    one = begin("sr_child_voice")
    (anna,) = asked(one, "school", 1)
    inviting.withdraw(answerer=anna, by=lead_trine)
    (again,) = asked(one, "school", 1)
    assert (again.pk != anna.pk, again.chooses, again.expires_on) == (True, True, date(2026, 11, 5))


def test_a_teacher_who_is_asked_answers_and_sees_nothing_else(
    begin, asked, says, close, lead_erna, ellevang, lindeskolen, person, sign_in
):
    one = begin("sr_child_voice", municipality=ellevang, by=lead_erna)
    tove = person("Tove Ravn", Role.CONTACT_TEACHER, lindeskolen)
    held = one.lines.get(line="school")
    inviting.invite(line=held, people_listed=f"Tove Ravn, {tove.email}", by=lead_erna)
    answering.choose_mode(line=held, mode=Mode.JOINT, by=lead_erna)
    mine = Answerer.objects.select_related("line__round", "user").get()
    browser = sign_in(tove)
    assert "Svar for Skole" in text(browser.get(reverse("reviews:index")))
    assert browser.get(reverse("reviews:round", args=[one.pk])).status_code == 403
    says(mine, sr_6_1=3)
    assert "Du er ikke bedt om at svare lige nu" in text(browser.get(reverse("reviews:index")))


def test_whoever_no_longer_works_there_answers_no_more(
    begin, lead_trine, schools_sven, sign_in, says
):
    one = begin("sr_child_voice")
    held = one.lines.get(line="school")
    inviting.invite(line=held, people_listed=f"Sven, {schools_sven.email}", by=lead_trine)
    answering.choose_mode(line=held, mode=Mode.JOINT, by=lead_trine)
    mine = Answerer.objects.select_related("line__round", "user").get()
    page = reverse("reviews:start", args=[mine.pk])
    browser = sign_in(schools_sven)
    assert browser.get(page).status_code == 200
    schools_sven.jobs.update(until=date(2026, 9, 30))
    assert browser.get(page).status_code == 404
    with pytest.raises(PermissionDenied):
        says(mine, sr_6_1=3)
