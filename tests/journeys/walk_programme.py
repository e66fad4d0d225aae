"""The stops at pages of the advisory course."""

from playwright.sync_api import Page

from tests.journeys.stops import Stop, answer, confirm

DRAFT, ASKED, OVER = ("course of 9001",), ("course of 9003",), ("course of 9005",)
AGREED, LATE, TALKING = ("course of 9004",), ("course of 9007",), ("course of 9008",)
NEW, SIGNING = ("course of 9009",), ("course of 9010",)
RUNNING, ANCHORING, ENDING = ("course of 9002",), ("course of 9012",), ("course of 9013",)
CLOSED, PAUSED = ("course of 9014",), ("course of 9015",)
GRETHE = (*RUNNING, "somebody in ellevang")
HELD, TO_COME = (*RUNNING, "a day that is over"), (*RUNNING, "a day to come")
CANCELLED, IN_HAVEVANG = (*RUNNING, "a day that is cancelled"), (*SIGNING, "a day in havevang")
FOLLOW_UP = (*ENDING, "a follow-up in dalvang")


def one_stage(page: Page) -> None:
    """The last in the picture, and how it is counted unfolded."""
    with page.expect_navigation():
        page.locator(".programme-stages a").last.click()
    page.locator("main summary").click()


def send(page: Page) -> None:
    """The form, by a button that is no primary one: it takes something away."""
    with page.expect_navigation():
        page.locator("main form button").first.click()


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
    Stop("programme:overview", "Rikke G."),
    Stop("programme:overview", "Rikke G.", (), one_stage, "one stage"),
    Stop("workspace:today", "Rikke G."),
    Stop("workspace:today", "Bo F."),
    Stop("programme:places", "Rikke G.", ("next half-year",)),
    Stop("programme:places", "Rikke G.", ("next half-year",), answer(places="200"), "refused"),
    Stop("programme:course", "Bo F.", RUNNING),
    Stop("programme:course", "Henrik W.", DRAFT),
    Stop("programme:course", "Dorte Ø.", RUNNING),
    Stop("programme:course", "Rikke G.", RUNNING),
    *(
        Stop("programme:course", "Rikke G.", course)
        for course in (LATE, OVER, ASKED, TALKING, AGREED, ANCHORING, ENDING, CLOSED, PAUSED)
    ),
    Stop("programme:step", "Rikke G.", (*NEW, "talk")),
    Stop("programme:step", "Rikke G.", (*NEW, "talk"), confirm, "refused"),
    Stop("programme:step", "Rikke G.", (*NEW, "decline")),
    Stop("programme:step", "Bo F.", (*RUNNING, "pause")),
    Stop("programme:note", "Rikke G.", TALKING),
    Stop("programme:note", "Rikke G.", TALKING, answer(text="Vi så Maja"), "refused"),
    Stop("programme:adviser", "Rikke G.", TALKING),
    Stop("programme:application", "Henrik W.", DRAFT),
    Stop("programme:application", "Rikke G.", TALKING),
    Stop("programme:application", "Dorte Ø.", RUNNING),
    Stop("programme:add_file", "Henrik W.", DRAFT),
    Stop("programme:add_file", "Henrik W.", DRAFT, confirm, "refused"),
    Stop("programme:add_day_file", "Bo F.", TO_COME),
    Stop("programme:remove_file", "Bo F.", (*RUNNING, "a file in ellevang")),
    Stop("programme:part", "Henrik W.", (*DRAFT, "common")),
    Stop("programme:part", "Henrik W.", (*DRAFT, "placement"), answer(af_before="Maja"), "refused"),
    Stop("programme:step", "Bo F.", (*RUNNING, "anchor")),
    Stop("programme:step", "Bo F.", (*RUNNING, "anchor"), confirm, "refused"),
    Stop("programme:step", "Rikke G.", (*ENDING, "close"), answer(words="Tak."), "refused"),
    Stop("programme:agreement", "Bo F.", RUNNING),
    Stop("programme:agreement", "Rikke G.", SIGNING),
    Stop("programme:agreement", "Dorte Ø.", RUNNING),
    Stop("programme:agreement", "Rikke G.", AGREED),
    Stop("programme:write_agreement", "Bo F.", RUNNING),
    Stop("programme:compare", "Bo F.", (*RUNNING, "1")),
    Stop("programme:days", "Bo F.", RUNNING),
    Stop("programme:days", "Dorte Ø.", RUNNING),
    Stop("programme:add_day", "Bo F.", RUNNING),
    Stop("programme:add_day", "Bo F.", RUNNING, confirm, "refused"),
    Stop("programme:add_day", "Rikke G.", SIGNING),
    Stop("programme:day", "Bo F.", HELD),
    Stop("programme:day", "Bo F.", TO_COME),
    Stop("programme:day", "Dorte Ø.", CANCELLED),
    Stop("programme:edit_day", "Bo F.", TO_COME),
    Stop("programme:edit_day", "Bo F.", TO_COME, answer(begins="15", ends="9"), "refused"),
    Stop("programme:cancel_day", "Bo F.", TO_COME),
    Stop("programme:cancel_day", "Bo F.", TO_COME, send, "refused"),
    Stop("programme:cancel_day", "Rikke G.", IN_HAVEVANG),
    Stop("programme:day_people", "Bo F.", TO_COME),
    Stop("programme:write_day", "Bo F.", (*TO_COME, "plan")),
    Stop("programme:write_day", "Rikke G.", (*HELD, "outcome")),
    Stop(
        "programme:write_day",
        "Rikke G.",
        (*HELD, "outcome"),
        answer(minutes="Vi så Maja"),
        "refused",
    ),
    Stop("programme:add_follow_up", "Rikke G.", ENDING),
    Stop("programme:add_follow_up", "Rikke G.", ENDING, confirm, "refused"),
    Stop("programme:hold", "Rikke G.", FOLLOW_UP),
    Stop("programme:hold", "Rikke G.", FOLLOW_UP, confirm, "refused"),
    Stop("programme:skip", "Rikke G.", FOLLOW_UP),
    Stop("programme:ask_evaluation", "Rikke G.", (*ENDING, "half_year")),
    Stop("programme:evaluation", "Rikke G.", (*ENDING, "an evaluation in dalvang")),
    Stop("programme:people", "Bo F.", RUNNING),
    Stop("programme:people", "Dorte Ø.", RUNNING),
    Stop("programme:invite", "Bo F.", RUNNING),
    Stop("programme:invite", "Bo F.", RUNNING, confirm, "refused"),
    Stop("programme:send_again", "Bo F.", GRETHE),
    Stop("programme:end", "Bo F.", GRETHE),
    Stop("programme:replace", "Bo F.", GRETHE),
    Stop("programme:lead", "Bo F.", GRETHE),
]
