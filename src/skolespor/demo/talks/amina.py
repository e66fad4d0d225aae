"""Amina is ten and does not go to school just now."""

from datetime import time

from skolespor.demo.talks.words import (
    ADVISER,
    ALL,
    COORDINATOR,
    FACES,
    FOSTER,
    PHONE,
    TEACHER,
    TO_13,
    US,
    YES,
    Agreed,
    Ahead,
    Answer,
    Said,
    Talk,
    feels,
    strong,
    wish,
)

AMINA = (
    Talk(
        260,
        TEACHER,
        (
            feels("ikke så god", FACES),
            strong("Jeg er god til at passe på de små i børnehaveklassen.", "q_good_6_1"),
            Said("Alle har en plan inde i hovedet. Jeg har ikke fået den.", ALL, "q_learn_6_2"),
            wish(
                "Kan jeg få planen, før jeg tager hjemmefra?",
                "q_att_6_1",
                Answer(YES, "Ja. Din lærer sender planen hjem om aftenen.", 5),
            ),
        ),
        place="På gåtur om fodboldbanen",
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
    Talk(
        3,
        COORDINATOR,
        (
            feels("5 ud af 10", TO_13),
            Said(
                "Hjemme kan jeg godt regne. Det er på gangen, jeg glemmer det.", ALL, "q_att_10_1"
            ),
            wish("Må min lærer herhjemme gå med ind den første dag?", "q_learn_10_1"),
        ),
        way=PHONE,
        on_behalf_of="Læreren, der underviser Amina hjemme",
    ),
    Ahead(3, TEACHER, "Hjemme hos Amina, i køkkenet", time(14, 15), is_asked_by_child=True),
)
