"""What eight invented children have said over a year, to whom, and what became of it.

Nothing here has been said by a real child. The words are those of the child, also where they are askew.
Nobody is called by name in them, because the adults around a child are who the town has given it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skolespor.accounts.roles import Role
from skolespor.promises.rules import Decision, Helped, Sharing, Told, What

TEACHER, FOSTER, HOME, WORKER = (
    Role.CONTACT_TEACHER,
    Role.FOSTER_PARENT,
    Role.PLACEMENT_STAFF,
    Role.CASE_WORKER,
)
ALL, US, ADVISER = Sharing.MAY_SHARE, Sharing.BETWEEN_US, Sharing.TO_CASE_WORKER
YES, NO, OTHER = Decision.YES, Decision.NO, Decision.OTHER
DID, LITTLE, NOT = Helped.HELPED, Helped.A_LITTLE, Helped.NOT


@dataclass(frozen=True)
class Answer:
    """What was decided and why, and the child's own word for it. `after`: so many days later."""

    decision: Decision
    reason: str
    after: int
    how: Told = Told.TALKED
    helped: Helped | None = None


@dataclass(frozen=True)
class Said:
    """`question` is an id of the conversation guide. `own`: the child wrote it itself."""

    text: str
    sharing: Sharing = ALL
    question: str = ""
    what: What = What.WORDS
    own: bool = False
    answer: Answer | None = None
    is_discussed: bool = False


@dataclass(frozen=True)
class Agreed:
    """An agreement to be kept within some days; what the child was told of it, and when."""

    text: str
    within: int
    owner: Role = TEACHER
    sharing: Sharing = ALL
    told: str = ""
    after: int = 0
    helped: Helped | None = None


@dataclass(frozen=True)
class Talk:
    """One conversation, so many days ago."""

    ago: int
    adult: Role
    said: Sequence[Said | Agreed]


def strong(text: str, question: str) -> Said:
    return Said(text, question=question, what=What.STRENGTH)


def wish(
    text: str,
    question: str = "",
    answer: Answer | None = None,
    sharing: Sharing = ALL,
    *,
    own: bool = False,
    is_discussed: bool = False,
) -> Said:
    return Said(text, sharing, question, What.WISH, own, answer, is_discussed)


