"""The journey of an advisory course, from the open page to the start meeting."""

from datetime import timedelta

from playwright.sync_api import Page

from tests.journeys.course_cast import (
    AGREED,
    AT_SCHOOL,
    BIRGIT,
    FIRST,
    GRETHE,
    HENRIK,
    INTERNAL,
    JOERGEN,
    LAST,
    MIDDLE,
    RIKKE,
    SHARED,
    TODAY,
    WISH,
    Desks,
)
from tests.journeys.course_doing import (
    A_LINK,
    calendar_of,
    comes_in,
    fill,
    goes,
    in_words,
    just_done,
    not_told,
    seen,
    sends,
    signs_in_for_the_first_time,
    takes,
    told,
    where,
)
from tests.journeys.doing import heading, press, tab_to
from tests.journeys.house import House


def henrik_finds_the_offer_and_begins(henrik: Page, house: House) -> str:
    """On the open page, by the link in a mail; his old draft goes."""
    henrik.goto("/tilbud/")
    seen(henrik, "offer")
    goes(henrik, "Søg rådgivning")
    seen(henrik, "apply")
    sends(
        henrik,
        "Send mig et link",
        municipality="9001",
        name=HENRIK.name,
        title="Direktør for børn og unge",
        email=HENRIK.email,
        phone="12 34 56 78",
    )
    heading(henrik, "Se i din mail")
    seen(henrik, "asked")
    link = house.link_to(HENRIK.email, path="/raadgivning/henvend/")
    signs_in_for_the_first_time(henrik, house, HENRIK)
    henrik.goto("/raadgivning/")
    goes(henrik, "Åbn Solvang Kommune")
    goes(henrik, "Slet kladden")
    told(henrik, "Ingen kan læse den bagefter, heller ikke jer.")
    press(henrik, "Slet kladden")
    just_done(henrik, "Kladden er væk.")
    henrik.goto(link)
    seen(henrik, "confirm")
    press(henrik, "Begynd")
    heading(henrik, "Rådgivningsforløb for Solvang Kommune")
    told(henrik, "I skriver henvendelsen. Styrelsen ser den, når I har sendt den.")
    return where(henrik)


def henrik_writes_without_a_mouse_and_invites(henrik: Page, course: str) -> None:
    goes(henrik, "Skriv henvendelsen")
    henrik.get_by_role("link", name="Skriv : Fælles").focus()
    henrik.keyboard.press("Enter")
    heading(henrik, "Fælles")
    for question, answer in (
        ("Hvad vil I gerne have hjælp til?", WISH),
        ("Hvorfor nu?", "Der går for lang tid fra flytning til første skoledag."),
        ("Hvornår ville I kunne begynde?", "Til foråret"),
    ):
        tab_to(henrik, question)
        henrik.keyboard.type(answer)
    tab_to(henrik, "Ja, i alle tre linjer")
    henrik.keyboard.press("Space")
    tab_to(henrik, "Gem")
    henrik.keyboard.press("Enter")
    just_done(henrik, "Det er gemt.")
    told(henrik, WISH)
    seen(henrik, "application")
    for person, title, line, level in (
        (GRETHE, "Skolechef", "school", "strategic"),
        (BIRGIT, "Teamleder", "authority", "professional"),
        (JOERGEN, "Centerchef", "placement", "strategic"),
    ):
        henrik.goto(f"{course}deltagere/inviter/")
        sends(
            henrik,
            "Send invitation",
            name=person.name,
            title=title,
            email=person.email,
            line=line,
            level=level,
        )
        just_done(henrik, "Invitationen er sendt.")
    told(henrik, f"Inviteret {in_words(TODAY)}, ikke kommet ind endnu.")
    seen(henrik, "people")


def the_three_lines_write(at: Desks, house: House, course: str) -> None:
    """Grethe on her telephone, Birgit and Jørgen with their accounts."""
    at.grethe.goto(house.link_to(GRETHE.email, path=A_LINK))
    seen(at.grethe, "enter")
    assert comes_in(at.grethe, at.grethe.url) == course
    goes(at.grethe, "Skriv henvendelsen")
    at.grethe.get_by_role("link", name="Skriv : Skole").click()
    sends(at.grethe, "Gem", af_before="Vi så først, at Malik var alene, da han var flyttet.")
    told(at.grethe, "Det her ligner navne: »Malik«.")
    seen(at.grethe, "part with a name")
    sends(at.grethe, "Gem", af_before=AT_SCHOOL)
    just_done(at.grethe, "Det er gemt.")
    signs_in_for_the_first_time(at.joergen, house, JOERGEN)
    assert comes_in(at.joergen, house.link_to(JOERGEN.email, path=A_LINK)) == course
    at.joergen.goto(f"{course}henvendelse/placement/")
    sends(at.joergen, "Gem", af_before="Lektiecafé på et af hjemmene. Børnene kom.")
    told(at.joergen, AT_SCHOOL)
    signs_in_for_the_first_time(at.birgit, house, BIRGIT)
    assert comes_in(at.birgit, house.link_to(BIRGIT.email, path=A_LINK)) == course
    at.birgit.goto(f"{course}henvendelse/authority/")
    sends(at.birgit, "Gem", af_worries="Hvem der ringer til skolen, når det går stærkt.")
    told(at.birgit, AT_SCHOOL, WISH)


