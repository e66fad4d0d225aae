"""What becomes of a file that somebody has sent: a table of steps."""

from django.utils.translation import gettext_lazy as _

from skolespor.accounts.permissions import Permission
from skolespor.core.flow import Flow, Step

WAITING, LOOKING, LOOKED = "waiting", "looking", "looked"
COLUMNS_MISSING, UNREADABLE, INTERRUPTED = "columns_missing", "unreadable", "interrupted"
ACCEPTED, TAKING, TAKEN_IN = "accepted", "taking", "taken_in"
KNOWN, THROWN_AWAY, EXPIRED = "known", "thrown_away", "expired"

STATES = {
    WAITING: _("Venter på at blive set igennem"),
    LOOKING: _("Bliver set igennem"),
    LOOKED: _("Set igennem"),
    COLUMNS_MISSING: _("Mangler kolonner"),
    UNREADABLE: _("Kan ikke læses"),
    INTERRUPTED: _("Blev afbrudt"),
    ACCEPTED: _("Venter på at blive taget ind"),
    TAKING: _("Bliver taget ind"),
    TAKEN_IN: _("Taget ind"),
    KNOWN: _("Er taget ind før"),
    THROWN_AWAY: _("Smidt ud"),
    EXPIRED: _("Fjernet efter 7 dage"),
}
TO_DO = (WAITING, ACCEPTED)
"""What the worker picks up."""
AT_WORK = (LOOKING, TAKING)
"""A process has the file in its hands."""
BUSY = (*TO_DO, *AT_WORK)
OPEN = (LOOKED, COLUMNS_MISSING, INTERRUPTED)
"""Somebody must decide."""
UNFINISHED = (*BUSY, *OPEN)
"""Those whose file is kept."""

MAY = Permission.FILES_TAKE_IN
BEGIN_LOOKING = Step("begin_looking", (WAITING,), LOOKING, None, _("Se filen igennem"))
SEE = Step("see", (LOOKING, TAKING), LOOKED, None, _("Skriv ned, hvad der er i filen"))
MISS = Step("miss", (LOOKING, TAKING), COLUMNS_MISSING, None, _("Spørg, hvad kolonner hedder"))
REFUSE = Step("refuse", (LOOKING, TAKING), UNREADABLE, None, _("Afvis filen"))
RECOGNISE = Step("recognise", (LOOKING, TAKING), KNOWN, None, _("Genkend filen"))
NAME = Step("name", (COLUMNS_MISSING, LOOKED), WAITING, MAY, _("Gem kolonnernes navne"))
ACCEPT = Step("accept", (LOOKED,), ACCEPTED, MAY, _("Tag ind"))
BEGIN_TAKING = Step("begin_taking", (ACCEPTED,), TAKING, None, _("Begynd at tage filen ind"))
FINISH = Step("finish", (TAKING,), TAKEN_IN, None, _("Gør færdig"))
LOSE = Step("lose", AT_WORK, INTERRUPTED, None, _("Skriv ned, at det blev afbrudt"))
LOOK_ONCE_MORE = Step("look_once_more", (LOOKING,), WAITING, None, _("Se filen igennem igen"))
TAKE_ONCE_MORE = Step("take_once_more", (TAKING,), ACCEPTED, None, _("Tag filen ind igen"))
TRY_AGAIN = Step("try_again", (INTERRUPTED,), WAITING, MAY, _("Prøv igen"))
THROW_AWAY = Step("throw_away", (*TO_DO, *OPEN), THROWN_AWAY, MAY, _("Smid filen ud"))
EXPIRE = Step("expire", UNFINISHED, EXPIRED, None, _("Fjern filen efter 7 dage"))

UPLOAD = Flow(
    BEGIN_LOOKING,
    SEE,
    MISS,
    REFUSE,
    RECOGNISE,
    NAME,
    ACCEPT,
    BEGIN_TAKING,
    FINISH,
    LOSE,
    LOOK_ONCE_MORE,
    TAKE_ONCE_MORE,
    TRY_AGAIN,
    THROW_AWAY,
    EXPIRE,
)
