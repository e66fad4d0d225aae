"""Five action tracks of Solvang, told through the actions of those who work with them: one under way whose
status is late, one that goes well, one that is fixed practice, one
that has been looked at, and a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.core.papers.taking import Sent
from skolespor.demo.papers import document
from skolespor.demo.town import Town
from skolespor.tracks.actions import files, making, measuring, moving, telling, working
from skolespor.tracks.actions.making import Plan
from skolespor.tracks.models import Track
from skolespor.tracks.queries.choices import criteria

LEADS = "Henrik W."
LEARNED = (
    "Hvad vi lærte, da tre skoler prøvede læringssamtalen",
    "Samtalen skal have sin egen tid i skemaet. Ellers bliver den aflyst.",
    "Børnene taler mest, når de selv har valgt den voksne.",
    "Fortæl, hvad der blev af det, barnet bad om, før I spørger igen.",
)


@dataclass(frozen=True)
class Number:
    """So many, out of how many, in the days before so many days ago."""

    ago: int
    value: str
    n: int


@dataclass(frozen=True)
class Step:
    """`due` in days from today; done on that day, or not yet."""

    text: str
    who: str
    due: int
    is_done: bool = False


class Story:
    """One track, told day by day. Days are counted from today."""

    def __init__(self, town: Town, plan: Plan, owner: str, *, begun: int = 0):
        self.today = timezone.localdate()
        self.place: Organisation = town.places["Solvang Kommune"]
        self.lead: User = town.people[LEADS]
        self.owner: User = town.people[owner]
        whole = Plan(**{**plan.__dict__, "owner": town.jobs[owner]})
        self.track: Track = making.create(
            municipality=self.place, plan=whole, by=self.lead, on=self.day(-begun)
        )

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def agreed(self, ago: int) -> None:
        moving.agree(track=self.track, by=self.lead, on=self.day(-ago))
        moving.start(track=self.track, by=self.lead, on=self.day(-ago))

    def steps(self, *steps: Step) -> None:
        for one in steps:
            step = working.add_step(
                track=self.track,
                text=one.text,
                who=one.who,
                due_on=self.day(one.due),
                by=self.owner,
            )
            if one.is_done:
                working.tick(step=step, by=self.owner, on=self.day(one.due))

    def with_partners(self, *partners: tuple[str, str]) -> None:
        for line, name in partners:
            working.add_partner(track=self.track, line=line, name=name, by=self.lead)

    def meetings(self, title: str, looks_at: str, *days: int) -> None:
        for day in days:
            working.add_meeting(
                track=self.track, on=self.day(day), title=title, looks_at=looks_at, by=self.lead
            )

    def shows(self, file: Sent) -> None:
        files.add(track=self.track, sent=file, is_procedure=False, by=self.owner)

    def status(self, ago: int, going: str, done: str, seen: str, then: str) -> None:
        telling.write_status(
            track=self.track,
            going=going,
            done=done,
            seen=seen,
            next=then,
            by=self.owner,
            on=self.day(-ago),
        )

    def counted(
        self,
        title: str,
        counts: str,
        unit: str,
        definition: str,
        source: str,
        numbers: Sequence[Number],
    ) -> None:
        measure = measuring.set_measure(
            track=self.track,
            title=title,
            counts=counts,
            unit=unit,
            definition=definition,
            source=source,
            seen=0,
            by=self.owner,
        )
        for one in numbers:
            measuring.write_value(
                measure=measure,
                since=self.day(-one.ago - 89),
                until=self.day(-one.ago),
                value=Decimal(one.value) if one.value else None,
                n=one.n or None,
                is_few=not one.value,
                by=self.owner,
            )

    def evaluated(self, ago: int, worked: str, done: str, seen: str, child_view: str) -> None:
        telling.evaluate(
            track=self.track,
            worked=worked,
            done=done,
            seen=seen,
            child_view=child_view,
            by=self.lead,
            on=self.day(-ago),
        )


def write(town: Town) -> None:
    _talks(town)
    _school_with_place(town)
    _pack(town)
    _reading(town)
    _meeting_of_leaders(town)


def _talks(town: Town) -> None:
    """Under way, and its owner has not written for a while."""
    today = timezone.localdate()
    story = Story(
        town,
        Plan(
            title="Alle børn bliver tilbudt en læringssamtale to gange om året",
            why="Under halvdelen af børnene har haft en samtale om deres egen skolegang det seneste år. "
            "Flere børn siger, at de voksne taler om dem og ikke med dem. "
            "De tre linjer svarede meget forskelligt på, om vi hører børnene.",
            signs="Børnene er spurgt før hvert møde om skolen\n"
            "Børnene får svar på det, de har bedt om, inden 14 dage",
            deadline=today + timedelta(days=200),
            theme="sr_child_voice",
            statement="sr_6_1",
            focus="Barnets stemme",
        ),
        "Ole V.",
        begun=230,
    )
    story.with_partners(
        ("school", "Skolelederne"), ("authority", "Familieteamet"), ("placement", "Bakkehuset")
    )
    story.agreed(215)
    story.steps(
        Step("Skriv, hvem der holder samtalen på hver skole", "Skolelederne", -180, True),
        Step("Prøv samtalen på tre skoler", "Engskolen og to andre", -120, True),
        Step("Tilbyd samtalen på alle skoler", "Skolelederne", -20),
        Step("Spørg børnene, om samtalen gør en forskel", "Læringskoordinatoren", 60),
    )
    story.status(
        130,
        "slowly",
        "Tre skoler har prøvet samtalen.",
        "Børnene vil gerne, når de selv vælger den voksne. Lærerne mangler tid.",
        "Skolelederne finder tid i skemaet før næste skoleår.",
    )
    story.counted(
        "Børn, der har haft en læringssamtale",
        "share",
        "procent",
        "Børn i skolealderen, som kommunen er handlekommune for, og som har haft mindst én "
        "læringssamtale de seneste 90 dage.",
        "Optælling i Skolespor",
        [Number(210, "25", 60), Number(120, "35", 60), Number(30, "45", 60)],
    )
    story.meetings("Kvartalsmøde for de tre linjer", "Tallet, og hvad børnene siger", -100, -9, 82)
    story.shows(document("hvad vi lærte på tre skoler", LEARNED))


def _school_with_place(town: Town) -> None:
    """Under way, and well."""
    today = timezone.localdate()
    story = Story(
        town,
        Plan(
            title="Skole og sted bliver valgt samtidig",
            why="Børn venter for længe på en skole, når de flytter. Skolen hører det ofte først, når "
            "barnet er flyttet.",
            signs="Skolen er spurgt, før stedet er valgt\nIngen børn venter mere end tre skoledage",
            deadline=today + timedelta(days=120),
            theme="sr_placement_school_choice",
            focus="Ingen dage uden skole",
        ),
        "Birgit S.",
        begun=115,
    )
    story.with_partners(
        ("school", "Skoleforvaltningen"), ("authority", "Familieteamet"), ("school", "PPR Solvang")
    )
    story.agreed(100)
    story.steps(
        Step("Skriv en tjekliste for den første uge", "Familieteamet", -60, True),
        Step("Aftal, hvem der ringer til skolen", "Teamleder og skolechef", -15, True),
        Step("Prøv tjeklisten på alle flytninger i et kvartal", "Familieteamet", 45),
    )
    story.counted(
        "Skoledage fra flytning til skole",
        "mean",
        "skoledage",
        "Gennemsnit for børn, der er flyttet i perioden, fra den dag, de flyttede, til den første "
        "dag i den nye skole.",
        "Optælling i Skolespor",
        [Number(190, "", 0), Number(100, "11.5", 8), Number(10, "6", 7)],
    )
    story.status(
        12,
        "well",
        "Tjeklisten er skrevet og prøvet på de første flytninger.",
        "Skolen får besked tidligere. Det kniber stadig, når barnet flytter i en ferie.",
        "Vi aftaler, hvem der svarer i ferierne.",
    )
    story.meetings("Ledermøde i myndighed", "Tjeklisten og antal dage", 20, 110)


def _pack(town: Town) -> None:
    """Fixed practice: looked at, written down, owned by a leader."""
    today = timezone.localdate()
    story = Story(
        town,
        Plan(
            title="En overleveringspakke ved hvert skoleskift",
            why="Den nye skole begyndte forfra med at lære barnet at kende, hver gang det skiftede.",
            signs="Pakken er modtaget før den første skoledag\n"
            "Den nye skole siger, at den kan bruges",
            deadline=today + timedelta(days=5),
            theme="sr_transitions",
            statement="sr_4_1",
            focus="Gode overgange",
        ),
        "Mette A.",
        begun=350,
    )
    story.with_partners(("school", "Engskolen"), ("placement", "Bakkehuset"))
    story.agreed(330)
    story.steps(
        Step("Aftal, hvad der er i pakken", "Skolelederne", -300, True),
        Step("Lav en skabelon", "Engskolen", -260, True),
        Step("Brug pakken ved alle skift", "Alle skoler", -150, True),
    )
    story.counted(
        "Skift, hvor pakken var fremme før første skoledag",
        "other",
        "procent af skift",
        "Skoleskift i perioden, hvor den nye skole havde pakken før barnets første skoledag. "
        "Talt af skolerne.",
        "Skolernes egen optælling",
        [Number(300, "20", 15), Number(200, "60", 14), Number(90, "85", 13)],
    )
    story.status(
        150,
        "well",
        "Alle skoler bruger skabelonen.",
        "De nye skoler siger, at de begynder et bedre sted.",
        "Vi ser på, om det virker, og gør det til fast praksis.",
    )
    making.describe(
        track=story.track,
        procedure_text="Den gamle skole sender pakken senest tre skoledage efter beskeden om et skift. "
        "Den nye skole skriver, om den kan bruges.",
        procedure_link="https://solvang.example/overleveringspakke",
        next_review=today + timedelta(days=250),
        seen=story.track.version,
        by=story.owner,
    )
    story.meetings("Skoleledermøde", "Pakkerne fra det seneste halve år", -30, 150)
    story.evaluated(
        70,
        "yes",
        "Skabelonen er brugt ved alle skift i et år.",
        "Pakken er næsten altid fremme før første skoledag.",
        "Børn siger, at de slipper for at fortælle det hele forfra.",
    )
    moving.anchor(
        track=story.track,
        criteria=[id for id, _label in criteria()],
        by=story.lead,
        on=story.day(-40),
    )


def _reading(town: Town) -> None:
    """Looked at: it worked, and somebody has to decide."""
    story = Story(
        town,
        Plan(
            title="Makkerlæsning fire dage om ugen",
            why="Mange af børnene læser under det, de kan. Det kan øves hjemme på få minutter.",
            signs="Børnene læser højt for en voksen fire dage om ugen\nBørnene siger, at de gider",
            deadline=timezone.localdate() + timedelta(days=30),
            theme="sr_placement_environment",
            focus="Læring, der hvor barnet bor",
        ),
        "Jørgen M.",
        begun=200,
    )
    story.with_partners(("placement", "Bakkehuset"), ("school", "Læringsvejlederne"))
    story.agreed(190)
    story.steps(
        Step("Lær de voksne at makkerlæse", "Læringsvejlederne", -160, True),
        Step("Læs i 12 uger", "Bakkehuset og to plejefamilier", -40, True),
    )
    story.status(
        95,
        "well",
        "Bakkehuset og to plejefamilier er i gang.",
        "De voksne holder fast, når det står i ugeplanen.",
        "Vi læser de 12 uger færdig og ser på det sammen.",
    )
    story.meetings("Personalemøde på hjemmene", "Hvor mange dage der blev læst", 40)
    story.status(
        20,
        "well",
        "Der er læst i 12 uger.",
        "Det lykkes på hverdage.",
        "Vi evaluerer det på ledermødet.",
    )
    story.evaluated(
        20,
        "partly",
        "Der er læst i 12 uger.",
        "Det lykkes på hverdage og ikke i weekender.",
        "Børn siger, at det er hyggeligt, når det er den samme voksne.",
    )


def _meeting_of_leaders(town: Town) -> None:
    """A draft."""
    Story(
        town,
        Plan(
            title="Fast kvartalsmøde for de tre linjer",
            why="Lederne mødes kun, når noget er gået galt.",
            theme="sr_common_direction",
        ),
        "Karen L.",
    )
