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
    "workspace:own": _("At se sin egen side"),
    "workspace:own_good_at": _("At se, hvad man er god til"),
    "workspace:own_agreements": _("At se sine aftaler"),
    "workspace:own_helped": _("At sige, om det hjalp"),
    "workspace:own_wish": _("At skrive, hvad man gerne vil"),
    "workspace:own_talk": _("At se sine samtaler"),
    "workspace:own_ask": _("At bede om en samtale"),
    "workspace:own_decline": _("At sige nej til en samtale"),
    "workspace:own_case_worker": _("At skrive til sin rådgiver"),
    "workspace:own_adults": _("At se sine voksne"),
    "workspace:own_who_sees": _("At se, hvem der kan læse om en"),
    "workspace:own_read": _("At se, hvem der har læst om en"),
    "workspace:own_said": _("At se, hvad man har sagt"),
    "workspace:own_share": _("At vælge, hvem der må vide noget"),
    "workspace:own_reword": _("At rette, hvad man har sagt"),
    "workspace:own_remove": _("At fjerne, hvad man har sagt"),
    "workspace:own_rights": _("At læse sine rettigheder"),
    "workspace:own_help_now": _("At finde hjælp nu"),
    "workspace:child": _("At læse barnets overblik"),
    "workspace:timeline": _("At se barnets skoletid i ét billede"),
    "workspace:facts": _("At se en liste med kendsgerninger"),
    "workspace:facts_csv": _("At hente en liste med kendsgerninger"),
    "workspace:missing": _("At se, hvad der mangler"),
    "workspace:missing_csv": _("At hente listen over det, der mangler"),
}
