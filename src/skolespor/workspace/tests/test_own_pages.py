"""The child's own pages. Maja is ten; Tim is her contact teacher, Karen her learning coordinator, Wilma
her case worker, Freja her foster mother."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.models import Enrolment, NetworkSeat
from skolespor.conversations.models import Conversation
from skolespor.core.drafts import keep
from skolespor.core.models import Draft
from skolespor.deadlines.models import Deadline
from skolespor.notices.models import Notice
from skolespor.promises.actions import answering, owners
from skolespor.promises.actions.saying import Words, promise, say
from skolespor.promises.actions.saying import read as reads
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, What
from skolespor.workspace.night import count

THURSDAY = date(2026, 11, 19)
SEAT = "Jeg vil gerne sidde tæt på tavlen."
PAGES = (
    "own",
    "own_good_at",
    "own_talk",
    "own_ask",
    "own_case_worker",
    "own_agreements",
    "own_wish",
    "own_adults",
    "own_who_sees",
    "own_read",
    "own_said",
    "own_rights",
    "own_help_now",
)


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-19 10:00", tick=False)


@pytest.fixture
def around(maja, teacher_tim, coordinator_karen, worker_wilma, foster_freja, mother_mie):
    """Maja's adults."""
    return maja


@pytest.fixture
def browser(sign_in, around, maja_herself):
    return sign_in(maja_herself)


def address(page, *about):
    return reverse(f"workspace:{page}", args=about)


def words(answer):
    """What can be read on the page, without its frame."""
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", strip_tags(main.replace("<", " <")))


def read(browser, page, *about):
    return words(browser.get(address(page, *about)))


@pytest.fixture
def wish(maja, around, teacher_tim):
    def make(sharing=Sharing.MAY_SHARE, what=What.WISH, text=SEAT, on=THURSDAY):
        told = Words(text, what, sharing)
        return say(child=maja, words=told, adult=teacher_tim, said_on=on, by=teacher_tim)

    return make


def answered(statement, by, decision="not_now"):
    reason = "Der er ikke plads før jul."
    answering.decide(statement=statement, decision=decision, reason=reason, by=by)
    answering.told(statement=statement, told_on=THURSDAY, how="talked", by=by)
    return statement


# Whose they are


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_for_the_child(browser, page):
    assert browser.get(address(page)).status_code == 200


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
        browser.get(address("own_said")).content.decode().count(address("own_share", one.pk)) == 1
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


# Det, jeg er god til


def test_the_child_says_itself_what_it_is_good_at(browser, maja, maja_herself, teacher_tim):
    sent = {"text": "Jeg er god til at tegne.", "adult": teacher_tim.pk, "sharing": "may_share"}
    answer = browser.post(address("own_good_at"), sent, follow=True)
    assert "Jeg er god til at tegne." in words(answer)
    one = Statement.objects.get()
    assert (one.what, one.is_own_hand, one.adult, one.sharing, one.rule) == (
        "strength",
        True,
        teacher_tim,
        "may_share",
        "",
    )
    assert one.written_by == maja_herself


def test_who_has_not_chosen_tells_only_its_adult(browser):
    html = browser.get(address("own_good_at")).content.decode()
    chosen = re.search(r'value="(\w+)"[^>]*checked', html)
    assert chosen[1] == "between_us"


def test_nothing_is_lost_when_a_choice_is_missing(browser):
    answer = browser.post(address("own_good_at"), {"text": "At løbe", "sharing": "between_us"})
    assert "Vælg en voksen." in words(answer) and "At løbe" in words(answer)
    assert not Statement.objects.exists()


def test_what_was_typed_waits_and_is_gone_when_it_is_sent(browser, maja_herself, teacher_tim):
    keep(owner_id=maja_herself.pk, form="own-wish", subject="mig", answers={"text": "En ven"})
    assert "En ven" in read(browser, "own_wish")
    sent = {"text": "En ven", "adult": teacher_tim.pk, "sharing": "between_us"}
    browser.post(address("own_wish"), sent)
    assert not Draft.objects.exists()


def test_only_adults_who_may_hear_it_can_be_chosen(browser, teacher_nora, mother_mie, head_hanne):
    page = read(browser, "own_wish")
    assert "Tim Toft" in page and "Freja Bo" in page and "Wilma Winther" in page
    for name in ("Nora", "Mie Ager", "Hanne"):
        assert name not in page


# Mine aftaler


def test_a_wish_waits_with_its_last_day(browser, teacher_tim):
    sent = {"text": SEAT, "adult": teacher_tim.pk, "sharing": "may_share"}
    page = words(browser.post(address("own_wish"), sent, follow=True))
    assert SEAT in page
    assert "Vi har ikke svaret dig endnu. De voksne skal svare dig senest 03-12-2026." in page