MALIK = (
    Talk(
        310,
        TEACHER,
        (
            strong("Jeg kan bygge. Jeg har lavet en bane med elleve sving.", "q_good_6_1"),
            Said("Når vi læser, så løber bogstaverne. De venter ikke på mig.", ALL, "q_subj_6_2"),
            wish(
                "Må jeg få sådan en gul lineal? Så holder de op med at løbe.",
                "q_learn_6_2",
                Answer(YES, "Ja. Din gule lineal ligger i din skuffe.", 6, Told.DREW, DID),
            ),
        ),
    ),
    Talk(
        150,
        TEACHER,
        (
            Said("Jeg savner hunden hos mormor. Den ved ikke, hvor jeg er.", US, "q_class_6_3"),
            wish(
                "Kan mig og Amina få frikvarter samtidig?",
                "q_class_6_1",
                Answer(OTHER, "Ikke hver dag. Om fredagen spiser I sammen.", 9, helped=LITTLE),
            ),
            Agreed(
                "Din lærer læser ti minutter med dig hver tirsdag.",
                30,
                told="Vi læste om tirsdagen. Nu kan du en hel side.",
                after=52,
                helped=DID,
            ),
        ),
    ),
    Talk(
        22,
        TEACHER,
        (
            Said("Det larmer mest efter maden. Så bliver mit hoved fuldt.", ALL, "q_att_6_1"),
            wish("Jeg vil gerne sidde ved døren. Så kan jeg se ud.", "q_learn_6_3"),
        ),
    ),
)
AMINA = (
    Talk(
        260,
        TEACHER,
        (
            strong("Jeg er god til at passe på de små i børnehaveklassen.", "q_good_6_1"),
            Said("Alle har en plan inde i hovedet. Jeg har ikke fået den.", ALL, "q_learn_6_2"),
            wish(
                "Kan jeg få planen, før jeg tager hjemmefra?",
                "q_att_6_1",
                Answer(YES, "Ja. Din lærer sender planen hjem om aftenen.", 5),
            ),
        ),
    ),
    Talk(
        18,
        FOSTER,
        (
            Said("Jeg får ondt i maven om søndagen. Det er ikke løgn.", US, "q_att_10_1"),
            Agreed("Vi øver vejen til skole på lørdag, når der ingen er.", 7, FOSTER),
        ),
    ),
    Talk(
        8,
        FOSTER,
        (wish("Må jeg komme tilbage, hvis det kun er om formiddagen?", "", None, ADVISER),),
    ),
)
SOFIE = (
    Talk(
        330,
        TEACHER,
        (
            strong("Jeg kan huske, hvad alle har sagt. Også længe efter.", "q_good_10_1"),
            wish(
                "Jeg vil sidde ved hende, der tegner uden at snakke.",
                "q_class_10_1",
                Answer(NO, "Hun går i en anden klasse. I kan tegne i klubben.", 12, helped=NOT),
            ),
        ),
    ),
    Talk(
        190,
        TEACHER,
        (
            Said(
                "Spørg mig ikke, hvorfor jeg bor på Bakkehuset. Ikke foran nogen.",
                ALL,
                "q_adult_10_3",
            ),
            Agreed(
                "Din lærer finder et sted, hvor du kan klæde om alene.",
                10,
                told="Du må bruge lærernes bad. Nøglen hænger på kontoret.",
                after=8,
                helped=DID,
            ),
        ),
    ),
    Talk(
        64,
        WORKER,
        (
            Said(
                "Hvornår kommer du? Sidst sagde du snart. Snart er længe siden.",
                ADVISER,
                own=True,
                answer=Answer(YES, "Jeg kommer på torsdag klokken tre.", 2, Told.PHONED, LITTLE),
            ),
        ),
    ),
    Talk(
        9,
        TEACHER,
        (
            Said(
                "Jeg lader, som om jeg har læst bogen. Den er for lang indeni.", US, "q_subj_10_2"
            ),
            wish(
                "Må jeg have mine høretelefoner på til matematik?",
                "q_learn_10_1",
                own=True,
                is_discussed=True,
            ),
            Agreed("Din lærer viser dig det om brøker, du ikke var der til.", 14),
        ),
    ),
)
FREJA = (
    Talk(
        280,
        TEACHER,
        (
            strong("Jeg kan få dyr til at falde til ro. Også dem, der bider.", "q_good_14_1"),
            Said(
                "Jeg er ikke dum til matematik. Jeg har bare haft fire lærere på to år.",
                ALL,
                "q_subj_14_1",
            ),
            wish(
                "Jeg vil have én, der går 7. klasse igennem med mig. Ikke alt muligt andet.",
                "q_learn_14_3",
                Answer(YES, "Ja. I mødes onsdag efter skole, til du siger stop.", 10, helped=DID),
            ),
        ),
    ),
    Talk(
        120,
        TEACHER,
        (
            Said(
                "Nogle dage orker jeg ikke at forklare mig. Så er det nemmere at blive væk.",
                US,
                "q_att_14_1",
            ),
            Agreed(
                "Din lærer spørger en dyrlæge, om du kan komme i praktik.",
                21,
                told="Dyrlægen sagde ja til tre dage. Du kan begynde næste måned.",
                after=17,
                helped=DID,
            ),
        ),
    ),
    Talk(
        31,
        WORKER,
        (
            Said(
                "Kan jeg blive boende, når jeg går i gymnasiet? Sig det, som det er.",
                ADVISER,
                own=True,
                answer=Answer(
                    OTHER,
                    "Det ved vi ikke endnu. Vi taler om det sammen på næste møde.",
                    3,
                    Told.PHONED,
                    LITTLE,
                ),
            ),
        ),
    ),
    Talk(
        12,
        TEACHER,
        (
            wish(
                "Jeg vil læse det, I skriver om mig, før I sender det.",
                "q_adult_14_2",
                is_discussed=True,
            ),
        ),
    ),
)
EMIL = (
    Talk(
        240,
        WORKER,
        (
            Said(
                "Jeg gider godt skole. Jeg gider bare ikke starte forfra igen.", ALL, "q_att_10_1"
            ),
            wish(
                "Sig til dem, at jeg kan engelsk. Jeg har lært det af spil.",
                "q_good_10_1",
                Answer(
                    YES, "Ja. Jeg har skrevet det til skolen, med dine ord.", 4, Told.WROTE, DID
                ),
                ADVISER,
            ),
        ),
    ),
    Talk(
        4,
        HOME,
        (
            strong(
                "Jeg kan skille en cykel ad. Der er næsten ingen skruer til overs.", "q_good_10_3"
            ),
            wish("Hvornår ved I, hvor jeg skal gå i skole?", "q_att_10_3", None, ADVISER),
            Agreed("Vi cykler forbi skolen sammen, før du begynder.", 20, HOME),
        ),
    ),
)
KALLE = (
    Talk(
        200,
        TEACHER,
        (
            strong("Jeg er hurtig til hovedregning. Hurtigere end læreren.", "q_good_10_3"),
            wish(
                "Jeg vil ikke med på klassebilledet. Men jeg vil med til kagen.",
                "q_class_10_3",
                Answer(YES, "Ja. Du skærer kagen, mens de andre bliver fotograferet.", 3),
            ),
        ),
    ),
    Talk(
        35,
        TEACHER,
        (
            Said("Jeg kigger altid på parkeringspladsen først.", US, "q_adult_10_2"),
            Agreed(
                "Din lærer siger til vikarerne, at dit navn ikke skal råbes op.",
                7,
                sharing=US,
                told="Alle vikarer får det at vide om morgenen nu.",
                after=6,
            ),
        ),
    ),
    Talk(5, TEACHER, (wish("Hvem ved, hvor jeg går i skole?", "", None, ADVISER),)),
)
YOUNG = (
    Talk(
        170,
        TEACHER,
        (
            strong("Jeg kan tælle til hundrede og lidt mere.", "q_good_6_3"),
            wish(
                "Må min bamse bo i skuffen? Den siger ikke noget.",
                "q_adult_6_1",
                Answer(YES, "Ja. Bamsen må bo i din skuffe.", 1),
            ),
        ),
    ),
    Talk(
        17,
        TEACHER,
        (
            Said("De skynder sig altid, når det er min tur.", ALL, "q_subj_6_2"),
            wish("Jeg vil gerne kunne se uret derfra, hvor jeg sidder.", "q_learn_6_3"),
        ),
    ),
)
"""Of a child of six to nine."""
OLD = (
    Talk(
        210,
        TEACHER,
        (
            Said("Jeg sover dårligt. Så er første time spildt på mig.", ALL, "q_att_14_1"),
            wish(
                "Kan jeg møde til anden time om mandagen?",
                "q_learn_14_3",
                Answer(NO, "Mandag er dansk, og du skal til prøve. Vi prøver en rolig start.", 11),
            ),
        ),
    ),
    Talk(
        45,
        TEACHER,
        (
            strong("Jeg kan svejse. Det er det eneste, jeg ikke bliver træt af.", "q_good_14_3"),
            Said("Hvis jeg siger det højt, bliver det til et møde.", US, "q_adult_14_2"),
            Agreed("Din lærer finder en dag, hvor du kan besøge erhvervsskolen.", 20),
        ),
    ),
)
"""Of a child of fourteen to seventeen."""

BY_NAME: Mapping[str, Sequence[Talk]] = {
    "Malik A.": MALIK,
    "Amina A.": AMINA,
    "Sofie B.": SOFIE,
    "Freja C.": FREJA,
    "Emil D.": EMIL,
    "Kalle F.": KALLE,
}
