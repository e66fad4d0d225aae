"""Sofie is eleven and has waited for several answers."""

from skolespor.demo.talks.words import (
    ADVISER,
    ALL,
    DID,
    LITTLE,
    NO,
    NOT,
    SCREEN,
    TEACHER,
    TO_13,
    US,
    WORKER,
    YES,
    Agreed,
    Answer,
    Said,
    Talk,
    drew,
    feels,
    strong,
    wish,
)
from skolespor.promises.queries.asked import then_id
from skolespor.promises.rules import Told

SOFIE = (
    Talk(
        330,
        TEACHER,
        (
            feels("6 ud af 10", TO_13),
            strong("Jeg kan huske, hvad alle har sagt. Også længe efter.", "q_good_10_1"),
            wish(
                "Jeg vil sidde ved hende, der tegner uden at snakke.",
                "q_class_10_1",
                Answer(NO, "Hun går i en anden klasse. I kan tegne i klubben.", 12, helped=NOT),
            ),
        ),
        place="I et tomt klasseværelse",
    ),
    Talk(
        190,
        TEACHER,
        (
            feels("4 ud af 10", TO_13, US, own=True),
            Said(
                "Spørg mig ikke, hvorfor jeg bor på Bakkehuset. Ikke foran nogen.",
                ALL,
                "q_adult_10_3",
                own=True,
            ),
            drew("cloud"),
            Agreed(
                "Din lærer finder et sted, hvor du kan klæde om alene.",
                10,
                told="Du må bruge lærernes bad. Nøglen hænger på kontoret.",
                after=8,
                helped=DID,
            ),
        ),
        way=SCREEN,
        place="Trappen ved musiklokalet",
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
        6,
        TEACHER,
        (
            feels("7 ud af 10", TO_13),
            Said("Så skulle I sige til, før der kommer vikar.", ALL, then_id(TO_13)),
            Said(
                "Jeg lader, som om jeg har læst bogen. Den er for lang indeni.", US, "q_subj_10_2"
            ),
            wish(
                "Må jeg have mine høretelefoner på til matematik?",
                "q_learn_10_1",
                is_discussed=True,
            ),
            Agreed("Din lærer viser dig det om brøker, du ikke var der til.", 14),
            Agreed("Din lærer skriver et kort om vikarer til din mappe.", 10),
        ),
        place="På gåtur om søen",
        is_read=False,
    ),
)
