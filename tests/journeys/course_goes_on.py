"""The journey of an advisory course, from the self-review to its end."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys.course_cast import (
    AFTERWARDS,
    ALONE,
    BIRGIT,
    FIRST,
    GRETHE,
    HENRIK,
    IN_THE_MUNICIPALITY,
    INTERNAL,
    JOERGEN,
    LAST,
    MIDDLE,
    MOVED,
    RIKKE,
    SHARED,
    TITLE,
    TODAY,
    Desks,
)
from tests.journeys.course_doing import (
    answers_for_a_line,
    calendar_of,
    chooses,
    comes_in_again,
    days_by_mail,
    goes,
    in_words,
    just_done,
    not_told,
    seen,
    sends,
    signs_in_with_a_spare_code,
    takes,
    told,
    where,
)
from tests.journeys.house import House


def two_lines_look_at_themselves(at: Desks, house: House, course: str) -> None:
    """Solvang gives up the long round that is under way and asks about one theme. The home has not answered
    when they go on: that needs a word."""
    henrik = at.henrik
    henrik.goto("/egenvurdering/")
    henrik.locator("main a[href*='/runde/']").first.click()
    goes(henrik, "Opgiv runden")
    sends(henrik, "Opgiv runden", sure="yes")
    goes(henrik, "Begynd en runde")
    chooses(henrik, "themes", "sr_child_voice")
    sends(henrik, "Begynd", answer_by=in_words(TODAY + timedelta(days=14)))
    round_under_way = where(henrik)
    for line, person in (("school", GRETHE), ("authority", BIRGIT)):
        henrik.goto(f"{round_under_way}linje/{line}/")
        sends(henrik, "Inviter", people=f"{person.name}, {person.email}")
    at.birgit.goto("/egenvurdering/")
    at.birgit.get_by_role("link", name="Svar for Myndighed").click()
    answers_for_a_line(at.birgit, "2", "3", "2", "3")
    at.grethe.goto(house.link_to(GRETHE.email, path="/svar-paa-egenvurdering/"))
    sends(at.grethe, "Begynd")
    answers_for_a_line(at.grethe, "4", "4", "5", "3")
    henrik.goto(f"{round_under_way}luk/")
    told(henrik, "De her linjer vil stå uden svar: Anbringelsessted")
    sends(henrik, "Luk runden")
    told(henrik, "Her er I længst fra hinanden")
    takes(henrik, course, "Gå videre til valg af fokus")
    told(henrik, "Alle tre linjer har svaret, før svarene vises.")
    sends(henrik, "Gå videre til valg af fokus", words="Hjemmene svarer på første dag.")
    just_done(henrik, "I er nået til valg af fokus.")
    goes(henrik, "Vælg fokus")
    goes(henrik, "Fokus i Solvang Kommune")
    for words in ("Barnet får svar", "Ingen dage uden skole"):
        goes(henrik, "Vælg et fokus")
        sends(henrik, "Vælg", words=words, why="Her er vi længst fra hinanden.")
        just_done(henrik, "Fokus er valgt.")
    takes(henrik, course, "Gå videre til handlespor")
    just_done(henrik, "I er nået til handlesporene.")
    told(henrik, "Skole: har svaret", "Anbringelsessted: ikke svaret endnu", "Barnet får svar")


def a_track_begins(at: Desks, course: str) -> None:
    """From a focus; Birgit has the ball. Another track is still a draft, and the page says so."""
    henrik = at.henrik
    goes(henrik, "Gå til handlesporene")
    goes(henrik, "Nyt handlespor")
    goes(henrik, "Barnet får svar")
    owner = henrik.locator("main [name=owner] option", has_text=BIRGIT.name)
    sends(
        henrik,
        "Gem kladden",
        title=TITLE,
        why="Skolen tror, at børnene får svar. Hjemmene hører det sjældent.",
        owner=owner.get_attribute("value") or "",
        deadline=in_words(LAST),
        signs="Barnet kan fortælle, hvad det fik svar på.",
    )
    for step in ("Aftal sporet", "Sæt sporet i gang"):
        goes(henrik, step)
        sends(henrik, step)
    just_done(henrik, "Sporet er i gang.")
    takes(henrik, course, "Gå videre til rådgivningsdagene")
    told(henrik, "Hvert handlespor har ejer, frist og tegn.")
    sends(henrik, "Gå videre til rådgivningsdagene", words="Det sidste spor er en kladde endnu.")
    just_done(henrik, "I er nået til rådgivningsdagene.")
    told(henrik, f"I mødes næste gang {in_words(FIRST)}.")
    at.rikke.goto(course)
    told(at.rikke, TITLE, "I gang", "Myndighed")
    at.birgit.goto("/handlespor/")
    told(at.birgit, TITLE)


def a_day_is_moved_and_one_is_cancelled(at: Desks, house: House, course: str) -> None:
    """The programme is written; people's calendars follow."""
    rikke, henrik = at.rikke, at.henrik
    for number in ("1", "3"):
        rikke.goto(f"{course}dage/")
        rikke.get_by_role("link", name=f"Rådgivningsdag {number}").click()
        goes(rikke, "Skriv program og forberedelse")
        sends(rikke, "Gem")
        just_done(rikke, "Det er gemt.")
    told(rikke, "Klar")
    seen(rikke, "day")
    henrik.goto(where(rikke))
    goes(henrik, "Ret tid og sted")
    seen(henrik, "move a day")
    sends(henrik, "Gem dagen", on=in_words(MOVED))
    told(henrik, f"{in_words(MOVED)} kl. 09.00 til 15.30")
    henrik.goto(f"{course}dage/")
    henrik.get_by_role("link", name="Rådgivningsdag 2").click()
    goes(henrik, "Aflys dagen")
    seen(henrik, "cancel a day")
    sends(henrik, "Aflys dagen", why="Skolen har emneuge.")
    just_done(henrik, "Dagen er aflyst.")
    seen(henrik, "days")
    at.grethe.goto(f"{course}dage/")
    at.grethe.get_by_role("link", name="Rådgivningsdag", exact=True).click()
    told(at.grethe, f"Aflyst {in_words(TODAY)}: Skolen har emneuge.")
    henrik.goto(course)
    days = calendar_of(henrik, course)
    assert days["Rådgivningsdag"].status.value == "CANCELLED"
    assert days["Rådgivningsdag 2"].dtstart.value.date() == MOVED
    by_mail = days_by_mail(house, GRETHE, 6)
    (before,) = (one for one in by_mail if one.vevent.dtstart.value.date() == LAST)
    (after,) = (one for one in by_mail if one.vevent.dtstart.value.date() == MOVED)
    assert after.vevent.uid.value == before.vevent.uid.value
    assert int(after.vevent.sequence.value) > int(before.vevent.sequence.value)
    (called_off,) = (one for one in by_mail if one.method.value == "CANCEL")
    assert called_off.vevent.dtstart.value.date() == MIDDLE


