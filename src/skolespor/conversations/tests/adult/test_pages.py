"""The adult's pages of a conversation: what stands there, for whom, and nothing typed is lost."""

from datetime import time, timedelta

from skolespor.children.tests.pages import words
from skolespor.conversations.actions import screens, talking
from skolespor.conversations.actions.answers import finish
from skolespor.conversations.actions.talking import Heard
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.screens import living
from skolespor.conversations.tests.adult.said import FIRST, SECRET, SHARED, TODAY, TOMORROW, read
from skolespor.conversations.tests.pages import address, at, begun
from skolespor.core import drafts
from skolespor.promises.actions import owners
from skolespor.promises.actions.saying import Words, say
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, What


def whole(**more):
    """What a page with three empty rows sends."""
    rows = {f"item{n}-what": "words" for n in range(3)}
    return {"talked_on": "16-11-2026", "rows": "3", **rows, **more}


# Offering


def test_tim_offers_and_gets_ready(his, maja, tim):
    page = read(his, address("offer", maja))
    assert "Hvem vil Maja helst tale med?" in page
    assert "Tim Toft (kontaktlærer eller klasselærer)" in page
    assert "Skriver du for en voksen på en skole uden adgang?" not in page
    sent = {"adult": tim.pk, "planned_on": "17-11-2026", "planned_at": "10.15", "place": "Skoven"}
    answer = his.post(address("offer", maja), sent)
    made = Conversation.objects.get()
    assert answer.url == at("prepare", made)
    assert (made.planned_on, made.planned_at, made.place) == (TOMORROW, time(10, 15), "Skoven")


def test_what_is_wrong_with_an_offer_is_said_and_nothing_is_lost(his, maja, tim):
    page = words(his.post(address("offer", maja), {"planned_at": "kvart", "place": "Skoven"}))
    assert "Spørg barnet, og vælg en voksen." in page
    assert "Skriv klokken som 10.15." in page
    assert 'value="Skoven"' in page
    page = words(his.post(address("offer", maja), {"adult": tim.pk, "place": "Skoven"}))
    assert "Skriv, hvilken dag I tales ved." in page
    assert not Conversation.objects.exists()


def test_a_draft_of_an_offer_is_kept(his, maja, tim):
    key = {"owner_id": tim.pk, "form": "offer-talk", "subject": str(maja.pk)}
    drafts.keep(**key, answers={"place": "Skoven", "planned_at": "10.15"})
    page = read(his, address("offer", maja))
    assert 'value="Skoven"' in page and 'value="10.15"' in page
    his.post(address("offer", maja), {"adult": tim.pk, "planned_on": "17-11-2026"})
    assert drafts.waiting(**key) is None


def test_karen_offers_with_tim_and_for_a_school_without_access(
    sign_in, coordinator_karen, maja, tim
):
    hers = sign_in(coordinator_karen)
    assert "skole uden adgang?" in read(hers, address("offer", maja))
    sent = {"adult": tim.pk, "planned_on": "17-11-2026"}
    answer = hers.post(address("offer", maja), sent)
    assert answer.url == address("child", maja)
    hers.post(address("offer", maja), sent | {"on_behalf_of": "Gitte, Åskolen"})
    made = Conversation.objects.get(adult=coordinator_karen)
    page = read(hers, at("prepare", made))
    assert "Skriv, hvad der bliver sagt" in page and "Giv skærmen til" not in page
    page = read(hers, at("say_first", made))
    assert "Læs sætningen op i telefonen." in page and "Den voksne har sagt det" in page
    hers.post(at("say_first", made), {"has_said": "on"})
    assert "som Gitte, Åskolen læser det op i telefonen" in read(hers, at("write", made))


# Getting ready


def test_three_minutes_on_one_page(his, offer, maja, tim, coordinator_karen):
    before = begun(maja, coordinator_karen, TODAY)
    said = [
        Words(SHARED, What.WISH, Sharing.MAY_SHARE),
        Words("Fodbold", sharing=Sharing.MAY_SHARE),
    ]
    said.append(Words(SECRET))
    talking.write_down(conversation=before, heard=Heard(TODAY, said), by=coordinator_karen)
    page = read(his, at("prepare", offer))
    assert "Sæt 20 til 30 minutter af." in page
    assert FIRST in page
    assert "Lov aldrig, at ingen andre får noget at vide" in page
    assert page.index("Det venter barnet på svar på") < page.index(SHARED)
    assert page.index("Det har barnet sagt før") < page.index("Fodbold")
    assert SECRET not in page, "between Maja and Karen"
    assert page.count('name="steps"') == 8
    for way in ("Giv skærmen til Maja", "En anden skærm, med kode", "Jeg skriver, mens vi taler"):
        assert way in page
    assert "Lad pausen være." in page


