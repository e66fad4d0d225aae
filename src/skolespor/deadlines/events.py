from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.children.events import STEPS
from skolespor.notices.kinds import NoticeKind

HAPPENED = Kind("deadlines.happened", _("Noget skete, som en frist regnes fra"))
WITHDRAWN = Kind("deadlines.withdrawn", _("Noget, en frist blev regnet fra, blev rettet"))
DONE = Kind("deadlines.done", _("En frist blev klaret"))
PUT_OFF = Kind("deadlines.put_off", _("En frist blev udsat"))
SET_ASIDE = Kind("deadlines.set_aside", _("En frist blev lagt væk, fordi den ikke gælder barnet"))
REOPENED = Kind("deadlines.reopened", _("En frist blev åbnet igen"))
ANOTHER_DAY = Kind("deadlines.another_day", _("En frist fik en anden dag"))
SEEN = Kind("deadlines.seen", _("Nogen så en frist"), reads=True)

DIGEST = NoticeKind(
    "deadlines.digest",
    _("Der er frister, der venter på dig."),
    _("Du har en opgave ved et barn. Du får højst én besked om dagen, og kun når noget er nyt."),
    page="deadlines:index",
    by_mail=True,
)

STEPS |= {
    "deadlines:index": _("At se, hvad der skal gøres og hvornår"),
    "deadlines:file": _("At hente listen over frister"),
    "deadlines:child": _("At se barnets frister"),
    "deadlines:item": _("At se en frist, reglen og udregningen"),
    "deadlines:done": _("At skrive, at noget er gjort"),
    "deadlines:put_off": _("At udsætte en frist"),
    "deadlines:set_aside": _("At lægge en frist væk, fordi den ikke gælder"),
    "deadlines:reopen": _("At åbne en frist igen"),
}


@dataclass(frozen=True)
class Answer:
    """Where an item is answered, when it is not on its own page: a page of the child, by its name. With
    `is_only_there` no sentence of the item's owner closes it."""

    page: str
    label: Any
    is_only_there: bool = True


ANSWERED_AT: dict[str, Answer] = {}
"""By rule. Rooms whose own words answer a rule add theirs here, and tell `fulfilled` when they have it."""