def everybody_comes_back(at: Desks, house: House, course: str) -> None:
    """The day after the last day. The telephones with the codes are gone; the link is new."""
    with_an_account = (at.henrik, HENRIK), (at.rikke, RIKKE), (at.birgit, BIRGIT)
    for page, person in (*with_an_account, (at.joergen, JOERGEN)):
        signs_in_with_a_spare_code(page, person)
    at.grethe.goto("/raadgivning/adgang/")
    seen(at.grethe, "ask for a link")
    assert comes_in_again(at.grethe, house, GRETHE) == course


def the_last_day_is_written_about(at: Desks, course: str) -> None:
    """What came of the first day is written; of the last one it is not, and that needs a word."""
    at.rikke.goto(f"{course}dage/")
    at.rikke.get_by_role("link", name="Rådgivningsdag 1").click()
    goes(at.rikke, "Skriv udbytte og referat")
    seen(at.rikke, "write outcome")
    sends(at.rikke, "Gem", output="To fokus er valgt.\nHver linje prøver én ting.")
    told(at.rikke, "Holdt", "Hver linje prøver én ting.")
    takes(at.henrik, course, "Gå videre til forankring")
    told(at.henrik, "Hver dag har program, forberedelse og udbytte.")
    sends(at.henrik, "Gå videre til forankring", words="Referatet af den sidste dag kommer.")
    just_done(at.henrik, "I er nået til forankring.")
    told(at.henrik, "Vi forankrer", "Det, der virker, bliver fast praksis.")


def the_track_becomes_fixed_practice(at: Desks, course: str) -> None:
    """Birgit tells how it goes and describes what they do; Henrik judges it and makes it fixed practice."""
    birgit, henrik = at.birgit, at.henrik
    birgit.goto("/handlespor/")
    birgit.get_by_role("link", name=TITLE).first.click()
    track = where(birgit)
    goes(birgit, "Skriv status")
    done, found = "Alle svar bliver skrevet ned.", "Børnene kender svaret."
    sends(birgit, "Gem status", going="well", done=done, seen=found, next="Vi holder fast.")
    goes(birgit, "Beskriv den faste praksis")
    review = in_words(AFTERWARDS + timedelta(days=200))
    sends(birgit, "Gem", procedure_text="Vi svarer inden 14 dage.", next_review=review)
    goes(birgit, "Sæt et møde i årshjulet")
    sends(birgit, "Gem mødet", on=review, title="Kvartalsmøde", looks_at="Svarene til børnene")
    henrik.goto(track)
    goes(henrik, "Evaluer sporet")
    view = "Flere børn siger, at de får svar."
    sends(henrik, "Gem evalueringen", worked="yes", done=done, seen=found, child_view=view)
    goes(henrik, "Gør det til fast praksis")
    seen(henrik, "anchor the track")
    chooses(henrik, "criteria")
    sends(henrik, "Gør det til fast praksis")
    just_done(henrik, "Sporet er forankret. Godt gået.")
    told(henrik, "Forankret", view)