def a_link_that_is_used_gives_nothing(stranger: Page, house: House, course: str) -> None:
    stranger.goto(house.link_to(GRETHE.email, path=A_LINK))
    press(stranger, "Gå videre")
    heading(stranger, "Linket virker ikke mere")
    seen(stranger, "link over")
    stranger.goto(course)
    assert where(stranger) == "/konto/log-ind/"
    not_told(stranger, WISH)


def henrik_sends(henrik: Page, course: str) -> None:
    henrik.goto(f"{course}henvendelse/")
    goes(henrik, "Send henvendelsen")
    seen(henrik, "send")
    sends(henrik, "Send henvendelsen", confirm="yes")
    just_done(henrik, "Henvendelsen er sendt. I får svar inden ti hverdage.")
    told(henrik, "Styrelsen svarer jer senest", "Modtaget")


def rikke_answers(at: Desks, house: House, course: str) -> None:
    """The agency answers, notes what was said, and keeps a place."""
    signs_in_for_the_first_time(at.rikke, house, RIKKE)
    at.rikke.goto("/raadgivning/koe/")
    at.rikke.get_by_role("row", name="Solvang Kommune").first.get_by_role("link").click()
    goes(at.rikke, "Svar kommunen")
    sends(
        at.rikke,
        "Send svaret",
        words="Tak for jeres henvendelse. Tag gerne alle tre linjer med.",
        next_on=in_words(TODAY + timedelta(days=8)),
    )
    for text, is_shared in ((SHARED, "yes"), (INTERNAL, "no")):
        at.rikke.goto(f"{course}note/")
        sends(at.rikke, "Gem", text=text, is_shared=is_shared)
        just_done(at.rikke, "Noten er gemt.")
    told(at.rikke, INTERNAL, "Kun styrelsen")
    at.henrik.goto(course)
    told(at.henrik, "Rikke G. og kommunen taler sammen", "Tag gerne alle tre linjer med.", SHARED)
    not_told(at.henrik, INTERNAL)
    goes(at.rikke, "Begynd på en aftale")
    press(at.rikke, "Begynd på en aftale")
    just_done(at.rikke, "Aftalen er begyndt. Begge parter kan skrive i den.")


def both_agree(at: Desks, course: str) -> None:
    """The municipality writes, the agency sets the days, both approve the same text."""
    agreement = f"{course}aftale/"
    at.henrik.goto(agreement)
    told(at.henrik, "To til fire rådgivningsdage.", "Skriv: Formål")
    goes(at.henrik, "Skriv aftalen")
    seen(at.henrik, "write agreement")
    sends(at.henrik, "Gem", **AGREED)
    for on, template in ((FIRST, "dt_1"), (MIDDLE, "dt_2"), (LAST, "dt_4")):
        at.rikke.goto(f"{course}dage/ny/")
        fill(at.rikke, on=in_words(on), begins="9", ends="15.30", format="workshop")
        sends(at.rikke, "Gem dagen", place="Rådhuset", template=template)
        just_done(at.rikke, "Dagen er sat.")
    at.rikke.goto(agreement)
    sends(at.rikke, "Godkend aftalen", title="Specialkonsulent")
    told(at.rikke, "Styrelsen: Rikke G., Specialkonsulent")
    at.henrik.goto(agreement)
    told(at.henrik, f"{in_words(LAST)} kl. 09.00 til 15.30")
    seen(at.henrik, "agreement to approve")
    sends(at.henrik, "Godkend aftalen", title="Direktør")
    told(at.henrik, "Aftalen er indgået og gælder som Udgave 1")
    seen(at.henrik, "agreement made")
    at.henrik.goto(course)
    told(at.henrik, "Aftale indgået")
    days = calendar_of(at.henrik, course)
    assert list(days) == [f"Rådgivningsdag {number}" for number in (1, 2, 3)]
    begins = days["Rådgivningsdag 1"].dtstart.value
    assert (begins.date(), days["Rådgivningsdag 3"].dtstart.value.date()) == (FIRST, LAST)
    assert days["Rådgivningsdag 1"].dtend.value - begins == timedelta(hours=6, minutes=30)


def the_start_meeting_is_held(rikke: Page, course: str) -> None:
    """Set for today; without minutes the course does not go on without a word."""
    rikke.goto(course)
    goes(rikke, "Sæt opstartsmødet")
    seen(rikke, "set start meeting")
    fill(rikke, on=in_words(TODAY), begins="9", ends="11", format="meeting", kind="start")
    sends(rikke, "Gem dagen", place="Rådhuset")
    day = where(rikke)
    takes(rikke, course, "Gå videre til egen praksis")
    told(rikke, "Det her er ikke på plads", "Der er skrevet referat af opstartsmødet.")
    seen(rikke, "step with something missing")
    rikke.goto(day)
    goes(rikke, "Skriv udbytte og referat")
    sends(rikke, "Gem", minutes="Alle tre linjer var med. Tovholderen samler tallene.")
    told(rikke, "Tovholderen samler tallene.")
    seen(rikke, "start meeting")
    takes(rikke, course, "Gå videre til egen praksis")
    just_done(rikke, "Kommunen er i gang med egen praksis.")