def test_steps_save_by_themselves_and_without_a_script(his, offer):
    answer = his.post(at("steps", offer), {"steps": ["as_duty"]}, headers={"HX-Request": "true"})
    assert answer.content.decode() == "Gemt."
    answer = his.post(at("steps", offer), {"steps": ["as_duty", "as_no_phone"]}, follow=True)
    assert words(answer).count(" checked") == 2
    assert his.get(at("steps", offer)).status_code == 405


def test_cards_have_the_questions_of_the_age_band(his, offer):
    page = read(his, at("cards", offer))
    assert page.count('class="talk-card-title"') == 8
    assert "Hvornår føler du dig med i klassen?" in page
    assert "Hvem leger du med i frikvarteret?" not in page


# Saying it first, and writing


def test_the_reminder_comes_before_the_page_to_write_on(his, offer):
    assert his.get(at("write", offer)).url == at("say_first", offer)
    page = read(his, at("say_first", offer))
    assert FIRST in page and "Underret selv. Vent ikke på din leder." in page
    page = words(his.post(at("say_first", offer), {}))
    assert "Sig sætningen til barnet, før I begynder. Sæt så kryds." in page
    assert his.post(at("say_first", offer), {"has_said": "on"}).url == at("write", offer)
    assert his.get(at("write", offer)).status_code == 200


def test_writing_shows_true_words_and_has_chosen_only_my_adult_and_me(his, talk):
    page = read(his, at("write", talk))
    assert "Nogle gange har dine forældre eller kommunen ret til at se" in page
    assert page.count('value="between_us" checked') == 0  # attributes stand in the house's order
    assert page.count(" checked") == 5, "three rows, the scale, and who may know the scale"
    assert "hemmeligt: Det er det ikke altid" in page
    assert "Hvad ville gøre det til ét tal mere?" in page


def test_words_are_saved_with_card_question_and_choice(his, talk):
    sent = whole(
        **{
            "card_th_subjects": "on",
            "item0-what": "wish",
            "item0-text": SHARED,
            "item0-asked": "q_class_10_3",
            "item0-sharing": "may_share",
            "item2-text": SECRET,
            "item2-asked": "th_good_at",
            "item2-what": "strength",
            "scale": "6",
            "scale_sharing": "may_share",
        }
    )
    assert his.post(at("write", talk), sent).url == at("show", talk)
    rows = Statement.objects.filter(ref=talk.ref).order_by("pk")
    assert [(one.text, one.what, one.theme, one.question, one.sharing) for one in rows] == [
        ("6", "words", "", "one_to_ten_10_13", "may_share"),
        (SHARED, "wish", "th_class_and_friends", "q_class_10_3", "may_share"),
        (SECRET, "strength", "th_good_at", "", "between_us"),
    ]
    talk.refresh_from_db()
    assert talk.themes == ["th_good_at", "th_subjects", "th_class_and_friends"]


def test_one_row_more_keeps_everything(his, talk):
    sent = whole(**{"item1-text": SECRET, "item1-sharing": "to_case_worker", "showed": "Vi gik."})
    page = words(his.post(at("write", talk), sent | {"more": "1"}))
    assert SECRET in page and "Vi gik." in page
    assert 'name="item3-text"' in page and "autofocus" in page
    assert not Statement.objects.exists()


def test_an_empty_page_is_not_saved(his, talk):
    page = words(his.post(at("write", talk), whole()))
    assert "Skriv mindst én ting, barnet sagde eller viste." in page
    page = words(his.post(at("write", talk), whole(**{"item0-text": SECRET, "talked_on": ""})))
    assert "Skriv den dag, I talte sammen." in page and SECRET in page
    page = words(his.post(at("write", talk), whole(**{"item0-text": "x" * 2001})))
    assert "form-error" in page


def test_a_draft_of_words_is_kept_with_all_its_rows(his, talk, tim, maja):
    key = {"owner_id": tim.pk, "form": "talk", "subject": f"{maja.pk}-{talk.pk}"}
    answers = {"item4-text": SECRET, "item4-sharing": "may_share", "card_th_dreams": "on"}
    drafts.keep(**key, answers=answers)
    page = read(his, at("write", talk))
    assert 'name="item4-text"' in page and SECRET in page
    assert 'name="item5-text"' not in page
    his.post(at("write", talk), whole(**{"item0-text": SECRET}))
    assert drafts.waiting(**key) is None


