"""What the adults of the town have agreed on: two preparedness plans, the common direction of Solvang in
its second version, and Ellevang's first, which waits for a line."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from skolespor.accounts.lines import Line
from skolespor.accounts.models import Organisation, User
from skolespor.demo.town import Town
from skolespor.direction.actions import document, reviews
from skolespor.direction.actions.plans import Doing, save_part
from skolespor.direction.models import DirectionVersion, LineAnswer
from skolespor.direction.queries.document import direction_of
from skolespor.direction.queries.phases import phases
from skolespor.direction.rules.reviews import PARTS

SOLVANG, ELLEVANG, SCHOOL = "Solvang Kommune", "Ellevang Kommune", "Engskolen"
GUIDE, HEAD, TEACHER = "Poul E.", "Mette A.", "Jens H."
CHOSEN = "den kontaktlærer, der er valgt til eleven"
AT_SCHOOL: Mapping[str, tuple[str, str, str]] = {
    "md_0_guide": (GUIDE, "", "Står på opslaget i personalerummet."),
    "md_0_plan": (HEAD, "", "På pædagogisk dag i august."),
    "md_1_status": ("", CHOSEN, "Skemaet i Skolespor, mens eleven stadig går her."),
    "md_2_teacher": (HEAD, "", "Inden for to dage. Souschefen, når lederen er væk."),
    "md_2_confirm": (HEAD, "", ""),
    "md_2_first_week": ("", CHOSEN, "Telefon fredag efter den første uge."),
    "md_3_conversation": ("", CHOSEN, "Guiden til læringssamtalen."),
    "md_4_words": ("", CHOSEN, ""),
    "md_4_check": (GUIDE, "", "Plantjekket, sammen med kontaktlæreren."),
    "md_5_conversations": ("", CHOSEN, "I oktober og i marts."),
    "md_5_attendance": (TEACHER, "ser på ugens fravær for alle", "Hver mandag før første time."),
    "md_6_conversation": ("", CHOSEN, ""),
    "md_6_confirm": (HEAD, "", ""),
}
"""Who does a step at Engskolen: one of the staff, a job in words, and by what. What is left out is shown
as missing."""
AT_TOWN_HALL: Mapping[str, tuple[str, str, str]] = {
    "md_0_contacts": ("Ole V.", "", "Første fredag i hver måned."),
    "md_0_authority": ("Birgit S.", "", "På ledermødet i september."),
    "md_0_ppr": ("Anders K.", "", "Telefontid tirsdag og torsdag."),
    "md_1_child": ("", "barnets rådgiver", ""),
    "md_1_parents": ("", "barnets rådgiver", ""),
    "md_1_ppr": ("", "barnets rådgiver", "Ring i telefontiden."),
    "md_1_stay": ("", "barnets rådgiver", "De fem spørgsmål om at blive på skolen."),
    "md_1_choose": ("", "barnets rådgiver og teamlederen", "Samme møde om sted og skole."),
    "md_2_host": ("", "barnets rådgiver", "Sikker post, før barnet flytter."),
    "md_2_enrol": ("", "barnets rådgiver", ""),
    "md_2_pack": ("Karen L.", "", "Overleveringspakken i Skolespor."),
    "md_2_meeting": ("Karen L.", "", "På skolen, med barnet."),
    "md_2_practical": ("Karen L.", "", "Tjeklisten til opstartsmødet."),
    "md_3_consent": ("Karen L.", "", ""),
    "md_3_mapping": ("Karen L.", "", ""),
    "md_3_ppr": ("Anders K.", "", "På kortlægningsmødet."),
    "md_3_carer": ("", "plejefamilien eller primærpædagogen", ""),
}
SOLVANGS: Mapping[str, str] = {
    "vision": "Alle børn, der ikke bor hjemme, går i skole hver dag og lærer det, de kan nå. "
    "Ingen er uden skole i mere end tre dage, når de flytter.",
    "principle_child_perspective": "Vi spørger barnet, før vi bestemmer noget om skolen. "
    "Det, barnet siger, står først i planen.",
    "principle_positive_expectations": "Vi siger højt, hvad vi tror, barnet kan nå inden sommer. "
    "Vi spørger hinanden, hvad vi bygger det på.",
    "principle_equal_focus": "Hver plan har mindst ét mål for fag og ét for trivsel.",
    "principle_coherent_environments": "Hvert mål har noget, der sker i skolen, og noget, der sker "
    "hjemme.",
    "line_school": "Skolerne sætter navn på en kontaktlærer inden for to dage og holder en "
    "læringssamtale i de første seks uger.",
    "line_authority": "Myndigheden vælger sted og skole samtidig og spørger PPR før et skift.",
    "line_placement": "Hjem og plejefamilier har en fast tid til lektier og ringer til skolen, "
    "når noget går skævt.",
    "agreed": "De tre linjer mødes hvert kvartal. Er vi uenige om et barns skole, ringer vi samme "
    "dag. Vi ser på retningen igen hvert år i maj.",
}
"""The second version. What the first said instead stands below."""
FIRST: Mapping[str, str] = {
    "vision": "Alle børn, der ikke bor hjemme, går i skole hver dag.",
    "line_school": "Skolerne sætter navn på en kontaktlærer.",
    "agreed": "De tre linjer mødes hvert halve år. Vi ser på retningen igen hvert år i maj.",
}
ELLEVANGS: Mapping[str, str] = {
    **SOLVANGS,
    "vision": "Børn, der bor i Ellevang uden at bo hjemme, har venner i klassen og går til noget i "
    "fritiden.",
    "agreed": "Vi begynder med to møder om året.",
}


def agree(town: Town) -> None:
    _plan(town, SCHOOL, AT_SCHOOL, by=HEAD)
    _plan(town, SOLVANG, AT_TOWN_HALL, by="Henrik W.")
    reviews.review(
        place=town.places[SOLVANG],
        parts=PARTS,
        today=timezone.localdate(),
        by=town.people["Henrik W."],
    )
    _two_versions(town)
    _one_that_waits(town)


def _plan(town: Town, place: str, told: Mapping[str, tuple[str, str, str]], *, by: str) -> None:
    house = town.places[place]
    for phase in phases():
        own = {must.id for must in phase.of(house.kind)} & set(told)
        if own:
            doing = {step: _doing(town, *told[step]) for step in own}
            save_part(
                place=house,
                phase=phase,
                doing=doing,
                seen=0,
                is_confirmed=False,
                by=town.people[by],
            )


def _doing(town: Town, name: str, who: str, means: str) -> Doing:
    return Doing(job_id=town.jobs[name].pk if name else None, who=who, means=means)


def _two_versions(town: Town) -> None:
    """The first was agreed on last year, the second this autumn."""
    place, director = town.places[SOLVANG], town.people["Henrik W."]
    lines = {Line.SCHOOL: "Ole V.", Line.AUTHORITY: "Birgit S.", Line.PLACEMENT: "Jørgen M."}
    now = timezone.now()
    for days_ago, texts in ((400, {**SOLVANGS, **FIRST}), (40, SOLVANGS)):
        version = _sent(place, texts, at=now - timedelta(days=days_ago), by=director)
        for number, (line, name) in enumerate(lines.items(), 1):
            document.answer(
                version=version,
                line=line,
                says=LineAnswer.Says.APPROVED,
                reason="",
                is_confirmed=False,
                at=now - timedelta(days=days_ago - 5 * number),
                by=town.people[name],
            )


def _one_that_waits(town: Town) -> None:
    """Two lines have answered. The school line has nobody in Skolespor who can."""
    at = timezone.now() - timedelta(days=6)
    version = _sent(town.places[ELLEVANG], ELLEVANGS, at=at, by=town.people["Bo F."])
    for line, name, says, reason in (
        (Line.AUTHORITY, "Bente F.", LineAnswer.Says.APPROVED, ""),
        (
            Line.PLACEMENT,
            "Ditte H.",
            LineAnswer.Says.AGAIN,
            "Hvem taler med plejefamilierne om det?",
        ),
    ):
        document.answer(
            version=version,
            line=line,
            says=says,
            reason=reason,
            is_confirmed=False,
            at=at + timedelta(days=2),
            by=town.people[name],
        )


def _sent(
    place: Organisation, texts: Mapping[str, str], *, at: datetime, by: User
) -> DirectionVersion:
    before = direction_of(place).text
    seen = before.version if before else 0
    written = document.write(municipality=place, texts=texts, seen=seen, is_confirmed=False, by=by)
    return document.send(municipality=place, seen=written.version, at=at, by=by)
