from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.notices.kinds import NoticeKind

TAKEN_IN = Kind("imports.taken_in", _("En fil blev taget ind"))
HOSTED_SHOWN = Kind(
    "imports.hosted_shown", _("En anden kommunes melding om barnet blev vist"), reads=True
)
HOSTED_CONFIRMED = Kind(
    "imports.hosted_confirmed", _("Handlekommunen sagde ja til, hvor barnet bor")
)
HOSTED_WRONG = Kind("imports.hosted_wrong", _("Handlekommunen sagde nej til, hvor barnet bor"))
SENT = Kind("imports.sent", _("En fil blev sendt ind til prøve"))
LOOKED_THROUGH = Kind("imports.looked_through", _("En fil blev set igennem"))
INTERRUPTED = Kind("imports.interrupted", _("Arbejdet med en fil blev afbrudt"))
ACCEPTED = Kind("imports.accepted", _("Nogen sagde ja til at tage en fil ind"))
THROWN_AWAY = Kind("imports.thrown_away", _("En fil blev smidt ud"))
REPORT_READ = Kind("imports.report_read", _("Fejlene i en fil blev hentet"))
COLUMNS_NAMED = Kind("imports.columns_named", _("Navne på kolonner blev gemt"))
COLUMN_FORGOTTEN = Kind("imports.column_forgotten", _("Et navn på en kolonne blev glemt"))

HOSTED_WAITS = NoticeKind(
    "imports.hosted_waits",
    _("En anden kommune melder, at børn, I har ansvaret for, bor hos dem. Log ind og svar."),
    _("Du svarer for din kommune, når andre melder børn, I måske har ansvaret for."),
    page="imports:hosted",
    by_mail=True,
)