def they_say_how_it_was(at: Desks, course: str) -> None:
    """Three of four answer without a name, two of them on telephones; then it is closed and shown."""
    at.rikke.goto(course)
    goes(at.rikke, "Spørg deltagerne : Evaluering efter sidste dag")
    seen(at.rikke, "ask how it was")
    sends(at.rikke, "Spørg deltagerne")
    just_done(at.rikke, "Deltagerne er spurgt.")
    answers = (
        (at.grethe, "5", "yes", "Børnene ved, hvem de skal gå til."),
        (at.joergen, "4", "yes", "Vi ringer til hinanden samme dag."),
        (at.henrik, "3", "maybe", "Færre dage uden skole."),
    )
    for page, number, choice, words in answers:
        page.goto(course)
        goes(page, "Svar på evalueringen")
        seen(page, "evaluate")
        difficult = ALONE if page is at.joergen else ""
        sends(page, "Send svaret", ev_1=number, ev_10=choice, ev_7=words, ev_8=difficult)
        just_done(page, "Tak for dit svar.")
        not_told(page, "Svar på evalueringen")
    goes(at.henrik, "Evaluering efter sidste dag")
    told(at.henrik, "Svarene kan ses, når den er lukket.")
    not_told(at.henrik, answers[0][3])
    at.henrik.goto(f"{where(at.henrik)}svar/")
    told(at.henrik, "Du har svaret, eller evalueringen er lukket. Tak.")
    seen(at.henrik, "evaluated")
    goes(at.rikke, "Evaluering efter sidste dag")
    goes(at.rikke, "Luk evalueringen")
    seen(at.rikke, "close it")
    sends(at.rikke, "Luk evalueringen")
    for page in (at.rikke, at.grethe):
        page.goto(course)
        goes(page, "Evaluering efter sidste dag")
        told(page, "3 af 4 har svaret.", "For få har skrevet noget.")
        told(page, *(words for _page, _number, _choice, words in answers))
        not_told(page, ALONE)
        seen(page, "results")


def the_course_goes_to_its_end(at: Desks, course: str) -> None:
    takes(at.henrik, course, "Gå videre til opfølgning")
    just_done(at.henrik, "Forløbet er nået til opfølgning.")
    told(at.henrik, "Opfølgning efter et halvt år", "Opfølgning efter et år", TITLE)
    seen(at.henrik, "follow-up")
    at.rikke.goto("/raadgivning/koe/?status=follow_up")
    at.rikke.get_by_role("row", name="Solvang Kommune").get_by_role("link").click()
    told(at.rikke, "Opfølgning og afslutning", "Kommunen ser: Afsluttet", TITLE, "Forankret")
    told(at.rikke, "Skole: har svaret", "Barnet får svar", "Det går godt", INTERNAL)
    seen(at.rikke, "as the agency sees it")
    at.birgit.goto(course)
    told(at.birgit, TITLE, "Forankret", SHARED)
    at.henrik.goto("/vores-arbejde/")
    told(at.henrik, "2 er blevet fast praksis.", "Afsluttet")
    seen(at.henrik, "our work")
    at.henrik.goto("/handlespor/")
    column = at.henrik.locator("section", has=at.henrik.get_by_role("heading", name="Forankret"))
    expect(column.get_by_role("link", name=TITLE)).to_be_visible()


def nobody_was_shown_what_is_the_agencys(house: House) -> None:
    """No page that anybody in the municipality was shown, and no mail, ever held the internal note."""
    assert any(INTERNAL in page for page in RIKKE.shown)
    for person in IN_THE_MUNICIPALITY:
        assert any(SHARED in page for page in person.shown), person.name
        assert not [page[:200] for page in person.shown if INTERNAL in page], person.name
    mails = [body.get_content() for mail in house.sent() if (body := mail.get_body(("plain",)))]
    assert mails
    assert not [mail for mail in mails if INTERNAL in mail or SHARED in mail]
