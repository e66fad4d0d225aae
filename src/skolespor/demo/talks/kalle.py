"""Kalle is eleven, and few may know where he goes to school."""

from datetime import time

from skolespor.demo.talks.words import (
    ADVISER,
    SCREEN,
    TEACHER,
    TO_13,
    US,
    YES,
    Agreed,
    Ahead,
    Answer,
    Declined,
    Said,
    Talk,
    drew,
    feels,
    strong,
    wish,
)

KALLE = (
    Talk(
        200,
        TEACHER,
        (
            feels("8 ud af 10", TO_13, own=True),
            strong(
                "Jeg er hurtig til hovedregning. Hurtigere end læreren.", "q_good_10_3", own=True
            ),
            drew("pitch"),
            wish(
                "Jeg vil ikke med på klassebilledet. Men jeg vil med til kagen.",
                "",
                Answer(YES, "Ja. Du skærer kagen, mens de andre bliver fotograferet.", 3),
                own=True,
            ),
        ),
        way=SCREEN,
        place="Boldrummet",
    ),
    Declined(92, TEACHER, "Ikke i dag, sagde han. Vi spillede bold i stedet."),
    Talk(
        35,
        TEACHER,
        (
            feels("6 ud af 10", TO_13, US),
            Said("Jeg kigger altid på parkeringspladsen først.", US, "q_adult_10_2"),
            Agreed(
                "Din lærer siger til vikarerne, at dit navn ikke skal råbes op.",
                7,
                sharing=US,
                told="Alle vikarer får det at vide om morgenen nu.",
                after=6,
            ),
        ),
        place="Lærerværelset, med døren lukket",
    ),
    Talk(5, TEACHER, (wish("Hvem ved, hvor jeg går i skole?", "", None, ADVISER),)),
    Ahead(7, TEACHER, "Boldrummet", time(9, 30)),
)
