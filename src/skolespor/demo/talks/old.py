"""A child of fourteen to seventeen."""

from skolespor.demo.talks.words import (
    ALL,
    NO,
    TEACHER,
    TO_17,
    US,
    Agreed,
    Answer,
    Declined,
    Said,
    Talk,
    feels,
    strong,
    wish,
)

OLD = (
    Talk(
        210,
        TEACHER,
        (
            feels("3 ud af 10", TO_17, US),
            Said("Jeg sover dårligt. Så er første time spildt på mig.", ALL, "q_att_14_1"),
            wish(
                "Kan jeg møde til anden time om mandagen?",
                "q_learn_14_3",
                Answer(NO, "Mandag er dansk, og du skal til prøve. Vi prøver en rolig start.", 11),
            ),
        ),
        place="På gåtur",
    ),
    Talk(
        45,
        TEACHER,
        (
            feels("6 ud af 10", TO_17),
            strong("Jeg kan svejse. Det er det eneste, jeg ikke bliver træt af.", "q_good_14_3"),
            Said("Hvis jeg siger det højt, bliver det til et møde.", US, "q_adult_14_2"),
            Agreed("Din lærer finder en dag, hvor du kan besøge erhvervsskolen.", 20),
        ),
        place="Metalværkstedet",
    ),
    Declined(11, TEACHER, "Der var prøve samme dag."),
)
