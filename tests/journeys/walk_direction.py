"""The stops at preparedness and the common direction."""

from tests.journeys.stops import Stop, confirm

ARRIVES = "ph_2_handover_start"
DIRECTION = [
    Stop("direction:index", "Mette A."),
    Stop("direction:index", "Ole V."),
    Stop("direction:index", "Henrik W."),
    Stop("direction:review", "Mette A.", ("engskolen",)),
    Stop("direction:withdraw", "Mette A.", ("engskolen",)),
    Stop("direction:plan", "Jens H.", ("engskolen",)),
    Stop("direction:plan", "Mette A.", ("engskolen",)),
    Stop("direction:plan", "Henrik W.", ("solvang",)),
    Stop("direction:plan_write", "Mette A.", ("engskolen", ARRIVES)),
    Stop("direction:plan_write", "Henrik W.", ("solvang", ARRIVES)),
    Stop("common_direction:show", "Henrik W.", ("solvang",)),
    Stop("common_direction:show", "Mette A.", ("solvang",)),
    Stop("common_direction:show", "Bo F.", ("ellevang",)),
    Stop("common_direction:show", "Louise R.", ("ellevang",)),
    Stop("common_direction:index", "Ole V."),
    Stop("common_direction:version", "Mette A.", ("solvang", "1")),
    Stop("common_direction:changes", "Mette A.", ("solvang", "2")),
    Stop("common_direction:write", "Henrik W.", ("solvang",)),
    Stop("common_direction:send", "Henrik W.", ("solvang",)),
    Stop("common_direction:send", "Henrik W.", ("solvang",), confirm, "refused"),
    Stop("common_direction:answer", "Bo F.", ("ellevang", "1", "school")),
    Stop("common_direction:answer", "Bo F.", ("ellevang", "1", "school"), confirm, "refused"),
]