def test_a_decision_is_shown_only_when_the_child_has_heard_it(browser, wish, coordinator_karen):
    one, reason = wish(), "Der er ikke plads før jul."
    answering.decide(statement=one, decision="not_now", reason=reason, by=coordinator_karen)
    page = read(browser, "own_agreements")
    assert reason not in page and "Vi har ikke svaret dig endnu." in page
    answering.told(statement=one, told_on=THURSDAY, how="talked", by=coordinator_karen)
    page = read(browser, "own_agreements")
    assert f"Det kan vi ikke nu. Her er grunden: {reason}" in page
    assert "Karen Lange fortalte dig det 19-11-2026." in page


@pytest.mark.parametrize(
    ("decision", "said"),
    [("yes_we_do", "Ja, det gør vi."), ("something_else", "Vi gør noget andet i stedet:")],
)
def test_yes_and_something_else_have_words_of_their_own(
    browser, wish, coordinator_karen, decision, said
):
    answered(wish(), coordinator_karen, decision)
    assert f"{said} Der er ikke plads før jul." in read(browser, "own_agreements")


def test_the_child_says_whether_it_helped_and_may_change_its_mind(browser, wish, coordinator_karen):
    one = answered(wish(), coordinator_karen)
    for value in ("helped", "did_not"):
        browser.post(address("own_helped", one.pk), {"helped": value})
        one.refresh_from_db()
        assert one.helped == value
    html = browser.get(address("own_agreements")).content.decode()
    assert re.search(r'value="did_not" aria-pressed="true"', html)
    assert browser.post(address("own_helped", one.pk), {"helped": "?"}).status_code == 404


def test_late_is_not_the_childs_fault_and_never_counted(
    sign_in, maja_herself, wish, coordinator_karen, time_machine
):
    wish()
    time_machine.move_to("2026-12-10 10:00", tick=False)
    browser = sign_in(maja_herself)
    page = read(browser, "own_agreements")
    assert "Du skulle have haft et svar nu. Det er ikke din fejl." in page
    assert "mindet" not in page
    owners.keep_promises(today=date(2026, 12, 10))
    page = read(browser, "own_agreements")
    assert "Karen Lange er blevet mindet om det." in page
    assert "dage" not in page and "03-12-2026" not in page


def test_an_agreement_says_who_has_it_and_by_when(browser, maja, around, teacher_tim, foster_freja):
    agreed = promise(
        child=maja,
        text="Vi læser sammen.",
        agreed_for=date(2026, 12, 1),
        owner=foster_freja,
        adult=teacher_tim,
        made_on=THURSDAY,
        by=teacher_tim,
    )
    page = read(browser, "own_agreements")
    assert "Vi læser sammen. Freja Bo har ansvaret. Det skal ske senest 01-12-2026." in page
    answering.told(
        statement=agreed, told_on=THURSDAY, how="talked", by=foster_freja, text="Vi læste i går."
    )
    assert "Vi læste i går." in read(browser, "own_agreements")


def test_nothing_promised_is_said_kindly(browser):
    assert "Ingen har lovet dig noget lige nu." in read(browser, "own_agreements")


# Snak om skolen


def test_the_child_asks_for_a_talk_and_chooses_its_adult(browser, maja, maja_herself, teacher_tim):
    sent = {"adult": teacher_tim.pk, "place": "På gåtur", "themes": ["th_dreams", "th_subjects"]}
    page = words(browser.post(address("own_ask"), sent, follow=True))
    assert "Du har spurgt Tim Toft. Der er ikke valgt en dag endnu. Sted: På gåtur" in page
    talk = Conversation.objects.get()
    assert (talk.adult, talk.is_asked_by_child, talk.offered_by, talk.band, talk.themes) == (
        teacher_tim,
        True,
        maja_herself,
        "age_10_13",
        ["th_dreams", "th_subjects"],
    )
    due = Deadline.objects.get(rule="dl_conversation_on_request")
    assert (due.child, due.ref, due.due) == (maja, talk.ref, date(2026, 11, 26))
    assert Notice.objects.filter(user=teacher_tim, kind="workspace.child_wants_talk").count() == 1


def test_asking_the_same_adult_twice_is_not_needed(browser, teacher_tim):
    for _time in range(2):
        answer = browser.post(address("own_ask"), {"adult": teacher_tim.pk})
    assert "Du har allerede spurgt." in words(answer)
    assert Conversation.objects.count() == 1


def test_only_who_holds_conversations_can_be_asked(browser, foster_freja):
    page = read(browser, "own_ask")
    assert "Tim Toft" in page and "Karen Lange" in page
    assert "Freja Bo" not in page and "Wilma" not in page
    answer = browser.post(address("own_ask"), {"adult": foster_freja.pk})
    assert "Vælg en anden voksen." in words(answer)


