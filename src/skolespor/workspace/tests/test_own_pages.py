"""The child's own pages: whose they are, what is new, who can see what, and its rights."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.models import Enrolment, NetworkSeat
from skolespor.conversations.models import Conversation
from skolespor.promises.actions import owners
from skolespor.promises.rules import Sharing
from skolespor.workspace.night import count
from skolespor.workspace.rules.own_words import day_for_child
from skolespor.workspace.tests.own import PAGES, SEAT, THURSDAY, address, answered, read, words


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-19 10:00", tick=False)


@pytest.fixture
def browser(at_her_screen):
    return at_her_screen


# Whose they are


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_for_the_child(browser, page):
    assert browser.get(address(page)).status_code == 200


@pytest.mark.long
def test_nobody_else_has_such_pages(sign_in, everybody):
    for who, user in everybody.items():
        status = 200 if who == "maja_herself" else 404
        enter = sign_in(user)
        assert {enter.get(address(page)).status_code for page in PAGES} == {status}, who


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert client.get(address("own")).status_code == 302


def test_a_child_whose_seat_has_ended_has_none(browser, maja_herself):
    NetworkSeat.objects.filter(user=maja_herself).update(until=THURSDAY - timedelta(days=1))
    assert {browser.get(address(page)).status_code for page in PAGES} == {404}


def test_the_visit_is_in_the_log_with_its_page(browser, maja_herself, maja):
    browser.get(address("own_rights"))
    entry = Entry.objects.filter(kind="children.opened").latest("pk")
    assert (entry.by_id, entry.child_id, entry.role) == (maja_herself.pk, maja.pk, Role.CHILD)
    assert entry.data["step"] == "workspace:own_rights"


def test_no_number_of_the_child_stands_in_the_addresses(browser, wish):
    one = wish()
    assert not any(char.isdigit() for page in PAGES for char in address(page))
    assert (
        f'action="{address("own_share", one.pk)}"'
        in browser.get(address("own_said")).content.decode()
    )


def test_the_start_and_the_old_page_lead_here(browser, maja):
    assert browser.get(reverse("workspace:today")).url == address("own")
    assert browser.get(reverse("workspace:child", args=[maja.pk])).url == address("own")
    menu = browser.get(address("own")).context["navigation"]
    assert [(item.label, item.url) for item in menu] == [("Min side", address("own"))]


def test_one_child_never_reaches_anothers_things(browser, sign_in, emil, wish, person, teacher_tim):
    kept = wish()
    talk = Conversation.objects.create(
        child=kept.child,
        adult=teacher_tim,
        band="age_10_13",
        offered_on=THURSDAY,
        offered_by=teacher_tim,
    )
    user = person("Emil Dahl")
    emil.user = user
    emil.save(update_fields=["user"])
    NetworkSeat.objects.create(child=emil, user=user, role=Role.CHILD, since=THURSDAY)
    other = sign_in(user)
    assert SEAT not in "".join(read(other, page) for page in PAGES)
    assert "Maja" not in "".join(read(other, page) for page in PAGES)
    for page, about, sent in (
        ("own_helped", kept.pk, {"helped": "helped"}),
        ("own_share", kept.pk, {"sharing": "may_share"}),
        ("own_decline", talk.pk, {}),
    ):
        assert other.post(address(page, about), sent).status_code == 404


# The first page


def test_it_greets_by_name_and_has_seven_ways_on(browser):
    html = browser.get(address("own")).content.decode()
    assert "<h1>Hej Maja</h1>" in html
    assert html.count('class="own-tile"') == 7
    assert "Mine mål" not in html


def test_a_new_answer_stands_first_until_the_child_says_whether_it_helped(
    browser, wish, around, coordinator_karen
):
    one = answered(wish(), coordinator_karen)
    assert "Der er svar til dig" in read(browser, "own")
    browser.post(address("own_helped", one.pk), {"helped": "a_little"})
    assert "Der er svar til dig" not in read(browser, "own")


def test_no_school_is_said_with_who_has_it_and_no_counting(
    browser, maja, coordinator_karen, time_machine
):
    Enrolment.objects.filter(child=maja).update(until=date(2026, 10, 30))
    count(THURSDAY)
    page = read(browser, "own")
    assert "De voksne er ved at finde en skole til dig." in page
    assert "Karen Lange har ansvaret." in page
    assert "dage" not in page and "uden skole" not in page


def test_with_a_school_nothing_is_said_of_it(browser):
    page = read(browser, "own")
    assert "finde en skole" not in page
    assert "Du går på Lindeskolen, 3.B. Du bor hos en familie." in page


def test_of_a_protected_child_no_place_and_no_name_is_written(browser, maja, wish):
    wish()
    type(maja).objects.filter(pk=maja.pk).update(is_protected=True)
    pages = "".join(read(browser, page) for page in PAGES)
    for word in ("Lindeskolen", "Skovvej", "Tim Toft", "Freja Bo", "Karen Lange", "Familien Bo"):
        assert word not in pages
    assert "Det er for at passe på dig." in pages


# Mine voksne, hvem kan se det


def test_my_adults_in_plain_words_with_ways_to_reach_them(browser, teacher_tim):
    html = browser.get(address("own_adults")).content.decode()
    assert "Din kontaktlærer" in html and "Spørg om timer, venner og frikvarter." in html
    assert 'href="tel:20000000"' in html
    assert f"?voksen={teacher_tim.pk}" in html
    page = browser.get(f"{address('own_wish')}?voksen={teacher_tim.pk}").content.decode()
    assert re.search(rf'value="{teacher_tim.pk}"[^>]*checked', page)


def test_who_can_see_what_in_plain_words(browser):
    page = read(browser, "own_who_sees")
    assert "Wilma Winther Din rådgiver Kan se: Din skole og klasse" in page
    assert "Det, du siger til din rådgiver" in page
    assert "Mie Ager Din forælder" in page and "Maja Ager" not in page


def test_sc_26_who_has_read_about_me(browser, sign_in, teacher_tim, maja):
    assert "Ingen har læst noget om dig endnu." in read(browser, "own_read")
    sign_in(teacher_tim).get(reverse("workspace:child", args=[maja.pk]))
    page = read(browser, "own_read")
    day = localdate(Entry.objects.latest("pk").at)
    reason = "Grunden var: at læse barnets overblik."
    assert f"Din kontaktlærer læste det {day_for_child(day, today=THURSDAY)}. {reason}" in page
    assert "Tim" not in page
    extract = words(browser.post(reverse("children:extract", args=[maja.pk])))
    listed = extract.split("Udtrækket er lavet")[1]
    assert f"{Role.CONTACT_TEACHER.label} læste det" in listed and "Tim Toft" not in listed


def test_who_has_read_what_the_child_said_is_told_so(
    browser, wish, sign_in, coordinator_karen, maja
):
    wish()
    sign_in(coordinator_karen).get(reverse("conversations:child", args=[maja.pk]))
    assert "Grunden var: at læse, hvad barnet siger om skolen." in read(browser, "own_read")


def test_the_child_says_anew_who_may_know(browser, wish, coordinator_karen, teacher_tim):
    one = wish()
    assert one.owner == coordinator_karen
    page = words(browser.post(address("own_share", one.pk), {"sharing": "between_us"}, follow=True))
    assert "Det er gemt." in page and "Du sagde det til Tim Toft i dag." in page
    one.refresh_from_db()
    assert (one.sharing, one.owner) == ("between_us", teacher_tim)
    assert browser.post(address("own_share", one.pk), {"sharing": "all"}).status_code == 404


def test_what_a_choice_means_is_never_called_a_secret(browser, wish):
    wish()
    page = read(browser, "own_said")
    assert "Nogle gange har dine forældre ret til at se det." in page
    assert "hemmelig" not in page and "altid først" not in page


# Mine rettigheder


@pytest.mark.parametrize(
    ("born", "titles"),
    [
        (date(2018, 5, 4), ["Det gælder altid"]),
        (date(2016, 11, 20), ["Det gælder altid"]),
        (date(2016, 11, 19), ["Nu er du fyldt 10 år", "Det gælder altid"]),
        (
            date(2011, 10, 20),
            [
                "Nu er du fyldt 15 år",
                "Nu er du fyldt 12 år",
                "Nu er du fyldt 10 år",
                "Det gælder altid",
            ],
        ),
    ],
)
def test_sc_34_the_cards_follow_the_birthdays(browser, maja, born, titles):
    type(maja).objects.filter(pk=maja.pk).update(birth_date=born, birth_year=born.year)
    html = browser.get(address("own_rights")).content.decode()
    assert re.findall(r"<h2>(N[^<]+|D[^<]+)</h2>", html) == titles
    assert ("barnets lov § 46" in html) is (born.year == 2011)


@pytest.mark.parametrize(
    ("day", "is_new"),
    [("2026-10-19", False), ("2026-10-20", True), ("2026-11-18", True), ("2026-11-19", False)],
)
def test_sc_34_the_card_is_news_from_the_birthday_and_for_some_weeks(
    browser, maja, time_machine, day, is_new
):
    born = date(2011, 10, 20)
    type(maja).objects.filter(pk=maja.pk).update(birth_date=born, birth_year=2011)
    time_machine.move_to(f"{day} 10:00", tick=False)
    assert ("Nu er du fyldt 15 år" in read(browser, "own")) is is_new


def test_of_a_year_of_birth_alone_only_what_is_sure_is_said(browser, maja):
    type(maja).objects.filter(pk=maja.pk).update(birth_date=None, birth_year=2016)
    assert "fyldt 10" not in read(browser, "own_rights")
    type(maja).objects.filter(pk=maja.pk).update(birth_year=2015)
    assert "fyldt 10" in read(browser, "own_rights")


# A new case worker


def test_sc_41_the_new_case_worker_is_named_and_no_promise_is_dropped(
    sign_in, maja_herself, maja, wish, worker_wilma, worker_otto, sits, time_machine
):
    asked = [wish(Sharing.TO_CASE_WORKER), wish(), wish(Sharing.BETWEEN_US)]
    time_machine.move_to("2027-01-04 10:00", tick=False)
    assert "ny rådgiver" not in read(sign_in(maja_herself), "own")
    NetworkSeat.objects.filter(job__user=worker_wilma).update(until=date(2026, 12, 31))
    sits(worker_otto, maja, since=date(2027, 1, 4))
    owners.keep_promises(today=date(2027, 1, 4))
    page = read(sign_in(maja_herself), "own")
    assert "Du har fået en ny rådgiver: Otto Olsen." in page
    assert "Det, de voksne har lovet dig, gælder stadig." in page
    for one in asked:
        one.refresh_from_db()
        assert one.owner is not None
    assert asked[0].owner == worker_otto
    time_machine.move_to("2027-02-04 10:00", tick=False)
    assert "ny rådgiver" not in read(sign_in(maja_herself), "own")
