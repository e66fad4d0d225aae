"""The stops at the pages of the self-review."""

from tests.journeys.stops import Stop, answer, confirm

CLOSED, OPEN = ("ellevang's review",), ("solvang's review",)
OLE, BIRGIT = ("ole's answers",), ("birgit's answers",)
REVIEWS = [
    Stop("reviews:index", "Bo F."),
    Stop("reviews:index", "Ole V."),
    Stop("reviews:begin", "Bo F.", ("ellevang",)),
    Stop("reviews:begin", "Bo F.", ("ellevang",), confirm, "refused"),
    Stop("reviews:round", "Henrik W.", OPEN),
    Stop("reviews:round", "Bo F.", CLOSED),
    Stop("reviews:round", "Dorte Ø.", CLOSED),
    Stop("reviews:set_answer_by", "Henrik W.", OPEN),
    Stop("reviews:close", "Henrik W.", OPEN),
    Stop("reviews:drop", "Henrik W.", OPEN),
    Stop("reviews:line", "Henrik W.", (*OPEN, "school")),
    Stop("reviews:line", "Henrik W.", (*OPEN, "school"), confirm, "refused"),
    Stop("reviews:line_mode", "Henrik W.", (*OPEN, "placement")),
    Stop("reviews:withdraw", "Henrik W.", (*OPEN, *BIRGIT)),
    Stop("reviews:results_theme", "Bo F.", (*CLOSED, "sr_child_voice")),
    Stop("reviews:statement", "Bo F.", (*CLOSED, "sr_6_3")),
    Stop("reviews:statement", "Dorte Ø.", (*CLOSED, "sr_6_2")),
    Stop("reviews:agree", "Bo F.", (*CLOSED, "sr_6_1")),
    Stop("reviews:agree", "Bo F.", (*CLOSED, "sr_6_1"), confirm, "refused"),
    Stop("reviews:before_and_now", "Bo F.", CLOSED),
    Stop("reviews:focus", "Bo F.", ("ellevang",)),
    Stop("reviews:focus", "Henrik W.", ("solvang",)),
    Stop("reviews:focus_choose", "Bo F.", ("ellevang",)),
    Stop("reviews:focus_choose", "Bo F.", ("ellevang",), confirm, "refused"),
    Stop("reviews:focus_change", "Bo F.", ("ellevang's focus",)),
    Stop("reviews:focus_end", "Bo F.", ("ellevang's focus",)),
    Stop("reviews:wording", "Bo F.", ("ellevang",)),
    Stop("reviews:reword", "Bo F.", ("ellevang", "sr_6_1")),
    Stop("reviews:add", "Bo F.", ("ellevang", "sr_child_voice")),
    Stop("reviews:add", "Bo F.", ("ellevang", "sr_child_voice"), confirm, "refused"),
    Stop("reviews:start", "Ole V.", OLE),
    Stop("reviews:start", "Birgit S.", BIRGIT),
    Stop("reviews:theme", "Ole V.", (*OLE, "2")),
    Stop("reviews:theme", "Birgit S.", (*BIRGIT, "1")),
    Stop(
        "reviews:theme",
        "Ole V.",
        (*OLE, "14"),
        answer(text_sr_14_1="Vi spurgte Mathilde om det"),
        "asked about a name",
    ),
    Stop("reviews:hand_in", "Ole V.", OLE),
]
IN_A_JOURNEY = {
    f"reviews_link:{page}": "test_review_by_link"
    for page in ("open", "start", "mode", "theme", "hand_in")
}
NOT_WALKED = {
    "reviews:mode": "the same page as the first one of whoever chooses: test_review_by_link",
    "reviews:send_again": "leads back",
    "reviews:let_choose": "leads back",
    "reviews:table": "a file",
    "reviews:paper": "a file",
    "reviews:save": "answers to the script of the page",
    "reviews:take_back": "leads back",
    "reviews_link:save": "answers to the script of the page",
    "reviews_link:take_back": "leads back",
}