# Reading together


def test_the_childs_words_come_first_and_unchanged(his, held):
    page = read(his, at("show", held))
    assert page.index(SECRET) < page.index("Biblioteket") if "Biblioteket" in page else True
    assert SECRET in page and SHARED in page
    assert "Kun min voksne og mig" in page and "Det må de andre vide" in page
    assert "Hvor godt passer skolen til dig lige nu?" in page
    assert "Har jeg forstået dig rigtigt?" in page
    assert "Karen Lange har opgaven. Barnet skal have svar senest 30-11-2026." in page


def test_what_tim_has_typed_is_there_when_maja_had_the_screen_meanwhile(his, talk, tim):
    screens.hand_over(conversation=talk, by=tim)
    page = words(his.post(at("write", talk), whole(**{"item0-text": SECRET}), follow=True))
    assert "Det, du skrev, er gemt. Sig sætningen igen. Så kan du skrive videre." in page
    his.post(at("say_first", talk), {"has_said": "on"})
    assert SECRET in read(his, at("write", talk))


def test_what_tim_has_typed_stays_on_the_page_when_maja_has_finished_meanwhile(his, talk, tim):
    screen = living(screens.hand_over(conversation=talk, by=tim))
    finish(screen=screen)
    page = words(his.post(at("write", talk), whole(**{"item0-text": SECRET})))
    assert SECRET in page and "Samtalen er allerede skrevet færdig." in page
    assert not Statement.objects.exists()


def test_more_than_a_draft_can_hold_stays_on_the_page(his, talk, tim):
    screens.hand_over(conversation=talk, by=tim)
    long = "Ord " * 60_000
    page = words(his.post(at("write", talk), whole(**{"item0-text": SECRET, "showed": long})))
    assert SECRET in page and long.strip() in page


def test_more_words_an_agreement_and_ok(his, held, foster_freja):
    sent = {"what": "words", "text": "Og jeg vil læse mere.", "sharing": "may_share"}
    assert his.post(at("add", held), sent | {"text": ""}).status_code == 200
    assert his.post(at("add", held), sent).url == at("show", held)
    agreed = {"text": "Freja læser med Maja.", "owner": foster_freja.pk, "agreed_for": "30-11-2026"}
    page = words(his.post(at("agree", held), agreed | {"agreed_for": "01-11-2026"}))
    assert "Dagen må ikke ligge før aftalen." in page and "Freja læser med Maja." in page
    assert his.post(at("agree", held), agreed).url == at("show", held)
    page = read(his, at("show", held))
    assert "Og jeg vil læse mere." in page
    assert "Freja Bo har ansvaret. Det skal være sket senest 30-11-2026." in page
    assert "Barnet siger ok" in page
    his.post(at("child_ok", held))
    page = read(his, at("show", held))
    assert "Barnet siger ok" not in page and "Barnet har sagt ok" in page


def test_after_three_agreements_there_is_room_for_no_more(his, held, tim):
    agreed = {"text": "Tim viser værkstedet.", "owner": tim.pk, "agreed_for": "30-11-2026"}
    for _n in range(3):
        his.post(at("agree", held), agreed)
    assert "Skriv en aftale" not in read(his, at("show", held))
    assert "Der er allerede tre aftaler." in words(his.post(at("agree", held), agreed))


def test_a_draft_of_an_agreement_is_kept(his, held, tim, maja):
    key = {"owner_id": tim.pk, "subject": f"{maja.pk}-{held.pk}"}
    drafts.keep(**key, form="agreement", answers={"text": "Tim spørger."})
    drafts.keep(**key, form="more-words", answers={"text": "Og en ting til."})
    assert "Tim spørger." in read(his, at("agree", held))
    assert "Og en ting til." in read(his, at("add", held))


def test_a_promise_that_has_passed_from_tim_to_karen_is_her_responsibility(
    his, sign_in, held, tim, maja_herself
):
    agreed = {"text": "Tim finder en plads.", "owner": tim.pk, "agreed_for": "30-11-2026"}
    his.post(at("agree", held), agreed | {"sharing": "may_share"})
    tim.jobs.update(until=TODAY - timedelta(days=1))
    owners.keep_promises(today=TODAY)
    page = read(sign_in(maja_herself), at("show", held))
    assert "Karen Lange har ansvaret. Det skal ske senest 30-11-2026." in page
    assert "har lovet det" not in page


