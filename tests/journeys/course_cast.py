"""Who takes part in the journey of an advisory course, when they meet, and what they write."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page

from tests.journeys.course_doing import Person, weekday
from tests.journeys.house import House
from tests.journeys.visitor import Screens

HENRIK = Person("Henrik W.", "henrikw.municipaldirector@skolespor.invalid")
RIKKE = Person("Rikke G.", "rikkeg.agencyadvisor@skolespor.invalid")
BIRGIT = Person("Birgit S.", "birgits.authorityleader@skolespor.invalid")
GRETHE = Person("Grethe N.", "grethe@solvang.invalid")
JOERGEN = Person("Jørgen M.", "joergenm.placementleader@skolespor.invalid")
IN_THE_MUNICIPALITY = (HENRIK, BIRGIT, GRETHE, JOERGEN)
TODAY = timezone.localdate()
FIRST = weekday(TODAY + timedelta(days=30))
MIDDLE = weekday(FIRST + timedelta(days=130))
LAST = weekday(FIRST + timedelta(days=274))
MOVED = LAST + timedelta(days=7)
AFTERWARDS = MOVED + timedelta(days=1)
INTERNAL = "Direktøren er i tvivl om tiden. Spørg igen, før vi skriver en aftale."
SHARED = "Alle tre linjer sad med ved bordet."
WISH = "Børn, der flytter, skal begynde i skole inden for en uge."
AT_SCHOOL = "Vi prøvede faste kontaktlærere på to skoler. Det holdt, hvor lederen fulgte med."
AGREED = {
    "agr_purpose": "Børn, der flytter, begynder i skole inden for en uge.",
    "agr_focus_draft": "Overgange. Barnets stemme.",
    "agr_preparation": "Hver linje har prøvet én ting, før vi mødes igen.",
    "agr_data": "Dage uden skole, lagt sammen for hele kommunen.",
    "agr_confidentiality": "Ingen oplysninger om enkelte børn.",
    "agr_evaluation": "Skema efter sidste dag og igen efter et halvt år.",
    "agr_termination": "Begge parter kan stoppe. Vi taler sammen først.",
}
ALONE = "Møderne lå for tæt."
"""What one alone has written, so that it is never shown."""
TITLE = "Barnet får svar inden 14 dage, også hjemme"


@dataclass
class Desks:
    """Who sits where."""

    henrik: Page
    rikke: Page
    birgit: Page
    grethe: Page
    joergen: Page


def open_desks(open_page: Screens, house: House, *on_the_phone: Person) -> Desks:
    people = (HENRIK, RIKKE, BIRGIT, GRETHE, JOERGEN)
    return Desks(*(one.opens(open_page, house, phone=one in on_the_phone) for one in people))
