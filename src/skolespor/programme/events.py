from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.notices.kinds import NoticeKind

BEGUN = Kind("programme.begun", _("En henvendelse om et rådgivningsforløb blev begyndt"))
PART_SAVED = Kind("programme.part_saved", _("En del af henvendelsen blev gemt"))
STEP_TAKEN = Kind("programme.step_taken", _("Et rådgivningsforløb gik et skridt videre"))
INVITED = Kind("programme.invited", _("En person blev inviteret med i et rådgivningsforløb"))
LINK_SENT = Kind("programme.link_sent", _("En ny adgang til et rådgivningsforløb blev sendt"))
JOINED = Kind("programme.joined", _("En person kom med i et rådgivningsforløb"))
LEFT = Kind("programme.left", _("En persons adgang til et rådgivningsforløb blev lukket"))
LEAD_CHANGED = Kind("programme.lead_changed", _("Et rådgivningsforløb fik en ny tovholder"))
ADVISER_CHANGED = Kind(
    "programme.adviser_changed", _("Et rådgivningsforløb fik en anden konsulent")
)
NOTED = Kind("programme.noted", _("En note blev skrevet i et rådgivningsforløb"))
PLACES_SET = Kind("programme.places_set", _("Antallet af forløb i et halvår blev ændret"))
DAY_SET = Kind("programme.day_set", _("En rådgivningsdag blev sat"))
DAY_REMOVED = Kind("programme.day_removed", _("En rådgivningsdag blev taget ud"))
APPROVED = Kind("programme.approved", _("En part godkendte en aftale om rådgivning"))

ANSWERED_BY_AGENCY = NoticeKind(
    "programme.answered",
    _("Der er nyt i jeres rådgivningsforløb."),
    _("Du er med i forløbet eller leder arbejdet i kommunen."),
    page="programme:index",
    by_mail=True,
)
WAITS_FOR_AGENCY = NoticeKind(
    "programme.waits_for_agency",
    _("En kommune venter på svar om et rådgivningsforløb."),
    _("Du er konsulent i styrelsen."),
    page="programme:index",
    by_mail=True,
)
