from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.notices.kinds import NoticeKind

REVIEWED = Kind(
    "direction.reviewed", _("Beredskabet på en skole eller i en kommune blev set igennem")
)
REVIEW_WITHDRAWN = Kind("direction.review_withdrawn", _("»Set igennem« blev trukket tilbage"))
PLAN_SAVED = Kind("direction.plan_saved", _("En del af en beredskabsplan blev gemt"))
DIRECTION_SAVED = Kind("direction.text_saved", _("Teksten om fælles retning blev gemt"))
DIRECTION_SENT = Kind("direction.sent", _("En fælles retning blev sendt til de tre linjer"))
LINE_APPROVED = Kind("direction.line_approved", _("En linje godkendte den fælles retning"))
LINE_ASKED_AGAIN = Kind(
    "direction.line_asked_again", _("En linje bad om at se på den fælles retning igen")
)
ANSWER_TAKEN_BACK = Kind("direction.answer_taken_back", _("En linjes svar blev taget tilbage"))
DIRECTION_VALID = Kind("direction.valid", _("En fælles retning blev godkendt af alle tre linjer"))

ASKED = NoticeKind(
    "direction.asked",
    _("Kommunens fælles retning venter på svar fra din linje."),
    _("Du leder en af de tre linjer. Retningen gælder, når alle tre har godkendt den."),
    page="common_direction:index",
    by_mail=True,
)
SEE_AGAIN = NoticeKind(
    "direction.see_again",
    _("En linje vil have jer til at se på den fælles retning igen."),
    _("Du sendte den til linjerne. Grunden står på siden."),
    page="common_direction:index",
)
IS_VALID = NoticeKind(
    "direction.is_valid",
    _("Alle tre linjer har godkendt den fælles retning. Den gælder nu."),
    _("Du sendte den til linjerne."),
    page="common_direction:index",
)
