"""The stops at pages of the advisory course."""

from tests.journeys.stops import Stop, answer, confirm

DRAFT, TALKING, ASKED = ("course of 9001",), ("course of 9002",), ("course of 9003",)
NEW, OVER, LATE = ("course of 9009",), ("course of 9005",), ("course of 9007",)
AGREED = ("course of 9004",)
GRETHE = (*TALKING, "somebody in ellevang")


PROGRAMME = [
    Stop("programme:index", "Henrik W."),
    Stop("programme:index", "Bo F."),
    Stop("programme:apply"),
    Stop("programme:apply", "", (), confirm, "refused"),
    Stop("programme:asked"),
    Stop("programme:confirm", "", ("a-link",)),
    Stop("programme:enter", "", ("a-link",)),
    Stop("programme:ask_for_link"),
    Stop("programme:queue", "Rikke G."),
    Stop("programme:places", "Rikke G.", ("next half-year",)),
    Stop("programme:places", "Rikke G.", ("next half-year",), answer(places="200"), "refused"),
    Stop("programme:course", "Bo F.", TALKING),
    Stop("programme:course", "Henrik W.", DRAFT),
    Stop("programme:course", "Dorte Ø.", TALKING),
    Stop("programme:course", "Rikke G.", TALKING),
    Stop("programme:course", "Rikke G.", LATE),
    Stop("programme:course", "Rikke G.", OVER),
    Stop("programme:course", "Rikke G.", ASKED),
    Stop("programme:step", "Rikke G.", (*NEW, "talk")),
    Stop("programme:step", "Rikke G.", (*NEW, "talk"), confirm, "refused"),
    Stop("programme:step", "Rikke G.", (*NEW, "decline")),
    Stop("programme:step", "Bo F.", (*TALKING, "withdraw")),
    Stop("programme:note", "Rikke G.", TALKING),
    Stop("programme:note", "Rikke G.", TALKING, answer(text="Vi så Maja"), "refused"),
    Stop("programme:adviser", "Rikke G.", TALKING),
    Stop("programme:application", "Henrik W.", DRAFT),
    Stop("programme:application", "Rikke G.", TALKING),
    Stop("programme:part", "Henrik W.", (*DRAFT, "common")),
    Stop("programme:part", "Henrik W.", (*DRAFT, "placement"), answer(af_before="Maja"), "refused"),
    Stop("programme:agreement", "Bo F.", TALKING),
    Stop("programme:agreement", "Bo F.", TALKING, answer(title=""), "refused"),
    Stop("programme:agreement", "Rikke G.", TALKING),
    Stop("programme:agreement", "Dorte Ø.", TALKING),
    Stop("programme:agreement", "Rikke G.", AGREED),
    Stop("programme:course", "Rikke G.", AGREED),
    Stop("programme:write_agreement", "Bo F.", TALKING),
    Stop("programme:add_day", "Bo F.", TALKING),
    Stop("programme:add_day", "Bo F.", TALKING, confirm, "refused"),
    Stop("programme:day", "Bo F.", (*TALKING, "a day in ellevang")),
    Stop("programme:remove_day", "Bo F.", (*TALKING, "a day in ellevang")),
    Stop("programme:compare", "Bo F.", (*TALKING, "1")),
    Stop("programme:people", "Bo F.", TALKING),
    Stop("programme:people", "Dorte Ø.", TALKING),
    Stop("programme:invite", "Bo F.", TALKING),
    Stop("programme:invite", "Bo F.", TALKING, confirm, "refused"),
    Stop("programme:send_again", "Bo F.", GRETHE),
    Stop("programme:end", "Bo F.", GRETHE),
    Stop("programme:replace", "Bo F.", GRETHE),
    Stop("programme:lead", "Bo F.", GRETHE),
]
