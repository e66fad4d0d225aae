from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.notices.kinds import NoticeKind

BEGUN = Kind("programme.begun", _("En henvendelse om et rådgivningsforløb blev begyndt"))
PART_SAVED = Kind("programme.part_saved", _("En del af henvendelsen blev gemt"))
STEP_TAKEN = Kind("programme.step_taken", _("Et rådgivningsforløb gik et skridt videre"))
INVITED = Kind("programme.invited", _("En person blev inviteret med i et rådgivningsforløb"))
LINK_SENT = Kind("programme.link_sent", _("En ny adgang til et rådgivningsforløb blev sendt"))
LINK_REFUSED = Kind(
    "programme.link_refused",
    _("Nogen bad om adgang til et rådgivningsforløb med en adresse, der ikke er med"),
)
JOINED = Kind("programme.joined", _("En person kom med i et rådgivningsforløb"))
LEFT = Kind("programme.left", _("En persons adgang til et rådgivningsforløb blev lukket"))
WENT_OUT = Kind(
    "programme.went_out", _("En person lukkede et rådgivningsforløb på den computer, de sad ved")
)
LEAD_CHANGED = Kind("programme.lead_changed", _("Et rådgivningsforløb fik en ny tovholder"))
ADVISER_CHANGED = Kind(
    "programme.adviser_changed", _("Et rådgivningsforløb fik en anden konsulent")
)
NOTED = Kind("programme.noted", _("En note blev skrevet i et rådgivningsforløb"))
PLACES_SET = Kind("programme.places_set", _("Antallet af forløb i et halvår blev ændret"))
DAY_SET = Kind("programme.day_set", _("En rådgivningsdag blev sat"))
DAY_REMOVED = Kind("programme.day_removed", _("En rådgivningsdag blev taget ud"))
DAY_CALLED_OFF = Kind("programme.day_called_off", _("En rådgivningsdag blev aflyst"))
DAY_PEOPLE_CHOSEN = Kind(
    "programme.day_people_chosen", _("Det blev valgt, hvem der skal komme på en rådgivningsdag")
)
FOLLOW_UP_PLANNED = Kind("programme.follow_up_planned", _("En opfølgning blev planlagt"))
FOLLOW_UP_MOVED = Kind("programme.follow_up_moved", _("En planlagt opfølgning fik en ny dag"))
FOLLOW_UP_HELD = Kind("programme.follow_up_held", _("En opfølgning blev skrevet"))
FOLLOW_UP_SKIPPED = Kind(
    "programme.follow_up_skipped", _("En opfølgning blev sprunget over med en grund")
)
EVALUATION_OPENED = Kind("programme.evaluation_opened", _("En evaluering blev åbnet"))
EVALUATION_CLOSED = Kind("programme.evaluation_closed", _("En evaluering blev lukket"))
FILE_ADDED = Kind("programme.file_added", _("En fil blev lagt ved et rådgivningsforløb"))
FILE_FETCHED = Kind("programme.file_fetched", _("En fil i et rådgivningsforløb blev hentet"))
FILE_REMOVED = Kind("programme.file_removed", _("En fil i et rådgivningsforløb blev slettet"))
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
AGREEMENT_WAITS = NoticeKind(
    "programme.agreement_waits",
    _("Den anden part har godkendt en aftale om rådgivning. Nu venter den på jer."),
    _("Du er konsulent for forløbet eller er med i det."),
    page="programme:index",
    by_mail=True,
)
AGREEMENT_CHANGED = NoticeKind(
    "programme.agreement_changed",
    _("En aftale om rådgivning, som I har godkendt, er ændret. Læs den igen."),
    _("Du er konsulent for forløbet eller er med i det."),
    page="programme:index",
    by_mail=True,
)
DAY_INVITED = NoticeKind(
    "programme.day_invited",
    _("Der er sat eller ændret en dag i jeres rådgivningsforløb."),
    _("Du er med i forløbet."),
    page="programme:index",
)
DAY_CANCELLED = NoticeKind(
    "programme.day_cancelled",
    _("En dag i jeres rådgivningsforløb er aflyst."),
    _("Du er med i forløbet."),
    page="programme:index",
)
"""Without a mail: the one with the calendar file is sent anyhow."""
TO_EVALUATE = NoticeKind(
    "programme.to_evaluate",
    _("Sig, hvordan rådgivningsforløbet var. Det tager ti minutter."),
    _("Du er med i forløbet."),
    page="programme:index",
    by_mail=True,
)
FOLLOW_UP_DUE = NoticeKind(
    "programme.follow_up_due",
    _("Det er tid til at se på, hvad der har holdt i et rådgivningsforløb."),
    _("Du er konsulent eller tovholder i forløbet."),
    page="programme:index",
    by_mail=True,
)
DAY_LACKS_OUTCOME = NoticeKind(
    "programme.day_lacks_outcome",
    _("Skriv, hvad der kom ud af en dag i rådgivningsforløbet."),
    _("Du er konsulent eller tovholder i forløbet."),
    page="programme:index",
)
EVALUATION_OVER = NoticeKind(
    "programme.evaluation_over",
    _("Fristen for at svare i en evaluering er gået. Luk evalueringen, så svarene kan ses."),
    _("Du er konsulent i forløbet."),
    page="programme:index",
)
