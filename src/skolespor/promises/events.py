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
HELPED = Kind("promises.helped", _("Barnet sagde, om det hjalp"))
WITHDRAWN = Kind(
    "promises.withdrawn", _("Noget, der var skrevet ved en fejl, blev trukket tilbage")
)
READ = Kind("promises.read", _("Nogen læste, hvad barnet har sagt"), reads=True)

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

STEPS |= {
    "promises:statement": _("At læse noget, barnet har sagt, og hvad der blev af det"),
    "promises:write": _("At skrive det, barnet har sagt"),
    "promises:discussed": _("At skrive, at noget er drøftet"),
    "promises:decide": _("At skrive, hvad der er besluttet"),
    "promises:told": _("At skrive, at barnet har fået svar"),
    "promises:owner": _("At give et svar videre til en kollega"),
    "promises:sharing": _("At rette, hvem der må vide det"),
    "promises:withdraw": _("At trække noget tilbage, der er skrevet ved en fejl"),
    "promises:mine": _("At se, hvilke børn der venter på svar"),
    "promises:file": _("At hente listen over børn, der venter på svar"),
}
