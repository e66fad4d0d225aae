"""Emil is thirteen and has no school yet."""

from skolespor.demo.talks.words import (
    ADVISER,
    ALL,
    DID,
    HOME,
    WORKER,
    YES,
    Agreed,
    Answer,
    Said,
    Talk,
    strong,
    wish,
)
from skolespor.promises.rules import Told

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
