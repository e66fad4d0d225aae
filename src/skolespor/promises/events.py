from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.children.events import STEPS
from skolespor.notices.kinds import NoticeKind

SAID = Kind("promises.said", _("Det, barnet sagde, blev skrevet"))
AGREED = Kind("promises.agreed", _("En aftale med barnet blev skrevet"))
REWORDED = Kind("promises.reworded", _("Det, barnet har sagt, blev rettet"))
SHARED = Kind("promises.shared", _("Barnet valgte, hvem der må vide det"))
OWNED = Kind("promises.owned", _("Et svar til barnet fik en ny ansvarlig"))
DISCUSSED = Kind("promises.discussed", _("Det, barnet bad om, blev drøftet"))
DECIDED = Kind("promises.decided", _("De voksne besluttede, hvad barnet får svar på"))
TOLD = Kind("promises.told", _("Barnet fik svar"))
LET_BE = Kind("promises.let_be", _("Barnet sagde, at ingen andre må vide det"))
HELPED = Kind("promises.helped", _("Barnet sagde, om det hjalp"))
WITHDRAWN = Kind(
    "promises.withdrawn", _("Noget, der var skrevet ved en fejl, blev trukket tilbage")
)

WAITS_FOR_YOU = NoticeKind(
    "promises.waits_for_you",
    _("Et barn venter på svar. Du står som den, der svarer."),
    _("Du har lovet barnet noget, eller svaret falder til dig."),
    page="promises:mine",
)
CHILD_ASKS_YOU = NoticeKind(
    "promises.child_asks_you",
    _("Et barn vil tale med dig eller have dig til at vide noget."),
    _("Du er rådgiver for barnet."),
    page="promises:mine",
    by_mail=True,
)
DUE = NoticeKind(
    "promises.due",
    _("Du har lovet et barn noget. Er det sket?"),
    _("Barnet skal høre fra dig senest i dag."),
    page="promises:mine",
    by_mail=True,
)

READ = _("At læse, hvad barnet siger om skolen")
STEPS |= dict.fromkeys(
    (
        "promises:statement",
        "promises:write",
        "promises:discussed",
        "promises:decide",
        "promises:told",
        "promises:owner",
        "promises:reword",
        "promises:unheard",
        "promises:sharing",
        "promises:withdraw",
    ),
    READ,
)
STEPS |= dict.fromkeys(("promises:mine", "promises:file"), _("At se listen over børn, man følger"))
"""One word for all: who reads in the log that somebody asked the child who may know something would
know that the child has said something."""
