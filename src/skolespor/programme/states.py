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
NOT_NOW, WITHDRAWN = "not_now", "withdrawn"

STATES = (DRAFT, INQUIRY, DIALOGUE, NEED_MORE, AGREEMENT, AGREED, NOT_NOW, WITHDRAWN)
OVER = (NOT_NOW, WITHDRAWN)
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
    "withdraw", (INQUIRY, DIALOGUE, NEED_MORE, AGREEMENT), WITHDRAWN, THEIRS, _("Træk tilbage")
)
SIGN = Step("sign", (AGREEMENT,), AGREED, None, _("Begge parter har godkendt aftalen"))
DROP = Step("drop", (DRAFT,), WITHDRAWN, THEIRS, _("Slet kladden"))

COURSE = Flow(SEND, TALK, ASK, ANSWER, OFFER, SIGN, DECLINE, AGAIN, WITHDRAW, DROP)
