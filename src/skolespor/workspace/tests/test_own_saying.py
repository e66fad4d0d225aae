"""What a child says on its own pages, and what becomes of it."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.conversations.actions.answers import keep_answer
from skolespor.conversations.actions.offering import ask
from skolespor.conversations.actions.screens import hand_over
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.screens import living
from skolespor.core.drafts import keep
from skolespor.core.errors import RuleBroken
from skolespor.core.models import Draft
from skolespor.deadlines.models import Deadline
from skolespor.notices.models import Notice
from skolespor.promises.actions import answering, owners
from skolespor.promises.actions.saying import Words, promise, say
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, What
from skolespor.workspace.tests.own import SEAT, THURSDAY, address, answered, read, words

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-19 10:00", tick=False)


@pytest.fixture
def browser(at_her_screen):
    return at_her_screen


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
    assert (
        "Vi har ikke svaret dig endnu. De voksne skal svare dig senest torsdag den 3. december."
        in page
    )


def test_a_decision_is_shown_only_when_the_child_has_heard_it(browser, wish, coordinator_karen):
    one, reason = wish(), "Der er ikke plads før jul."
    answering.decide(statement=one, decision="not_now", reason=reason, by=coordinator_karen)
    page = read(browser, "own_agreements")
    assert reason not in page and "Vi har ikke svaret dig endnu." in page
    answering.told(statement=one, told_on=THURSDAY, how="talked", by=coordinator_karen)
    page = read(browser, "own_agreements")
    assert f"Det kan vi ikke nu. Her er grunden: {reason}" in page
    assert "Karen Lange fortalte dig det i dag." in page


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
    assert "dage" not in page and "3. december" not in page


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
    assert (
        "Vi læser sammen. Freja Bo har ansvaret. Det skal ske senest tirsdag den 1. december."
        in page
    )
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
    assert (
        Notice.objects.filter(user=teacher_tim, kind="conversations.child_wants_talk").count() == 1
    )


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
    assert "Du skal snakke om skolen tirsdag den 24. november." in read(browser, "own")
    page = read(browser, "own_talk")
    assert "Tim Toft vil gerne snakke med dig." in page
    assert "I skal snakke tirsdag den 24. november, klokken 10:15. Sted: Biblioteket" in page
    assert "Du må gerne sige nej." in read(browser, "own_decline", talk.pk)
    page = words(browser.post(address("own_decline", talk.pk), follow=True))
    assert "Det er helt i orden." in page and "Biblioteket" not in page
    talk.refresh_from_db()
    assert (talk.outcome, talk.next_offer_on) == ("declined", date(2026, 12, 17))
    assert Notice.objects.filter(user=teacher_tim, kind="conversations.child_says_no").exists()
    assert browser.get(address("own_decline", talk.pk)).status_code == 404


def planned(child, adult, day):
    return Conversation.objects.create(
        child=child,
        adult=adult,
        band="age_10_13",
        offered_on=date(2026, 11, 16),
        offered_by=adult,
        planned_on=day,
    )


def test_of_a_day_that_has_passed_the_child_is_told_to_ask_for_another(browser, maja, teacher_tim):
    planned(maja, teacher_tim, date(2026, 11, 18))
    assert "Du skal snakke om skolen" not in read(browser, "own")
    page = read(browser, "own_talk")
    assert "Dagen er gået. Spørg din voksne om en ny dag." in page
    assert "I skal snakke" not in page


def test_when_its_adult_is_gone_the_child_is_told_and_chooses_another(browser, maja, teacher_tim):
    talk = planned(maja, teacher_tim, date(2026, 11, 24))
    teacher_tim.jobs.update(until=date(2026, 11, 18))
    assert "Du skal snakke om skolen" not in read(browser, "own")
    for page in (read(browser, "own_talk"), read(browser, "own_decline", talk.pk)):
        assert "Tim Toft er her ikke mere. Vælg en anden voksen." in page
        assert "Tim Toft vil gerne" not in page and "I skal snakke" not in page


def test_where_no_names_may_stand_the_adult_who_is_gone_has_none(browser, maja, teacher_tim):
    planned(maja, teacher_tim, date(2026, 11, 24))
    type(maja).objects.filter(pk=maja.pk).update(is_protected=True)
    page = read(browser, "own_talk")
    assert "Din voksne er her ikke mere. Vælg en anden voksen." in page
    assert "Tim Toft" not in page


def test_four_cards_are_too_many_and_nothing_is_lost(browser, teacher_tim):
    cards = ["th_good_at", "th_subjects", "th_how_i_learn", "th_dreams"]
    page = words(browser.post(address("own_ask"), {"adult": teacher_tim.pk, "themes": cards}))
    assert "Du kan vælge tre kort. Tag et væk først." in page
    assert not Conversation.objects.exists()


def test_who_has_begun_to_answer_takes_a_pause_and_its_words_stay(browser, maja, teacher_tim):
    talk = planned(maja, teacher_tim, date(2026, 11, 24))
    screen = living(hand_over(conversation=talk, by=teacher_tim))
    keep_answer(screen=screen, step="q_good_10_1", text="Det er svært")
    answer = browser.post(address("own_decline", talk.pk), follow=True)
    assert "Du er begyndt at svare. Du må gerne holde en pause." in words(answer)
    assert talk.answers.get().text == "Det er svært"


# Jeg vil tale med min rådgiver


def test_sc_25_i_want_to_talk_to_my_case_worker(browser, maja, worker_wilma):
    page = words(browser.post(address("own_case_worker"), {"text": ""}, follow=True))
    assert "De voksne skal svare dig senest tirsdag den 24. november." in page
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


# Constant queries


@pytest.mark.long
@pytest.mark.parametrize(
    "page",
    [
        "own",
        *(
            pytest.param(page, marks=pytest.mark.long)
            for page in ["own_good_at", "own_agreements", "own_said", "own_read", "own_case_worker"]
        ),
    ],
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


def test_the_child_sees_its_own_drawing(browser, maja, teacher_tim):
    sheet = {
        "w": 1000,
        "h": 700,
        "strokes": [{"c": "red", "s": 6, "p": [[1, 2], [3, 4]]}],
        "signs": [],
    }
    drawn = Words("", What.DRAWING, Sharing.BETWEEN_US, drawing=sheet)
    say(child=maja, words=drawn, adult=teacher_tim, said_on=THURSDAY, by=teacher_tim)
    page = browser.get(address("own_said")).content.decode()
    assert 'd="M1 2L3 4"' in page and "Din tegning" in page


def test_nobody_else_asks_in_the_childs_name_and_nobody_far_away_is_asked(
    maja, maja_herself, teacher_tim, worker_otto
):
    with pytest.raises(PermissionDenied):
        ask(child=maja, adult=teacher_tim, by=teacher_tim)
    with pytest.raises(RuleBroken, match=r"conversation\.adult"):
        ask(child=maja, adult=worker_otto, by=maja_herself)
