from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.children.events import STEPS
from skolespor.deadlines.events import ANSWERED_AT, Answer
from skolespor.notices.kinds import NoticeKind

NOT_ATTENDING = Kind("attendance.not_attending", _("Nogen skrev, at barnet ikke går i skole"))
ATTENDS_AGAIN = Kind("attendance.attends_again", _("Nogen skrev, at barnet går i skole igen"))
NOT_ATTENDING_WITHDRAWN = Kind(
    "attendance.not_attending_withdrawn", _("»Går ikke i skole« blev trukket tilbage")
)
GAP_OPENED = Kind("attendance.gap_opened", _("Barnet var uden skole på den 4. skoledag"))
GAP_CLOSED = Kind("attendance.gap_closed", _("En skolepause er slut"))
GAP_OWNED = Kind("attendance.gap_owned", _("En skolepause fik en ansvarlig"))
GAP_EXPLAINED = Kind("attendance.gap_explained", _("Grund og plan ved en skolepause blev gemt"))
GAP_STEP = Kind("attendance.gap_step", _("Nogen skrev, hvad der er gjort ved en skolepause"))
REDUCED_AGREED = Kind("attendance.reduced_agreed", _("Et nedsat skema blev aftalt"))
REDUCED_CHANGED = Kind("attendance.reduced_changed", _("En aftale om nedsat skema blev ændret"))
REDUCED_ENDED = Kind("attendance.reduced_ended", _("Et nedsat skema sluttede før tid"))
REDUCED_WITHDRAWN = Kind(
    "attendance.reduced_withdrawn", _("En aftale om nedsat skema blev trukket tilbage")
)
REGISTERED = Kind("attendance.registered", _("Barnets fravær blev sendt i en fil"))

SIGNALLED = Kind("attendance.signalled", _("Nogen blev bedt om at følge op på barnets fravær"))
FOLLOWED_UP = Kind("attendance.followed_up", _("Nogen skrev, hvad der er gjort ved fraværet"))
SIGNAL_OVER = Kind("attendance.signal_over", _("Barnets fravær kræver ikke længere et svar"))

ABSENCE_SIGNAL = NoticeKind(
    "attendance.absence_signal",
    _("Fravær kræver svar hos et barn, du følger. Ingen har fulgt op endnu."),
    _("Du er den ene, der bliver spurgt. Når nogen har fulgt op, bliver her stille."),
    page="attendance:child",
    of_child=True,
)
SIGNALS_UNANSWERED = NoticeKind(
    "attendance.signals_unanswered",
    _("Fravær hos børn har stået uden svar i en uge."),
    _("Du leder en skole eller følger kommunens børn. Du får højst én besked om ugen."),
    page="attendance:signals",
    by_mail=True,
)
OWNER_OF_GAP = NoticeKind(
    "attendance.owner_of_gap",
    _("Et barn er uden skole. Du står som den, der løser det."),
    _("Du har ansvaret, til barnet går i skole igen, eller en anden overtager det."),
    page="attendance:child",
    of_child=True,
    by_mail=True,
)
GAP_WITHOUT_OWNER = NoticeKind(
    "attendance.gap_without_owner",
    _("Et barn er uden skole, og ingen har ansvaret for at finde en."),
    _("Du er koordinator eller leder i barnets handlekommune."),
    page="attendance:without_school",
    by_mail=True,
)
GAP_DAY_5 = NoticeKind(
    "attendance.gap_day_5",
    _("5. skoledag uden skole. Skriv grund og plan i dag."),
    _("Du har ansvaret for at finde en skole til barnet, eller du leder i barnets handlekommune."),
    page="attendance:without_school",
    by_mail=True,
)
GAP_DAY_10 = NoticeKind(
    "attendance.gap_day_10",
    _("10. skoledag uden skole. Lederne taler sammen i dag."),
    _("Du har ansvaret for at finde en skole til barnet, eller du leder i barnets handlekommune."),
    page="attendance:without_school",
    by_mail=True,
)

REDUCED_OVER = NoticeKind(
    "attendance.reduced_over",
    _("Et nedsat skema er slut, og der er ingen ny aftale. Er barnet tilbage på fuld tid?"),
    _("Du har skrevet aftalen, eller du følger barnet og kan aftale et nyt skema."),
    page="attendance:child",
    of_child=True,
    by_mail=True,
)
REDUCED_OVER_HERE = NoticeKind(
    "attendance.reduced_over_here",
    _("Et nedsat skema i jeres kommune er slut, og der er ingen ny aftale."),
    _("Du er koordinator eller leder i barnets handlekommune. Spørg skolen, hvad der sker nu."),
    page="workspace:facts",
    by_mail=True,
)

STEPS |= {
    "attendance:follow_up": _("At skrive, hvad der er gjort ved fravær"),
    "attendance:signals": _("At se, hvis fravær der kræver svar"),
    "attendance:signals_csv": _("At hente listen over fravær, der kræver svar"),
    "attendance:gap": _("At skrive, hvem der løser en skolepause, hvorfor og hvordan"),
    "attendance:gap_step": _("At skrive, hvad der er gjort ved en skolepause"),
    "attendance:child": _("At se fremmøde og dage uden skole"),
    "attendance:say": _("At skrive, at barnet ikke går i skole"),
    "attendance:again": _("At skrive, at barnet går i skole igen"),
    "attendance:withdraw": _("At trække »Går ikke i skole« tilbage"),
    "attendance:ask": _("At svare på, om barnet går i skole efter en flytning"),
    "attendance:reduced": _("At aftale et nedsat skema"),
    "attendance:reduced_change": _("At ændre en aftale om nedsat skema"),
    "attendance:reduced_end": _("At slutte et nedsat skema før tid"),
    "attendance:reduced_withdraw": _("At trække en aftale om nedsat skema tilbage"),
    "attendance:without_school": _("At se, hvem der er uden skole"),
    "attendance:without_school_csv": _("At hente listen over børn uden skole"),
}

_ON_THE_CHILDS_PAGE = Answer("attendance:child", _("Gå til »Fremmøde«"))
ANSWERED_AT |= {
    "dl_gap_opens": _ON_THE_CHILDS_PAGE,
    "dl_gap_day_5": _ON_THE_CHILDS_PAGE,
    "dl_gap_day_10": _ON_THE_CHILDS_PAGE,
    "dl_gap_weekly_status": _ON_THE_CHILDS_PAGE,
}