# No, not today, by mistake


def test_sc_21_the_page_says_that_no_is_fine_and_names_another_adult(his, offer, coordinator_karen):
    page = read(his, at("decline", offer))
    assert 'value="14-12-2026"' in page
    assert "Det er et godt svar. Du skal ikke spørge hvorfor." in page
    assert "en anden voksen næste gang:</p> <ul><li>Karen Lange</li></ul>" in page
    assert "alert-error" not in page and "button-warning" not in page
    answer = his.post(at("decline", offer), {"next_offer_on": "14-12-2026"}, follow=True)
    page = words(answer)
    assert "Nej tak er et godt svar." in page
    assert "Takkede nej" in page and "I spørger igen 14-12-2026." in page
    assert "alert-error" not in page and "is-late" not in page


def test_without_a_day_the_child_is_not_asked_again(his, offer):
    page = words(his.post(at("decline", offer), {"reason": "Træt", "next_offer_on": ""}))
    assert "Skriv den dag, I spørger igen." in page and "Træt" in page
    page = words(his.post(at("decline", offer), {"next_offer_on": "16-11-2026"}))
    assert "Spørg igen en dag, der kommer." in page


def test_put_off(his, offer):
    page = words(his.post(at("postpone", offer), {"planned_on": "01-11-2026"}))
    assert "Vælg i dag eller en dag, der kommer." in page
    assert his.post(at("postpone", offer), {"planned_on": "18-11-2026"}).url == at("show", offer)
    page = read(his, at("show", offer))
    assert "I har aftalt en ny dag" in page and "18-11-2026" in page


def test_withdraw(his, offer, maja):
    page = words(his.post(at("withdraw", offer), {"reason": "Fejl"}))
    assert "Skriv hvorfor, med en sætning." in page
    answer = his.post(at("withdraw", offer), {"reason": "Det var et andet barn."})
    assert answer.url == address("child", maja)
    assert his.get(at("show", offer)).status_code == 404


def test_when_tim_is_gone_karen_reads_it_on_stemmen_and_takes_the_offer_back(
    sign_in, offer, maja, tim, coordinator_karen, foster_freja
):
    gone = "Den voksne er ikke om barnet mere."
    hers = sign_in(coordinator_karen)
    assert gone not in read(hers, address("child", maja))
    tim.jobs.update(until=TODAY - timedelta(days=1))
    page = hers.get(address("child", maja))
    assert gone in words(page) and at("withdraw", offer) in page.content.decode()
    page = hers.get(at("show", offer))
    assert gone in words(page) and at("withdraw", offer) in page.content.decode()
    assert gone not in read(sign_in(foster_freja), address("child", maja))
    hers.post(at("withdraw", offer), {"reason": "Tim er holdt op."})
    assert gone not in read(hers, address("child", maja))


def test_the_way_to_a_code_for_the_childs_own_pages_stands_on_stemmen(
    sign_in, his, maja, foster_freja, maja_herself
):
    way = address("own_code", maja)
    assert way in his.get(address("child", maja)).content.decode()
    foster_mothers = sign_in(foster_freja).get(address("child", maja)).content.decode()
    assert (
        way in foster_mothers and "Spørg barnet, hvem det helst vil tale med." not in foster_mothers
    )
    assert way not in sign_in(maja_herself).get(address("child", maja)).content.decode()


def test_a_drawing_is_read_with_the_child_on_the_summary(his, held, tim, maja):
    drawing = {
        "w": 1000,
        "h": 700,
        "strokes": [{"c": "red", "s": 6, "p": [[1, 2], [3, 4]]}],
        "signs": [],
    }
    drawn = Words("", What.DRAWING, Sharing.BETWEEN_US, drawing=drawing)
    say(child=maja, words=drawn, adult=tim, said_on=TODAY, by=tim, ref=held.ref)
    assert 'd="M1 2L3 4"' in his.get(at("show", held)).content.decode()


def test_what_is_over_is_not_made_ready_again(his, held):
    assert his.get(at("prepare", held)).url == at("show", held)


def test_from_the_code_one_finds_back_to_the_conversation(his, talk):
    assert f'href="{at("show", talk)}"' in his.get(at("make_code", talk)).content.decode()
