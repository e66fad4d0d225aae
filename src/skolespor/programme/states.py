"""The course as a table of steps (content/advisory_course.yaml: `stages`). What staff call a state, and what
the municipality is told, stands in the content; a house test holds the two against each other."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from skolespor.core.flow import Flow, Step


class Side(StrEnum):
    """Whose step it is."""

    MUNICIPALITY = "municipality"
    AGENCY = "agency"


DRAFT = "draft"
INQUIRY, DIALOGUE, NEED_MORE = "inquiry", "initial_dialogue", "need_more"
AGREEMENT, AGREED = "agreement", "start_meeting"
PRACTICE, FOCUS, TRACKS = "own_practice", "focus_choice", "action_tracks"
DAYS, STATUS, ANCHORING = "advisory_days", "status_meeting", "anchoring"
FOLLOW_UP, CLOSED = "follow_up", "closed"
PAUSED, NOT_NOW, WITHDRAWN = "paused", "not_now", "withdrawn"

BEFORE = (DRAFT, INQUIRY, DIALOGUE, NEED_MORE, AGREEMENT)
"""Nothing is signed yet."""
RUNNING = (AGREED, PRACTICE, FOCUS, TRACKS, DAYS, STATUS, ANCHORING, FOLLOW_UP)
"""Signed and not paused: both sides work."""
STATES = (*BEFORE, *RUNNING, CLOSED, PAUSED, NOT_NOW, WITHDRAWN)
OVER = (CLOSED, NOT_NOW, WITHDRAWN)
"""A municipality may apply anew."""
WRITTEN_IN = (DRAFT, NEED_MORE)
"""The application can be changed."""
WAITS_FOR_AGENCY = (INQUIRY, DIALOGUE)

OUR, THEIRS = Side.AGENCY, Side.MUNICIPALITY
SEND = Step("send", (DRAFT,), INQUIRY, THEIRS, _("Send henvendelsen"))
TALK = Step("talk", (INQUIRY,), DIALOGUE, OUR, _("Begynd dialogen"))
ASK = Step("ask", (INQUIRY, DIALOGUE, AGREEMENT), NEED_MORE, OUR, _("Bed om mere"))
ANSWER = Step("answer", (NEED_MORE,), DIALOGUE, THEIRS, _("Send svaret"))
OFFER = Step("offer", (DIALOGUE,), AGREEMENT, OUR, _("Begynd på en aftale"))
DECLINE = Step("decline", (INQUIRY, DIALOGUE, NEED_MORE), NOT_NOW, OUR, _("Sig »ikke nu«"))
AGAIN = Step("again", (NOT_NOW,), DIALOGUE, OUR, _("Tag dialogen op igen"))
WITHDRAW = Step(
    "withdraw",
    (INQUIRY, DIALOGUE, NEED_MORE, AGREEMENT, PAUSED),
    WITHDRAWN,
    THEIRS,
    _("Træk tilbage"),
)
SIGN = Step("sign", (AGREEMENT,), AGREED, None, _("Begge parter har godkendt aftalen"))
DROP = Step("drop", (DRAFT,), WITHDRAWN, THEIRS, _("Slet kladden"))

PRACTISE = Step("practise", (AGREED,), PRACTICE, OUR, _("Gå videre til egen praksis"))
CHOOSE = Step("choose", (PRACTICE,), FOCUS, THEIRS, _("Gå videre til valg af fokus"))
LOOK_AGAIN = Step("look_again", (FOCUS,), PRACTICE, THEIRS, _("Gå tilbage til egen praksis"))
SET_OUT = Step("set_out", (FOCUS,), TRACKS, THEIRS, _("Gå videre til handlespor"))
CHOOSE_AGAIN = Step("choose_again", (TRACKS,), FOCUS, THEIRS, _("Vælg fokus om"))
MEET = Step("meet", (TRACKS,), DAYS, THEIRS, _("Gå videre til rådgivningsdagene"))
TAKE_STOCK = Step("take_stock", (DAYS,), STATUS, OUR, _("Hold statusmøde"))
GO_ON = Step("go_on", (STATUS,), DAYS, OUR, _("Gå videre efter statusmødet"))
ANCHOR = Step("anchor", (DAYS, STATUS), ANCHORING, THEIRS, _("Gå videre til forankring"))
MORE_DAYS = Step("more_days", (ANCHORING,), DAYS, THEIRS, _("Gå tilbage til rådgivningsdagene"))
FOLLOW = Step("follow", (ANCHORING,), FOLLOW_UP, THEIRS, _("Gå videre til opfølgning"))
ANCHOR_MORE = Step("anchor_more", (FOLLOW_UP,), ANCHORING, OUR, _("Gå tilbage til forankring"))
CLOSE = Step("close", (FOLLOW_UP,), CLOSED, OUR, _("Afslut forløbet"))
PAUSE = Step("pause", (AGREED, PRACTICE, DAYS, STATUS), PAUSED, THEIRS, _("Hold pause"))
RESUME_START = Step("resume_start", (PAUSED,), AGREED, THEIRS, _("Begynd igen"))
RESUME_PRACTICE = Step("resume_practice", (PAUSED,), PRACTICE, THEIRS, _("Begynd igen"))
RESUME_DAYS = Step("resume_days", (PAUSED,), DAYS, THEIRS, _("Begynd igen"))

RESUMES = {
    AGREED: RESUME_START,
    PRACTICE: RESUME_PRACTICE,
    DAYS: RESUME_DAYS,
    STATUS: RESUME_DAYS,
}
"""From where it was paused, the step that takes it up again."""

COURSE = Flow(
    *(SEND, TALK, ASK, ANSWER, OFFER, SIGN, DECLINE, AGAIN, WITHDRAW, DROP),
    *(PRACTISE, CHOOSE, LOOK_AGAIN, SET_OUT, CHOOSE_AGAIN, MEET, TAKE_STOCK, GO_ON),
    *(ANCHOR, MORE_DAYS, FOLLOW, ANCHOR_MORE, CLOSE),
    *(PAUSE, RESUME_START, RESUME_PRACTICE, RESUME_DAYS),
)
