"""A child of six to nine."""

from datetime import time

from skolespor.demo.talks.words import (
    ALL,
    FACES,
    SCREEN,
    TEACHER,
    YES,
    Ahead,
    Answer,
    Said,
    Talk,
    drew,
    feels,
    strong,
    wish,
)

YOUNG = (
    Talk(
        170,
        TEACHER,
        (
            feels("rigtig god", FACES, own=True),
            strong("Jeg kan tælle til hundrede og lidt mere.", "q_good_6_3", own=True),
            drew("house"),
            wish(
                "Må min bamse bo i skuffen? Den siger ikke noget.",
                "",
                Answer(YES, "Ja. Bamsen må bo i din skuffe.", 1),
                own=True,
            ),
        ),
        way=SCREEN,
        place="Puderne i hjørnet",
    ),
    Talk(
        17,
        TEACHER,
        (
            feels("god", FACES),
            Said("De skynder sig altid, når det er min tur.", ALL, "q_subj_6_2"),
            wish("Jeg vil gerne kunne se uret derfra, hvor jeg sidder.", "q_learn_6_3"),
        ),
        place="Puderne i hjørnet",
    ),
    Ahead(5, TEACHER, "Ude på legepladsen", time(10, 0), was_put_off=True),
)
