from django.utils.translation import gettext_lazy as _

from skolespor.children.events import STEPS
from skolespor.notices.kinds import NoticeKind

DEPUTY = NoticeKind(
    "workspace.deputy",
    text=_("Du er valgt som stedfortræder for en kollega."),
    why=_("Din leder har valgt dig. På din profil ser du, hvem det er, og hvor længe."),
    page="accounts:profile",
    by_mail=True,
)

STEPS |= {
    "workspace:child": _("At læse barnets overblik"),
    "workspace:timeline": _("At se barnets skoletid i ét billede"),
    "workspace:facts": _("At se en liste med kendsgerninger"),
    "workspace:facts_csv": _("At hente en liste med kendsgerninger"),
    "workspace:missing": _("At se, hvad der mangler"),
    "workspace:missing_csv": _("At hente listen over det, der mangler"),
}
