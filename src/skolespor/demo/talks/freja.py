"""Freja is fifteen, good with animals, and wants it said as it is."""

from skolespor.demo.talks.words import (
    ADVISER,
    ALL,
    DID,
    LITTLE,
    OTHER,
    SCREEN,
    TEACHER,
    TO_17,
    US,
    WORKER,
    YES,
    Agreed,
    Answer,
    Declined,
    Said,
    Talk,
    drew,
    feels,
    strong,
    wish,
)
from skolespor.promises.queries.asked import then_id
from skolespor.promises.rules import Told

FREJA = (
    Talk(
        280,
        TEACHER,
        (
            feels("3 ud af 10", TO_17, US),
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
        place="I bilen på parkeringspladsen",
    ),
    Talk(
        120,
        TEACHER,
        (
            feels("5 ud af 10", TO_17, own=True),
            Said(
                "Nogle dage orker jeg ikke at forklare mig. Så er det nemmere at blive væk.",
                US,
                "q_att_14_1",
                own=True,
            ),
            drew("horse"),
            Agreed(
                "Din lærer spørger en dyrlæge, om du kan komme i praktik.",
                21,
                told="Dyrlægen sagde ja til tre dage. Du kan begynde næste måned.",
                after=17,
                helped=DID,
            ),
        ),
        way=SCREEN,
        place="Studievejlederens kontor",
    ),
    Declined(58, TEACHER),
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
            feels("7 ud af 10", TO_17),
            Said("Én, der spørger mig først. Det skal I gøre, ikke mig.", ALL, then_id(TO_17)),
            Agreed("Din lærer viser dig teksten, før den bliver sendt.", 21),
        ),
        place="Bænken bag hallen",
    ),
)
