"""The pages of action tracks: who leads the work, who has the ball, and who reads along."""

from tests.journeys.stops import Stop, confirm

LEAD, OWNER, READER = "Henrik W.", "Ole V.", "Karen L."
TALKS, PLACE = ("track under way",), ("track that goes well",)
DRAFT, AGREED, PACK = ("draft of a track",), ("agreed track",), ("anchored track",)
TRACKS = [
    Stop("tracks:index", LEAD),
    Stop("tracks:index", READER),
    Stop("tracks:index", "Dorte Ø."),
    Stop("tracks:all", LEAD),
    Stop("tracks:year", LEAD),
    Stop("tracks:create", LEAD),
    Stop("tracks:create", LEAD, (), confirm, "refused"),
    Stop("tracks:track", OWNER, TALKS),
    Stop("tracks:track", LEAD, PLACE),
    Stop("tracks:track", READER, PACK),
    Stop("tracks:track", LEAD, DRAFT),
    Stop("tracks:edit", LEAD, TALKS),
    Stop("tracks:describe", OWNER, TALKS),
    Stop("tracks:add_step", OWNER, TALKS),
    Stop("tracks:edit_step", OWNER, (*TALKS, "step of a track")),
    Stop("tracks:remove_step", OWNER, (*TALKS, "step of a track")),
    Stop("tracks:add_partner", OWNER, TALKS),
    Stop("tracks:remove_partner", OWNER, (*TALKS, "partner of a track")),
    Stop("tracks:add_meeting", OWNER, TALKS),
    Stop("tracks:remove_meeting", OWNER, (*TALKS, "meeting of a track")),
    Stop("tracks:add_file", OWNER, TALKS),
    Stop("tracks:add_file", OWNER, TALKS, confirm, "refused"),
    Stop("tracks:remove_file", OWNER, (*TALKS, "file of a track")),
    Stop("tracks:measure", OWNER, TALKS),
    Stop("tracks:add_value", OWNER, TALKS),
    Stop("tracks:add_value", OWNER, TALKS, confirm, "refused"),
    Stop("tracks:withdraw_value", OWNER, (*TALKS, "number of a track")),
    Stop("tracks:status", OWNER, TALKS),
    Stop("tracks:status", OWNER, TALKS, confirm, "refused"),
    Stop("tracks:evaluate", LEAD, TALKS),
    Stop("tracks:agree", LEAD, DRAFT),
    Stop("tracks:agree", LEAD, DRAFT, confirm, "refused"),
    Stop("tracks:start", LEAD, AGREED),
    Stop("tracks:anchor", LEAD, ("evaluated track",)),
    Stop("tracks:resume", LEAD, PACK),
    Stop("tracks:stop", LEAD, TALKS),
    Stop("tracks:propose", OWNER, TALKS),
]