def test_a_planned_talk_has_day_adult_and_place_and_may_be_declined(browser, maja, teacher_tim):
    talk = Conversation.objects.create(
        child=maja,
        adult=teacher_tim,
        band="age_10_13",
        offered_on=THURSDAY,
        offered_by=teacher_tim,
        planned_on=date(2026, 11, 24),
        planned_at="10:15",
        place="Biblioteket",
    )
    assert "Du skal snakke om skolen 24-11-2026." in read(browser, "own")
    page = read(browser, "own_talk")
    assert "Tim Toft vil gerne snakke med dig." in page
    assert "I skal snakke 24-11-2026, klokken 10:15. Sted: Biblioteket" in page
    assert "Du må gerne sige nej." in read(browser, "own_decline", talk.pk)
    page = words(browser.post(address("own_decline", talk.pk), follow=True))
    assert "Det er helt i orden." in page and "Biblioteket" not in page
    talk.refresh_from_db()
    assert (talk.outcome, talk.next_offer_on) == ("declined", date(2026, 12, 17))
    assert Notice.objects.filter(user=teacher_tim, kind="workspace.child_says_no").exists()
    assert browser.get(address("own_decline", talk.pk)).status_code == 404


# Jeg vil tale med min rådgiver


def test_sc_25_i_want_to_talk_to_my_case_worker(browser, maja, worker_wilma):
    page = words(browser.post(address("own_case_worker"), {"text": ""}, follow=True))
    assert "De voksne skal svare dig senest 24-11-2026." in page
    one = Statement.objects.get()
    assert (one.owner, one.due_on, one.sharing) == (
        worker_wilma,
        date(2026, 11, 24),
        "to_case_worker",
    )
    assert one.text == "Jeg vil gerne tale med min rådgiver."
    assert Notice.objects.get(user=worker_wilma).kind == "promises.child_asks_you"


def test_a_message_goes_along_word_for_word(browser):
    browser.post(address("own_case_worker"), {"text": "Må jeg blive på min skole?"})
    assert Statement.objects.get().text == "Må jeg blive på min skole?"


def test_without_a_case_worker_somebody_hears_it(sign_in, maja_herself, maja, leader_lis):
    browser = sign_in(maja_herself)
    browser.post(address("own_case_worker"), {"text": ""})
    assert Statement.objects.get().adult == leader_lis


def test_with_nobody_there_the_page_says_so_and_keeps_nothing(sign_in, maja_herself, maja):
    browser = sign_in(maja_herself)
    assert "Vi mangler at skrive dine voksne ind." in read(browser, "own_case_worker")
    answer = browser.post(address("own_case_worker"), {"text": "Hej"})
    assert "Vælg en anden voksen." in words(answer)
    assert not Statement.objects.exists()
    assert "Der er ingen at vælge lige nu." in read(browser, "own_ask")
    assert "Vi mangler at skrive dine voksne ind." in read(browser, "own_adults")


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
    day = Entry.objects.latest("pk").at
    reason = "Grunden var: at læse barnets overblik."
    assert f"Din kontaktlærer læste det {day:%d-%m-%Y}. {reason}" in page
    assert "Tim" not in page
    extract = browser.post(reverse("children:extract", args=[maja.pk]))
    assert f"{Role.CONTACT_TEACHER.label} læste det" in words(extract) and "Tim Toft" not in words(
        extract
    )


def test_who_has_read_what_the_child_said_is_told_so(browser, wish, coordinator_karen):
    reads([wish()], by=coordinator_karen, role=Role.LEARNING_COORDINATOR)
    assert "Grunden var: at læse det, du har sagt." in read(browser, "own_read")


def test_the_child_says_anew_who_may_know(browser, wish, coordinator_karen, teacher_tim):
    one = wish()
    assert one.owner == coordinator_karen
    page = words(browser.post(address("own_share", one.pk), {"sharing": "between_us"}, follow=True))
    assert "Det er gemt." in page and "Du sagde det til Tim Toft 19-11-2026." in page
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


# Constant queries


@pytest.mark.parametrize(
    "page", ["own", "own_good_at", "own_agreements", "own_said", "own_read", "own_case_worker"]
)
def test_it_costs_the_same_for_one_thing_and_twelve(
    browser, wish, count_queries, coordinator_karen, page
):
    def more(times):
        for _time in range(times):
            wish(what=What.STRENGTH)
            wish(Sharing.TO_CASE_WORKER)
            answered(wish(), coordinator_karen)
            browser.get(address("own"))

    more(1)
    browser.get(address(page))
    few = count_queries(lambda: browser.get(address(page)))
    more(4)
    assert count_queries(lambda: browser.get(address(page))) <= few
