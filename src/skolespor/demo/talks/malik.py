"""Malik is eight, builds, and is tired after dinner."""

from skolespor.demo.talks.words import (
    ALL,
    DID,
    FACES,
    LITTLE,
    OTHER,
    SCREEN,
    TEACHER,
    US,
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
from skolespor.promises.rules import Told

MALIK = (
    Talk(
        310,
        TEACHER,
        (
            feels("midt imellem", FACES),
            strong("Jeg kan bygge. Jeg har lavet en bane med elleve sving.", "q_good_6_1"),
            Said("Når vi læser, så løber bogstaverne. De venter ikke på mig.", ALL, "q_subj_6_2"),
            wish(
                "Må jeg få sådan en gul lineal? Så holder de op med at løbe.",
                "q_learn_6_2",
                Answer(YES, "Ja. Din gule lineal ligger i din skuffe.", 6, Told.DREW, DID),
            ),
        ),
        place="Under bordet i billedkunst",
    ),
    Talk(
        150,
        TEACHER,
        (
            feels("ikke så god", FACES, US),
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
        place="Hjørnet i biblioteket",
    ),
    Talk(
        22,
        TEACHER,
        (
            feels("god", FACES, own=True),
            Said(
                "Det larmer mest efter maden. Så bliver mit hoved fuldt.",
                ALL,
                "q_att_6_1",
                own=True,
            ),
            drew("track"),
            wish("Jeg vil gerne sidde ved døren. Så kan jeg se ud.", own=True),
        ),
        way=SCREEN,
        place="Hjørnet i biblioteket",
    ),
)
